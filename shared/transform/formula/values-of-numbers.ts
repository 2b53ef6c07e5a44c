// What the functions on numbers give: jsonata 2.2.2's values.
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure } from '../outcome.ts'
import { ofList, ofNumber, takeNumber, takeOptionalNumber } from './function-value.ts'
import type { FunctionResult, FunctionValue } from './function-value.ts'

export const valuesOfNumbers = {
  number: (args) => readNumber(args[0]),
  abs: ofNumber((value) => Math.abs(value)),
  // Zero never has a sign.
  floor: ofNumber((value) => Math.floor(value) + 0),
  ceil: ofNumber((value) => Math.ceil(value) + 0),
  round: ofNumber((value, args) => {
    const decimals = takeOptionalNumber(args[1])
    return decimals instanceof Failure ? decimals : roundHalfEven(value, decimals ?? 0)
  }),
  power: ofNumber((value, args) => {
    const exponent = takeNumber(args[1])
    return exponent instanceof Failure ? exponent : value ** exponent + 0
  }),
  sqrt: ofNumber((value) => Math.sqrt(value) + 0),
  sum: ofNumbers((numbers) => addUp(numbers)),
  max: ofNumbers((numbers) => (numbers.length === 0 ? undefined : numbers.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY))),
  min: ofNumbers((numbers) => (numbers.length === 0 ? undefined : numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY))),
  average: ofNumbers((numbers) => (numbers.length === 0 ? undefined : addUp(numbers) / numbers.length)),
} satisfies Record<string, FunctionValue>

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/
/** As jsonata writes it, although only its first and last alternatives are held to an end of the text. */
const OTHER_BASE = /^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)$/

function readNumber(value: JsonValue | undefined): FunctionResult {
  if (value === undefined || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'string' || !(DECIMAL.test(value) || OTHER_BASE.test(value))) return new Failure('not-a-number', value)
  const number = Number(value)
  return Number.isFinite(number) ? number : new Failure('not-a-number', value)
}

/** A half to the even neighbour. The point is moved in the number's text, because a product may be wrong in its last digit. Not finite: cannot be moved. */
export function roundHalfEven(value: number, decimals: number): number {
  const moved = movePoint(value, decimals)
  let result = Math.round(moved)
  if (Math.abs(result - moved) === 0.5 && Math.abs(result % 2) === 1) result--
  return movePoint(result, -decimals) + 0
}

function movePoint(value: number, by: number): number {
  if (by === 0) return value
  const [digits = '', exponent = '0'] = value.toString().split('e')
  return Number(`${digits}e${Number(exponent) + by}`)
}

function ofNumbers(act: (numbers: readonly number[]) => number | undefined): FunctionValue {
  return ofList((items) => {
    if (!isNumbers(items)) return new Failure('not-a-number', items.find((item) => typeof item !== 'number') ?? null)
    const result = act(items)
    return result === undefined || Number.isFinite(result) ? result : new Failure('not-a-number', null)
  })
}

const isNumbers = (items: readonly JsonValue[]): items is readonly number[] => items.every((item) => typeof item === 'number')

function addUp(numbers: readonly number[]): number {
  let total = 0
  for (const value of numbers) total += value
  return total
}
