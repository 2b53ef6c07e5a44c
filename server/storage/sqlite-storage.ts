// The storage port over SQLite: the default, one file in the data folder. Only this folder knows SQL.
import type { Database } from 'better-sqlite3'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { startCommitThread } from './commit-thread.ts'
import type { Migration } from './migrations/migrations.ts'
import { connectSqlite, openSqlite } from './sqlite-connection.ts'
import { createWriter } from './sqlite-writes.ts'
import type { BlobKind, CellChangeRecord, LoginTokenRecord, LogRow, PersonRecord, ProjectRecord, SessionRecord, Snapshot, Storage } from './storage.ts'

export type SqliteOptions = {
  /** Only for tests of migrations. */
  readonly migrations?: readonly Migration[]
  /** Write on a thread of its own, as the server does. Without it a commit blocks its caller, which is simpler for a command. */
  readonly commitThread?: boolean
}

/** Opens the data folder, making it where needed. Throws StorageRefusal with a message for people: in use, not writable, newer schema. */
export async function openSqliteStorage(folder: string, options: SqliteOptions = {}): Promise<Storage> {
  const { database, unlock } = openSqlite(folder, options.migrations)
  const storage = storageOver(database, folder, unlock)
  if (options.commitThread !== true) return storage
  try {
    const thread = await startCommitThread(folder)
    return {
      ...storage,
      // Without its thread the server is slower, but it still saves.
      commit: (writes) => (thread.isAlive() ? thread.commit(writes) : storage.commit(writes)),
      close: async () => {
        await thread.close()
        await storage.close()
      },
    }
  } catch (error) {
    await storage.close()
    throw error
  }
}

/** A second connection for another thread of the process that holds the folder's lock (compaction). */
export function joinSqliteStorage(folder: string): Storage & { checkpoint(): void } {
  const database = connectSqlite(folder)
  return { ...storageOver(database, folder, () => {}), checkpoint: () => void database.pragma('wal_checkpoint(PASSIVE)') }
}

function storageOver(database: Database, folder: string, unlock: () => void): Storage {
  const write = createWriter(database)
  const writeAll = database.transaction((writes: Parameters<Storage['commit']>[0]) => {
    for (const each of writes) write(each)
  })
  const all = <T>(sql: string) => {
    const statement = database.prepare(sql)
    return (...values: unknown[]) => statement.all(...values) as T[]
  }
  const one = <T>(sql: string) => {
    const statement = database.prepare(sql)
    return (...values: unknown[]) => statement.get(...values) as T | undefined
  }
  const projects = all<ProjectColumns>('SELECT * FROM project ORDER BY created_at, id')
  const project = one<ProjectColumns>('SELECT * FROM project WHERE id = ?')
  const log = all<LogColumns>('SELECT seq, data, person, command, time FROM log WHERE project = ? AND seq > ? ORDER BY seq')
  const logSize = one<{ rows: number; bytes: number }>('SELECT count(*) AS rows, coalesce(sum(length(data)), 0) AS bytes FROM log WHERE project = ?')
  const lastSeq = one<{ last_seq: number }>('SELECT last_seq FROM project WHERE id = ?')
  const snapshot = one<{ upto_seq: number; state: Buffer }>('SELECT upto_seq, state FROM snapshot WHERE project = ?')
  const counters = all<{ collection: string; last: number }>('SELECT collection, last FROM counter WHERE project = ?')
  const page = 'seq >= @from AND seq < @before ORDER BY seq DESC, id DESC LIMIT @limit'
  const changes = all<ChangeColumns>(`SELECT * FROM cell_change WHERE project = @project AND ${page}`)
  const changesOf = all<ChangeColumns>(`SELECT * FROM cell_change WHERE project = @project AND object = @object AND ${page}`)
  const changesOfCell = all<FromColumns>(`SELECT seq, object, before, time FROM cell_change WHERE project = @project AND cell = @cell AND ${page}`)
  const changesBy = all<ChangeColumns>(
    `SELECT * FROM cell_change WHERE project = @project AND command = @command AND (@object IS NULL OR object = @object) AND ${page}`,
  )
  const blob = one<{ bytes: Buffer }>('SELECT bytes FROM blob WHERE kind = ? AND key = ?')
  const link = one<{ found: number }>('SELECT 1 AS found FROM blob_link WHERE project = ? AND kind = ? AND key = ?')
  const links = all<{ kind: BlobKind; key: string }>('SELECT kind, key FROM blob_link WHERE project = ? ORDER BY kind, key')
  const person = one<PersonColumns>('SELECT * FROM person WHERE id = ?')
  const people = all<PersonColumns>('SELECT * FROM person ORDER BY created_at, id')
  const session = one<SessionColumns>('SELECT * FROM session WHERE token_hash = ?')
  const markToken = one<TokenColumns>('UPDATE login_token SET used_at = @now WHERE token_hash = @hash AND used_at IS NULL AND ends_at > @now RETURNING *')

  return {
    folder,
    commit: async (writes) => void writeAll.immediate(writes),
    listProjects: async () => projects().map(projectOf),
    findProject: async (id) => maybe(project(id), projectOf),
    readLog: async (id, afterSeq) => log(id, afterSeq).map(({ data, ...row }): LogRow => ({ ...row, update: data })),
    measureLog: async (id) => ({ ...(logSize(id) ?? { rows: 0, bytes: 0 }), lastSeq: lastSeq(id)?.last_seq ?? 0 }),
    findSnapshot: async (id) => maybe(snapshot(id), ({ upto_seq, state }): Snapshot => ({ uptoSeq: upto_seq, state })),
    listCounters: async (id) => new Map(counters(id).map(({ collection, last }) => [collection, last])),
    listCellChanges: async (id, { object, command, ...page }) =>
      readPage(page, (part) => {
        const asked = { project: id, ...part }
        if (command !== undefined) return changesBy({ ...asked, command, object: object ?? null })
        return object === undefined ? changes(asked) : changesOf({ ...asked, object })
      }).map(changeOf),
    listChangesOfCell: async (id, cell, page) =>
      readPage(page, (part) => changesOfCell({ project: id, cell, ...part })).map((change) => ({ ...change, before: jsonOf(change.before) })),
    findBlob: async (kind, key) => blob(kind, key)?.bytes,
    isBlobLinked: async (id, kind, key) => link(id, kind, key) !== undefined,
    listLinkedBlobs: async (id) => links(id),
    findPerson: async (id) => maybe(person(id), personOf),
    listPeople: async () => people().map(personOf),
    findSession: async (tokenHash) =>
      maybe(session(tokenHash), (s): SessionRecord => ({
        tokenHash: s.token_hash,
        person: s.person,
        createdAt: s.created_at,
        seenAt: s.seen_at,
        endsAt: s.ends_at,
      })),
    useLoginToken: async (tokenHash, now) =>
      maybe(markToken({ hash: tokenHash, now }), (t): LoginTokenRecord => ({
        tokenHash: t.token_hash,
        person: t.person,
        endsAt: t.ends_at,
        usedAt: t.used_at ?? undefined,
      })),
    close: async () => {
      database.close()
      unlock()
    },
  }
}

