// Where rows may be moved, and what becomes of their sources there.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyWrites } from '../../fixtures/apply-writes.ts'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { findRow } from '../../shared/mapping/item-scope.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { Transform } from '../../shared/transform/transform.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { listMoveTargets, moveRows, planMove, remapRow, swapRows, type MoveTarget } from './move-rows.ts'

const item = { sku: 'text', qty: 'number', name: 'text', taxes: [{ rate: 'text', code: 'text' }] } as const
const built = buildMap({
  inputs: {
    order: { number: 'text', total: 'text', line_items: [item], fees: [{ title: 'text' }], groups: [{ city: 'text', n: 'number' }] },
    customer: { name: 'text' },
  },
  destination: {
    Number: 'text',
    Total: 'text',
    Id: 'text',
    Fixed: 'text',
    Lines: [{ Code: 'text', Text: 'text', Taxes: [{ Rate: 'text', Code: 'text' }] }],
    Other: [{ Code: 'text', Text: 'text' }],
    Cities: [{ Name: 'text', Sum: 'text' }],
  },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')), when: { test: 'filled', value: of('order', 'number') }, note: 'why', status: 'ready' },
    { to: 'Total', transform: { kind: 'formula', text: 'number & total & customer.name' } },
    { to: 'Total', transform: copy(of('order', 'total')) },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'line_items') },
      rows: [
        { to: 'Lines[].Code', transform: copy(ofItem('sku')), when: { test: 'formula', text: 'sku != ""' } },
        { to: 'Lines[].Text', transform: { kind: 'formula', text: 'name & " " & order.number' } },
        {
          to: 'Lines[].Taxes',
          transform: { kind: 'each', list: ofItem('taxes') },
          rows: [{ to: 'Lines[].Taxes[].Rate', transform: { kind: 'template', parts: [ofItem('rate'), '%', of('customer', 'name')] } }],
        },
      ],
    },
    { to: 'Other', transform: { kind: 'each', list: of('order', 'fees') }, rows: [{ to: 'Other[].Text', transform: copy(ofItem('title')) }] },
    {
      to: 'Cities',
      transform: { kind: 'each', list: of('order', 'groups'), groupBy: 'city' as never },
      rows: [{ to: 'Cities[].Sum', transform: { kind: 'formula', text: '$string($sum(items.n))' } }],
    },
  ],
})
const fresh = (): Fresh => ({ id: 'new', randomBit: () => false })
const linesOf = (context: MapContext) => listLines(context, { opened: new Set(), folded: new Set() })
const lines = linesOf(built.context)
const line = (id: string): Line => lines.find((one) => one.row?.id === id) ?? lost(id)
const at = (path: string): Line => lines.find((one) => one.path === path) ?? lost(path)
function lost(what: string): never {
  throw new Error(`no line ${what}`)
}
const moved = (id: string, to: Line): { transform: Transform | undefined; message: string; row: Row } | string => {
  const result = moveRows(built.context, [line(id)], to, fresh)
  if (!result.ok) return result.error.message
  const row = findRow(applyWrites(built, result.value.writes), id) ?? lost(id)
  return { transform: row.transform, message: result.value.message, row }
}

test('a moved row keeps its id, number, note, status and condition', () => {
  const { order: _order, ...before } = built.context.rows.find((row) => row.id === 'r1') ?? lost('r1')
  const result = moved('r1', at('Fixed'))
  const { order, ...after } = typeof result === 'string' ? lost(result) : result.row
  expect(order).not.toBe('')
  expect(after).toEqual({ ...before, destination: 'Fixed' })
})

test('into a list, what names the item becomes a source of the item, and the rest stays', () => {
  expect(moved('r1', at('Other[].Code'))).toMatchObject({ transform: copy(of('order', 'number')), row: { parent: 'r9', destination: 'Other[].Code' } })
  expect(moved('r2', at('Other[].Code'))).toMatchObject({ transform: { text: 'order.number & order.total & customer.name' } })
})

test('out of a list a source of one item is told to be of all items', () => {
  const result = moved('r5', at('Fixed'))
  expect(result).toMatchObject({ transform: copy(of('order', 'line_items[].sku')), row: { when: { text: 'line_items.sku != ""' } } })
  expect(typeof result === 'string' ? result : result.message).toContain('2 sources of one item are of all items now')
  expect(typeof result === 'string' || 'parent' in result.row).toBe(false)
})

test('what a group holds cannot be read elsewhere: it is kept, and its text shows', () => {
  expect(moved('r12', at('Fixed'))).toMatchObject({
    transform: { kind: 'formula', text: '$string($sum(items.n))' },
    row: { unmatched: '=$string($sum(items.n))' },
    message: expect.stringContaining('cannot be read there, and is kept as text'),
  })
})

