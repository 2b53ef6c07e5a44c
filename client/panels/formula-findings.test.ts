// What is wrong with a formula where it stands, what may be done, and the way between formulas and pickers.
import { expect, test } from 'vitest'
import { buildMap, buildObject, copy, of } from '../../fixtures/build.ts'
import type { Transform } from '../../shared/transform/transform.ts'
import {
  asFormula,
  asPicker,
  conditionAsFormula,
  findFindings,
  firstFix,
  isRefused,
  withFix,
  type FormulaStand,
  type FormulaWants,
} from './formula-findings.ts'
import { lookOf, listTokens } from './formula-code.ts'
import { changeBetween } from './formula-editor.tsx'

const { context } = buildMap({
  inputs: { order: { number: 'text!', total: 'text!', paid: 'boolean!', line_items: [{ quantity: 'number!' }] } },
  destination: { Total: 'number!' },
  project: { configValues: [buildObject('configValues', { id: 'c1', name: 'rate', type: 'number', required: true })] },
})
const stand: FormulaStand = { context, each: undefined, place: {}, takes: 'value' }
const codes = (text: string, wants: FormulaWants = 'value', where = stand) => findFindings(where, text, wants).map((finding) => finding.code)

test('an empty text has no findings, a sound one none that refuse it', () => {
  expect(codes('')).toEqual([])
  expect(isRefused(findFindings(stand, '$sum(line_items.quantity)', 'value'))).toBe(false)
})

test('several values are refused only where one is taken', () => {
  expect(codes('line_items.quantity')).toEqual(['several-values'])
  expect(codes('line_items.quantity', 'value', { ...stand, takes: 'list' })).toEqual([])
})

test('a condition has to be true or false', () => {
  expect(codes('total', 'condition')).toContain('not-a-condition')
  expect(codes('paid', 'condition')).toEqual([])
})

test('an invariant has errors only: a missing value breaks it anyway', () => {
  const optional = buildMap({ inputs: { order: { fee: 'number' } }, destination: { Total: 'number!' } })
  const where: FormulaStand = { ...stand, context: optional.context }
  expect(codes('fee > 1', 'condition', where)).toHaveLength(1)
  expect(codes('fee > 1', 'invariant', where)).toEqual([])
  expect(codes('fee', 'invariant', where)).toEqual(['not-a-condition'])
})

test.each(['total * 2', 'IF(total = "1", 2, 3)', 'line_items.quantity', 'totl', 'total * '])('the first fix of %s, where it has one, leads on', (text) => {
  const found = findFindings(stand, text, 'value')
  const fix = firstFix(found)
  if (fix === undefined) return expect(isRefused(found)).toBe(true)
  const fixed = withFix(text, fix)
  expect(fixed).not.toBe(text)
  return expect(findFindings(stand, fixed, 'value').map((one) => one.code)).not.toContain(found[0]?.code)
})

test('a picker that a formula says as well becomes one and comes back the same', () => {
  const pickers: Transform[] = [
    copy(of('order', 'total')),
    { kind: 'list', from: of('order', 'line_items'), take: 'quantity' as never, then: { do: 'sum' } },
    { kind: 'config', config: 'c1' },
  ]
  for (const picker of pickers) {
    const text = asFormula(stand, picker)
    expect(text, picker.kind).toBeDefined()
    expect(asFormula(stand, asPicker(stand, text ?? ''))).toBe(text)
  }
})

test('hooks, lookups and formulas themselves have no formula; what no picker says has no picker', () => {
  expect(asFormula(stand, { kind: 'hook', words: 'x', uses: [] })).toBeUndefined()
  expect(asFormula(stand, { kind: 'formula', text: 'total' })).toBeUndefined()
  expect(asPicker(stand, '$reverse(line_items)')).toBeUndefined()
  expect(asPicker(stand, 'total *')).toBeUndefined()
})

test('a condition becomes the formula that is true where it holds', () => {
  expect(conditionAsFormula(stand, { test: 'compare', left: of('order', 'number'), operator: '=', right: { of: 'constant', value: '7' } })).toBe('number = "7"')
})

test('tokens have their colours up to what cannot be read', () => {
  expect(listTokens('$sum(a) & "x" 1').map(lookOf)).toEqual(['fn', 'op', undefined, 'op', 'op', 'str', 'num'])
  expect(listTokens('total & "open').map((token) => token.is)).toEqual(['name', 'operator'])
})

test.each([
  { before: 'total', after: 'total', want: undefined },
  { before: 'total * 2', after: '$number(total) * 2', want: { from: 0, to: 5, insert: '$number(total)' } },
  { before: 'aaa', after: 'aa', want: { from: 2, to: 3, insert: '' } },
  { before: '', after: 'x', want: { from: 0, to: 0, insert: 'x' } },
])('from "$before" to "$after" as little as possible changes', ({ before, after, want }) => {
  const change = changeBetween(before, after)
  if (want === undefined) return expect(change).toBeUndefined()
  return expect(before.slice(0, change?.from) + change?.insert + before.slice(change?.to)).toBe(after)
})
