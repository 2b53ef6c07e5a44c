// What the preview is told besides the result: an outcome for each row, for invariants, and for whether the map applies.
import { expect, it } from 'vitest'
import { buildMap, copy, mapOf, of, ofItem } from '../../fixtures/build.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { compileMap } from './compile-map.ts'
import { createEvaluator, createMapper } from './evaluate-map.ts'

const environment = { config: new Map(), now: '2026-01-01T00:00:00.000Z' }
const inputs = { order: { status: 'text', total: 'number!', lines: [{ sku: 'text', qty: 'number!' }], prices: mapOf('number!') } } as const

it('[A1] shows what the rows give also for a record that the map is not about, and says that it is not', () => {
  const { context } = buildMap({
    inputs,
    destination: { Total: 'number' },
    fieldMap: { appliesWhen: { test: 'compare', left: of('order', 'status'), operator: '=', right: { of: 'constant', value: 'paid' } } },
    rows: [{ to: 'Total', transform: copy(of('order', 'total')) }],
  })
  const evaluate = createEvaluator(compileMap(context).ir)
  const open = evaluate({ order: { status: 'open', total: 3 } }, environment)
  expect(open.result).toEqual({ ok: false, issues: [{ row: null, path: 'order.status', code: 'not-applicable', value: null }] })
  expect([open.values.get('r1'), open.values.get('map')]).toEqual([
    { state: 'value', value: 3 },
    { state: 'issue', code: 'not-applicable', message: 'This field map is not about such a record.' },
  ])
  expect(evaluate({ order: { status: 'paid', total: 3 } }, environment).values.get('map')).toEqual({ state: 'value', value: true })
})

it('[I1] tells of each invariant whether it holds, of a map that runs per item the first that does not', () => {
  const { context } = buildMap({
    inputs,
    destination: { Sku: 'text', Qty: 'number!' },
    fieldMap: { runs: 'item', runsOver: of('order', 'lines') },
    rows: [
      { to: 'Sku', transform: copy(ofItem('sku')) },
      { to: 'Qty', transform: copy(ofItem('qty')) },
    ],
    invariants: [
      { sentence: 'Something is bought', formula: '$result.Qty > 0' },
      { sentence: 'It is known what', formula: '$exists($result.Sku)' },
    ],
  })
  const lines = [{ sku: 'a', qty: 1 }, { qty: 2 }, { sku: 'c', qty: 3 }]
  const { values } = createEvaluator(compileMap(context).ir)({ order: { total: 1, lines } }, environment)
  expect(['r1', 'r2', 'i1', 'i2'].map((id) => values.get(id))).toEqual([
    { state: 'value', value: 'a', count: 3 },
    { state: 'value', value: 1, count: 3 },
    { state: 'value', value: true },
    { state: 'issue', code: 'invariant', message: 'What must hold of the record does not.' },
  ])
})

it('[M10] shows of a list or map that fills a destination map what each item became, and how many there were', () => {
  const { context } = buildMap({
    inputs,
    destination: { Stock: mapOf('number'), Groups: [{ Sku: 'text', Count: 'number' }] },
    rows: [
      {
        to: 'Stock',
        transform: { kind: 'each', list: of('order', 'prices'), key: ofItem('key') },
        rows: [{ to: 'Stock{}', transform: copy(ofItem('value')) }],
      },
      {
        to: 'Groups',
        transform: { kind: 'each', list: of('order', 'lines'), groupBy: 'sku' as FieldPath },
        rows: [
          { to: 'Groups[].Sku', transform: copy(ofItem('key')) },
          { to: 'Groups[].Count', transform: { kind: 'formula', text: '$count(items)' } },
        ],
      },
    ],
  })
  const order = {
    total: 1,
    prices: { EUR: 1, USD: 2 },
    lines: [
      { sku: 'a', qty: 1 },
      { sku: 'b', qty: 1 },
      { sku: 'a', qty: 1 },
    ],
  }
  const { result, values } = createEvaluator(compileMap(context).ir)({ order }, environment)
  expect(result).toEqual({
    ok: true,
    value: {
      Stock: { EUR: 1, USD: 2 },
      Groups: [
        { Sku: 'a', Count: 2 },
        { Sku: 'b', Count: 1 },
      ],
    },
  })
  expect(['r1', 'r2', 'r3', 'r5'].map((id) => values.get(id))).toEqual([
    { state: 'value', value: [1, 2], count: 2 },
    { state: 'value', value: 1, count: 2 },
    {
      state: 'value',
      value: [
        { Sku: 'a', Count: 2 },
        { Sku: 'b', Count: 1 },
      ],
      count: 2,
    },
    { state: 'value', value: 2, count: 2 },
  ])
})

it('[M11] maps for create where nobody says which, and compiles a map for each operation once', () => {
  const { context } = buildMap({
    inputs,
    destination: { A: 'number', B: 'number' },
    rows: [
      { to: 'A', transform: copy(of('order', 'total')), on: 'update' },
      { to: 'B', transform: copy(of('order', 'total')) },
    ],
  })
  const map = createMapper(compileMap(context).ir)
  const record = { order: { total: 1 } }
  expect([map(record, environment), map(record, { ...environment, operation: 'update' }), map(record, { ...environment, operation: 'create' })]).toEqual([
    { ok: true, value: { B: 1 } },
    { ok: true, value: { A: 1, B: 1 } },
    { ok: true, value: { B: 1 } },
  ])
})
