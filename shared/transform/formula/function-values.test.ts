// The functions' values against jsonata 2.2.2, on arguments of their types; and their limits.
import fc from 'fast-check'
import jsonata from 'jsonata'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure } from '../outcome.ts'
import type { FunctionArgs } from './function-value.ts'
import { functionNames, functionTable, isFunctionName } from './functions.ts'
import { functionValues } from './function-values.ts'
import type { ValueFunctionName } from './function-values.ts'
import { parseFormula } from './parse.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)

type Theirs = { is: 'value'; value: JsonValue | undefined } | { is: 'error' }

const expressions = new Map(
  Object.keys(functionValues).flatMap((name) =>
    [0, 1, 2, 3, 4].map((count) => [`${name}/${count}`, jsonata(`$${name}(${['$a', '$b', '$c', '$d'].slice(0, count).join(', ')})`)]),
  ),
)

async function askTheirs(name: string, args: FunctionArgs): Promise<Theirs> {
  try {
    const [a, b, c, d] = args
    const value: unknown = await expressions.get(`${name}/${args.length}`)?.evaluate(undefined, { a, b, c, d })
    if (typeof value === 'number' && !Number.isFinite(value)) return { is: 'error' }
    return { is: 'value', value: value === undefined ? undefined : JSON.parse(JSON.stringify(value)) }
  } catch {
    return { is: 'error' }
  }
}

function askOurs(name: ValueFunctionName, args: FunctionArgs): Theirs | { is: 'failure'; failure: Failure } {
  const value = functionValues[name](args)
  if (value instanceof Failure) return { is: 'failure', failure: value }
  return { is: 'value', value: value === undefined ? undefined : JSON.parse(JSON.stringify(value)) }
}

const piece = fc.constantFrom('a', 'B', 'ab', ' ', '  ', '\n', '-', '.', 'é', 'ß', 'İ', '😀', '\ud800', 'undefined', '$0', '1', '', '\u00a0')
const text = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const whole = fc.integer({ min: -8, max: 8 })
const number = fc.oneof(
  whole,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.constantFrom(2, 8, 10, 100, 1000)).map(([above, below]) => above / below),
  fc.constantFrom(-0, 0.5, 1.5, 2.5, -0.5, -1.5, 1.005, 2.675, 1e21, 1e-7, 1e300, 5e-324, 2 ** 53),
)
const position = fc.oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: number })
const numberText = fc.oneof(
  number.map(String),
  fc.constantFrom('0x1F', '0b101', '0o17', '0x', ' 0b1', '0x1Fz', '1e5', '1E-3', '.5', '5.', '01', '-', '', '1e999', '+1', '1 ', 'Infinity', 'NaN', '١'),
  text,
)
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null))
const anyValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'length', ''), tie('value'), { maxKeys: 3 }).map((value) => JSON.parse(JSON.stringify(value))),
  ),
})).value
const few = fc.constantFrom<JsonValue>(1, 2, '1', 'a', null, true, [1], { a: 1, b: [1] }, { b: [1], a: 1 }, [], {})
const missing = fc.constant(undefined)
const orMissing = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: missing })
const numbers = fc.oneof(fc.array(number, { maxLength: 5 }), number)
const entry = fc
  .dictionary(fc.constantFrom('a', 'b', '__proto__', 'toString'), anyValue, { maxKeys: 3 })
  .map((value): JsonValue => JSON.parse(JSON.stringify(value)))
const millis = fc.oneof(fc.integer({ min: -62_000_000_000_000, max: 250_000_000_000_000 }), fc.constantFrom(0, -1, 951_782_400_000, 1_711_843_200_000.7))
const offset = fc.constantFrom('+0000', '+0100', '-0800', '+0530', '+1400', '-0100', undefined)

