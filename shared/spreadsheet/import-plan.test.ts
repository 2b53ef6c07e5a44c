// Proof of what accepting items of an import writes.
import { expect, test } from 'vitest'
import { countItems, writesOf, type ImportItem } from './import-plan.ts'

function item(id: string, more: Partial<ImportItem> = {}): ImportItem {
  return {
    id,
    kind: 'added',
    place: { sheet: 'Map', row: 1 },
    title: id,
    theirs: '',
    message: '',
    writes: [{ home: 'rows', object: id, cell: 'note', value: id }],
    accepted: true,
    ...more,
  }
}

test('only what is chosen is written, with what it needs, each once, in the order of the plan', () => {
  const items = [item('list'), item('inside', { needs: ['list'] }), item('question', { needs: ['inside'] }), item('other')]
  const plan = { items, counts: countItems(items), notes: [] }
  expect(writesOf(plan, new Set(['question', 'inside'])).map(({ object }) => object)).toEqual(['list', 'inside', 'question'])
  expect(writesOf(plan, new Set())).toEqual([])
})

test('items that need each other end', () => {
  const items = [item('a', { needs: ['b'] }), item('b', { needs: ['a', 'gone'] })]
  expect(writesOf({ items, counts: countItems(items), notes: [] }, new Set(['a']))).toHaveLength(2)
})

test('every kind that is told is counted, and what lands in notes is not', () => {
  const items = (['added', 'changed', 'changed', 'removed', 'conflict', 'unmatched', 'prose-only', 'note-only'] as const).map((kind, at) =>
    item(String(at), { kind }),
  )
  expect(countItems(items)).toEqual({ added: 1, changed: 2, removed: 1, conflicts: 1, unmatched: 1, proseOnly: 1 })
})
