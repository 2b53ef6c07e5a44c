// The storage port: everything the server keeps. The only door to a database; nothing outside server/storage knows SQL.
// Answers are promises everywhere; a transaction is one call with a list of writes (README, decisions).
import type { JsonValue } from '../../shared/schema/json-value.ts'

export type ProjectRecord = {
  readonly id: string
  readonly name: string
  readonly purpose: string
  readonly archived: boolean
  readonly createdAt: string
  readonly changedAt: string
  readonly fieldMaps: number
  readonly useCases: number
  readonly epoch: number
}

/** One row of a project's log: the merged update of one (person, command) in one tick. */
export type LogRow = { readonly seq: number; readonly update: Uint8Array; readonly person: string; readonly command: string; readonly time: string }

/** A full state that holds every log row up to and including `uptoSeq`. */
export type Snapshot = { readonly uptoSeq: number; readonly state: Uint8Array }

export type CellChangeRecord = {
  readonly seq: number
  /** `<collection>:<id>`, or `info:`. */
  readonly object: string
  readonly cell: string
  readonly before: JsonValue | undefined
  readonly after: JsonValue | undefined
  readonly person: string
  readonly command: string
  readonly time: string
}

/** A change as far as going back needs it: there may be very many. */
export type ChangedFrom = Pick<CellChangeRecord, 'seq' | 'object' | 'before' | 'time'>

export type PersonRecord = { readonly id: string; readonly name: string; readonly jobTitle: string; readonly role: string; readonly createdAt: string }
/** `tokenHash`: hex SHA-256; the token itself is never stored (T-42). */
export type SessionRecord = {
  readonly tokenHash: string
  readonly person: string
  readonly createdAt: string
  readonly seenAt: string
  readonly endsAt: string
}
export type LoginTokenRecord = { readonly tokenHash: string; readonly person: string; readonly endsAt: string; readonly usedAt: string | undefined }

/** `original`: uploaded bytes; `graph`: a schema graph as JSON; `samples`: `{ records, evidence }` as JSON; `record`: one JSON record; `picture`: its bytes; `baseline`: a frozen state as canonical JSON. */
export type BlobKind = 'original' | 'upload-set' | 'graph' | 'samples' | 'record' | 'picture' | 'baseline'

export type Write =
  | { readonly write: 'create-project'; readonly project: ProjectRecord }
  | { readonly write: 'change-project'; readonly id: string; readonly changes: Partial<Omit<ProjectRecord, 'id' | 'createdAt'>> }
  /** `seq` must be the next of the project: another value fails the whole list (two writers). */
  | { readonly write: 'append-log'; readonly project: string; readonly row: LogRow }
  | { readonly write: 'add-cell-changes'; readonly project: string; readonly changes: readonly CellChangeRecord[] }
  /** Replaces the loading snapshot and moves the log rows it holds to the history table, where they stay. */
  | { readonly write: 'put-snapshot'; readonly project: string; readonly snapshot: Snapshot }
  /** The last number given in a collection; never goes down. */
  | { readonly write: 'put-counter'; readonly project: string; readonly collection: string; readonly last: number }
  /** Content-addressed: writing the same key again changes nothing. */
  | { readonly write: 'put-blob'; readonly kind: BlobKind; readonly key: string; readonly bytes: Uint8Array }
  /** A project may read only blobs that were linked to it. */
  | { readonly write: 'link-blob'; readonly project: string; readonly kind: BlobKind; readonly key: string }
  | { readonly write: 'put-person'; readonly person: PersonRecord }
  | { readonly write: 'put-session'; readonly session: SessionRecord }
  | { readonly write: 'delete-session'; readonly tokenHash: string }
  | { readonly write: 'put-login-token'; readonly token: LoginTokenRecord }

export type Storage = {
  /** The data folder, for work that another thread does with a connection of its own (compaction). Absent: there is none to join. */
  readonly folder?: string
  /** All or nothing, durable (`synchronous=FULL`) when the promise resolves. */
  commit(writes: readonly Write[]): Promise<void>
  listProjects(): Promise<ProjectRecord[]>
  findProject(id: string): Promise<ProjectRecord | undefined>
  /** Rows after `afterSeq`, in order. Does not read rows that were moved to history. */
  readLog(project: string, afterSeq: number): Promise<LogRow[]>
  /** Rows and bytes in the live log, for compaction. */
  measureLog(project: string): Promise<{ rows: number; bytes: number; lastSeq: number }>
  findSnapshot(project: string): Promise<Snapshot | undefined>
  listCounters(project: string): Promise<ReadonlyMap<string, number>>
  /** Newest first; `before` is a seq. Answers more than `limit` where needed to give the oldest seq whole, so that paging by seq loses nothing. */
  listCellChanges(project: string, filter: { object?: string; command?: string; before?: number; limit: number }): Promise<CellChangeRecord[]>
  /** What the cells of this name held before each change, of whichever objects, in the same order and pages. */
  listChangesOfCell(project: string, cell: string, page: { before?: number; limit: number }): Promise<ChangedFrom[]>
  findBlob(kind: BlobKind, key: string): Promise<Uint8Array | undefined>
  isBlobLinked(project: string, kind: BlobKind, key: string): Promise<boolean>
  listLinkedBlobs(project: string): Promise<{ kind: BlobKind; key: string }[]>
  findPerson(id: string): Promise<PersonRecord | undefined>
  listPeople(): Promise<PersonRecord[]>
  findSession(tokenHash: string): Promise<SessionRecord | undefined>
  /** Marks the token used if it exists, is not over at `now` and was not used before; answers it, or undefined. Atomic (T-49). */
  useLoginToken(tokenHash: string, now: string): Promise<LoginTokenRecord | undefined>
  close(): Promise<void>
}
