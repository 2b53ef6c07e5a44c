// How a database file is opened: pragmas, the lock on the folder, migrations. The only file that constructs a database.
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { join, resolve } from 'node:path'
import { makeFolder } from './make-folder.ts'
import { migrate, refuseForeignFile } from './migrate.ts'
import type { Migration } from './migrations/migrations.ts'
import { StorageRefusal } from './storage-refusal.ts'

/** Milliseconds that a writer waits for the other connection (compaction) before it fails. */
const BUSY_TIMEOUT = 10_000

/** A further connection to a folder that this process has open already (compaction); takes no lock and migrates nothing. */
export function connectSqlite(folder: string): Database {
  const database = openFile(folder)
  setPragmas(database)
  return database
}

/** The process' main connection: makes the folder, refuses a second server on it (R-04) and migrates. */
export function openSqlite(folder: string, migrations?: readonly Migration[]): { database: Database; unlock: () => void } {
  const unlock = lockFolder(folder)
  let database: Database | undefined
  try {
    database = openFile(folder)
    refuseForeignFile(database, folder, migrations)
    setPragmas(database)
    migrate(database, folder, migrations)
    return { database, unlock }
  } catch (error) {
    database?.close()
    unlock()
    if ((error as { code?: string }).code !== 'SQLITE_NOTADB') throw error
    throw new StorageRefusal(`crosswalk.db in ${folder} is not a Crosswalk database. Move it away, or start with another data folder.`, { cause: error })
  }
}

function openFile(folder: string): Database {
  return openHeld(join(folder, 'crosswalk.db'), { timeout: BUSY_TIMEOUT })
}

const held = new Set<object>()

/**
 * Opens a file whose native objects are never given to the garbage collector. Built with Node 24.19 or newer, better-sqlite3 12 ends
 * the process when one of them is collected while no JavaScript runs (nodejs/node issue 65446). The storage prepares its
 * statements once, so what is held stays small; closing a database still frees what it has open.
 */
export function openHeld(path: string, options?: SqliteDatabase.Options): Database {
  const database = new SqliteDatabase(path, options)
  const native = nativeOf(database)
  const prepare = native.prepare.bind(native)
  held.add(database).add(native)
  // Also what the library prepares for itself: each pragma, each transaction.
  native.prepare = (...args) => {
    const statement = prepare(...args)
    held.add(statement)
    return statement
  }
  return database
}

type Native = { prepare(...args: unknown[]): object }

/** The object behind the library's own; the library keeps it under a symbol. */
function nativeOf(database: Database): Native {
  const inner = Object.getOwnPropertySymbols(database).map((symbol) => (database as unknown as Record<symbol, Partial<Native> | undefined>)[symbol])
  const native = inner.find((value) => typeof value?.prepare === 'function')
  if (native === undefined) throw new Error('this version of better-sqlite3 hides its database object elsewhere')
  return native as Native
}

function setPragmas(database: Database): void {
  database.pragma('journal_mode = WAL')
  // Durable against power loss, not only against a killed process: an acknowledged edit stays.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  // The compaction thread checkpoints; this is the net for when it cannot. Pages of 4 KiB.
  database.pragma('wal_autocheckpoint = 8000')
}

/** An exclusive transaction on a file of its own, which the operating system ends with the process, also on kill -9. */
function lockFolder(folder: string): () => void {
  try {
    makeFolder(resolve(folder), 0o700)
  } catch (error) {
    throw new StorageRefusal(`The data folder ${folder} cannot be made: ${(error as Error).message}. Choose another one.`, { cause: error })
  }
  let lock: Database
  try {
    lock = openHeld(join(folder, 'lock.db'), { timeout: 0 })
  } catch (error) {
    throw new StorageRefusal(
      `The data folder ${folder} cannot be written to: ${(error as Error).message}. Choose another one, or give this user the right to write there.`,
      { cause: error },
    )
  }
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY') {
      throw new StorageRefusal(
        `Another Crosswalk server is using the data folder ${folder}. Stop that one first, or start this one with another data folder.`,
        { cause: error },
      )
    }
    throw new StorageRefusal(
      `The data folder ${folder} cannot be locked: ${(error as Error).message}. Use a folder on a local disk that this user may write to.`,
      { cause: error },
    )
  }
  return () => lock.close()
}
