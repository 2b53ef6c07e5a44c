// Upgrades of the database. fixtures/db/ keeps a database of every released schema, for ever.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { migrations, type Migration } from './migrations/migrations.ts'
import { openHeld } from './sqlite-connection.ts'
import { openSqliteStorage } from './sqlite-storage.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const newest = migrations.at(-1)?.version ?? 0
const next: Migration = { version: newest + 1, sql: "ALTER TABLE project ADD COLUMN colour TEXT NOT NULL DEFAULT 'green';" }
const broken: Migration = { version: newest + 1, sql: 'ALTER TABLE project ADD COLUMN colour TEXT; INSERT INTO nothing VALUES (1);' }

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-migrate-'))
  folders.push(folder)
  return folder
}

/** A folder with the kept database of a schema. */
function openKept(version: number): string {
  const kept = new URL(`../../fixtures/db/schema-${version}.sql`, import.meta.url)
  expect(existsSync(kept), `keep a database of schema ${version} in fixtures/db/`).toBe(true)
  const folder = newFolder()
  const database = openHeld(join(folder, 'crosswalk.db'))
  database.exec(readFileSync(kept, 'utf8'))
  database.close()
  return folder
}

function read(path: string, sql: string): unknown {
  const database = openHeld(path, { readonly: true })
  try {
    return database.prepare(sql).pluck().get()
  } finally {
    database.close()
  }
}

test('migrations are numbered from 1 without gaps', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
})

test.each(migrations.map(({ version }) => version))('[R-06] a database of schema %i opens with all it held', async (version) => {
  const folder = openKept(version)
  const storage = await openSqliteStorage(folder)
  expect(await storage.findProject('p1')).toMatchObject({ name: 'Shop orders to ledger invoices', fieldMaps: 1, useCases: 1, epoch: 1 })
  expect((await storage.findSnapshot('p1'))?.uptoSeq).toBe(1)
  expect(await storage.readLog('p1', 0)).toMatchObject([{ seq: 2, person: 'bob' }])
  expect(await storage.measureLog('p1')).toMatchObject({ rows: 1, lastSeq: 2 })
  expect(await storage.listCellChanges('p1', { limit: 10 })).toMatchObject([{ object: 'rows:r1', before: undefined, after: 'shown to the buyer' }])
  expect(await storage.listCounters('p1')).toEqual(new Map([['rows', 4]]))
  expect(await storage.listLinkedBlobs('p1')).toEqual([{ kind: 'graph', key: 'aa.1' }])
  expect(await storage.findPerson('ann')).toMatchObject({ name: 'Ann Analyst', jobTitle: 'Business analyst', role: 'owner' })
  expect(await storage.findSession('0'.repeat(64))).toMatchObject({ person: 'ann' })
  await storage.close()
  expect(read(join(folder, 'crosswalk.db'), 'SELECT count(*) FROM log_history')).toBe(1)
  expect(read(join(folder, 'crosswalk.db'), 'PRAGMA integrity_check')).toBe('ok')
})

test('[R-06] before an upgrade the file is kept as it was', async () => {
  const folder = openKept(newest)
  await (await openSqliteStorage(folder, { migrations: [...migrations, next] })).close()
  const copy = join(folder, 'backups', `crosswalk-before-schema-${next.version}.db`)
  expect(read(copy, 'PRAGMA user_version')).toBe(newest)
  expect(read(copy, 'SELECT count(*) FROM project')).toBe(1)
  expect(read(join(folder, 'crosswalk.db'), 'PRAGMA user_version')).toBe(next.version)
  expect(read(join(folder, 'crosswalk.db'), 'SELECT colour FROM project')).toBe('green')
})

test('[R-06] an upgrade that fails half-way leaves the database as it was, and can be tried again', async () => {
  const folder = openKept(newest)
  await expect(openSqliteStorage(folder, { migrations: [...migrations, broken] })).rejects.toThrow('nothing')
  expect(read(join(folder, 'crosswalk.db'), 'PRAGMA user_version')).toBe(newest)
  expect(read(join(folder, 'crosswalk.db'), "SELECT count(*) FROM pragma_table_info('project') WHERE name = 'colour'")).toBe(0)
  await (await openSqliteStorage(folder, { migrations: [...migrations, next] })).close()
  expect(read(join(folder, 'crosswalk.db'), 'SELECT colour FROM project')).toBe('green')
})

test('[R-06] a database of a newer schema is refused with a plain message, and not touched', async () => {
  const folder = openKept(newest)
  await (await openSqliteStorage(folder, { migrations: [...migrations, next] })).close()
  await expect(openSqliteStorage(folder)).rejects.toThrow(`was written by a newer Crosswalk (schema ${next.version}; this one knows up to ${newest})`)
  expect(read(join(folder, 'crosswalk.db'), 'PRAGMA user_version')).toBe(next.version)
})

test('a new folder gets no backup', async () => {
  const folder = newFolder()
  await (await openSqliteStorage(folder)).close()
  expect(existsSync(join(folder, 'backups'))).toBe(false)
})

test('somebody else’s database, and a file that is none, are refused and not touched', async () => {
  const folder = newFolder()
  const foreign = openHeld(join(folder, 'crosswalk.db'))
  foreign.exec('CREATE TABLE theirs (id INTEGER)')
  foreign.close()
  await expect(openSqliteStorage(folder)).rejects.toThrow('is not a Crosswalk database')
  expect(read(join(folder, 'crosswalk.db'), "SELECT count(*) FROM sqlite_schema WHERE type = 'table'")).toBe(1)
  expect(read(join(folder, 'crosswalk.db'), 'PRAGMA journal_mode')).toBe('delete')
  const other = newFolder()
  writeFileSync(join(other, 'crosswalk.db'), 'not a database at all, but long enough to be looked at as one'.repeat(20))
  await expect(openSqliteStorage(other)).rejects.toThrow('is not a Crosswalk database')
})