test('moves that make no sense are refused with a reason', () => {
  const why = (ids: readonly string[], to: Line) => {
    const plan = planMove(built.context, ids.map(line), to)
    return plan.ok ? plan.value.does : plan.error.message
  }
  expect(why(['r1'], at('Number'))).toBe('R-1 stands here.')
  expect(why(['r1', 'r2'], at('Fixed'))).toBe('Rows follow the destination’s order. To fill other fields, move one row at a time.')
  expect(why(['r2'], line('r3'))).toBe('behind')
  expect(why(['r4'], at('Fixed'))).toBe('R-4 fills a list, and Fixed is none.')
  expect(why(['r4'], at('Other'))).toBe('Taxes and Taxes[].Rate of R-4 are not among the fields of Other. Delete or move those rows first.')
  expect(why(['r4'], at('Lines[].Taxes'))).toBe('R-4 cannot stand below itself.')
  expect(planMove(built.context, [at('Fixed')], at('Number'))).toMatchObject({ ok: false, error: { message: 'This line has no row yet: type into it first.' } })
})

test('a list moves with the rows below it', () => {
  const result = moveRows(built.context, [line('r9')], at('Lines'), fresh)
  const after = applyWrites(built, result.ok ? result.value.writes : [])
  expect(after.rows.filter((row) => row.id === 'r9' || row.parent === 'r9').map((row) => row.destination)).toEqual(['Lines', 'Lines[].Text'])
})

test('beside another alternative the order changes and nothing else', () => {
  const result = moveRows(built.context, [line('r2')], line('r3'), fresh)
  expect(result.ok && result.value.message).toBe('Moved R-2 behind R-3.')
  const after = applyWrites(built, result.ok ? result.value.writes : [])
  expect(after.rows.filter((row) => row.destination === 'Total').map((row) => row.id)).toEqual(['r3', 'r2'])
  expect(result.ok && result.value.writes.every((write) => write.cell === 'order')).toBe(true)
})

test('moved there and back, a row says the same as before', () => {
  const single = built.context.rows.filter((row) => row.transform?.kind !== 'each' && row.id !== 'r12')
  const places: readonly [Row, MoveTarget][] = single.flatMap((row) => listMoveTargets(built.context, row).map((target): [Row, MoveTarget] => [row, target]))
  expect(places.length).toBeGreaterThan(40)
  fc.assert(
    fc.property(fc.constantFrom(...places), ([row, target]) => {
      if (target.each?.id === 'r11') return
      const there = remapRow(built.context, row, target, fresh)
      if (!there.ok) throw new Error(there.error.message)
      const after = applyWrites(built, there.value.writes)
      const home = lines.find((one) => one.row?.id === row.id) ?? lost(row.id)
      const each = row.parent === undefined ? undefined : findRow(after, row.parent)
      const back = remapRow(
        after,
        findRow(after, row.id) ?? lost(row.id),
        { path: row.destination, ...(home.field === undefined ? {} : { field: home.field }), ...(each === undefined ? {} : { each }) },
        fresh,
      )
      if (!back.ok) throw new Error(back.error.message)
      const { order: _after, ...now } = findRow(applyWrites({ ...built, context: after }, back.value.writes), row.id) ?? lost(row.id)
      const { order: _before, ...was } = row
      expect(now).toEqual(was)
    }),
    { numRuns: 300 },
  )
})

test('fields beside the row are offered first, then those of the record and of other lists', () => {
  const targets = listMoveTargets(built.context, built.context.rows.find((row) => row.id === 'r5') ?? lost('r5'))
  expect(targets.map(({ path }) => path)).toEqual([
    'Lines[].Text',
    'Lines[].Taxes',
    'Number',
    'Total',
    'Id',
    'Fixed',
    'Lines',
    'Other',
    'Cities',
    'Lines[].Taxes[].Rate',
    'Lines[].Taxes[].Code',
    'Other[].Code',
    'Other[].Text',
    'Cities[].Name',
    'Cities[].Sum',
  ])
})

test('two rows exchange what fills them and nothing else', () => {
  const result = swapRows(built.context, [line('r1'), line('r5')])
  const after = applyWrites(built, result.ok ? result.value.writes : [])
  expect(findRow(after, 'r1')).toMatchObject({ destination: 'Number', note: 'why', status: 'ready', transform: copy(of('order', 'line_items[].sku')) })
  expect(findRow(after, 'r5')).toMatchObject({ destination: 'Lines[].Code', transform: copy(of('order', 'number')), when: { test: 'filled' } })
  expect(swapRows(built.context, [line('r1'), line('r4')])).toMatchObject({ ok: false })
  expect(swapRows(built.context, [line('r1')])).toMatchObject({ ok: false, error: { message: 'Select two rows first: what fills them changes places.' } })
})
