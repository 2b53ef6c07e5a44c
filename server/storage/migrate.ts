// Brings a database file up to the newest schema: the only code that changes tables.
import type { Database } from 'better-sqlite3'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrations as releasedMigrations, type Migration } from './migrations/migrations.ts'
import { StorageRefusal } from './storage-refusal.ts'

/** Marks the file as ours in its header ("CWLK"). */
const APPLICATION_ID = 0x43574c4b

/** Throws for a file that this program must not touch: somebody else's, or one of a newer Crosswalk. Changes nothing. */
export function refuseForeignFile(database: Database, folder: string, migrations: readonly Migration[] = releasedMigrations): void {
  const found = database.pragma('user_version', { simple: true }) as number
  const newest = migrations.at(-1)?.version ?? 0
  const tables = database.prepare("SELECT count(*) AS count FROM sqlite_schema WHERE type = 'table'").get() as { count: number }
  if (!isOurs(database) && tables.count > 0)
    throw new StorageRefusal(`crosswalk.db in ${folder} is not a Crosswalk database. Move it away, or start with another data folder.`)
  if (found > newest) {
    throw new StorageRefusal(
      `The data in ${folder} was written by a newer Crosswalk (schema ${found}; this one knows up to ${newest}). Start that newer version, or start this one with another data folder.`,
    )
  }
}

/** Runs the missing migrations, each in one transaction, after a copy of the file as it was to `backups/`. */
export function migrate(database: Database, folder: string, migrations: readonly Migration[] = releasedMigrations): void {
  const found = database.pragma('user_version', { simple: true }) as number
  // A new file has nothing to keep, also when several migrations make it.
  const isUpgrade = isOurs(database)
  for (const migration of migrations) {
    if (migration.version <= found) continue
    if (isUpgrade) keepCopy(database, folder, migration.version)
    database
      .transaction(() => {
        database.exec(migration.sql)
        database.pragma(`application_id = ${APPLICATION_ID}`)
        database.pragma(`user_version = ${migration.version}`)
      })
      .immediate()
  }
}

function isOurs(database: Database): boolean {
  return (database.pragma('application_id', { simple: true }) as number) === APPLICATION_ID
}

// A copy left by an upgrade that was interrupted is older than nothing we need: the file has not changed since.
function keepCopy(database: Database, folder: string, version: number): void {
  const backups = join(folder, 'backups')
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const path = join(backups, `crosswalk-before-schema-${version}.db`)
  if (existsSync(path)) rmSync(path)
  database.prepare('VACUUM INTO ?').run(path)
}
