// Proof of the CSV of rows: what another reader finds in it, and the marks by which it comes back.
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { parseBases, parseTableMark, hashOfCell, hashOfRow } from '../../shared/document/returned-table.ts'
import { bareCell } from '../../shared/review/delimited-text.ts'
import { documentOf } from './document-fixture.ts'
import { renderCsv } from './csv-rows.ts'

const read = (text: string) => Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ',', newline: '\r\n' }).data.slice(0, -1)

test('rows of all maps stand in one table with their map in front, and two columns of one name are told apart', () => {
  const [head, ...rows] = read(renderCsv(documentOf('Order')))
  expect(head).toEqual(['Field map', 'Row', 'Field (source)', 'Rule', 'Lookup', 'Field (destination)', 'Status', 'Account', 'Seen'])
  expect(rows[0]).toEqual(['M-1 Order', 'R-1', 'Order', 'Order', 'Order', 'Order', 'Ready', '', '1234'])
  expect(rows.map((row) => row[5])).toEqual(['Order', 'Lines[]', 'Code', 'Gone', 'Out'])
})

test('no text of people begins like a formula, except for programs', () => {
  const hostile = '=HYPERLINK("https://example.com")'
  const cells = (options: { raw?: boolean; roundTrip?: boolean }) => read(renderCsv(documentOf(hostile), options)).flat()
  for (const cell of [...cells({}), ...cells({ roundTrip: true })]) expect(cell).not.toMatch(/^[=+\-@]/)
  expect(cells({})).toContain(`'${hostile}`)
  expect(cells({ raw: true })).toContain(hostile)
})

test('with its marks the table comes back: ids of columns, what each row is, and fingerprints of what was written', () => {
  const [ids = [], titles, ...rows] = read(renderCsv(documentOf('=1, "two"\nlines'), { roundTrip: true }))
  const at = (name: string) => ids.indexOf(name)
  expect(ids.slice(0, at('_cw_row'))).toEqual(['row', 'source', 'transform', 'lookup', 'destination', 'status', 'account', 'count', 'question'])
  expect(titles?.slice(0, 3)).toEqual(['Row', 'Field (source)', 'Rule'])
  const mark = parseTableMark(ids.slice(at('_cw_table') + 1))
  const marked = rows.filter((row) => (row[at('_cw_row')] ?? '') !== '')
  expect(mark).toEqual({ table: 'rows:m', export: documentOf('').id, rows: marked.map((row) => hashOfRow(row[at('_cw_row')] ?? '')) })
  expect(marked.map((row) => row[at('_cw_row')])).toEqual(['row:r1', 'row:r2', 'row:r3', 'field:m:Gone', 'field:m:Out'])
  for (const row of marked) {
    const bases = parseBases(row[at('_cw_base')] ?? '')
    for (const [index, id] of ids.slice(0, at('_cw_row')).entries()) {
      const text = bareCell(row[index] ?? '')
      expect(bases?.[id]).toBe(text === '' ? undefined : hashOfCell(text))
    }
  }
})