const marker = fc.constantFrom(
  ...[
    '[Y]',
    '[Y0001]',
    '[Y,2]',
    '[Y01]',
    '[Y,*-2]',
    '[Y##01]',
    '[M]',
    '[M01]',
    '[MNn]',
    '[MN,3-3]',
    '[Mn,*-3]',
    '[D]',
    '[D01]',
    '[D#1]',
    '[d001]',
    '[F1]',
    '[F]',
    '[FNn,3-3]',
    '[FN]',
  ],
  ...[
    '[H01]',
    '[H]',
    '[h]',
    '[h01]',
    '[P]',
    '[PN]',
    '[m]',
    '[m1]',
    '[s]',
    '[s01]',
    '[f]',
    '[f001]',
    '[f01]',
    '[Z]',
    '[Z01:01t]',
    '[Z0101]',
    '[Z01]',
    '[Z1]',
    '[Z001]',
    '[Z0:01]',
    ...['[W]', '[W01]', '[w]', '[X]', '[X0001]', '[x]', '[xNn]', '[D1o]', '[M01o]', '[Y1o]', '[W1o]', '[H01o]'],
    '[z]',
    '[ M 01 ]',
    '[D01,2]',
    '[D,4-4]',
  ],
)
const separator = fc.constantFrom('', '-', '/', '.', ' ', ':', 'T', ']]', '[[', ']', 'of')
const picture = fc.array(fc.tuple(marker, separator), { minLength: 1, maxLength: 6 }).map((parts) => parts.flat().join(''))
const datePicture = fc.constantFrom(
  '[Y0001]-[M01]-[D01]',
  '[D1].[M1].[Y]',
  '[Y]-[M]-[D]T[H]:[m]:[s].[f][Z]',
  '[Y0001][M01][D01][H01][m01][s01]',
  '[MNn] [D1], [Y0001]',
  '[MNn,3-3] [Y]',
  '[h]:[m01][PN] [D]/[M]/[Y]',
  '[Y]',
  '[Y] [M]',
  '[FNn], [D] [MNn] [Y] [H01][m01] [Z0101]',
  '[Y]-[M]-[D] [z]',
  '[FNn], [D1o] [MNn,3-3] [Y]',
)

const pictureOfOneSign = fc
  .tuple(
    fc.constantFrom('', '€ ', 'e', '(', '+'),
    fc.constantFrom('0', '#', '#0', '00', '#,##0', '#,###', '0,000', '#,###,##0', '####,##0', ',000', '##,00', '9999', '#,#59'),
    fc.constantFrom('', '.', '.0', '.00', '.##', '.0#', '.000000', '.19'),
    fc.constantFrom('', ' euros', '%', ' %', ')', ' e', '‰'),
  )
  .map((parts) => parts.join(''))

const numberPicture = fc.oneof(
  { weight: 3, arbitrary: pictureOfOneSign },
  fc.tuple(pictureOfOneSign, pictureOfOneSign).map((parts) => parts.join(';')),
)

/** Dates as text, many of them right. */
const dateText = fc.oneof(
  fc.date({ noInvalidDate: true, min: new Date('0100-01-01'), max: new Date('9999-01-01') }).chain((date) => {
    const iso = date.toISOString()
    return fc.constantFrom(
      iso,
      iso.slice(0, 19) + '+01:00',
      iso.slice(0, 19) + '-0800',
      iso.slice(0, 19) + '.1234567Z',
      iso.slice(0, 10),
      iso.slice(0, 7),
      iso.slice(0, 4),
      iso.slice(0, 19),
    )
  }),
  fc.constantFrom(
    '',
    '2024-13-01',
    '2024-02-30',
    '24-01-01',
    '2024-01-01T',
    '2024-01-01T24:00:00Z',
    '2024-01-01T25:00:00Z',
    '20240101',
    '2024-01-01T10:00',
    'now',
  ),
)

