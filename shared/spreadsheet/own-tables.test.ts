// Proof that tables of ours are found by their marks, whatever was done to the sheet.
import { expect, test } from 'vitest'
import { csvOfTable, gridOfSheet, sheetOfGrid, spreadsheetOfDocument } from '../../fixtures/spreadsheet-of-document.ts'
import type { Block, SpecDocument, Table } from '../document/document.ts'
import { BASE_COLUMN, hashOfRow, ROW_COLUMN } from '../document/returned-table.ts'
import { findOwnTables } from './own-tables.ts'

function table(id: string, rows: readonly string[]): Table {
  return {
    kind: 'table',
    id,
    comesBack: true,
    columns: [
      { id: 'name', title: 'Name', width: 10 },
      { id: 'note', title: 'Note', width: 10, input: true },
    ],
    rows: rows.map((row) => ({ id: `row:${row}`, cells: { name: row, note: `Note of ${row}` } })),
    empty: 'There are none.',
  }
}

function documentOf(blocks: readonly Block[]): SpecDocument {
  return { title: 'T', subtitle: '', purpose: '', id: 'export-1', cover: [], sections: [{ id: 's', title: 'Sheet', what: '', kind: 'map', blocks }] }
}

const grid = (blocks: readonly Block[]) => {
  const sheet = spreadsheetOfDocument(documentOf(blocks)).sheets[1]
  if (sheet === undefined) throw new Error('the section has no sheet')
  return gridOfSheet(sheet)
}
const find = (rows: readonly (readonly string[])[]) => findOwnTables(sheetOfGrid('Sheet', rows))
const headOf = (rows: readonly (readonly string[])[]) => rows.findIndex((cells) => cells.includes(ROW_COLUMN))

test('several tables of a sheet are found with their columns, titles, rows and the list of what was exported', () => {
  const tables = find(grid([table('one', ['a', 'b']), { kind: 'text', text: 'Between' }, table('two', ['c'])]))
  expect(tables.map(({ mark }) => mark)).toEqual([
    { table: 'one', export: 'export-1', rows: [hashOfRow('row:a'), hashOfRow('row:b')] },
    { table: 'two', export: 'export-1', rows: [hashOfRow('row:c')] },
  ])
  expect(tables.map(({ columns, titles }) => [[...columns], titles])).toEqual(
    [0, 1].map(() => [
      [
        ['name', 0],
        ['note', 1],
      ],
      ['Name', 'Note'],
    ]),
  )
  expect(tables.map(({ rows }) => rows.map(({ id }) => id))).toEqual([['row:a', 'row:b'], ['row:c']])
  expect(tables[0]?.rows[0]?.bases).toHaveProperty('note')
})

test('columns that were put in, taken out and moved are known by their ids', () => {
  const rows = grid([table('one', ['a'])]).map(([name = '', note = '', ...marks]) => [note, '', name, ...marks])
  expect([...(find(rows)[0]?.columns ?? [])]).toEqual([
    ['note', 0],
    ['name', 2],
  ])
  const without = grid([table('one', ['a'])]).map(([, ...rest]) => rest)
  expect([...(find(without)[0]?.columns ?? [])]).toEqual([['note', 0]])
})

test('a line right below the table is a new row; one that stands apart is told to be so', () => {
  const rows = grid([table('one', ['a'])])
  const last = rows.findLastIndex((cells) => cells[0] === 'a')
  const added = [...rows.slice(0, last + 1), ['new'], [], ['apart']]
  expect(find(added)[0]?.rows.map(({ id, cells, apart }) => [id, cells[0], apart])).toEqual([
    ['row:a', 'a', undefined],
    [undefined, 'new', undefined],
    [undefined, 'apart', true],
  ])
})

test('what stands between two tables is part of neither', () => {
  const tables = find(grid([table('one', ['a']), { kind: 'text', text: 'Between' }, table('two', ['c'])]))
  expect(tables[0]?.rows).toHaveLength(1)
})

test('a table exported without rows has none, and what is written into it is new', () => {
  const rows = grid([table('one', [])])
  const empty = rows.findIndex((cells) => cells[0] === 'There are none.')
  expect(find([...rows.slice(0, empty), ['x', 'y']])[0]?.rows.map(({ cells }) => cells)).toEqual([['x', 'y']])
})

test('without the row of ids the hidden columns still tell the rows', () => {
  const rows = grid([table('one', ['a', 'b'])])
  rows.splice(headOf(rows), 1)
  const [found] = find(rows)
  expect(found?.mark).toBeUndefined()
  expect(found?.columns.size).toBe(0)
  expect(found?.titles).toEqual(['Name', 'Note'])
  expect(found?.rows.map(({ id, bases }) => [id, Object.keys(bases ?? {})])).toEqual([
    ['row:a', ['name', 'note']],
    ['row:b', ['name', 'note']],
  ])
})

test('as CSV the row of ids is the only header', () => {
  const [sheet] = csvOfTable(documentOf([table('one', ['a', 'b'])]), 'one').sheets
  const [found] = sheet === undefined ? [] : findOwnTables(sheet)
  expect(found?.rows.map(({ id, cells }) => [id, cells[1]])).toEqual([
    ['row:a', 'Note of a'],
    ['row:b', 'Note of b'],
  ])
})

test('somebody else’s sheet has none, also where it has links and braces', () => {
  expect(
    find([
      ['Name', 'Docs'],
      ['a', 'https://example.com'],
      ['{}', 'b'],
    ]),
  ).toEqual([])
  expect(
    find([
      [ROW_COLUMN.toUpperCase(), BASE_COLUMN.slice(1)],
      ['row:a', '{}'],
    ]).map(({ mark }) => mark),
  ).toEqual([undefined])
})
