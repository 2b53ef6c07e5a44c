// The storage port in memory, for tests: every answer is deliberately late, so that code which forgets to wait fails.
import type { BlobKind, CellChangeRecord, LoginTokenRecord, LogRow, PersonRecord, ProjectRecord, SessionRecord, Snapshot, Storage, Write } from './storage.ts'

type ProjectShelf = {
  record: ProjectRecord
  lastSeq: number
  log: LogRow[]
  history: LogRow[]
  snapshot: Snapshot | undefined
  changes: CellChangeRecord[]
  counters: Map<string, number>
  links: Map<string, { kind: BlobKind; key: string }>
}

/** `wait` is called before each answer; the default yields to the event loop a few times. */
export function createMemoryStorage(wait: () => Promise<void> = yieldTwice): Storage {
  const shelves = new Map<string, ProjectShelf>()
  const blobs = new Map<string, Uint8Array>()
  const people = new Map<string, PersonRecord>()
  const sessions = new Map<string, SessionRecord>()
  const tokens = new Map<string, LoginTokenRecord>()

  const shelfOf = (project: string): ProjectShelf => {
    const shelf = shelves.get(project)
    if (shelf === undefined) throw new Error(`There is no project ${project}`)
    return shelf
  }
  // Everything that can fail is looked at before anything is written: all or nothing.
  const check = (writes: readonly Write[]): void => {
    const created = new Set<string>()
    const seqs = new Map<string, number>()
    const known = (project: string) => {
      if (!created.has(project)) shelfOf(project)
    }
    for (const write of writes) {
      if (write.write === 'create-project') {
        if (shelves.has(write.project.id) || created.has(write.project.id)) throw new Error(`There is a project ${write.project.id} already`)
        created.add(write.project.id)
      } else if (write.write === 'change-project') known(write.id)
      else if ('project' in write) known(write.project)
      if (write.write === 'append-log') {
        const last = seqs.get(write.project) ?? shelves.get(write.project)?.lastSeq ?? 0
        if (write.row.seq !== last + 1) throw new Error(`Log row ${write.row.seq} is not the next of project ${write.project}: two writers`)
        seqs.set(write.project, write.row.seq)
      }
      if (write.write === 'put-login-token' && tokens.has(write.token.tokenHash)) throw new Error('There is such a sign-in token already')
    }
  }
  const apply = (write: Write): void => {
    switch (write.write) {
      case 'create-project':
        shelves.set(write.project.id, {
          record: write.project,
          lastSeq: 0,
          log: [],
          history: [],
          snapshot: undefined,
          changes: [],
          counters: new Map(),
          links: new Map(),
        })
        return
      case 'change-project': {
        const shelf = shelfOf(write.id)
        const changes = Object.fromEntries(Object.entries(write.changes).filter(([, value]) => value !== undefined))
        shelf.record = { ...shelf.record, ...changes }
        return
      }
      case 'append-log': {
        const shelf = shelfOf(write.project)
        shelf.log.push({ ...write.row, update: write.row.update.slice() })
        shelf.lastSeq = write.row.seq
        return
      }
      case 'add-cell-changes':
        shelfOf(write.project).changes.push(...write.changes)
        return
      case 'put-snapshot': {
        const shelf = shelfOf(write.project)
        if (write.snapshot.uptoSeq >= (shelf.snapshot?.uptoSeq ?? 0)) shelf.snapshot = write.snapshot
        shelf.history.push(...shelf.log.filter(({ seq }) => seq <= write.snapshot.uptoSeq))
        shelf.log = shelf.log.filter(({ seq }) => seq > write.snapshot.uptoSeq)
        return
      }
      case 'put-counter': {
        const { counters } = shelfOf(write.project)
        counters.set(write.collection, Math.max(write.last, counters.get(write.collection) ?? 0))
        return
      }
      case 'put-blob':
        if (!blobs.has(blobKey(write.kind, write.key))) blobs.set(blobKey(write.kind, write.key), write.bytes.slice())
        return
      case 'link-blob':
        shelfOf(write.project).links.set(blobKey(write.kind, write.key), { kind: write.kind, key: write.key })
        return
      case 'put-person':
        people.set(write.person.id, { ...write.person, createdAt: people.get(write.person.id)?.createdAt ?? write.person.createdAt })
        return
      case 'put-session':
        sessions.set(write.session.tokenHash, write.session)
        return
      case 'delete-session':
        sessions.delete(write.tokenHash)
        return
      case 'put-login-token':
        tokens.set(write.token.tokenHash, write.token)
    }
  }
  const late = async <T>(answer: () => T): Promise<T> => {
    await wait()
    return answer()
  }
  const listPage = (
    project: string,
    { before = Number.MAX_SAFE_INTEGER, limit }: { readonly before?: number; readonly limit: number },
    matches: (change: CellChangeRecord) => boolean,
  ) =>
    late(() => {
      const found = (shelves.get(project)?.changes ?? []).filter((change) => change.seq < before && matches(change)).toReversed()
      const oldest = found[limit - 1]
      return oldest === undefined ? found : found.filter(({ seq }) => seq >= oldest.seq)
    })

  return {
    commit: (writes) =>
      late(() => {
        check(writes)
        for (const write of writes) apply(write)
      }),
    listProjects: () => late(() => [...shelves.values()].map(({ record }) => record).sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1))),
    findProject: (id) => late(() => shelves.get(id)?.record),
    readLog: (project, afterSeq) => late(() => (shelves.get(project)?.log ?? []).filter(({ seq }) => seq > afterSeq)),
    measureLog: (project) =>
      late(() => {
        const shelf = shelves.get(project)
        return { rows: shelf?.log.length ?? 0, bytes: (shelf?.log ?? []).reduce((sum, { update }) => sum + update.length, 0), lastSeq: shelf?.lastSeq ?? 0 }
      }),
    findSnapshot: (project) => late(() => shelves.get(project)?.snapshot),
    listCounters: (project) => late(() => new Map(shelves.get(project)?.counters)),
    listCellChanges: (project, { object, command, ...page }) =>
      listPage(project, page, (change) => (object === undefined || change.object === object) && (command === undefined || change.command === command)),
    listChangesOfCell: (project, cell, page) => listPage(project, page, (change) => change.cell === cell),
    findBlob: (kind, key) => late(() => blobs.get(blobKey(kind, key))),
    isBlobLinked: (project, kind, key) => late(() => shelves.get(project)?.links.has(blobKey(kind, key)) ?? false),
    listLinkedBlobs: (project) =>
      late(() => [...(shelves.get(project)?.links.values() ?? [])].sort((a, b) => (blobKey(a.kind, a.key) < blobKey(b.kind, b.key) ? -1 : 1))),
    findPerson: (id) => late(() => people.get(id)),
    listPeople: () => late(() => [...people.values()].sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1))),
    findSession: (tokenHash) => late(() => sessions.get(tokenHash)),
    useLoginToken: (tokenHash, now) =>
      late(() => {
        const token = tokens.get(tokenHash)
        if (token === undefined || token.usedAt !== undefined || token.endsAt <= now) return undefined
        const used = { ...token, usedAt: now }
        tokens.set(tokenHash, used)
        return used
      }),
    close: () => late(() => {}),
  }
}

function blobKey(kind: BlobKind, key: string): string {
  return `${kind} ${key}`
}

async function yieldTwice(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  await new Promise((resolve) => setImmediate(resolve))
}
