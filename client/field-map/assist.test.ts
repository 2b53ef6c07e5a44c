// Help while a formula is typed into a cell.
import { expect, test } from 'vitest'
import { buildMap } from '../../fixtures/build.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import { assistFormula } from './assist.ts'

const { context } = buildMap({
  inputs: { order: { total: 'text!', total_tax: 'text!', line_items: [{ quantity: 'number!' }] } },
  destination: { Total: 'number!' },
})
const [line] = listLines(context, { opened: new Set(), folded: new Set() })
const sample = {
  records: new Map([['order', { total: '29.35', total_tax: '1', line_items: [{ quantity: 2 }, { quantity: 3 }] }]]),
  now: '2026-01-01T00:00:00Z',
}
const assist = (text: string, at = text.length) => (line === undefined ? undefined : assistFormula(context, line, text, at, sample))

test('fields and functions are offered behind a part of a name, to stand in its place', () => {
  const found = assist('= $sum(line_items.qu')
  expect(found?.choices.map((choice) => choice.text)).toEqual(['quantity'])
  expect('= $sum(line_items.qu'.slice(found?.from, found?.to)).toBe('qu')
  expect(assist('=$sum')?.choices[0]?.text).toBe('$sum(')
})

test('nothing is offered for a name that is whole, nor behind a blank', () => {
  expect(assist('=line_items')?.choices).toEqual([])
  expect(assist('=total + ')?.choices).toEqual([])
})

test('the value for the sample record is shown, or what is wrong', () => {
  expect(assist('=$sum(line_items.quantity)')?.hint).toEqual({ text: '= 5', isWrong: false })
  expect(assist('=total * 2')?.hint?.isWrong).toBe(true)
  expect(assist('=line_items.quantity')?.hint?.text).toContain('takes one')
})

test('constants and names of fields are no formulas', () => {
  expect([assist('total'), assist('=12.5'), assist('="EUR"'), assist('=')]).toEqual([undefined, undefined, undefined, undefined])
})

test('the function that is being written stands there with the argument at the caret', () => {
  expect(assist('=$round(total, ')?.call).toEqual({ before: '$round(number, ', active: 'decimals?', after: ')' })
  expect(assist('=$round(total, 2)')?.call).toBeUndefined()
})
