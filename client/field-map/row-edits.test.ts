// What adding, duplicating, deleting and reordering rows writes.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyWrites } from '../../fixtures/apply-writes.ts'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { addRows, deleteRows, duplicateRows, FOLLOWS_DESTINATION, restoreRows, shiftRows } from './row-edits.ts'

const built = buildMap({
  inputs: { order: { number: 'text', total: 'text', line_items: [{ sku: 'text', taxes: [{ rate: 'text' }] }] } },
  destination: { Number: 'text', Total: 'text', Open: 'text', Lines: [{ Code: 'text', Taxes: [{ Rate: 'text' }] }] },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')), when: { test: 'present', value: of('order', 'number') }, status: 'approved', note: 'first' },
    { to: 'Number', transform: copy(of('order', 'total')), note: 'second' },
    { to: 'Number', note: 'third' },
    { to: 'Total', transform: copy(of('order', 'total')) },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'line_items') },
      rows: [
        { to: 'Lines[].Code', transform: copy(ofItem('sku')) },
        { to: 'Lines[].Taxes', transform: { kind: 'each', list: ofItem('taxes') }, rows: [{ to: 'Lines[].Taxes[].Rate', transform: copy(ofItem('rate')) }] },
      ],
    },
  ],
})

function createFresh(): () => Fresh {
  let made = 0
  return () => ({ id: `new${++made}`, randomBit: () => made % 2 === 0 })
}
const linesOf = (context: MapContext) => listLines(context, { opened: new Set(['more:map:']), folded: new Set() })
const lines = linesOf(built.context)
const row = (id: string): Line => lines.find((line) => line.row?.id === id) ?? lost(id)
const at = (path: string): Line => lines.find((line) => line.path === path) ?? lost(path)
function lost(what: string): never {
  throw new Error(`no line ${what}`)
}
const notesAt = (context: MapContext, path: string) => context.rows.filter((one) => one.destination === path).map((one) => one.note ?? one.id)

test('a further alternative stands right behind the selected one', () => {
  const result = addRows(built.context, [row('r1')], createFresh())
  expect(result.ok && notesAt(applyWrites(built, result.value.writes), 'Number')).toEqual(['first', 'new2', 'second', 'third'])
})

test('adding on a line without a row stores its row', () => {
  const result = addRows(built.context, [at('Open')], createFresh())
  expect(result).toMatchObject({ ok: true, value: { message: 'Stored a row for Open.', focus: 'new2' } })
  expect(result.ok && applyWrites(built, result.value.writes).rows.find(({ id }) => id === 'new2')).toMatchObject({ destination: 'Open', fieldMap: 'map' })
})

test('a copy has all cells but number and status, right behind its original', () => {
  const result = duplicateRows(built.context, [row('r1')], createFresh())
  const after = applyWrites(built, result.ok ? result.value.writes : [])
  expect(notesAt(after, 'Number')).toEqual(['first', 'first', 'second', 'third'])
  const { id, order, number, status, ...cells } = built.context.rows.find((one) => one.id === 'r1') ?? lost('r1')
  const { id: _id, order: _order, ...made } = after.rows.find((one) => one.id === 'new2') ?? lost('new2')
  expect([id, order === '', number, status]).toEqual(['r1', false, 1, 'approved'])
  expect(made).toEqual(cells)
})

test('a copied list takes the rows below it along, each under the copy of its own parent', () => {
  const result = duplicateRows(built.context, [row('r5'), row('r6')], createFresh())
  expect(result.ok && result.value.message).toBe('Duplicated R-5 with 3 rows below.')
  const after = applyWrites(built, result.ok ? result.value.writes : [])
  const copies = after.rows
    .filter((one) => one.id.startsWith('new'))
    .map((one) => [one.destination, after.rows.find(({ id }) => id === one.parent)?.destination])
  expect(copies.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([
    ['Lines', undefined],
    ['Lines[].Code', 'Lines'],
    ['Lines[].Taxes', 'Lines'],
    ['Lines[].Taxes[].Rate', 'Lines[].Taxes'],
  ])
})

test('a deleted list takes the rows below it along, and a line without a row says so', () => {
  const result = deleteRows(built.context, [row('r5'), at('Open')])
  expect(result.ok && result.value.message).toBe('Deleted R-5 and 3 rows below; 1 line had no row.')
  expect(deleteRows(built.context, [at('Open')])).toMatchObject({ ok: false, error: { message: 'This line has no row, so there is nothing to delete.' } })
})

test('what was deleted comes back as it was, whatever was selected', () => {
  const stored = lines.filter((line) => line.row !== undefined)
  fc.assert(
    fc.property(fc.subarray(stored, { minLength: 1 }), (chosen) => {
      const deleted = deleteRows(built.context, chosen)
      if (!deleted.ok) throw new Error(deleted.error.message)
      const gone = applyWrites(built, deleted.value.writes)
      expect(gone.rows.length).toBe(built.context.rows.length - deleted.value.rows.length)
      expect(applyWrites({ ...built, context: gone }, restoreRows(deleted.value.rows).writes).rows).toEqual(built.context.rows)
    }),
  )
})

test('alternatives move one place, together where they stand together, and not past the ends', () => {
  const shifted = (ids: readonly string[], step: 1 | -1) => {
    const result = shiftRows(built.context, ids.map(row), step, createFresh())
    return result.ok ? notesAt(applyWrites(built, result.value.writes), 'Number') : result.error.message
  }
  expect(shifted(['r1'], 1)).toEqual(['second', 'first', 'third'])
  expect(shifted(['r2', 'r3'], -1)).toEqual(['second', 'third', 'first'])
  expect(shifted(['r1', 'r3'], -1)).toEqual(['first', 'third', 'second'])
  expect(shifted(['r1'], -1)).toBe('R-1 is the first already.')
  expect(shifted(['r4'], 1)).toBe(FOLLOWS_DESTINATION)
})

test('up and then down gives the order there was', () => {
  const ids = ['r1', 'r2', 'r3']
  for (const id of ids.slice(1)) {
    const up = shiftRows(built.context, [row(id)], -1, createFresh())
    const there = applyWrites(built, up.ok ? up.value.writes : [])
    const line = linesOf(there).find((one) => one.row?.id === id) ?? lost(id)
    const down = shiftRows(there, [line], 1, createFresh())
    expect(notesAt(applyWrites({ ...built, context: there }, down.ok ? down.value.writes : []), 'Number')).toEqual(['first', 'second', 'third'])
  }
})
