// Proof that the text of a rule is read back as that very rule, and that formulas for picked rules give the same.
import { describe, expect, it } from 'vitest'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { demoSource } from '../../fixtures/demo-source.ts'
import { readCell } from '../spreadsheet/read-cell.ts'
import { lineOf } from '../spreadsheet/own-planning.ts'
import { eachAbove } from '../mapping/item-scope.ts'
import type { Condition, Transform } from '../transform/transform.ts'
import { chosenMaps } from './chosen-maps.ts'
import { printRowCondition, printRowFormula, printTyped } from './map-formula.ts'

const source = { number: 'text!', note: 'text', count: 'integer!', lines: [{ sku: 'text', price: 'number' }] } as const

function rowWith(transform: Transform, when?: Condition) {
  const { context } = buildMap({
    inputs: { order: source },
    destination: { Name: 'text' },
    rows: [{ to: 'Name', transform, ...(when === undefined ? {} : { when }) }],
  })
  const [row] = context.rows
  if (row === undefined) throw new Error('no row')
  return { context, row }
}

describe('printRowFormula', () => {
  const cases: readonly { given: Transform; want: string }[] = [
    { given: copy(of('order', 'number')), want: 'number' },
    { given: copy(of('order', 'lines')), want: 'lines[]' },
    { given: { kind: 'constant', value: 'say "hi"' }, want: '"say ""hi"""' },
    { given: { kind: 'constant', value: 12.5 }, want: '=12.5' },
    { given: { kind: 'constant', value: true }, want: '=true' },
    { given: { kind: 'constant', value: null }, want: '=null' },
    { given: copy({ of: 'constant', value: 'EUR' }), want: '"EUR"' },
    { given: { kind: 'formula', text: 'number & "-x"' }, want: '=number & "-x"' },
    { given: { kind: 'template', parts: ['WC-', of('order', 'number')] }, want: '="WC-" & number' },
    { given: { kind: 'number', from: of('order', 'count'), steps: [{ do: 'round', decimals: 2, mode: 'half-away-from-zero' }] }, want: '' },
    { given: { kind: 'date', from: of('order', 'note'), read: 'iso', write: 'yyyy' }, want: '' },
    { given: { kind: 'hook', words: 'Ask somebody', uses: [] }, want: '' },
    { given: { kind: 'each', list: of('order', 'lines') }, want: '' },
    { given: { kind: 'notMapped', reason: 'no' }, want: '' },
  ]
  it.each(cases)('$want for $given', ({ given, want }) => {
    const { context, row } = rowWith(given)
    expect(printRowFormula(context, row)).toBe(want)
  })

  it('is read back as the rule, for every constant, copy and formula of the demo', () => {
    let read = 0
    for (const { context } of chosenMaps(demoSource()))
      for (const row of context.rows) {
        const { transform } = row
        if (transform?.kind !== 'constant' && transform?.kind !== 'formula' && transform?.kind !== 'copy') continue
        const cells = readCell(context, lineOf(context, row.destination, eachAbove(context, row), row), 'transform', printRowFormula(context, row))
        expect(cells.ok && cells.value.transform, row.id).toEqual(transform)
        read += 1
      }
    expect(read).toBeGreaterThan(15)
  })

  it('is read back as the constant, whatever the constant', () => {
    const { context, row } = rowWith(copy(of('order', 'number')))
    for (const value of ['', 'a', '=1', 'x"y', '12', 'true', 12, -0.5, 1e21, true, false, null]) {
      const cells = readCell(context, lineOf(context, row.destination, undefined, row), 'transform', printTyped(value))
      // A number that no decimal text holds becomes a formula that is this number.
      if (value !== 1e21) expect(cells.ok && cells.value.transform).toEqual({ kind: 'constant', value })
      else expect(cells.ok && cells.value.transform).toEqual({ kind: 'formula', text: '1e+21' })
    }
  })
})

describe('printRowCondition', () => {
  const cases: readonly { given: Condition; want: string }[] = [
    { given: { test: 'present', value: of('order', 'note') }, want: '$exists(note)' },
    { given: { test: 'in', left: of('order', 'number'), values: ['a', 'b'] }, want: 'number in ["a", "b"]' },
    { given: { test: 'formula', text: 'count > 3' }, want: 'count > 3' },
  ]
  it.each(cases)('$want', ({ given, want }) => {
    const { context, row } = rowWith(copy(of('order', 'number')), given)
    expect(printRowCondition(context, row)).toBe(want)
  })

  it('of a list is about its own entries', () => {
    const when = { test: 'compare', left: ofItem('price'), operator: '>', right: { of: 'constant', value: 0 } } as const
    const { context } = buildMap({
      inputs: { order: source },
      destination: { Lines: [{ Code: 'text' }] },
      rows: [{ to: 'Lines', transform: { kind: 'each', list: of('order', 'lines') }, when, rows: [{ to: 'Lines[].Code', transform: copy(ofItem('sku')) }] }],
    })
    const [each] = context.rows
    expect(each === undefined ? '' : printRowCondition(context, each)).toContain('price > 0')
  })
})
