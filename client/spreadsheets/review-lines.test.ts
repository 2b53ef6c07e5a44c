// The list of the review, and what its filters leave of it.
import { expect, test } from 'vitest'
import type { ImportItem } from '../../shared/spreadsheet/import-plan.ts'
import type { Stands } from './decisions.ts'
import { countKinds, findNextUndecided, listReviewLines, WHOLE_VIEW, type ReviewLine } from './review-lines.ts'

const item = (id: string, sheet: string, row: number, more: Partial<ImportItem> = {}): ImportItem => ({
  id,
  kind: 'changed',
  place: { sheet, row },
  title: `R-${row} Field`,
  theirs: id,
  message: '',
  writes: [],
  accepted: true,
  ...more,
})
const items = [item('later', 'Invoice', 9), item('contact', 'Contact', 2, { kind: 'removed' }), item('first', 'Invoice', 3, { ours: 'Round it' })]
const stands: Stands = new Map([
  ['later', 'accepted'],
  ['contact', 'undecided'],
  ['first', 'rejected'],
])
const shown = (lines: readonly ReviewLine[]) => lines.map((line) => (line.line === 'sheet' ? `[${line.sheet} ${line.items.length}]` : line.item.id))

test.each([
  { what: 'sheet by sheet, in the order of the file', view: {}, want: ['[Invoice 2]', 'first', 'later', '[Contact 1]', 'contact'] },
  { what: 'a folded sheet keeps its line and its count', view: { folded: new Set(['Invoice']) }, want: ['[Invoice 2]', '[Contact 1]', 'contact'] },
  { what: 'by decision', view: { stand: 'undecided' as const }, want: ['[Contact 1]', 'contact'] },
  { what: 'by kind', view: { kind: 'changed' as const }, want: ['[Invoice 2]', 'first', 'later'] },
  { what: 'by what either side says, in any case', view: { search: ' ROUND ' }, want: ['[Invoice 1]', 'first'] },
  { what: 'nothing', view: { search: 'zzz' }, want: [] },
])('$what', ({ view, want }) => {
  expect(shown(listReviewLines(items, stands, { ...WHOLE_VIEW, ...view }))).toEqual(want)
})

test('the next undecided one is looked for to the end and from the beginning again', () => {
  const lines = listReviewLines(items, stands, WHOLE_VIEW)
  expect(findNextUndecided(lines, 0)).toBe(4)
  expect(findNextUndecided(lines, 4)).toBe(4)
  expect(findNextUndecided(listReviewLines(items, new Map(), WHOLE_VIEW), 0)).toBeUndefined()
})

test('kinds are counted whatever is shown', () => {
  expect([countKinds(items).get('changed'), countKinds(items).get('removed'), countKinds(items).get('added')]).toEqual([2, 1, 0])
})
