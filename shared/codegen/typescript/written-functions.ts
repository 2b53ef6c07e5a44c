// The small functions that a generated mapper may need: each is written out only where it is used, at most ten lines, and calls none that calls another.
import { eachHelpers } from './each-functions.ts'
import { pictureFunctions } from './written-pictures.ts'
import { termFunctions } from './written-terms.ts'
import { dateFunctions } from './written-dates.ts'
import { listFunctions } from './written-lists.ts'
import { textFunctions } from './written-texts.ts'
import type { Written } from './written-function.ts'

export type HelperName = keyof typeof helpers

/** In the order in which they are written. `needs`: other helpers. */
export const helpers = {
  problem: {
    needs: [],
    code: `/** Notes what is wrong; the stand-in only keeps the types right, because a record with issues is never given back. */
function problem<T>(issues: Issue[], row: number | null, path: string, code: string, value: unknown, standIn: T): T {
  issues.push({ row, path, code, value })
  return standIn
}`,
  },
  decimal: {
    needs: [],
    code: `/** Reads \`-12.50\`; NaN for any other text. */
function decimal(text: string): number {
  return /^-?\\d+(?:\\.\\d+)?$/.test(text) ? Number(text) : Number.NaN
}`,
  },
  toNumber: {
    needs: [],
    code: `/** A number as it is, and \`-12.50\` in text; NaN for anything else. */
function toNumber(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\\d+(?:\\.\\d+)?$/.test(value) ? Number(value) : Number.NaN
}`,
  },
  finite: {
    needs: [],
    code: `function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value + 0 : undefined // + 0: never negative zero
}`,
  },
  safeInteger: {
    needs: [],
    code: `function safeInteger(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value + 0 : undefined
}`,
  },
  fitting: {
    needs: [],
    code: `/** A value that fits what the field takes, or what stands in for it. */
function fitting<V, T>(value: V, check: (value: V) => T | undefined, otherwise: (value: V) => T): T {
  return check(value) ?? otherwise(value)
}`,
  },
  given: {
    needs: [],
    code: `/** What is made of a value, or undefined where there is none. */
function given<V, T>(value: V | null | undefined, make: (value: V) => T): T | undefined {
  return value == null ? undefined : make(value)
}`,
  },
  givenOrNull: {
    needs: [],
    code: `/** The same, but null stays null. */
function givenOrNull<V, T>(value: V | null | undefined, make: (value: V) => T): T | null | undefined {
  return value === null ? null : value === undefined ? undefined : make(value)
}`,
  },
  unlessMissing: {
    needs: [],
    code: `/** Null is a value here. */
function unlessMissing<A, B>(value: A | undefined, otherwise: () => B): A | B {
  return value === undefined ? otherwise() : value
}`,
  },
  unlessNull: {
    needs: [],
    code: `function unlessNull<A, B>(value: A | null, otherwise: () => B): A | B {
  return value === null ? otherwise() : value
}`,
  },
  whole: {
    needs: [],
    code: `function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined
}`,
  },
  ...roundingHelpers(),
  cutDigits: {
    needs: [],
    code: `/** The printed digits of a number up to a decimal place, and those after it: exact where binary arithmetic is not. */
function cutDigits(value: number, decimals: number): { head: string; tail: string } {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const kept = 1 + Number(exponent) + decimals
  if (kept > digits.length) return { head: digits.padEnd(kept, '0'), tail: '' }
  return { head: kept > 0 ? digits.slice(0, kept) : '0', tail: kept >= 0 ? digits.slice(kept) : '0'.repeat(-kept) + digits }
}`,
  },
  joinDigits: {
    needs: [],
    code: `/** The rounded number from its digits, with the value's sign. */
function joinDigits(value: number, decimals: number, head: string, up: boolean): number {
  return Math.sign(value) * Number(\`\${BigInt(head) + (up ? 1n : 0n)}e-\${decimals}\`) + 0
}`,
  },
  toText: {
    needs: [],
    code: `function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}`,
  },
  toBoolean: {
    needs: [],
    code: `/** true/false, yes/no and 1/0. */
function toBoolean(value: unknown): boolean | undefined {
  const word = String(value).toLowerCase()
  if (typeof value === 'object') return undefined
  return ['true', 'yes', '1'].includes(word) ? true : ['false', 'no', '0'].includes(word) ? false : undefined
}`,
  },
  asText: { needs: [], code: `function asText(value: unknown): string | undefined {\n  return typeof value === 'string' ? value : undefined\n}` },
  asNumber: {
    needs: [],
    code: `function asNumber(value: unknown): number | undefined {\n  return typeof value === 'number' && Number.isFinite(value) ? value : undefined\n}`,
  },
  asBoolean: { needs: [], code: `function asBoolean(value: unknown): boolean | undefined {\n  return typeof value === 'boolean' ? value : undefined\n}` },
  asList: { needs: [], code: `function asList(value: unknown): unknown[] | undefined {\n  return Array.isArray(value) ? value : undefined\n}` },
  asRecord: {
    needs: [],
    code: `function asRecord(value: unknown): object | undefined {\n  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined\n}`,
  },
  lookUp: {
    needs: [],
    code: `function lookUp<K, V>(table: ReadonlyMap<K, V>, key: K | undefined): V | undefined {
  return key === undefined ? undefined : table.get(key)
}`,
  },
  same: {
    needs: ['decimal'],
    code: `/** Two absent values are the same; a number and a text compare as numbers. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'string') return a === decimal(b)
  if (typeof a === 'string' && typeof b === 'number') return decimal(a) === b
  return (a ?? null) === (b ?? null)
}`,
  },
  before: {
    needs: ['toNumber'],
    code: `/** Two texts by their characters, anything else as numbers. */
function before(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a < b : toNumber(a) < toNumber(b)
}`,
  },
  ...textFunctions,
  ...listFunctions,
  ...dateFunctions,
  ...pictureFunctions,
  ...termFunctions,
  own: {
    needs: [],
    code: `/** Names such as \`constructor\` are there for every object; only the record's own count. */
function own<T extends object, K extends keyof T>(value: T | null | undefined, name: K): T[K] | undefined {
  return value != null && Object.hasOwn(value, name) ? value[name] : undefined
}`,
  },
  ...eachHelpers,
} satisfies Record<string, Written>

