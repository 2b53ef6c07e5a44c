// Two rows born unseen by each other become one; rows go to another map of the project.
import { expect, test } from 'vitest'
import { applyWrites } from '../../fixtures/apply-writes.ts'
import { buildMap, buildObject, copy, of, ofItem, type RowSetup } from '../../fixtures/build.ts'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { findRow } from '../../shared/mapping/item-scope.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import { buildMapContext, type MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { planCopy, writeCopies } from './copy-rows.ts'
import { fixEdit } from './line-edits.ts'
import { type Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { findTwin, mergeRows } from './merge-rows.ts'

const people = [buildObject('people', { id: 'ben', name: 'Ben Okafor' })]
const pair = (first: Partial<RowSetup>, second: Partial<RowSetup>) =>
  buildMap({
    inputs: { order: { number: 'text', ref: 'text' } },
    destination: { Number: 'text' },
    rows: [
      { to: 'Number', transform: copy(of('order', 'number')), ...first },
      { to: 'Number', transform: copy(of('order', 'ref')), ...second },
    ],
    project: { people },
  })
const rowOf = (context: MapContext, id: string): Row => findRow(context, id) ?? lost(id)
function lost(what: string): never {
  throw new Error(`no row ${what}`)
}
const createFresh = (): (() => Fresh) => {
  let made = 0
  return () => ({ id: `new${++made}`, randomBit: () => false })
}

test('empty cells take what the later row has; where both differ the earlier stays and the later goes to the note', () => {
  const built = pair({ note: 'mine' }, { owner: 'ben', note: 'theirs', onMissing: { then: 'problem' }, useCases: ['uc'] })
  const { writes, message } = mergeRows(built.context, rowOf(built.context, 'r1'), rowOf(built.context, 'r2'))
  const after = applyWrites(built, writes)
  expect(after.rows.map(({ id }) => id)).toEqual(['r1'])
  expect(rowOf(after, 'r1')).toMatchObject({
    transform: copy(of('order', 'number')),
    owner: 'ben',
    onMissing: { then: 'problem' },
    note: expect.stringMatching(/^mine\ntheirs\nR-2 had: transform .*ref/),
  })
  expect(message).toBe('Merged R-2 into R-1. What R-2 said otherwise stands in the note.')
})

test('the quick fix of the problem merges, and the problem is gone', () => {
  const built = pair({}, {})
  const { problems } = compileMap(built.context)
  const at = problems.filter(({ code }) => code === 'concurrent-duplicate')
  const line = listLines(built.context, { opened: new Set(), folded: new Set() }).find(({ address }) => address === at[0]?.at) ?? lost('line')
  const fix = fixEdit(built.context, line, at, createFresh()())
  expect(fix?.label).toBe('Merge R-2 into R-1')
  expect(compileMap(applyWrites(built, fix?.writes ?? [])).problems.map(({ code }) => code)).toEqual([])
})

test('rows that conditions or operations tell apart are no twins', () => {
  const twin = (first: Partial<RowSetup>, second: Partial<RowSetup>) => {
    const { context } = pair(first, second)
    return findTwin(context, rowOf(context, 'r2'))?.id
  }
  expect(twin({}, {})).toBe('r1')
  expect(twin({ when: { test: 'present', value: of('order', 'ref') } }, {})).toBe(undefined)
  expect(twin({ on: 'create' }, { on: 'update' })).toBe(undefined)
})

/** A second map of the same destination, with one input of the same name and one of another. */
function twoMaps() {
  const built = buildMap({
    inputs: { order: { number: 'text', total: 'text', line_items: [{ sku: 'text' }] }, customer: { name: 'text' } },
    destination: { Number: 'text', Total: 'text', Name: 'text', Lines: [{ Code: 'text', Text: 'text' }] },
    rows: [
      { to: 'Number', transform: copy(of('order', 'number')), status: 'approved', note: 'why' },
      { to: 'Name', transform: copy(of('customer', 'name')) },
      { to: 'Total', transform: { kind: 'formula', text: 'total & order.number' } },
      { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') }, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('sku')) }] },
    ],
    project: {
      fieldMaps: [buildObject('fieldMaps', { id: 'other', number: 2, name: 'Other', key: 'other', order: 'a1' })],
      rows: [buildObject('rows', { id: 'there', fieldMap: 'other', destination: 'Number' as never, transform: { kind: 'constant', value: 1 } })],
    },
  })
  const mapInputs = [
    ...built.project.mapInputs,
    buildObject('mapInputs', {
      id: 'first',
      fieldMap: 'other',
      name: 'customers',
      source: { schema: 'source-customer', object: { kind: 'object', name: 'Source' } },
    }),
    buildObject('mapInputs', {
      id: 'second',
      fieldMap: 'other',
      name: 'Order',
      source: { schema: 'source-order', object: { kind: 'object', name: 'Source' } },
      order: 'a1',
    }),
  ]
  const project = { ...built.project, mapInputs }
  const to = buildMapContext(project, 'other', built.findGraph) ?? lost('map')
  return { built, to, from: buildMapContext(project, 'map', built.findGraph) ?? lost('map') }
}

test('rows go to another map with inputs by their names, and what does not fit is listed with its reason', () => {
  const { built, from, to } = twoMaps()
  const plan = planCopy(
    from,
    from.rows.filter(({ id }) => id !== 'r5'),
    to,
  )
  expect(plan.left.map(({ row, why }) => `${row.id}: ${why}`)).toEqual([
    'r2: The other map has no source called customer.',
    'r3: Its formula would read other fields there.',
  ])
  expect(plan.copied.map(({ row, beside }) => [row.id, beside])).toEqual([
    ['r1', 1],
    ['r4', 0],
    ['r5', 0],
  ])
  const after = applyWrites({ context: to, findGraph: built.findGraph }, writeCopies(to, plan, createFresh()).writes)
  const made = after.rows.filter(({ id }) => id !== 'there')
  expect(made.map(({ destination, transform }) => [destination, transform])).toEqual([
    ['Lines', { kind: 'each', list: of('second', 'line_items') }],
    ['Lines[].Code', copy(ofItem('sku'))],
    ['Number', copy(of('second', 'number'))],
  ])
  const [list, code, number] = made
  expect([code?.parent, number?.note, number?.status, number?.number]).toEqual([list?.id, 'why', undefined, undefined])
})

test('a row below a list goes to the row that fills that list in the other map, or says that none does', () => {
  const { from, to } = twoMaps()
  expect(planCopy(from, [rowOf(from, 'r5')], to).left[0]?.why).toBe('No row of the other map fills the list that this one stands in.')
})
