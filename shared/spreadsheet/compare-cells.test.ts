// Proof of what counts as an edit of a cell.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBases, printBases } from '../document/returned-table.ts'
import { createComparing, isSameText, whoChanged, type CellChangedBy } from './compare-cells.ts'

function compare(base: string | undefined, theirs: string, ours: string | undefined, retyped = false): CellChangedBy {
  const bases = base === undefined ? undefined : parseBases(printBases({ note: base }))
  return whoChanged({ bases, column: 'note', theirs, ours }, createComparing(retyped))
}

test.each<{ what: string; base: string | undefined; theirs: string; ours: string | undefined; want: CellChangedBy; csv?: true }>([
  { what: 'nothing', base: 'a', theirs: 'a', ours: 'a', want: 'nobody' },
  { what: 'the file alone', base: 'a', theirs: 'b', ours: 'a', want: 'theirs' },
  { what: 'the project alone', base: 'a', theirs: 'a', ours: 'b', want: 'nobody' },
  { what: 'both, the same', base: 'a', theirs: 'b', ours: 'b', want: 'nobody' },
  { what: 'both, differently', base: 'a', theirs: 'b', ours: 'c', want: 'both' },
  { what: 'the file emptied it', base: 'a', theirs: '', ours: 'a', want: 'theirs' },
  { what: 'the file filled it', base: '', theirs: 'a', ours: '', want: 'theirs' },
  { what: 'the project filled it, the file left it empty', base: '', theirs: '', ours: 'a', want: 'nobody' },
  { what: 'the row is gone from the project', base: 'a', theirs: 'b', ours: undefined, want: 'theirs' },
  { what: 'line ends of another system', base: 'a\nb', theirs: 'a\r\nb', ours: 'c', want: 'nobody' },
  { what: 'blanks at the ends', base: ' a \n b', theirs: 'a\n b  ', ours: 'c', want: 'nobody' },
  { what: 'a blank that does not break', base: 'a b', theirs: 'a\u00A0b', ours: 'c', want: 'nobody' },
  { what: 'a truth as Excel shows it', base: 'true', theirs: 'TRUE', ours: 'c', want: 'nobody' },
  { what: 'the guard against formulas', base: '=a + b', theirs: "'=a + b", ours: 'c', want: 'nobody' },
  { what: 'a number as Excel saves it in a CSV', base: '1.50', theirs: '1.5', ours: '1.50', want: 'nobody', csv: true },
  { what: 'a number that loses its zeros in a workbook is typed', base: '007', theirs: '7', ours: '007', want: 'theirs' },
  { what: 'an unknown fingerprint, the same text', base: undefined, theirs: 'a', ours: 'a', want: 'nobody' },
  { what: 'an unknown fingerprint, another text', base: undefined, theirs: 'a', ours: 'b', want: 'both' },
])('$what', ({ base, theirs, ours, want, csv }) => {
  expect(compare(base, theirs, ours, csv === true)).toBe(want)
})

test('[law] what nobody touched nobody changed, and what one side typed is told', () => {
  const typed = fc.stringMatching(/^[b-d]{1,8}( [b-d]{1,8}){0,3}$/)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), typed, (base, other) => {
      expect(compare(base, base, base)).toBe('nobody')
      expect(compare(base, base, other)).toBe('nobody')
      fc.pre(!isSameText(base, other, { retyped: false }))
      expect(compare(base, other, base)).toBe('theirs')
      expect(compare(base, other, undefined)).toBe('theirs')
      expect(compare(base, other, `${other}x`)).toBe(isSameText(base, `${other}x`, { retyped: false }) ? 'theirs' : 'both')
    }),
    { numRuns: 50 },
  )
})
