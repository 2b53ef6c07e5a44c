// The small functions of generated code that look at lists.
import type { Written } from './written-function.ts'

export const listFunctions = {
  filled: {
    needs: [],
    code: `function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined
}`,
  },
  sum: {
    needs: ['toNumber'],
    code: `/** \`refuse\` gets the first value that is no number, or all of them where the sum is none. */
function sum<T>(values: readonly unknown[], refuse: (bad: unknown) => T): number | T {
  const total = values.reduce((soFar: number, value) => soFar + toNumber(value), 0)
  return Number.isFinite(total) ? total : refuse(values.find((value) => !Number.isFinite(toNumber(value))) ?? values)
}`,
  },
  average: {
    needs: ['toNumber'],
    code: `/** Undefined where a value is no number. */
function average(values: readonly unknown[]): number | undefined {
  const total = values.reduce((soFar: number, value) => soFar + toNumber(value), 0)
  return Number.isFinite(total) ? total / values.length : undefined
}`,
  },
  smallest: {
    needs: ['toNumber'],
    code: `/** Undefined where a value is no number. */
function smallest(values: readonly unknown[]): number | undefined {
  const numbers = values.map(toNumber)
  return numbers.every(Number.isFinite) ? numbers.reduce((a, b) => Math.min(a, b)) + 0 : undefined
}`,
  },
  largest: {
    needs: ['toNumber'],
    code: `/** Undefined where a value is no number. */
function largest(values: readonly unknown[]): number | undefined {
  const numbers = values.map(toNumber)
  return numbers.every(Number.isFinite) ? numbers.reduce((a, b) => Math.max(a, b)) + 0 : undefined
}`,
  },
  notNumber: {
    needs: ['toNumber'],
    code: `/** The first value that is no number. */
function notNumber(values: readonly unknown[]): unknown {
  return values.find((value) => !Number.isFinite(toNumber(value)))
}`,
  },
  joinTexts: {
    needs: ['toText'],
    code: `/** Undefined where a value is no text. */
function joinTexts(values: readonly unknown[], separator: string): string | undefined {
  const texts = values.map(toText)
  return texts.includes(undefined) ? undefined : texts.join(separator)
}`,
  },
  notText: {
    needs: ['toText'],
    code: `/** The first value that is no text. */
function notText(values: readonly unknown[]): unknown {
  return values.find((value) => toText(value) === undefined)
}`,
  },
  compareForOrder: {
    needs: [],
    code: `/** Numbers by value, also those in text, then other texts, then the rest; what is absent comes last, also where \`sign\` is -1. */
function compareForOrder(a: unknown, b: unknown, sign = 1): number {
  const numberOf = (value: unknown) =>
    typeof value === 'number' || (typeof value === 'string' && /^-?\\d+(?:\\.\\d+)?$/.test(value)) ? Number(value) : Number.NaN
  const rankOf = (value: unknown) => (value == null ? 3 * sign : !Number.isNaN(numberOf(value)) ? 0 : typeof value === 'string' ? 1 : 2)
  const difference = rankOf(a) - rankOf(b) || numberOf(a) - numberOf(b)
  if (!Number.isNaN(difference)) return sign * difference
  return typeof a !== 'string' || typeof b !== 'string' || a === b ? 0 : a < b ? -sign : sign
}`,
  },
} satisfies Record<string, Written>
