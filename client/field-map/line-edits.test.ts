// What typing into a cell writes.
import { expect, test } from 'vitest'
import { buildMap, buildObject, copy, of, ofItem } from '../../fixtures/build.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { ColumnId } from '../grid/columns.ts'
import { cellEdit, fixEdit, startText } from './line-edits.ts'
import { readConstant } from '../../shared/spreadsheet/read-cell.ts'
import { type Fresh } from '../../shared/spreadsheet/row-writes.ts'

const built = buildMap({
  inputs: { order: { number: 'text', total: 'text', line_items: [{ sku: 'text' }] } },
  destination: { Number: 'text!', Total: 'number!', Lines: [{ Code: 'text!' }], Kind: 'text!', Sku: 'text!', Memo: 'text!' },
  rows: [
    { to: 'Total', transform: { kind: 'number', from: of('order', 'number'), steps: [{ do: 'round', decimals: 2, mode: 'half-even' }] } },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') } },
    { to: 'Memo', transform: copy(of('order', 'number')), note: 'keep', useCases: ['uc'] },
  ],
  project: {
    people: [buildObject('people', { id: 'ana', name: 'Ana Duarte' })],
    useCases: [buildObject('useCases', { id: 'uc', number: 1 }), buildObject('useCases', { id: 'uc2', number: 2, order: 'a1' })],
  },
})
const lines = listLines(built.context, { opened: new Set(), folded: new Set() })
const fresh: Fresh = { id: 'new', randomBit: () => false }
const lineOf = (path: string) => {
  const line = lines.find((one) => one.path === path)
  if (line === undefined) throw new Error(`no line ${path}`)
  return line
}
const write = (path: string, column: ColumnId, text: string): Record<string, unknown> | string => {
  const result = cellEdit(built.context, lineOf(path), column, text, fresh)
  return result.ok ? Object.fromEntries(result.value.writes.map((one: CellWrite) => [`${one.object}.${one.cell}`, one.value])) : result.error.message
}

test('the first edit of an unstored line stores a row under the fresh id, with its place and the edited cell', () => {
  expect(write('Number', 'source', 'number')).toMatchObject({
    'new.fieldMap': 'map',
    'new.destination': 'Number',
    'new.transform': { kind: 'copy', from: of('order', 'number') },
  })
})

test('inside an each the new row gets the each row as parent, and a whole path becomes one of the item', () => {
  expect(write('Lines[].Code', 'source', 'line_items[].sku')).toMatchObject({ 'new.parent': 'r2', 'new.transform': { kind: 'copy', from: ofItem('sku') } })
})

test('a field replaces the source of the kind that is there and changes nothing else', () => {
  expect(write('Total', 'source', 'total')).toEqual({
    'r1.transform': { kind: 'number', from: of('order', 'total'), steps: [{ do: 'round', decimals: 2, mode: 'half-even' }] },
    'r1.unmatched': undefined,
  })
})

test('a list on a list of objects is gone through item by item', () => {
  expect(write('Lines', 'source', 'line_items[]')).toMatchObject({ 'r2.transform': { kind: 'each', list: of('order', 'line_items') } })
})

test('text that is no field is kept word for word and leaves the transform alone', () => {
  expect(write('Total', 'source', 'Gesamt summe')).toEqual({ 'r1.unmatched': 'Gesamt summe' })
})

test('an emptied cell is cleared', () => {
  expect(write('Memo', 'source', '')).toEqual({ 'r3.transform': undefined, 'r3.unmatched': undefined })
  expect(write('Memo', 'note', '  ')).toEqual({ 'r3.note': undefined })
  expect(write('Memo', 'useCases', '')).toEqual({ 'r3.useCases': undefined })
})

test.each([
  { given: '"EUR"', want: 'EUR' },
  { given: '="EUR"', want: 'EUR' },
  { given: '“EUR”', want: 'EUR' },
  { given: '"say ""hi"""', want: 'say "hi"' },
  { given: '""', want: '' },
  { given: '=12.50', want: 12.5 },
  { given: '= true', want: true },
  { given: '=null', want: null },
  { given: '12', want: undefined },
  { given: '=total * 2', want: undefined },
])('$given typed in the transform cell is the constant $want', ({ given, want }) => {
  expect(readConstant(given)).toBe(want)
})

test('a field name typed in the transform cell is copied; anything else is refused with what to type', () => {
  expect(write('Kind', 'transform', 'total')).toMatchObject({ 'new.transform': { kind: 'copy', from: of('order', 'total') } })
  expect(write('Kind', 'transform', 'round it')).toContain('Press Esc and then F2')
})

