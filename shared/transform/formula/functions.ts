// The one table of the formula language's functions: names, parameters, documentation. Completion, README and the checker's messages read it.
import type { JsonValue } from '../../schema/json-value.ts'
import type { TermKind } from './known.ts'

export const functionNames = [
  'string',
  'length',
  'substring',
  'substringBefore',
  'substringAfter',
  'uppercase',
  'lowercase',
  'trim',
  'pad',
  'contains',
  'split',
  'join',
  'replace',
  'number',
  'abs',
  'floor',
  'ceil',
  'round',
  'power',
  'sqrt',
  'sum',
  'max',
  'min',
  'average',
  'count',
  'boolean',
  'not',
  'exists',
  'type',
  'lookup',
  'append',
  'distinct',
  'reverse',
  'sort',
  'toMillis',
  'fromMillis',
  'formatNumber',
  'now',
  'map',
  'filter',
  'reduce',
] as const
export type FunctionName = (typeof functionNames)[number]

export type FunctionParam = {
  readonly name: string
  /** What the argument may be. `any`: everything. A `list` also takes one value that is no list, as a list of it. */
  readonly kinds: readonly TermKind[]
  /** Of a list: what its items may be. */
  readonly items?: readonly TermKind[]
  /** Items may be of several kinds, but all of the same one. */
  readonly sameKind?: true
  readonly optional?: true
  /** A text written in the formula, because its meaning has to be known before any record is seen: `findBadPicture` says whether it has one. */
  readonly picture?: true
  /** An offset. Written in the formula, it has to be one: `findBadZone`. */
  readonly zone?: true
  /** A function written out: the names that its parameters usually have, and how many of them it needs. */
  readonly lambda?: { readonly params: readonly string[]; readonly least: number }
}

export type FunctionDoc = {
  readonly params: readonly FunctionParam[]
  /** `first`: what the first argument is (as a list, where its parameter is one). `item`: what the function given yields. */
  readonly result: TermKind | 'first' | 'item'
  readonly resultItems?: TermKind | 'item'
  readonly summary: string
  readonly example: { readonly formula: string; readonly result: JsonValue }
}

const text = (name: string): FunctionParam => ({ name, kinds: ['text'] })
const number = (name: string): FunctionParam => ({ name, kinds: ['number'] })
const anything = (name: string): FunctionParam => ({ name, kinds: ['any'] })
const list = (name: string, items?: readonly TermKind[]): FunctionParam => ({ name, kinds: ['list'], ...(items === undefined ? {} : { items }) })
const optional = (param: FunctionParam): FunctionParam => ({ ...param, optional: true })
const picture = (name: string): FunctionParam => ({ name, kinds: ['text'], picture: true })
const lambda = (params: readonly string[], least: number): FunctionParam => ({ name: 'function', kinds: [], lambda: { params, least } })

/**
 * A function whose first argument is missing gives nothing, but for `$count`, `$exists` and `$append`. Any other argument that is missing
 * counts as left out where it is optional, and else is the issue `missing`.
 */
