// The small functions of generated code that formulas need.
import type { Written } from './written-function.ts'

export const termFunctions = {
  NoValue: {
    needs: [],
    code: `/** Ends a formula that has no value; caught where the formula stands. */
class NoValue extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}`,
  },
  attempt: {
    needs: ['NoValue'],
    code: `function attempt<T>(formula: () => T, otherwise: (code: string) => T): T {
  try {
    return formula()
  } catch (error) {
    if (error instanceof NoValue) return otherwise(error.code)
    throw error
  }
}`,
  },
  end: {
    needs: ['NoValue'],
    code: `function end<T>(code: string): T {
  throw new NoValue(code)
}`,
  },
  sure: {
    needs: ['NoValue'],
    code: `/** A number that is one: neither infinite nor NaN. */
function sure(value: number): number {
  if (!Number.isFinite(value)) throw new NoValue('not-a-number')
  return value
}`,
  },
  notNull: {
    needs: ['NoValue'],
    code: `function notNull<T>(value: T | null, code = 'null'): T {
  if (value === null) throw new NoValue(code)
  return value
}`,
  },
  needed: {
    needs: ['NoValue'],
    code: `function needed<T>(value: T | null | undefined, code = 'missing'): T {
  if (value == null) throw new NoValue(code)
  return value
}`,
  },
  both: {
    needs: [],
    code: `/** What is made of two values, or undefined where one is missing. */
function both<A, B, T>(a: A | null | undefined, b: B | null | undefined, make: (a: A, b: B) => T): T | undefined {
  return a == null || b == null ? undefined : make(a, b)
}`,
  },
  ignored: {
    needs: [],
    code: `/** Missing, whatever was worked out. */
function ignored(..._values: readonly unknown[]): unknown {
  return undefined
}`,
  },
  bothValues: {
    needs: [],
    code: `/** The same of values that may be null. */
function bothValues<A, B, T>(a: A | undefined, b: B | undefined, make: (a: A, b: B) => T): T | undefined {
  return a === undefined || b === undefined ? undefined : make(a, b)
}`,
  },
  givenValue: {
    needs: [],
    code: `/** What is made of a value, null included. */
function givenValue<V, T>(value: V | undefined, make: (value: V) => T): T | undefined {
  return value === undefined ? undefined : make(value)
}`,
  },
  combined: {
    needs: [],
    code: `/** What is made of two numbers; undefined where one is missing, and NaN where the other is none. */
function combined(a: number | null | undefined, b: number | null | undefined, make: (a: number, b: number) => number): number | undefined {
  if (a != null && b != null) return make(a, b)
  return Number.isFinite((a ?? 0) + (b ?? 0)) ? undefined : Number.NaN
}`,
  },
  unlessFalse: {
    needs: ['isTrue'],
    code: `function unlessFalse<A, B>(value: A, otherwise: () => B): A | B {
  return isTrue(value) ? value : otherwise()
}`,
  },
  isTrue: {
    needs: [],
    code: `/** Not so are an empty text, 0, null, an empty list or object, and a list of such. */
function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isTrue)
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
}`,
  },
  equal: {
    needs: [],
    code: `/** The same content, whatever the order of an object's fields. Nothing equals what is missing. */
function equal(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a !== undefined && a === b
  if (Array.isArray(a) !== Array.isArray(b) || Object.keys(a).length !== Object.keys(b).length) return false
  const fields = new Map<string, unknown>(Object.entries(b))
  return Object.entries(a).every(([name, value]) => equal(value, fields.get(name)))
}`,
  },
  isIn: {
    needs: [],
    code: `function isIn(value: unknown, list: unknown): boolean {
  if (value === undefined || list === undefined) return false
  return Array.isArray(list) ? list.includes(value) : list === value
}`,
  },
  fieldOf: {
    needs: [],
    code: `function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return new Map<string, unknown>(Object.entries(value)).get(name)
}`,
  },
  lookUpField: {
    needs: ['fieldOf'],
    code: `/** The field of that name; of a list of objects all their fields of that name. */
function lookUpField(value: unknown, name: string): unknown {
  if (!Array.isArray(value)) return fieldOf(value, name)
  const found = value.flatMap((item) => [lookUpField(item, name)].flat()).filter((field) => field !== undefined)
  return found.length === 0 ? undefined : found
}`,
  },
  withoutMissing: {
    needs: [],
    code: `/** Without the fields that are undefined. */
function withoutMissing<T extends object>(value: T): T {
  for (const name of Object.keys(value)) if (Reflect.get(value, name) === undefined) Reflect.deleteProperty(value, name)
  return value
}`,
  },
  listOf: {
    needs: [],
    code: `function listOf<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value]
}`,
  },
  itemsOf: {
    needs: [],
    code: `/** A list's items, or the value itself as the only one. */
function itemsOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}`,
  },
  joinLists: {
    needs: [],
    code: `/** All lists as one; one alone as it is, also where it is empty. */
function joinLists<T>(lists: readonly (readonly T[])[]): readonly T[] | undefined {
  const joined = lists.flat()
  return joined.length > 0 || lists.length === 1 ? joined : undefined
}`,
  },
  appended: {
    needs: [],
    code: `/** Both as one list; where one is missing, the other as it is. */
function appended(first: unknown, second: unknown): unknown {
  return first === undefined ? second : second === undefined ? first : [first, second].flat()
}`,
  },
  distinct: {
    needs: ['equal'],
    code: `function distinct<T>(list: readonly T[]): T[] {
  return list.filter((value, at) => list.findIndex((other) => equal(other, value)) === at)
}`,
  },
  fold: {
    needs: [],
    code: `/** One value made of a list; without a start from its first item. */
function fold<T>(list: readonly T[] | null | undefined, turn: (total: unknown, item: T) => unknown, start?: unknown): unknown {
  if (list == null) return undefined
  return start === undefined ? list.slice(1).reduce<unknown>(turn, list[0]) : list.reduce<unknown>(turn, start)
}`,
  },
  asNumbers: {
    needs: [],
    code: `function asNumbers(value: unknown): number[] {
  return (Array.isArray(value) ? value : []).filter((item): item is number => typeof item === 'number')
}`,
  },
  asTexts: {
    needs: [],
    code: `function asTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).filter((item): item is string => typeof item === 'string')
}`,
  },
  addUp: {
    needs: [],
    code: `function addUp(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}`,
  },
  mean: {
    needs: ['addUp'],
    code: `function mean(numbers: readonly number[]): number {
  return addUp(numbers) / numbers.length
}`,
  },
  maximum: {
    needs: [],
    code: `function maximum(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), -Infinity)
}`,
  },
  minimum: {
    needs: [],
    code: `function minimum(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), Infinity)
}`,
  },
  parseNumber: {
    needs: [],
    code: `/** Digits with a point and an exponent, or \`0x1F\`, \`0o17\`, \`0b11\`; NaN for any other text. */
function parseNumber(text: string): number {
  const number = /^-?\\d+(\\.\\d+)?([Ee][-+]?\\d+)?$/.test(text) || /^(0[xX][\\dA-Fa-f]+)|(0[oO][0-7]+)|(0[bB][01]+)$/.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(number) ? number : Number.NaN
}`,
  },
  numberFrom: {
    needs: ['parseNumber'],
    code: `function numberFrom(value: unknown): number {
  if (typeof value === 'string') return parseNumber(value)
  return typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : Number.NaN
}`,
  },
  printNumber: {
    needs: [],
    code: `/** With at most 15 digits, which hides what binary numbers lack: \`0.1 + 0.2\` is 0.3. */
function printNumber(value: number): string {
  return String(Number.isInteger(value) ? value + 0 : Number(value.toPrecision(15)))
}`,
  },
  printValue: {
    needs: [],
    code: `/** Text as it is, anything else as JSON; numbers with at most 15 digits. */
function printValue(value: unknown): string {
  const digits = (inner: unknown) => (typeof inner === 'number' && !Number.isInteger(inner) ? Number(inner.toPrecision(15)) : inner)
  return typeof value === 'string' ? value : JSON.stringify(value, (_name, inner: unknown) => digits(inner))
}`,
  },
  typeName: {
    needs: [],
    code: `function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}`,
  },
  trimmed: {
    needs: [],
    code: `/** Without blanks at both ends, and with one for several inside. */
function trimmed(text: string): string {
  return text.replaceAll(/[ \\t\\n\\r]+/g, ' ').replaceAll(/^ | $/g, '')
}`,
  },
  substring: {
    needs: [],
    code: `/** By characters; a negative \`start\` counts from the end. */
function substring(text: string, start: number, length?: number): string {
  const characters = [...text]
  const from = characters.length + start < 0 ? 0 : start
  if (length === undefined) return characters.slice(from).join('')
  const to = from >= 0 ? from + length : characters.length + from + length
  return length <= 0 ? '' : characters.slice(from, to).join('')
}`,
  },
  padText: {
    needs: ['end'],
    code: `/** To a width in characters, at its start where that is negative. */
function padText(text: string, width: number, fill = ' '): string {
  const whole = Math.trunc(width)
  if (!(Math.abs(whole) <= 10_000)) return end('too-long')
  const lacking = Math.max(Math.abs(whole) - [...text].length, 0)
  const filling = [...(fill || ' ').repeat(lacking)].slice(0, lacking).join('')
  return whole > 0 ? text + filling : filling + text
}`,
  },
  replaceText: {
    needs: ['end'],
    code: `function replaceText(text: string, part: string, instead: string, most = Infinity): string {
  if (part === '') return end('not-text')
  if (most < 0) return end('not-a-number')
  const pieces = text.split(part)
  const replaced = Math.min(Math.ceil(most), pieces.length - 1)
  return [pieces.slice(0, replaced + 1).join(instead), ...pieces.slice(replaced + 1)].join(part)
}`,
  },
  asCount: {
    needs: [],
    code: `function asCount(value: number | undefined): number | undefined {
  return value !== undefined && value < 0 ? undefined : (value ?? 2 ** 32 - 1)
}`,
  },
  formatFixed: {
    needs: ['roundToEven'],
    code: `/** With so many decimals; undefined for what is no number, or too great to be written out. */
function formatFixed(value: number, decimals: number): string | undefined {
  const rounded = roundToEven(Math.abs(value), decimals)
  return rounded < 1e21 ? \`\${value < 0 ? '-' : ''}\${rounded.toFixed(decimals)}\` : undefined
}`,
  },
  roundToEven: {
    needs: [],
    code: `/** A half to the even neighbour. The point is moved in the digits, because a product may be wrong in its last one. */
function roundToEven(value: number, decimals = 0): number {
  const move = (number: number, by: number) => {
    const [digits = '', exponent = '0'] = String(number).split('e')
    return by === 0 ? number : Number(\`\${digits}e\${Number(exponent) + by}\`)
  }
  const moved = move(value, decimals)
  const rounded = Math.round(moved)
  return move(Math.abs(rounded - moved) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded, -decimals) + 0
}`,
  },
} satisfies Record<string, Written>
