// Where a row stands among the stored rows has no meaning: two people's rows come in any order.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildMap, buildObject, copy, mapOf, of, ofItem } from '../../fixtures/build.ts'
import { vectors } from '../../fixtures/vectors.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { printCanonical } from '../transform/canonical.ts'
import { compileMap } from './compile-map.ts'

const { context } = buildMap({
  inputs: { order: { lines: [{ name: 'text!', sku: 'text', taxes: [{ rate: 'number!' }] }] } },
  destination: { Lines: [{ Name: 'text!', Sku: 'text', Taxes: [{ Rate: 'number' }] }] },
  rows: [
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'lines') },
      rows: [
        { to: 'Lines[].Name', transform: copy(ofItem('name')) },
        { to: 'Lines[].Sku', transform: copy(ofItem('sku')) },
        { to: 'Lines[].Taxes', transform: { kind: 'each', list: ofItem('taxes') }, rows: [{ to: 'Lines[].Taxes[].Rate', transform: copy(ofItem('rate')) }] },
      ],
    },
  ],
})

it('the order in which rows are stored changes neither the IR nor the problems', () => {
  const expected = compileMap(context)
  expect(expected.problems).toEqual([])
  fc.assert(
    fc.property(fc.shuffledSubarray([...context.rows], { minLength: context.rows.length }), (rows) => {
      expect(compileMap({ ...context, rows })).toEqual(expected)
    }),
  )
})

const formula = (text: string) => ({ kind: 'formula', text }) as const
const grouped = buildMap({
  inputs: {
    order: { number: 'text!', rate: 'number', lines: [{ name: 'text!', sku: 'text', price: 'number!', tags: ['text'] }], prices: mapOf({ amount: 'number!' }) },
  },
  destination: { Number: 'text', Lines: [{ Name: 'text', At: 'number' }], Bag: mapOf('number'), Groups: [{ Code: 'text', Names: ['text'] }], Total: 'number' },
  fieldMap: { runs: 'group', runsOver: of('order', 'lines'), runsBy: 'sku' as FieldPath, appliesWhen: { test: 'formula', text: 'rate > $config.least' } },
  project: {
    configValues: [
      buildObject('configValues', { id: 'c1', name: 'least', type: 'number', default: 0 }),
      buildObject('configValues', { id: 'c2', name: 'most', type: 'number', default: 9 }),
    ],
  },
  rows: [
    { to: 'Number', transform: formula('order.number & key') },
    {
      to: 'Lines',
      transform: { kind: 'each', list: ofItem('items'), sort: { by: 'name' as FieldPath } },
      when: { test: 'formula', text: 'price < $config.most' },
      rows: [
        { to: 'Lines[].Name', transform: copy(ofItem('name')) },
        { to: 'Lines[].At', transform: formula('$index') },
      ],
    },
    {
      to: 'Bag',
      transform: { kind: 'each', list: of('order', 'prices'), key: ofItem('key') },
      rows: [{ to: 'Bag{}', transform: copy(ofItem('value.amount')) }],
    },
    {
      to: 'Groups',
      transform: { kind: 'each', list: ofItem('items'), groupBy: 'name' as FieldPath },
      rows: [
        { to: 'Groups[].Code', transform: copy(ofItem('key')) },
        {
          to: 'Groups[].Names',
          transform: { kind: 'each', list: ofItem('items') },
          rows: [{ to: 'Groups[].Names[]', transform: formula('$join(tags, "-")') }],
        },
      ],
    },
    { to: 'Total', transform: formula('$sum(items.price)') },
  ],
  invariants: [
    { sentence: 'One', formula: '$result.Total > 0' },
    { sentence: 'Two', formula: '$count($result.Lines) > 0' },
  ],
})

it('[R1] nor does it for groups, runs, maps, formulas and invariants, whatever order they and the config values are stored in', () => {
  const expected = compileMap(grouped.context)
  expect(expected.problems.filter((problem) => problem.severity === 'error').map((problem) => problem.message)).toEqual([])
  const { rows, project } = grouped.context
  const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })
  fc.assert(
    fc.property(shuffled(rows), shuffled(project.invariants), shuffled(project.configValues), (mixed, invariants, configValues) => {
      const context = { ...grouped.context, rows: mixed, project: { ...project, invariants, configValues } }
      const { ir, problems } = compileMap(context)
      expect(printCanonical(ir)).toBe(printCanonical(expected.ir))
      expect(problems.length).toBe(expected.problems.length)
    }),
  )
})

it('[R1] the order of the keys in stored objects changes nothing', () => {
  for (const vector of vectors) {
    const { context } = buildMap(vector.map)
    const turned = {
      ...context,
      fieldMap: turn(context.fieldMap),
      rows: context.rows.map(turn),
      project: { ...context.project, invariants: context.project.invariants.map(turn) },
    }
    expect(printCanonical(compileMap(turned).ir)).toBe(printCanonical(compileMap(context).ir))
  }
})

/** The same value with the keys of every object the other way round. */
function turn<T>(value: T): T {
  if (Array.isArray(value)) return value.map(turn) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turn(inner)]),
  ) as T
}
