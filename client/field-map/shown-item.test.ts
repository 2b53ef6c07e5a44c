// The item that is looked at is that of the nearest list, never beyond its end.
import { expect, test } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import { shownItem } from './shown-item.ts'

const { context } = buildMap({
  inputs: { order: { number: 'text', lines: [{ sku: 'text' }] } },
  destination: { Number: 'text', Lines: [{ Sku: 'text' }] },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')) },
    { to: 'Lines', transform: { kind: 'each', list: of('order', 'lines') }, rows: [{ to: 'Lines[].Sku', transform: copy(ofItem('sku')) }] },
  ],
})
const lines = listLines(context, { opened: new Set(), folded: new Set() })
const line = (path: string) => lines.find((one) => one.path === path)
const value = (count: number) => ({ state: 'value', value: 'x', count }) as const

test('an each line and the lines in it step through its items', () => {
  const outcomes = new Map([['r2', value(3)]])
  expect(shownItem(context, outcomes, new Map(), line('Lines'))).toEqual({ list: 'r2', at: 0, count: 3 })
  expect(shownItem(context, outcomes, new Map([['r2', 1]]), line('Lines[].Sku'))).toEqual({ list: 'r2', at: 1, count: 3 })
  expect(shownItem(context, outcomes, new Map([['r2', 9]]), line('Lines'))).toMatchObject({ at: 2 })
})

test('outside of lists, and in a list without items, there is nothing to step through', () => {
  expect(shownItem(context, new Map([['r2', value(3)]]), new Map(), line('Number'))).toBeUndefined()
  expect(shownItem(context, new Map([['r2', { state: 'missing', count: 0 }]]), new Map(), line('Lines'))).toBeUndefined()
  expect(shownItem(context, new Map(), new Map(), undefined)).toBeUndefined()
})

test('at the top of a map that runs for items, records are stepped through', () => {
  const runs = { ...context, fieldMap: { ...context.fieldMap, runs: 'item' as const } }
  expect(shownItem(runs, new Map([['r1', value(4)]]), new Map([['map', 2]]), line('Number'))).toEqual({ list: 'map', at: 2, count: 4 })
})