export const functionTable: Readonly<Record<FunctionName, FunctionDoc>> = {
  string: {
    params: [anything('value')],
    result: 'text',
    summary: 'The value as text; numbers with at most 15 digits. Not for lists and objects.',
    example: { formula: '$string(0.1 + 0.2)', result: '0.3' },
  },
  length: { params: [text('text')], result: 'number', summary: 'How many characters the text has.', example: { formula: '$length("déjà")', result: 4 } },
  substring: {
    params: [text('text'), number('start'), optional(number('length'))],
    result: 'text',
    summary: 'The part of the text from the position `start`, which counts from 0, or from the end where it is negative.',
    example: { formula: '$substring("2024-03-31", 5, 2)', result: '03' },
  },
  substringBefore: {
    params: [text('text'), text('mark')],
    result: 'text',
    summary: 'What stands before the first `mark`; the whole text where there is none.',
    example: { formula: '$substringBefore("anna@example.org", "@")', result: 'anna' },
  },
  substringAfter: {
    params: [text('text'), text('mark')],
    result: 'text',
    summary: 'What stands behind the first `mark`; the whole text where there is none.',
    example: { formula: '$substringAfter("anna@example.org", "@")', result: 'example.org' },
  },
  uppercase: { params: [text('text')], result: 'text', summary: 'The text in capital letters.', example: { formula: '$uppercase("eur")', result: 'EUR' } },
  lowercase: { params: [text('text')], result: 'text', summary: 'The text in small letters.', example: { formula: '$lowercase("EUR")', result: 'eur' } },
  trim: {
    params: [text('text')],
    result: 'text',
    summary: 'The text without blanks and line ends at both ends, and with one blank for several inside.',
    example: { formula: '$trim("  Anna   Berg ")', result: 'Anna Berg' },
  },
  pad: {
    params: [text('text'), number('width'), optional(text('fill'))],
    result: 'text',
    summary: 'The text filled up to `width` characters, at its end, or at its start where `width` is negative. At most 10,000.',
    example: { formula: '$pad("42", -6, "0")', result: '000042' },
  },
  contains: {
    params: [text('text'), text('part')],
    result: 'boolean',
    summary: 'Whether the text has `part` in it; capital and small letters differ.',
    example: { formula: '$contains("express-nl", "nl")', result: true },
  },
  split: {
    params: [text('text'), text('separator'), optional(number('limit'))],
    result: 'list',
    resultItems: 'text',
    summary: 'The pieces between the separators, as a list; with `limit` only the first ones.',
    example: { formula: '$split("NL-1012-AB", "-")', result: ['NL', '1012', 'AB'] },
  },
  join: {
    params: [list('texts', ['text']), optional(text('separator'))],
    result: 'text',
    summary: 'The texts of a list as one text, with the separator between them.',
    example: { formula: '$join(["Keizersgracht 1", "Amsterdam"], ", ")', result: 'Keizersgracht 1, Amsterdam' },
  },
  replace: {
    params: [text('text'), text('part'), text('instead'), optional(number('limit'))],
    result: 'text',
    summary: 'The text with another text in place of each `part`; with `limit` only the first ones.',
    example: { formula: '$replace("31-03-2024", "-", "/")', result: '31/03/2024' },
  },
  number: {
    params: [{ name: 'value', kinds: ['text', 'number', 'boolean'] }],
    result: 'number',
    summary: 'The text as a number, written with digits and a point; true is 1 and false is 0.',
    example: { formula: '$number("12.50")', result: 12.5 },
  },
  abs: { params: [number('number')], result: 'number', summary: 'The number without its sign.', example: { formula: '$abs(-3.5)', result: 3.5 } },
  floor: { params: [number('number')], result: 'number', summary: 'The next whole number below.', example: { formula: '$floor(2.7)', result: 2 } },
  ceil: { params: [number('number')], result: 'number', summary: 'The next whole number above.', example: { formula: '$ceil(2.1)', result: 3 } },
  round: {
    params: [number('number'), optional(number('decimals'))],
    result: 'number',
    summary: 'The number rounded to `decimals`, a half to the even neighbour. For money, rounding a half up, use the number picker.',
    example: { formula: '$round(2.345, 2)', result: 2.34 },
  },
  power: {
    params: [number('base'), number('exponent')],
    result: 'number',
    summary: 'The base to the power of the exponent.',
    example: { formula: '$power(10, 3)', result: 1000 },
  },
  sqrt: { params: [number('number')], result: 'number', summary: 'The square root.', example: { formula: '$sqrt(144)', result: 12 } },
  sum: {
    params: [list('numbers', ['number'])],
    result: 'number',
    summary: 'The numbers of a list added up; 0 for an empty list.',
    example: { formula: '$sum([19.5, 5.5])', result: 25 },
  },
  max: {
    params: [list('numbers', ['number'])],
    result: 'number',
    summary: 'The largest number of a list.',
    example: { formula: '$max([3, 11, 7])', result: 11 },
  },
  min: {
    params: [list('numbers', ['number'])],
    result: 'number',
    summary: 'The smallest number of a list.',
    example: { formula: '$min([3, 11, 7])', result: 3 },
  },
  average: {
    params: [list('numbers', ['number'])],
    result: 'number',
    summary: 'The sum of the numbers of a list, divided by how many there are.',
    example: { formula: '$average([2, 4, 9])', result: 5 },
  },
  count: {
    params: [list('items')],
    result: 'number',
    summary: 'How many items a list has; 0 where it is missing.',
    example: { formula: '$count(["a", "b"])', result: 2 },
  },
  boolean: {
    params: [anything('value')],
    result: 'boolean',
    summary: 'False for an empty text, 0, null, an empty list or object, and a list of such; else true.',
    example: { formula: '$boolean("")', result: false },
  },
  not: {
    params: [anything('value')],
    result: 'boolean',
    summary: 'True where `$boolean` is false, and the reverse.',
    example: { formula: '$not(1 > 2)', result: true },
  },
  exists: {
    params: [anything('value')],
    result: 'boolean',
    summary: 'Whether there is a value; null is one.',
    example: { formula: '$exists({"a": 1}.b)', result: false },
  },
  type: {
    params: [anything('value')],
    result: 'text',
    summary: 'What the value is: string, number, boolean, null, array or object.',
    example: { formula: '$type("12")', result: 'string' },
  },
  lookup: {
    params: [{ name: 'object', kinds: ['object', 'list'], items: ['object'] }, text('name')],
    result: 'any',
    summary: 'The field of that name; from a list of objects, all their fields of that name. The name may be computed.',
    example: { formula: '$lookup({"NL": 21, "DE": 19}, "DE")', result: 19 },
  },
  append: {
    params: [anything('items'), anything('more')],
    result: 'list',
    summary: 'Both lists as one.',
    example: { formula: '$append([1, 2], [3])', result: [1, 2, 3] },
  },
  distinct: {
    params: [anything('items')],
    result: 'first',
    summary: 'The list without items that were there before.',
    example: { formula: '$distinct(["a", "b", "a"])', result: ['a', 'b'] },
  },
  reverse: {
    params: [list('items')],
    result: 'first',
    summary: 'The list from its end to its start.',
    example: { formula: '$reverse([1, 2, 3])', result: [3, 2, 1] },
  },
  sort: {
    params: [{ ...list('items', ['number', 'text']), sameKind: true }],
    result: 'first',
    summary: 'The numbers from small to large, or the texts by their characters, capital letters first.',
    example: { formula: '$sort([3, 1, 2])', result: [1, 2, 3] },
  },
  toMillis: {
    params: [text('date'), optional(picture('picture'))],
    result: 'number',
    summary: 'A date as milliseconds since 1970, for calculating. Without a picture it reads ISO 8601; without a zone it reads UTC.',
    example: { formula: '$toMillis("31.03.2024", "[D01].[M01].[Y0001]")', result: 1711843200000 },
  },
  fromMillis: {
    params: [number('milliseconds'), optional(picture('picture')), { ...optional(text('zone')), zone: true }],
    result: 'text',
    summary: 'Milliseconds since 1970 as a date, by a picture such as `[D01].[M01].[Y0001] [H01]:[m01]`, in UTC or at an offset such as `+0200`.',
    example: { formula: '$fromMillis(1711843200000, "[Y0001]-[M01]-[D01]")', result: '2024-03-31' },
  },
  formatNumber: {
    params: [number('number'), picture('picture')],
    result: 'text',
    summary:
      'The number as text by a picture: `0` a digit, `#` a digit if there is one, `,` between thousands, `.` before decimals. A half goes to the even neighbour.',
    example: { formula: '$formatNumber(1234.5, "#,##0.00")', result: '1,234.50' },
  },
  now: { params: [], result: 'text', summary: 'The time of the run, in UTC, as ISO 8601.', example: { formula: '$type($now())', result: 'string' } },
  map: {
    params: [list('items'), lambda(['item', 'index'], 1)],
    result: 'list',
    resultItems: 'item',
    summary: 'What the function gives for each item. `$index` counts from 0.',
    example: { formula: '$map([1, 2], function($item) { $item * 10 })', result: [10, 20] },
  },
  filter: {
    params: [list('items'), lambda(['item', 'index'], 1)],
    result: 'first',
    summary: 'The items for which the function gives true.',
    example: { formula: '$filter([5, 20, 30], function($item) { $item > 10 })', result: [20, 30] },
  },
  reduce: {
    params: [list('items'), lambda(['total', 'item'], 2), optional(anything('start'))],
    result: 'item',
    summary: 'One value made from a list: the function gets what it gave before, and the next item.',
    example: { formula: '$reduce([1, 2, 3], function($total, $item) { $total + $item }, 0)', result: 6 },
  },
}

/** `$substring(text, start, length?)`. */
export function printSignature(name: FunctionName): string {
  return `$${name}(${printParams(name).join(', ')})`
}

/** `text`, `start`, `length?`. */
export function printParams(name: FunctionName): string[] {
  return functionTable[name].params.map((param) => {
    if (param.lambda !== undefined) return `function(${param.lambda.params.map((given) => `$${given}`).join(', ')}) { ... }`
    return param.optional === true ? `${param.name}?` : param.name
  })
}

const known: ReadonlySet<string> = new Set(functionNames)

export function isFunctionName(name: string): name is FunctionName {
  return known.has(name)
}