test.each([
  { given: ['Memo', 'status', 'approved'] as const, want: { 'r3.status': 'approved' } },
  { given: ['Memo', 'status', 'soon'] as const, want: '"soon" is not a status. Choose Draft, Ready, Approved or Built.' },
  { given: ['Memo', 'scope', 'Per customer'] as const, want: { 'r3.scope': 'per-customer' } },
  { given: ['Memo', 'owner', 'ana duarte'] as const, want: { 'r3.owner': 'ana' } },
  { given: ['Memo', 'useCases', 'UC-1, 2'] as const, want: { 'r3.useCases': ['uc', 'uc2'] } },
  { given: ['Memo', 'useCases', 'UC-9'] as const, want: 'There is no use case "UC-9". Write numbers like UC-1, UC-2.' },
])('$given.1 "$given.2" writes or says what to type', ({ given, want }) => {
  expect(write(given[0], given[1], given[2])).toEqual(want)
})

test.each([
  { given: ['Memo', 'note', 'x'.repeat(40_000)] as const, want: 'A cell holds at most 32,000 characters, and this text has 40,000.' },
  { given: ['Memo', 'source', 'x'.repeat(32_001)] as const, want: 'A cell holds at most 32,000 characters, and this text has 32,001.' },
  { given: ['Memo', 'status', 'x'.repeat(32_001)] as const, want: 'A cell holds at most 32,000 characters, and this text has 32,001.' },
  { given: ['Memo', 'transform', `"${'x'.repeat(32_001)}"`] as const, want: 'A cell holds at most 32,000 characters, and this text has 32,001.' },
  { given: ['Memo', 'transform', `=${'x'.repeat(10_001)}`] as const, want: 'A formula holds at most 10,000 characters, and this text has 10,001.' },
])('a text that is too long for $given.1 is refused with how long it may be', ({ given, want }) => {
  expect(write(given[0], given[1], given[2])).toBe(want)
})

test('a number beyond all numbers is no constant', () => {
  expect(readConstant(`=${'9'.repeat(400)}`)).toBeUndefined()
})

test('an editor starts with the whole note, and with nothing where the use cases are those of the map', () => {
  expect(startText(lineOf('Memo'), 'note', 'keep')).toBe('keep')
  expect(startText(lineOf('Total'), 'useCases', 'UC-1')).toBe('')
})

test.each([
  { given: '=total & "x"', want: 'total & "x"' },
  { given: '= $sum(line_items.qty)', want: '$sum(line_items.qty)' },
  { given: '=total', want: 'total' },
  { given: '=total *', want: 'total *' },
  { given: '=IF(total > 1, 2, 3)', want: 'IF(total > 1, 2, 3)' },
])('$given is a formula, right or wrong', ({ given, want }) => {
  expect(write('Total', 'transform', given)).toEqual({ 'r1.transform': { kind: 'formula', text: want }, 'r1.unmatched': undefined })
})

test('= alone is no formula', () => {
  expect(write('Total', 'transform', '=')).toContain('=total / quantity')
})

test('a formula’s text is what its cell starts with, and typed back it is the same', () => {
  const row = { ...(lineOf('Total').row as Row), transform: { kind: 'formula', text: 'total & "x"' } as const }
  const started = startText({ ...lineOf('Total'), row }, 'transform', 'whatever is shown')
  expect(started).toBe('=total & "x"')
  expect(write('Total', 'transform', started)).toMatchObject({ 'r1.transform': row.transform })
})

test('a field typed beside a formula does not overwrite it', () => {
  const row = { ...(lineOf('Total').row as Row), transform: { kind: 'formula', text: 'total' } as const }
  const edit = cellEdit(built.context, { ...lineOf('Total'), row }, 'source', 'number', fresh)
  expect(edit.ok && edit.value.writes.find((one) => one.cell === 'transform')?.value).toEqual(row.transform)
})

test('what is proposed first about a formula is done to its text, and nothing where the formula is another by now', () => {
  const row = { ...(lineOf('Total').row as Row), transform: { kind: 'formula', text: 'total * 2' } as const }
  const context = { ...built.context, rows: built.context.rows.map((one) => (one.id === row.id ? row : one)) }
  const { problems } = compileMap(context)
  const line = { ...lineOf('Total'), row }
  const own = problems.filter((problem) => problem.at === line.address)
  expect(fixEdit(context, line, own, fresh)?.writes).toEqual([
    { home: 'rows', object: 'r1', cell: 'transform', value: { kind: 'formula', text: '$number(total) * 2' } },
  ])
  expect(fixEdit(context, { ...line, row: { ...row, transform: { kind: 'formula', text: 'total' } } }, own, fresh)).toBeUndefined()
  expect(fixEdit(context, line, [], fresh)).toBeUndefined()
})
