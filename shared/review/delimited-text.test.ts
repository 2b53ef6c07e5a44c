// Proof of tables as CSV and for the clipboard.
import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { bareCell, printCsv, printTsv, safeCell } from './delimited-text.ts'

test('no cell begins like a formula, and quotes, commas and line ends stay in their cell (T-23)', () => {
  expect(printCsv([['=1+1', 'a,b', 'say "x"', 'two\nlines', ' @x', 'plain']])).toBe('\uFEFF\'=1+1,"a,b","say ""x""","two\nlines",\' @x,plain\r\n')
  expect(printTsv([['=1', 'a\tb', '"x', 'plain'], ['c']])).toBe('\'=1\t"a\tb"\t"""x"\tplain\r\nc')
})

test('for programs the texts are as they are', () => {
  expect(printCsv([['=1+1', 'a,b', '-5']], { raw: true })).toBe('=1+1,"a,b",-5\r\n')
})

const risky = fc
  .tuple(
    fc.constantFrom('', "'", "''", ' ', '\t', '\r', '\0', '\uFEFF', ' \n'),
    fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', 'a', ''),
    fc.string(),
  )
  .map((parts) => parts.join(''))

test('[law] no safe cell begins like a formula, and what was made safe comes back', () => {
  const formula = /^[\s\uFEFF\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\0]/
  fc.assert(
    fc.property(risky, (text) => {
      expect(safeCell(text)).not.toMatch(formula)
      expect(bareCell(safeCell(text))).toBe(text)
    }),
  )
})

test('[law] another reader of CSV finds the same cells', () => {
  fc.assert(
    fc.property(fc.array(fc.array(risky, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const table = [['first', 'second'], ...rows]
      const read = (text: string) => Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' }).data.slice(0, -1)
      expect(read(printCsv(table, { raw: true }))).toEqual(table)
      expect(read(printCsv(table).slice(1)).map((row) => row.map(bareCell))).toEqual(table)
    }),
  )
})
