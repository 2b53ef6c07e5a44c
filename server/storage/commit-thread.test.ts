// The thread that writes: what it was given is answered, also when it breaks down.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startCommitThread } from './commit-thread.ts'
import { openHeld } from './sqlite-connection.ts'
import { openSqliteStorage } from './sqlite-storage.ts'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-thread-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a commit waits for another writer, a refused one is told with the database’s own code, and the next goes on', { timeout: 30_000 }, async () => {
  const storage = await openSqliteStorage(folder)
  const thread = await startCommitThread(folder)
  const big = { write: 'put-blob', kind: 'record', key: 'big', bytes: new Uint8Array(50_000_000) } as const
  const blocked = openHeld(join(folder, 'crosswalk.db'))
  blocked.exec('BEGIN IMMEDIATE')
  const waits = thread.commit([big])
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await storage.findBlob('record', 'big')).toBeUndefined()
  blocked.exec('ROLLBACK')
  blocked.close()
  await waits
  expect((await storage.findBlob('record', 'big'))?.length).toBe(50_000_000)
  await expect(thread.commit([{ write: 'link-blob', project: null as never, kind: 'record', key: 'big' }])).rejects.toMatchObject({
    code: 'SQLITE_CONSTRAINT_NOTNULL',
  })
  await thread.commit([{ write: 'put-blob', kind: 'record', key: 'small', bytes: Uint8Array.from([1]) }])
  await thread.close()
  expect(thread.isAlive()).toBe(false)
  await expect(thread.commit([])).rejects.toThrow('ended')
  await storage.close()
})
