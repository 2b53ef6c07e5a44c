// Rules of what is said about a cell that two people wrote.
import { expect, test } from 'vitest'
import { buildMap, copy, of } from '../../fixtures/build.ts'
import type { SameCell } from '../collab/same-cells.ts'
import { printCell, tellSameCells } from './same-cell-words.ts'

const { project, context } = buildMap({
  inputs: { order: { phone: 'text', billing: { phone: 'text' } } },
  destination: { Phone: 'text' },
  rows: [{ to: 'Phone', transform: copy(of('order', 'phone')) }],
})
const row = context.rows[0]?.id ?? ''
const cell = (mine: SameCell['mine'], theirs: SameCell['theirs'], name = 'note'): SameCell => ({
  home: 'rows',
  object: row,
  cell: name,
  mine,
  theirs,
  kept: 'theirs',
})
const tell = (offlineEdits: number, cells: readonly SameCell[], who?: string) => tellSameCells({ offlineEdits, cells }, project, () => 'R-1', who)

test.each([
  { given: tell(0, [cell('mine', 'theirs')], 'Priya'), want: 'Priya changed the note of R-1 right after you: "theirs" stands now, yours was "mine".' },
  { given: tell(0, [cell('mine', undefined)]), want: 'Somebody changed the note of R-1 right after you: nothing stands now, yours was "mine".' },
  { given: tell(0, [cell('a', 'b'), cell('a', 'b')]), want: '2 cells that you just wrote were changed by others.' },
  { given: tell(1, []), want: 'Your offline edit is saved.' },
  { given: tell(12, [cell('a', 'b'), cell('a', 'b')]), want: 'Your 12 offline edits are saved. 2 cells were also changed by others.' },
  { given: tell(2, [cell('a', 'b')]), want: 'Your 2 offline edits are saved. 1 cell was also changed by others.' },
])('$want', ({ given, want }) => {
  expect(given).toBe(want)
})

test('of long texts that begin alike the part is told where they differ', () => {
  const start = 'As the bookkeeper I want every paid web order as an invoice, so that I can stop typing invoices'
  expect(tell(0, [cell(`${start} from e-mails.`, `${start} by hand.`)], 'Priya')).toBe(
    'Priya changed the note of R-1 right after you: "… stop typing invoices by hand." stands now, yours was "… stop typing invoices from e-mails.".',
  )
  expect(tell(0, [cell('a'.repeat(80), 'b')])).toContain(`yours was "${'a'.repeat(60)}…"`)
})

test('values are said as the grid says them, also without their schemas', () => {
  expect(printCell(project, cell(undefined, undefined, 'transform'), copy(of('order', 'billing.phone')) as never)).toContain('billing.phone')
  expect(printCell(project, cell(undefined, undefined, 'status'), 'ready')).toBe('Ready')
  expect(printCell(project, { home: 'info', object: '', cell: 'name' }, 'Shop')).toBe('Shop')
})