// Exactly the columns. They never leave this file.
type ProjectColumns = {
  id: string
  name: string
  purpose: string
  archived: number
  created_at: string
  changed_at: string
  field_maps: number
  use_cases: number
  epoch: number
}
type LogColumns = { seq: number; data: Buffer; person: string; command: string; time: string }
type ChangeColumns = { seq: number; object: string; cell: string; before: string | null; after: string | null; person: string; command: string; time: string }
type FromColumns = Pick<ChangeColumns, 'seq' | 'object' | 'before' | 'time'>
type PersonColumns = { id: string; name: string; job_title: string; role: string; created_at: string }
type SessionColumns = { token_hash: string; person: string; created_at: string; seen_at: string; ends_at: string }
type TokenColumns = { token_hash: string; person: string; ends_at: string; used_at: string | null }

/** A reader pages by seq, so the last one is answered whole. */
function readPage<T extends { readonly seq: number }>(
  { before = Number.MAX_SAFE_INTEGER, limit }: { readonly before?: number; readonly limit: number },
  find: (part: { readonly from: number; readonly before: number; readonly limit: number }) => T[],
): T[] {
  const found = find({ from: 0, before, limit })
  const oldest = found.at(-1)
  if (oldest === undefined || found.length < limit) return found
  const { seq } = oldest
  return [...found.filter((change) => change.seq > seq), ...find({ from: seq, before: seq + 1, limit: -1 })]
}

function projectOf(p: ProjectColumns): ProjectRecord {
  return {
    id: p.id,
    name: p.name,
    purpose: p.purpose,
    archived: p.archived === 1,
    createdAt: p.created_at,
    changedAt: p.changed_at,
    fieldMaps: p.field_maps,
    useCases: p.use_cases,
    epoch: p.epoch,
  }
}

function changeOf(c: ChangeColumns): CellChangeRecord {
  return { seq: c.seq, object: c.object, cell: c.cell, before: jsonOf(c.before), after: jsonOf(c.after), person: c.person, command: c.command, time: c.time }
}

function personOf(p: PersonColumns): PersonRecord {
  return { id: p.id, name: p.name, jobTitle: p.job_title, role: p.role, createdAt: p.created_at }
}

function jsonOf(text: string | null): JsonValue | undefined {
  return text === null ? undefined : (JSON.parse(text) as JsonValue)
}

function maybe<T, U>(value: T | undefined, change: (value: T) => U): U | undefined {
  return value === undefined ? undefined : change(value)
}
