// What each write of the storage port does to the tables: one prepared statement or few for each kind of write.
import type { Database, Statement } from 'better-sqlite3'
import type { ProjectRecord, Write } from './storage.ts'

type Writers = { readonly [W in Write['write']]: (write: Extract<Write, { write: W }>) => void }

/** The statements are prepared once. The result must be called inside a transaction. */
export function createWriter(database: Database): (write: Write) => void {
  const prepare = (sql: string): Statement => database.prepare(sql)
  const createProject = prepare(
    'INSERT INTO project (id, name, purpose, archived, created_at, changed_at, field_maps, use_cases, epoch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const takeSeq = prepare('UPDATE project SET last_seq = @seq WHERE id = @project AND last_seq = @seq - 1')
  const appendLog = prepare('INSERT INTO log (project, seq, data, person, command, time) VALUES (?, ?, ?, ?, ?, ?)')
  const addCellChange = prepare('INSERT INTO cell_change (project, seq, object, cell, before, after, person, command, time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const putSnapshot = prepare(`INSERT INTO snapshot (project, upto_seq, state) VALUES (?, ?, ?)
    ON CONFLICT (project) DO UPDATE SET upto_seq = excluded.upto_seq, state = excluded.state WHERE excluded.upto_seq >= snapshot.upto_seq`)
  const keepRows = prepare('INSERT INTO log_history SELECT * FROM log WHERE project = ? AND seq <= ?')
  const dropRows = prepare('DELETE FROM log WHERE project = ? AND seq <= ?')
  const putCounter = prepare(
    'INSERT INTO counter (project, collection, last) VALUES (?, ?, ?) ON CONFLICT (project, collection) DO UPDATE SET last = max(last, excluded.last)',
  )
  const putBlob = prepare('INSERT INTO blob (kind, key, bytes) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO NOTHING')
  const linkBlob = prepare('INSERT INTO blob_link (project, kind, key) VALUES (?, ?, ?) ON CONFLICT (project, kind, key) DO NOTHING')
  const putPerson = prepare(`INSERT INTO person (id, name, job_title, role, created_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, job_title = excluded.job_title, role = excluded.role`)
  const putSession = prepare(`INSERT INTO session (token_hash, person, created_at, seen_at, ends_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (token_hash) DO UPDATE SET seen_at = excluded.seen_at, ends_at = excluded.ends_at`)
  const deleteSession = prepare('DELETE FROM session WHERE token_hash = ?')
  const putLoginToken = prepare('INSERT INTO login_token (token_hash, person, ends_at, used_at) VALUES (?, ?, ?, ?)')

  const writers: Writers = {
    'create-project': ({ project: p }) => {
      createProject.run(p.id, p.name, p.purpose, p.archived ? 1 : 0, p.createdAt, p.changedAt, p.fieldMaps, p.useCases, p.epoch)
    },
    'change-project': ({ id, changes }) => changeProject(database, id, changes),
    'append-log': ({ project, row }) => {
      if (takeSeq.run({ project, seq: row.seq }).changes === 0)
        throw new Error(`Log row ${row.seq} is not the next of project ${project}: two writers, or no such project`)
      appendLog.run(project, row.seq, row.update, row.person, row.command, row.time)
    },
    'add-cell-changes': ({ project, changes }) => {
      for (const c of changes) addCellChange.run(project, c.seq, c.object, c.cell, jsonOrNull(c.before), jsonOrNull(c.after), c.person, c.command, c.time)
    },
    'put-snapshot': ({ project, snapshot }) => {
      putSnapshot.run(project, snapshot.uptoSeq, snapshot.state)
      keepRows.run(project, snapshot.uptoSeq)
      dropRows.run(project, snapshot.uptoSeq)
    },
    'put-counter': ({ project, collection, last }) => void putCounter.run(project, collection, last),
    'put-blob': ({ kind, key, bytes }) => void putBlob.run(kind, key, bytes),
    'link-blob': ({ project, kind, key }) => void linkBlob.run(project, kind, key),
    'put-person': ({ person: p }) => void putPerson.run(p.id, p.name, p.jobTitle, p.role, p.createdAt),
    'put-session': ({ session: s }) => void putSession.run(s.tokenHash, s.person, s.createdAt, s.seenAt, s.endsAt),
    'delete-session': ({ tokenHash }) => void deleteSession.run(tokenHash),
    'put-login-token': ({ token: t }) => void putLoginToken.run(t.tokenHash, t.person, t.endsAt, t.usedAt ?? null),
  }
  return (write) => (writers[write.write] as (write: Write) => void)(write)
}

const columnByProperty: Record<keyof Omit<ProjectRecord, 'id' | 'createdAt'>, string> = {
  name: 'name',
  purpose: 'purpose',
  archived: 'archived',
  changedAt: 'changed_at',
  fieldMaps: 'field_maps',
  useCases: 'use_cases',
  epoch: 'epoch',
}

function changeProject(database: Database, id: string, changes: Partial<Omit<ProjectRecord, 'id' | 'createdAt'>>): void {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined)
  if (entries.length === 0) return
  const columns = entries.map(([property]) => `${columnByProperty[property as keyof typeof columnByProperty]} = ?`).join(', ')
  const values = entries.map(([, value]) => (typeof value === 'boolean' ? Number(value) : value))
  if (database.prepare(`UPDATE project SET ${columns} WHERE id = ?`).run(...values, id).changes === 0) throw new Error(`There is no project ${id} to change`)
}

/** Column value of a cell: SQL NULL is "absent", JSON null is the text `null`. */
function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
