// What one reason covers, and what it writes.
import { expect, test } from 'vitest'
import { applyWrites } from '../../fixtures/apply-writes.ts'
import { buildMap, copy, field, of, ofItem } from '../../fixtures/build.ts'
import { countCoverage } from '../../shared/mapping/coverage.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { listReasons, planNotMapped, tellPlan, writeNotMapped } from './not-mapped.ts'

const built = buildMap({
  inputs: { order: { number: 'text', line_items: [{ sku: 'text' }] } },
  destination: {
    Number: 'text!',
    Memo: 'text',
    Extra: 'text',
    Locked: field('text', { readOnly: true }),
    Party: { Name: 'text!', Code: 'text', Phone: 'text' },
    Ship: { Name: 'text!', Street: 'text!', City: 'text', Zip: 'text' },
    Lines: [{ Sku: 'text!', Kind: 'text', Unit: 'text' }],
    Free: { A: 'text', B: 'text' },
  },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    { to: 'Party.Name', transform: copy(of('order', 'number')) },
    { to: 'Ship.Name', transform: copy(of('order', 'number')) },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') }, rows: [{ to: 'Lines[].Sku', transform: copy(ofItem('sku')) }] },
    { to: 'Extra', transform: { kind: 'notMapped', reason: 'Not in use' } },
  ],
})
const lines = listLines(built.context, { opened: new Set(['field:map:Free']), folded: new Set() })
const at = (path: string, kind?: Line['kind']): Line =>
  lines.find((line) => line.path === path && (kind === undefined ? line.kind !== 'more' : line.kind === kind)) ?? lost(path)
function lost(what: string): never {
  throw new Error(`no line ${what}`)
}
const createFresh = (): (() => Fresh) => {
  let made = 0
  return () => ({ id: `new${++made}`, randomBit: () => false })
}
const settle = (...chosen: readonly Line[]) => {
  const plan = planNotMapped(built.context, chosen, lines)
  const edit = writeNotMapped(built.context, plan, 'No use', createFresh())
  const after = applyWrites(built, edit.writes)
  const reasoned = after.rows.filter((row) => row.transform?.kind === 'notMapped' && row.transform.reason === 'No use').map((row) => row.destination)
  const { notMapped } = countCoverage(after).destination
  return { plan, edit, reasoned, more: notMapped - countCoverage(built.context).destination.notMapped, undecided: countCoverage(after).destination.undecided }
}

test('a reason on a group covers the fields below that have no rows of their own, and coverage counts them so', () => {
  const { plan, edit, reasoned, more } = settle(at('Ship'))
  expect(reasoned).toEqual(['Ship'])
  expect([plan.below, more]).toEqual([3, 3])
  expect(edit.message).toBe('Ship is not mapped, which covers 3 fields below.')
})

test('a reason on an object that nobody opened covers its own fields', () => {
  expect(settle(at('Free')).plan).toMatchObject({ below: 2, places: [{ place: { destination: 'Free' } }] })
})

test('folded fields are settled by one reason on their group where nothing else there is open', () => {
  const { plan, reasoned, more } = settle(at('Party', 'more'))
  expect(reasoned).toEqual(['Party'])
  expect([plan.byGroup, plan.below, more]).toEqual([['Party'], 2, 2])
  expect(tellPlan(plan)).toBe('The reason stands on Party and covers 2 folded fields, which stay folded.')
})

test('folded fields that a reason above covers need none of their own', () => {
  const { context } = buildMap({
    inputs: { order: { number: 'text' } },
    destination: { Party: { Name: 'text!', Code: 'text' } },
    rows: [
      { to: 'Party', transform: { kind: 'notMapped', reason: 'No use' } },
      { to: 'Party.Name', transform: copy(of('order', 'number')) },
    ],
  })
  const listed = listLines(context, { opened: new Set(), folded: new Set() })
  expect(
    planNotMapped(
      context,
      listed.filter(({ kind }) => kind === 'more'),
      listed,
    ),
  ).toMatchObject({ places: [], left: ['The reason on Party covers its folded fields already.'] })
})

test('folded fields get a row each where other fields of the group stay open', () => {
  const { plan, reasoned, more } = settle(at('Ship', 'more'))
  expect(reasoned).toEqual(['Ship.City', 'Ship.Zip'])
  expect([plan.oneByOne, more]).toEqual([2, 2])
})

test('folded fields of the record and of a list get a row each, inside that list; read-only and opened ones get none', () => {
  expect(settle(at('', 'more')).reasoned).toEqual(['Memo'])
  const { reasoned, edit } = settle(at('Lines', 'more'))
  expect(reasoned).toEqual(['Lines[].Kind', 'Lines[].Unit'])
  expect(edit.writes.filter((write) => write.cell === 'parent').map((write) => write.value)).toEqual(['r4', 'r4'])
})

test('a list with rows below is left alone and says why; a mapped row gives way', () => {
  const { plan, reasoned } = settle(at('Lines'), at('Number'))
  expect(reasoned).toEqual(['Number'])
  expect(plan.left).toEqual(['R-4 fills Lines and has rows below: delete it first.'])
  expect(tellPlan(plan)).toContain('R-1 is mapped now and will not be.')
})

test('reasons of this map are offered before usual ones', () => {
  expect(listReasons(built.context).slice(0, 2)).toEqual(['Not in use', 'Not needed by the use case'])
})