/** The used helpers with what they need, in the order of the table. */
export function printHelpers(used: ReadonlySet<string>): string[] {
  const all = new Set(used)
  const table: Readonly<Record<string, Written>> = helpers
  for (const name of all) for (const needed of table[name]?.needs ?? []) all.add(needed)
  return Object.entries(table).flatMap(([name, written]) => (all.has(name) ? [written.code] : []))
}

/** The fast way decides unless the product may be wrong in its last binary digit; then the printed digits do. */
function roundingHelpers() {
  const needs = ['cutDigits', 'joinDigits']
  const near = (name: string, title: string, digits: string): Written => ({
    needs,
    code: `/** ${title} */
function ${name}(value: number, decimals: number): number {
  const scaled = Math.abs(value) * 10 ** decimals
  const rest = scaled % 1
  if (Math.abs(rest - 0.5) > scaled * 1e-15 && scaled < 2 ** 50) return Math.sign(value) * (Math.round(scaled) / 10 ** decimals) + 0
  if (!Number.isFinite(value)) return value
  const { head, tail } = cutDigits(value, decimals)
  return joinDigits(value, decimals, head, ${digits})
}`,
  })
  const directed = (name: string, title: string, up: string): Written => ({
    needs,
    code: `/** ${title} */
function ${name}(value: number, decimals: number): number {
  if (!Number.isFinite(value)) return value
  const { head${up.includes('tail') ? ', tail' : ''} } = cutDigits(value, decimals)
  return joinDigits(value, decimals, head, ${up})
}`,
  })
  return {
    roundTo: near('roundTo', 'Half away from zero, exactly as the number is printed: 1.005 gives 1.01.', "tail >= '5'"),
    roundHalfEven: near('roundHalfEven', 'Half to the even digit, exactly as the number is printed.', "tail > '5' || (tail === '5' && /[13579]$/.test(head))"),
    roundUp: directed('roundUp', 'Away from zero, exactly as the number is printed.', "tail !== ''"),
    roundDown: directed('roundDown', 'Towards zero, exactly as the number is printed.', 'false'),
  }
}
