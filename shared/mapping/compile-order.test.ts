// Where a row stands among the stored rows has no meaning: two people's rows come in any order.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
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
