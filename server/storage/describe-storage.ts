// Every promise a Storage makes. Each implementation runs it; only tests import it.
import { describe, expect, test } from 'vitest'
import type { LogRow, ProjectRecord, Storage } from './storage.ts'

const time = '2026-01-02T03:04:05.678Z'
const project: ProjectRecord = { id: 'p1', name: 'Orders', purpose: '', archived: false, createdAt: time, changedAt: time, fieldMaps: 0, useCases: 0, epoch: 1 }
const buildRow = (seq: number, text = `update ${seq}`): LogRow => ({ seq, update: new TextEncoder().encode(text), person: 'ann', command: `c${seq}`, time })
const append = (seq: number, of = 'p1') => ({ write: 'append-log', project: of, row: buildRow(seq) }) as const
const bytesOf = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : [...bytes])

export function describeStorage(name: string, create: () => Promise<Storage>): void {
  const withStorage = (run: (storage: Storage) => Promise<void>) => async () => {
    const storage = await create()
    try {
      await storage.commit([{ write: 'create-project', project }])
      await run(storage)
    } finally {
      await storage.close()
    }
  }

  describe(`storage: ${name}`, () => {
    test(
      'a project is found as it was created and changed',
      withStorage(async (storage) => {
        await storage.commit([
          { write: 'create-project', project: { ...project, id: 'p2', createdAt: '2026-01-03T00:00:00.000Z' } },
          { write: 'change-project', id: 'p2', changes: { name: 'Invoices', archived: true, fieldMaps: 3 } },
        ])
        expect(await storage.findProject('p2')).toEqual({
          ...project,
          id: 'p2',
          createdAt: '2026-01-03T00:00:00.000Z',
          name: 'Invoices',
          archived: true,
          fieldMaps: 3,
        })
        expect((await storage.listProjects()).map(({ id }) => id)).toEqual(['p1', 'p2'])
        expect(await storage.findProject('nobody')).toBeUndefined()
      }),
    )

    test(
      'a list of writes is all or nothing',
      withStorage(async (storage) => {
        await expect(storage.commit([append(1), { write: 'put-counter', project: 'p1', collection: 'rows', last: 9 }, append(3)])).rejects.toThrow(
          'is not the next',
        )
        expect(await storage.readLog('p1', 0)).toEqual([])
        expect(await storage.listCounters('p1')).toEqual(new Map())
      }),
    )

    test(
      'a log row is taken only with the next seq of an existing project',
      withStorage(async (storage) => {
        await storage.commit([append(1), append(2)])
        await expect(storage.commit([append(2)])).rejects.toThrow()
        await expect(storage.commit([append(4)])).rejects.toThrow()
        await expect(storage.commit([append(1, 'nobody')])).rejects.toThrow()
        expect((await storage.readLog('p1', 0)).map(({ seq }) => seq)).toEqual([1, 2])
        expect((await storage.readLog('p1', 1)).map(({ seq }) => seq)).toEqual([2])
      }),
    )

    test(
      'two commits at once that want the same seq: one is refused',
      withStorage(async (storage) => {
        const outcomes = await Promise.allSettled([storage.commit([append(1)]), storage.commit([append(1)])])
        expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      }),
    )

    test(
      'a log row comes back byte for byte, also when the caller changes its buffer afterwards',
      withStorage(async (storage) => {
        const update = Uint8Array.from([0, 255, 7])
        await storage.commit([{ write: 'append-log', project: 'p1', row: { ...buildRow(1), update } }])
        update.fill(1)
        const [found] = await storage.readLog('p1', 0)
        expect(bytesOf(found?.update)).toEqual([0, 255, 7])
        expect(found).toMatchObject({ seq: 1, person: 'ann', command: 'c1', time })
      }),
    )

    test(
      'a snapshot moves the rows it holds out of the live log, and seq goes on',
      withStorage(async (storage) => {
        await storage.commit([append(1), append(2), append(3)])
        await storage.commit([{ write: 'put-snapshot', project: 'p1', snapshot: { uptoSeq: 2, state: Uint8Array.from([1, 2]) } }])
        expect((await storage.readLog('p1', 0)).map(({ seq }) => seq)).toEqual([3])
        expect(await storage.measureLog('p1')).toEqual({ rows: 1, bytes: buildRow(3).update.length, lastSeq: 3 })
        expect(bytesOf((await storage.findSnapshot('p1'))?.state)).toEqual([1, 2])
        await storage.commit([append(4)])
        expect((await storage.findSnapshot('p1'))?.uptoSeq).toBe(2)
      }),
    )

    test(
      'an older snapshot never replaces a newer one',
      withStorage(async (storage) => {
        await storage.commit([append(1), append(2)])
        await storage.commit([{ write: 'put-snapshot', project: 'p1', snapshot: { uptoSeq: 2, state: Uint8Array.from([2]) } }])
        await storage.commit([{ write: 'put-snapshot', project: 'p1', snapshot: { uptoSeq: 1, state: Uint8Array.from([1]) } }])
        expect(bytesOf((await storage.findSnapshot('p1'))?.state)).toEqual([2])
      }),
    )

    test(
      'a counter never goes down',
      withStorage(async (storage) => {
        const put = (last: number) => storage.commit([{ write: 'put-counter', project: 'p1', collection: 'rows', last }])
        await put(5)
        await put(3)
        expect(await storage.listCounters('p1')).toEqual(new Map([['rows', 5]]))
      }),
    )

    test(
      'cell changes are answered newest first, by object, and absent is not null',
      withStorage(async (storage) => {
        const change = (seq: number, object: string, after: string | null | undefined) => ({
          seq,
          object,
          cell: 'note',
          before: undefined,
          after,
          person: 'ann',
          command: 'c',
          time,
        })
        await storage.commit([append(1), { write: 'add-cell-changes', project: 'p1', changes: [change(1, 'rows:a', 'one'), change(1, 'rows:b', null)] }])
        await storage.commit([append(2), { write: 'add-cell-changes', project: 'p1', changes: [change(2, 'rows:a', undefined)] }])
        expect((await storage.listCellChanges('p1', { limit: 10 })).map(({ object, after }) => [object, after])).toEqual([
          ['rows:a', undefined],
          ['rows:b', null],
          ['rows:a', 'one'],
        ])
        expect((await storage.listCellChanges('p1', { object: 'rows:a', limit: 10 })).map(({ seq }) => seq)).toEqual([2, 1])
        expect((await storage.listCellChanges('p1', { before: 2, limit: 10 })).map(({ seq }) => seq)).toEqual([1, 1])
      }),
    )

    test(
      'the changes of one command are found among all others, whichever object they are of',
      withStorage(async (storage) => {
        const change = (seq: number, object: string, command: string) => ({
          seq,
          object,
          cell: 'note',
          before: undefined,
          after: seq,
          person: 'ann',
          command,
          time,
        })
        await storage.commit([append(1), { write: 'add-cell-changes', project: 'p1', changes: [change(1, 'rows:a', 'move'), change(1, 'rows:b', 'move')] }])
        await storage.commit([append(2), { write: 'add-cell-changes', project: 'p1', changes: [change(2, 'rows:a', 'other')] }])
        await storage.commit([append(3), { write: 'add-cell-changes', project: 'p1', changes: [change(3, 'rows:c', 'move')] }])
        const find = async (filter: { object?: string; before?: number }, limit = 10) =>
          (await storage.listCellChanges('p1', { command: 'move', ...filter, limit })).map(({ object, seq }) => `${object} ${seq}`)
        expect(await find({})).toEqual(['rows:c 3', 'rows:b 1', 'rows:a 1'])
        expect(await find({ object: 'rows:a' })).toEqual(['rows:a 1'])
        expect(await find({}, 2)).toEqual(['rows:c 3', 'rows:b 1', 'rows:a 1'])
        expect(await find({ before: 3 })).toEqual(['rows:b 1', 'rows:a 1'])
        expect(await storage.listCellChanges('p1', { command: 'none', limit: 10 })).toEqual([])
      }),
    )

    test(
      'a page of cell changes never ends inside a seq',
      withStorage(async (storage) => {
        const changes = Array.from({ length: 4 }, (_, index) => ({
          seq: 1,
          object: `rows:${index}`,
          cell: 'note',
          before: undefined,
          after: index,
          person: 'ann',
          command: 'c',
          time,
        }))
        await storage.commit([append(1), { write: 'add-cell-changes', project: 'p1', changes }])
        expect((await storage.listCellChanges('p1', { limit: 2 })).map(({ after }) => after)).toEqual([3, 2, 1, 0])
      }),
    )

    test(
      'the changes of one cell are found among all others, whichever object they are of, in the same pages',
      withStorage(async (storage) => {
        const change = (seq: number, object: string, cell: string) => ({ seq, object, cell, before: seq - 1, after: seq, person: 'ann', command: 'c', time })
        const add = (seq: number, ...changes: ReturnType<typeof change>[]) =>
          storage.commit([append(seq), { write: 'add-cell-changes', project: 'p1', changes }])
        await add(1, change(1, 'rows:a', 'status'), change(1, 'rows:b', 'status'), change(1, 'rows:b', 'note'))
        await add(2, change(2, 'rows:a', 'note'))
        await add(3, change(3, 'rows:c', 'status'))
        const find = async (page: { before?: number; limit: number }) =>
          (await storage.listChangesOfCell('p1', 'status', page)).map(({ object, seq, before }) => `${object} ${seq} ${JSON.stringify(before)}`)
        expect(await find({ limit: 10 })).toEqual(['rows:c 3 2', 'rows:b 1 0', 'rows:a 1 0'])
        expect(await find({ limit: 1 })).toEqual(['rows:c 3 2'])
        expect(await find({ before: 3, limit: 1 })).toEqual(['rows:b 1 0', 'rows:a 1 0'])
        expect(await storage.listChangesOfCell('p1', 'nothing', { limit: 10 })).toEqual([])
        expect(await storage.listChangesOfCell('nobody', 'status', { limit: 10 })).toEqual([])
      }),
    )

    test(
      'a blob is kept once under its key and read only where it is linked',
      withStorage(async (storage) => {
        await storage.commit([{ write: 'put-blob', kind: 'graph', key: 'k', bytes: Uint8Array.from([1]) }])
        await storage.commit([
          { write: 'put-blob', kind: 'graph', key: 'k', bytes: Uint8Array.from([2]) },
          { write: 'link-blob', project: 'p1', kind: 'graph', key: 'k' },
          { write: 'link-blob', project: 'p1', kind: 'graph', key: 'k' },
        ])
        expect(bytesOf(await storage.findBlob('graph', 'k'))).toEqual([1])
        expect(await storage.findBlob('samples', 'k')).toBeUndefined()
        expect(await storage.isBlobLinked('p1', 'graph', 'k')).toBe(true)
        expect(await storage.isBlobLinked('p1', 'samples', 'k')).toBe(false)
        expect(await storage.listLinkedBlobs('p1')).toEqual([{ kind: 'graph', key: 'k' }])
      }),
    )

    test(
      'people and sessions are found, changed and taken away',
      withStorage(async (storage) => {
        const ann = { id: 'ann', name: 'Ann', jobTitle: '', role: 'editor', createdAt: time }
        const session = { tokenHash: 'h', person: 'ann', createdAt: time, seenAt: time, endsAt: '2027-01-01T00:00:00.000Z' }
        await storage.commit([
          { write: 'put-person', person: ann },
          { write: 'put-session', session },
        ])
        await storage.commit([{ write: 'put-person', person: { ...ann, name: 'Anna' } }])
        expect(await storage.findPerson('ann')).toEqual({ ...ann, name: 'Anna' })
        expect(await storage.listPeople()).toHaveLength(1)
        expect(await storage.findSession('h')).toEqual(session)
        await storage.commit([{ write: 'delete-session', tokenHash: 'h' }])
        expect(await storage.findSession('h')).toBeUndefined()
      }),
    )

    test(
      'a sign-in token is taken once, also when two ask at once, and not after its end',
      withStorage(async (storage) => {
        await storage.commit([{ write: 'put-person', person: { id: 'ann', name: '', jobTitle: '', role: 'owner', createdAt: time } }])
        const put = (tokenHash: string) =>
          storage.commit([{ write: 'put-login-token', token: { tokenHash, person: 'ann', endsAt: '2026-01-02T04:00:00.000Z', usedAt: undefined } }])
        await put('a')
        await put('b')
        const both = await Promise.all([storage.useLoginToken('a', time), storage.useLoginToken('a', time)])
        expect(both.filter((token) => token !== undefined)).toMatchObject([{ tokenHash: 'a', person: 'ann', usedAt: time }])
        expect(await storage.useLoginToken('b', '2026-01-02T04:00:00.000Z')).toBeUndefined()
        expect(await storage.useLoginToken('none', time)).toBeUndefined()
      }),
    )
  })
}
