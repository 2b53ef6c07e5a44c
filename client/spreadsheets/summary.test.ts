// What is told of an import to whoever wrote the file.
import { expect, test } from 'vitest'
import type { ImportItem } from '../../shared/spreadsheet/import-plan.ts'
import { printSummary, summarise } from './summary.ts'

const item = (id: string, more: Partial<ImportItem>): ImportItem => ({
  id,
  kind: 'changed',
  place: { sheet: 'Invoice', row: 8, column: 27 },
  title: 'R-1 Type',
  cell: 'Note',
  theirs: 'Never\na bill',
  message: 'The note becomes this.',
  writes: [],
  accepted: true,
  ...more,
})

test('accepted, rejected, left and barred changes are told with both sides and their place in the file', () => {
  const items = [
    item('a', { ours: '' }),
    item('b', { ours: 'A sale', kind: 'conflict' }),
    item('c', { kind: 'removed', theirs: '', place: { sheet: 'Invoice', row: 7 } }),
    item('d', { kind: 'unmatched', message: 'No such field.' }),
  ]
  const entries = summarise(
    items,
    new Map([
      ['a', 'accepted'],
      ['b', 'rejected'],
      ['c', 'undecided'],
    ]),
  )
  expect(printSummary({ file: 'spec.xlsx', at: '2026-11-23T00:30:12.000Z', by: 'Mara Ilves', command: 'c1', entries, notes: ['A picture is not read.'] })).toBe(
    `Import of spec.xlsx, 2026-11-23 00:30 UTC, by Mara Ilves

Accepted: 1 change
- Changed · R-1 Type, Note (Invoice, AA8): Never a bill

Rejected: 1 change
- Conflict · R-1 Type, Note (Invoice, AA8): A sale -> Never a bill. The note becomes this.

Left as it was: 1 change
- Removed · R-1 Type, Note (Invoice, row 7): (empty). The note becomes this.

Could not be applied: 1 change
- Not found · R-1 Type, Note (Invoice, AA8): Never a bill. No such field.

About the file
- A picture is not read.
`,
  )
})
