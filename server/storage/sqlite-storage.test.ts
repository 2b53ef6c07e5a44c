// The SQLite storage keeps the contract; its lock on the folder; what survives closing.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { describeStorage } from './describe-storage.ts'
import { openSqliteStorage } from './sqlite-storage.ts'

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-storage-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describeStorage('sqlite', () => openSqliteStorage(newFolder()))
describeStorage('sqlite, commits on a thread', () => openSqliteStorage(newFolder(), { commitThread: true }))

const time = '2026-01-02T03:04:05.678Z'
const project = { id: 'p1', name: 'Orders', purpose: '', archived: false, createdAt: time, changedAt: time, fieldMaps: 0, useCases: 0, epoch: 1 }

test('what was committed is there after closing and opening again', async () => {
  const folder = newFolder()
  const before = await openSqliteStorage(folder)
  await before.commit([{ write: 'create-project', project }])
  await before.close()
  const after = await openSqliteStorage(folder)
  expect(await after.findProject('p1')).toEqual(project)
  await after.close()
})

test('a second server on the same folder is refused with a message that says what to do, and may start when the first has stopped', async () => {
  const folder = newFolder()
  const first = await openSqliteStorage(folder)
  await expect(openSqliteStorage(folder)).rejects.toThrow(`Another Crosswalk server is using the data folder ${folder}`)
  await first.close()
  await (await openSqliteStorage(folder)).close()
})

test('the lock on the folder is of the process: another process is refused, and kill -9 frees it', { timeout: 30_000 }, async () => {
  const folder = newFolder()
  const script = `import { openSqliteStorage } from ${JSON.stringify(new URL('./sqlite-storage.ts', import.meta.url).href)}
    await openSqliteStorage(${JSON.stringify(folder)}); console.log('open'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  try {
    expect(String((await once(child.stdout, 'data'))[0])).toContain('open')
    await expect(openSqliteStorage(folder)).rejects.toThrow('Another Crosswalk server')
  } finally {
    child.kill('SIGKILL')
    await exited
  }
  await (await openSqliteStorage(folder)).close()
})

test('closing waits for the commits that were given to the thread', async () => {
  const folder = newFolder()
  const storage = await openSqliteStorage(folder, { commitThread: true })
  const given = [storage.commit([{ write: 'create-project', project }]), storage.commit([{ write: 'create-project', project: { ...project, id: 'p2' } }])]
  await storage.close()
  await Promise.all(given)
  const again = await openSqliteStorage(folder)
  expect((await again.listProjects()).map(({ id }) => id)).toEqual(['p1', 'p2'])
  await again.close()
})

test('a folder that cannot be made is refused with a plain message', async () => {
  for (const folder of ['/dev/null/crosswalk', '/proc/none/below']) await expect(openSqliteStorage(folder)).rejects.toThrow('cannot be made')
  expect(existsSync('/dev/null/crosswalk')).toBe(false)
})
