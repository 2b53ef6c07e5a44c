// Proof of the marks by which a table finds back.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOfCell, hashOfRow, parseBases, parseTableMark, printBases, printTableMark, settleText, TABLE_COLUMN } from './returned-table.ts'

test('the fingerprint of a cell is the beginning of its SHA-256, as other programs reckon it', () => {
  // printf 'abc' | sha256sum
  expect(hashOfCell('abc')).toBe('ba7816bf8f')
})

test('what programs change by themselves when they save a text is no part of its fingerprint', () => {
  expect(hashOfCell(' a\u00A0b  \r\nc\u0000 ')).toBe(hashOfCell('a b\nc'))
  expect(hashOfCell('a b')).not.toBe(hashOfCell('a  b'))
})

test('[law] the fingerprints of cells come back, and empty cells have none', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (texts) => {
      const want = Object.entries(texts).flatMap(([id, text]) => (settleText(text) === '' ? [] : [[id, hashOfCell(text)]]))
      expect(Object.entries(parseBases(printBases(texts)) ?? {})).toEqual(want)
    }),
  )
})

test('[law] the mark of a table comes back with all its rows, however many cells it takes', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(12_000), (table, exported, count) => {
      const mark = { table, export: exported, rows: Array.from({ length: count }, (_, at) => hashOfRow(`row:${at}`)) }
      const [id, ...cells] = printTableMark(mark)
      expect(id).toBe(TABLE_COLUMN)
      expect(cells.every((cell) => cell.length <= 32_000)).toBe(true)
      expect(parseTableMark(cells)).toEqual(mark)
    }),
    { numRuns: 20 },
  )
})

test.each(['', 'x', '{', '[]', 'null', '{"table":1,"export":"a"}', '{"a":1}'])('a mark that is not ours is none: %s', (text) => {
  expect(parseTableMark([text])).toBeUndefined()
})

test.each(['', 'x', '[]', 'null', '{"note":1}'])('fingerprints that are not ours are none: %s', (text) => {
  expect(parseBases(text)).toBeUndefined()
})