/** Arguments for each function. */
const given: Record<ValueFunctionName, readonly fc.Arbitrary<JsonValue | undefined>[]> = {
  string: [anyValue],
  length: [text],
  substring: [text, position, orMissing(position)],
  substringBefore: [text, text],
  substringAfter: [text, text],
  uppercase: [text],
  lowercase: [text],
  trim: [text],
  pad: [text, fc.oneof(whole, fc.double({ min: -20, max: 20, noNaN: true })), orMissing(text)],
  contains: [text, orMissing(text)],
  split: [text, text, orMissing(position)],
  join: [fc.oneof(fc.array(text, { maxLength: 4 }), text, fc.array(scalar, { maxLength: 2 })), orMissing(text)],
  replace: [text, text, text, orMissing(position)],
  number: [fc.oneof(numberText, number, fc.boolean())],
  abs: [number],
  floor: [number],
  ceil: [number],
  round: [number, orMissing(fc.oneof(whole, fc.integer({ min: -30, max: 400 }), number))],
  power: [number, number],
  sqrt: [number],
  sum: [numbers],
  max: [numbers],
  min: [numbers],
  average: [numbers],
  count: [anyValue],
  boolean: [anyValue],
  not: [anyValue],
  exists: [anyValue],
  type: [anyValue],
  lookup: [fc.oneof(entry, fc.array(entry, { maxLength: 3 })), fc.constantFrom('a', 'b', 'c', 'toString', '__proto__')],
  append: [orMissing(anyValue), orMissing(anyValue)],
  distinct: [fc.oneof(fc.array(few, { maxLength: 6 }), anyValue)],
  reverse: [fc.oneof(fc.array(anyValue, { maxLength: 4 }), anyValue)],
  sort: [fc.oneof(fc.array(number), fc.array(text), fc.array(scalar, { maxLength: 3 }))],
  toMillis: [dateText],
  fromMillis: [millis, orMissing(picture), offset],
  formatNumber: [number, numberPicture],
}

/** jsonata hands on a list of one, which it made itself, as its only item. */
const collapses = new Set<string>(['lookup'])

/** Where jsonata gives a value that nobody can mean, and the formula language an issue. */
function isDeclared(name: ValueFunctionName, args: FunctionArgs, failure: Failure): boolean {
  if (failure.code === 'too-long') return true
  if (name === 'toMillis') return failure.code === 'not-a-date'
  return name === 'formatNumber' && Math.abs(Number(args[0])) >= 1e18
}

describe('[U1] functions give what jsonata gives, and an issue where it raises an error', () => {
  test.each(Object.entries(given))('$%s', async (name, arbitraries) => {
    if (!isFunctionName(name) || !isValueFunction(name)) throw new Error(name)
    let values = 0
    await fc.assert(
      fc.asyncProperty(fc.tuple(...arbitraries.map((arbitrary, index) => (index === 0 ? orMissing(arbitrary) : arbitrary))), async (args) => {
        const ours = askOurs(name, args)
        const theirs = await askTheirs(name, args)
        if (ours.is === 'failure') {
          if (theirs.is === 'value' && !isDeclared(name, args, ours.failure)) expect(ours).toEqual(theirs)
          return
        }
        values++
        const collapsed = collapses.has(name) && ours.is === 'value' && Array.isArray(ours.value) && ours.value.length === 1 && Array.isArray(args[0])
        expect(collapsed && ours.is === 'value' && Array.isArray(ours.value) ? { is: 'value', value: ours.value[0] } : ours).toEqual(theirs)
      }),
      { numRuns: 600, seed },
    )
    expect(values).toBeGreaterThan(150)
  })
})

const isValueFunction = (name: string): name is ValueFunctionName => Object.hasOwn(functionValues, name)

test('[U2] dates are read by a picture as jsonata reads them, or not at all', async () => {
  let values = 0
  await fc.assert(
    fc.asyncProperty(
      datePicture,
      fc.integer({ min: -58_000_000_000_000, max: 250_000_000_000_000 }),
      fc.constantFrom('+0000', '+0200', '+0530', '-0700'),
      fc.constantFrom('', 'x', '0'),
      async (by, at, zone, noise) => {
        const written = functionValues.fromMillis([at, by, zone])
        if (typeof written !== 'string') throw new Error(by)
        const args = [written + noise, by]
        const ours = askOurs('toMillis', args)
        if (ours.is !== 'value') return
        values++
        expect(ours).toEqual(await askTheirs('toMillis', args))
      },
    ),
    { numRuns: 2000, seed },
  )
  expect(values).toBeGreaterThan(800)
})

