// What a preview is told beside the record: outcomes of the item that is looked at, and the row of each value.
import { expect, test } from 'vitest'
import { buildMap, constant, copy, of, ofItem } from '../../fixtures/build.ts'
import { compileMap } from './compile-map.ts'
import { createEvaluator } from './evaluate-map.ts'

const environment = { config: new Map<string, string>(), now: '2026-03-02T00:00:00.000Z' }
const order = {
  number: 7,
  lines: [
    { sku: 'a', taxes: [{ rate: 1 }, { rate: 2 }] },
    { sku: 'b', taxes: [{ rate: 3 }] },
    { sku: 'c', taxes: [] },
  ],
}
const isFirst = { test: 'compare', left: ofItem('sku'), operator: '=', right: constant('a') } as const
const { context } = buildMap({
  inputs: { order: { number: 'number', lines: [{ sku: 'text', taxes: [{ rate: 'number' }] }] } },
  destination: { Lines: [{ Sku: 'text', First: 'text', Taxes: [{ Rate: 'number' }] }] },
  rows: [
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'lines') },
      rows: [
        { to: 'Lines[].Sku', transform: copy(ofItem('sku')) },
        { to: 'Lines[].First', order: 'a0', when: isFirst, transform: copy(constant('yes')) },
        { to: 'Lines[].First', order: 'a1', transform: copy(constant('no')) },
        { to: 'Lines[].Taxes', transform: { kind: 'each', list: ofItem('taxes') }, rows: [{ to: 'Lines[].Taxes[].Rate', transform: copy(ofItem('rate')) }] },
      ],
    },
  ],
})
const evaluate = createEvaluator(compileMap(context).ir)
const look = (items: Readonly<Record<string, number>>) => evaluate({ order }, environment, { items: new Map(Object.entries(items)) }).values

test('without a choice a row tells of the first item in which it takes part', () => {
  const values = look({})
  expect([values.get('r2'), values.get('r3'), values.get('r4')]).toEqual([
    { state: 'value', value: 'a', count: 3 },
    { state: 'value', value: 'yes', count: 1 },
    { state: 'value', value: 'no', count: 2 },
  ])
})

test('with a choice every row below tells of that item alone, and counts all', () => {
  const values = look({ r1: 1 })
  expect(values.get('r1')).toMatchObject({ count: 3, shown: 1 })
  expect(values.get('r2')).toEqual({ state: 'value', value: 'b', count: 3 })
  expect(values.get('r3')).toBeUndefined()
  expect(values.get('r4')).toEqual({ state: 'value', value: 'no', count: 2 })
  expect(values.get('r5')).toMatchObject({ count: 1 })
  expect(values.get('r6')).toEqual({ state: 'value', value: 3, count: 3 })
})

test('choices of lists inside lists go together, and beyond the last item it is the last', () => {
  expect(look({ r1: 0, r5: 1 }).get('r6')).toEqual({ state: 'value', value: 2, count: 3 })
  expect(look({ r1: 99 }).get('r1')).toMatchObject({ shown: 2 })
  expect(look({ r1: 1, r5: 9 }).get('r6')).toEqual({ state: 'value', value: 3, count: 3 })
})

test('of a map that runs for items one record is looked at', () => {
  const { context: perLine } = buildMap({
    inputs: { order: { lines: [{ sku: 'text' }] } },
    destination: { Sku: 'text' },
    fieldMap: { runs: 'item', runsOver: of('order', 'lines') },
    rows: [{ to: 'Sku', transform: copy(ofItem('sku')) }],
  })
  const { values, made } = createEvaluator(compileMap(perLine).ir)({ order }, environment, { items: new Map([['map', 2]]) })
  expect(values.get('r1')).toEqual({ state: 'value', value: 'c', count: 3 })
  expect(made).toEqual([{ Sku: 'a' }, { Sku: 'b' }, { Sku: 'c' }])
})

test('each value of the record is traced to its row, and what an issue keeps away to the row that has it', () => {
  const traced = buildMap({
    inputs: { order: { number: 'text', note: 'text', lines: [{ sku: 'text' }] } },
    destination: { Number: 'integer', In: { Note: 'text' }, Lost: { Number: 'integer' }, Lines: [{ Sku: 'text' }] },
    rows: [
      { to: 'Number', transform: { kind: 'convert', from: of('order', 'number'), to: 'integer' } },
      { to: 'In.Note', transform: copy(of('order', 'note')) },
      { to: 'Lost.Number', transform: { kind: 'convert', from: of('order', 'note'), to: 'integer' } },
      { to: 'Lines', transform: { kind: 'each', list: of('order', 'lines') }, rows: [{ to: 'Lines[].Sku', transform: copy(ofItem('sku')) }] },
    ],
  })
  const { made, origins, result } = createEvaluator(compileMap(traced.context).ir)(
    { order: { number: 'x', note: 'n', lines: [{ sku: 'a' }, { sku: 'b' }] } },
    environment,
    { origins: true },
  )
  expect(result.ok).toBe(false)
  expect(made).toEqual({ In: { Note: 'n' }, Lines: [{ Sku: 'a' }, { Sku: 'b' }] })
  const record = made as { In: object; Lines: object[] }
  const placesOf = (holder: object | undefined) => (holder === undefined ? undefined : [...(origins.get(holder) ?? [])])
  expect(placesOf(record)).toEqual([
    ['Number', { row: 'r1', issue: '"x" is not a whole number.' }],
    ['Lost', { row: 'r3', issue: '"n" is not a whole number.' }],
    ['Lines', { row: 'r4' }],
  ])
  expect(placesOf(record.In)).toEqual([['Note', { row: 'r2' }]])
  expect(placesOf(record.Lines)).toEqual([
    [0, { row: 'r4' }],
    [1, { row: 'r4' }],
  ])
  expect(placesOf(record.Lines[1])).toEqual([['Sku', { row: 'r5' }]])
})

test('who does not ask is not told where values come from', () => {
  expect(evaluate({ order }, environment).origins.size).toBe(0)
})
