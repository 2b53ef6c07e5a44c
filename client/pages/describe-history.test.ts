// Rules of how history is told.
import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { describeHistory } from './describe-history.ts'

const entry = (more: Partial<HistoryEntry>): HistoryEntry => ({
  seq: 1,
  object: 'rows:r1',
  cell: 'note',
  person: 'p',
  personName: 'Ana',
  command: 'c1',
  time: '2026-11-22T10:00:00.000Z',
  ...more,
})
const store = { find: () => ({ number: 14, destination: 'LineItems[].Sku' }) as never }
const words = (entries: HistoryEntry[]) =>
  describeHistory(entries, store).map(({ what, others, words: said }) => `${what}${others === 0 ? '' : ` +${others}`}: ${said}`)

test('a changed cell is told with its new value', () => {
  expect(words([entry({ before: 'a', after: 'b' })])).toEqual(['R-14 LineItems[].Sku: note: b'])
})
test('one command over several objects is one line', () => {
  expect(words([entry({ before: 'a', after: 'b' }), entry({ object: 'rows:r2', before: 'a', after: 'b' })])).toEqual(['R-14 LineItems[].Sku +1: note changed'])
})
test('two commands are two lines, newest first', () => {
  expect(describeHistory([entry({ command: 'c2', after: '2' }), entry({ after: '1' })], store).map((line) => line.words)).toEqual(['note: 2', 'note: 1'])
})
test('a new object is told as added, a deleted one as deleted; numbers and order say nothing', () => {
  const cells = ['fieldMap', 'destination', 'transform', 'order']
  expect(words(cells.map((cell) => entry({ cell, after: 'x' })))).toEqual(['R-14 LineItems[].Sku: added'])
  expect(words([entry({ cell: 'deleted', after: true })])).toEqual(['R-14 LineItems[].Sku: deleted'])
  expect(words([entry({ cell: 'number', after: 3 })])).toEqual([])
})
test('a new object of which only its name is written is told as added; one that moved is not', () => {
  expect(words([entry({ cell: 'name', after: 'Xero' }), entry({ cell: 'order', after: 'a1' })])).toEqual(['R-14 LineItems[].Sku: added'])
  expect(words([entry({ cell: 'name', before: 'x', after: 'Xero' }), entry({ cell: 'order', before: 'a0', after: 'a1' })])).toEqual([
    'R-14 LineItems[].Sku: name: Xero',
  ])
})
test('archiving and bringing back are told as such', () => {
  expect(words([entry({ cell: 'archived', after: true }), entry({ command: 'c2', cell: 'archived', before: true })])).toEqual([
    'R-14 LineItems[].Sku: archived',
    'R-14 LineItems[].Sku: brought back',
  ])
})
test('cells have the names that people know, and values the words that they are given', () => {
  const rule = entry({ cell: 'transform', after: { kind: 'constant', value: 1 } })
  expect(words([rule])).toEqual(['R-14 LineItems[].Sku: rule changed'])
  expect(describeHistory([rule], store, (object, cell) => `${object} ${cell} in words`)).toMatchObject([
    { object: 'rows:r1', words: 'rule: rows:r1 transform in words' },
  ])
  expect(words([entry({ cell: 'note', before: 'a' })])).toEqual(['R-14 LineItems[].Sku: note cleared'])
})