test.each([
  { picture: '[Y0001]-[M01]-[D01]', text: '2024-02-29', want: '2024-02-29T00:00:00.000Z' },
  { picture: '[Y0001]-[M01]-[D01]', text: '2023-02-29', want: undefined },
  { picture: '[Y0001]-[M01]-[D01]', text: '2024-04-31', want: undefined },
  { picture: '[D]/[M]/[Y] [h]:[m][P]', text: '31/3/2024 12:05am', want: '2024-03-31T00:05:00.000Z' },
  { picture: '[D]/[M]/[Y]', text: '31/3/24', want: undefined },
  { picture: '[Y][M01][D01]', text: '20240331', want: undefined },
  { picture: '[Y0001][M01][D01]', text: '20240331', want: '2024-03-31T00:00:00.000Z' },
  { picture: undefined, text: '2024-02-30', want: undefined },
  { picture: undefined, text: '2024-03-31T02:30:00', want: '2024-03-31T02:30:00.000Z' },
  { picture: undefined, text: '2024-03-31T02:30:00-0330', want: '2024-03-31T06:00:00.000Z' },
])('[U2] $text by $picture is read as $want', ({ picture: by, text: date, want }) => {
  const read = functionValues.toMillis([date, by])
  expect(typeof read === 'number' ? new Date(read).toISOString() : undefined).toBe(want)
  if (want === undefined) expect(read).toEqual(new Failure('not-a-date', date))
})

test.each([{ picture: '[Y0001]-[M01]-[D01]', text: 'soon' }])('[U2] $text has not the form $picture, and gives nothing', ({ picture: by, text: date }) => {
  expect(functionValues.toMillis([date, by])).toBeUndefined()
})

test('[U3] texts and lists have limits, and deep values end in an issue', () => {
  const long = 'x'.repeat(1_000_000)
  const tooLong = (value: unknown): void => expect(value instanceof Failure ? value.code : value).toBe('too-long')
  tooLong(functionValues.pad(['a', 10_001]))
  tooLong(functionValues.pad([long, 9_999_999, long]))
  tooLong(functionValues.replace([long, 'x', long]))
  tooLong(functionValues.join([[long, 'x']]))
  tooLong(functionValues.string([[long]]))
  tooLong(functionValues.append([Array.from({ length: 600_000 }, () => 1), Array.from({ length: 600_000 }, () => 1)]))
  expect(functionValues.pad(['a', -10_000, '😀b'])).toHaveLength(15_000)
  let deep: JsonValue = []
  for (let level = 0; level < 100_000; level++) deep = [deep]
  for (const name of ['string', 'boolean', 'not', 'distinct', 'lookup'] as const) {
    expect(functionValues[name]([[deep, [deep]], 'a'])).toBeInstanceOf(Failure)
  }
})

test('[U1] a needed argument that is missing is an issue, and the first one gives nothing', () => {
  for (const name of functionNames) {
    if (!isValueFunction(name)) continue
    const { params } = functionTable[name]
    const sample: JsonValue = params[0]?.kinds[0] === 'number' ? 1 : 'a'
    const needed = params.filter((param) => param.optional !== true)
    if (needed.length > 1 && name !== 'append' && name !== 'contains' && name !== 'lookup') {
      expect(functionValues[name]([sample])).toEqual(new Failure('missing', null))
    }
    expect(functionValues[name]([undefined, ...params.slice(1).map(() => undefined)])).toBe(name === 'count' ? 0 : name === 'exists' ? false : undefined)
  }
})

test.each(functionNames)('[U4] the example of $%s is right, on jsonata and here', async (name) => {
  const { formula, result } = functionTable[name].example
  expect(JSON.parse(JSON.stringify(await jsonata(formula).evaluate({})))).toEqual(result)
  const parsed = parseFormula(formula)
  expect(parsed.ok).toBe(true)
  if (!parsed.ok || parsed.node.is !== 'call' || !isValueFunction(name)) return
  const args = parsed.node.args.map((arg) => readConstant(formula.slice(arg.span.from, arg.span.to)))
  const values = await Promise.all(args)
  expect(functionValues[name](values)).toEqual(result)
})

async function readConstant(formula: string): Promise<JsonValue | undefined> {
  const value: unknown = await jsonata(formula).evaluate({})
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
