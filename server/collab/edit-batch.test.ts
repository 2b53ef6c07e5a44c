// How the edits of one tick become log rows and history.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { CellChange } from '../../shared/project/project-doc.ts'
import { createEditBatch } from './edit-batch.ts'

const time = '2026-01-02T03:04:05.678Z'
const change = (cell: string, before: string | undefined, after: string | undefined): CellChange => ({ home: 'rows', object: 'r1', cell, before, after })

function updates(count: number): Uint8Array[] {
  const doc = new Y.Doc()
  const list: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => list.push(update))
  for (let index = 0; index < count; index++) doc.getMap('info').set('name', index)
  return list
}

function listOf(batch: ReturnType<typeof createEditBatch>) {
  const { writes, lastSeq } = batch.listWrites('p1', 5, time)
  const rows = writes.flatMap((write) => (write.write === 'append-log' ? [write.row] : []))
  const changes = writes.flatMap((write) => (write.write === 'add-cell-changes' ? write.changes : []))
  return { lastSeq, rows, changes: changes.map(({ seq, person, cell, before, after }) => [seq, person, cell, before, after]) }
}

test('edits of one person and command are one log row; a cell written twice is one change', () => {
  const batch = createEditBatch()
  const [first, second] = updates(2) as [Uint8Array, Uint8Array]
  batch.add({ person: 'ann', command: 'c1' }, first, [change('note', undefined, 'a')])
  batch.add({ person: 'ann', command: 'c1' }, second, [change('note', 'a', 'b')])
  const { rows, changes, lastSeq } = listOf(batch)
  expect(lastSeq).toBe(5)
  expect(rows.map(({ seq, update }) => [seq, update])).toEqual([[5, Y.mergeUpdates([first, second])]])
  expect(changes).toEqual([[5, 'ann', 'note', undefined, 'b']])
})

test('two commands of a person, and two people, are rows of their own', () => {
  const batch = createEditBatch()
  const [a, b, c] = updates(3) as [Uint8Array, Uint8Array, Uint8Array]
  batch.add({ person: 'ann', command: 'c1' }, a, [change('note', undefined, 'a')])
  batch.add({ person: 'ann', command: 'c2' }, b, [change('scope', undefined, 'b')])
  batch.add({ person: 'bob', command: 'c1' }, c, [])
  expect(listOf(batch).rows.map(({ seq, person, command }) => [seq, person, command])).toEqual([
    [5, 'ann', 'c1'],
    [6, 'ann', 'c2'],
    [7, 'bob', 'c1'],
  ])
})

test('where another wrote the same cell in between, history keeps the order it happened in', () => {
  const batch = createEditBatch()
  const [a, b, c] = updates(3) as [Uint8Array, Uint8Array, Uint8Array]
  batch.add({ person: 'ann', command: 'c1' }, a, [change('note', undefined, '1')])
  batch.add({ person: 'bob', command: 'c2' }, b, [change('note', '1', '2')])
  batch.add({ person: 'ann', command: 'c1' }, c, [change('note', '2', '3')])
  expect(listOf(batch).changes).toEqual([
    [5, 'ann', 'note', undefined, '1'],
    [6, 'bob', 'note', '1', '2'],
    [7, 'ann', 'note', '2', '3'],
  ])
})

test('a cell that is back where it was is no change, but its update is logged', () => {
  const batch = createEditBatch()
  const [a, b] = updates(2) as [Uint8Array, Uint8Array]
  batch.add({ person: 'ann', command: 'c1' }, a, [change('note', 'x', 'y')])
  batch.add({ person: 'ann', command: 'c1' }, b, [change('note', 'y', 'x')])
  expect(listOf(batch)).toMatchObject({ rows: [{ seq: 5 }], changes: [] })
})
