// Rules of numbers: given once, never again, kept by imports where they are free.
import { expect, test } from 'vitest'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { addObject, writeCells } from '../../shared/project/edits.ts'
import { createProjectDoc, readCollection, watchCells, type CellChange } from '../../shared/project/project-doc.ts'
import { openNumberBook } from './number-book.ts'

const ann = { person: 'ann', command: 'c' }
const buildRow = (id: string, number?: number) => ({
  id,
  fieldMap: 'm1',
  destination: 'Total' as FieldPath,
  order: 'a0',
  ...(number === undefined ? {} : { number }),
})

function setUp(rows: readonly ReturnType<typeof buildRow>[], counter = 0) {
  const doc = createProjectDoc()
  for (const row of rows) addObject(doc, 'rows', row, ann)
  const { book, writes } = openNumberBook(doc, new Map([['rows', counter]]))
  writeCells(doc, writes, ann)
  let seen: CellChange[] = []
  watchCells(doc, (changes) => seen.push(...changes))
  return {
    doc,
    book,
    add: (row: ReturnType<typeof buildRow>, mayChoose: boolean) => {
      seen = []
      addObject(doc, 'rows', row, ann)
      writeCells(doc, book.settle(seen, mayChoose), ann)
    },
    numbers: () => Object.fromEntries(readCollection(doc, 'rows').map(({ id, number }) => [id, number])),
  }
}

test('loading numbers what was stored without a number, after the counter', () => {
  expect(setUp([buildRow('a'), buildRow('b')], 7).numbers()).toEqual({ a: 8, b: 9 })
})

test('of two that were stored with one number the smaller id keeps it, the other gets the next free', () => {
  expect(setUp([buildRow('b', 3), buildRow('a', 3)]).numbers()).toEqual({ a: 3, b: 4 })
})

test('an import keeps its numbers where they are free, and the counter goes on after them', () => {
  const { add, numbers, book } = setUp([buildRow('b', 1)])
  add(buildRow('c', 40), true)
  add(buildRow('d'), false)
  expect(numbers()).toEqual({ b: 1, c: 40, d: 41 })
  expect(book.takeMovedCounters()).toEqual(new Map([['rows', 41]]))
  expect(book.takeMovedCounters()).toEqual(new Map())
})

test('an import that brings a number somebody has: the smaller id keeps it', () => {
  const { add, numbers } = setUp([buildRow('b', 1)])
  add(buildRow('c', 1), true)
  add(buildRow('a', 1), true)
  expect(numbers()).toEqual({ a: 1, b: 3, c: 2 })
})

test('a number that no count can have is replaced', () => {
  const { add, numbers } = setUp([])
  add(buildRow('a', -5), true)
  add(buildRow('b', 1.5), true)
  add(buildRow('c', Number.MAX_SAFE_INTEGER), true)
  add(buildRow('d'), false)
  expect(numbers()).toEqual({ a: 1, b: 2, c: 3, d: 4 })
})
