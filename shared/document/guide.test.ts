// Proof that what the guide says of rules is what the program does: each claim with a record that shows it.
import { describe, expect, it } from 'vitest'
import { buildMap, constant, copy, of, ofItem, type Fields, type RowSetup } from '../../fixtures/build.ts'
import { demoSource } from '../../fixtures/demo-source.ts'
import { compileMap } from '../mapping/compile-map.ts'
import { createEvaluator } from '../mapping/evaluate-map.ts'
import type { JsonValue } from '../schema/json-value.ts'
import { kinds } from '../transform/kinds.ts'
import type { ValueTransform } from '../transform/transform.ts'
import { textOf } from './document.ts'
import { guideSection } from './guide.ts'
import { formulaRules, ruleGroups } from './guide-rules.ts'

const fields: Fields = { a: 'any', b: 'text', n: 'number', list: [{ v: 'any', k: 'text' }] }

function run(rows: readonly RowSetup[], record: JsonValue, destination: Fields = { X: 'any' }): JsonValue {
  const { context } = buildMap({ inputs: { r: fields }, destination, rows })
  const { result } = createEvaluator(compileMap(context).ir)({ r: record }, { config: new Map(), now: '2026-01-01T00:00:00.000Z' })
  return result.ok ? result.value : result.issues.map(({ code }) => code)
}

const made = (transform: ValueTransform, record: JsonValue, more: Partial<RowSetup> = {}) => run([{ to: 'X', transform, ...more }], record)
const formula = (text: string, record: JsonValue = {}) => made({ kind: 'formula', text }, record)
const round = (mode: 'half-away-from-zero' | 'half-even' | 'up' | 'down', decimals: number): ValueTransform => ({
  kind: 'number',
  from: of('r', 'a'),
  steps: [{ do: 'round', decimals, mode }],
})
const list = (then: 'all' | 'count' | 'sum' | 'min' | 'first', take = 'v'): ValueTransform => ({
  kind: 'list',
  from: of('r', 'list'),
  take: take as never,
  then: { do: then },
})
const isTrue = (test: ValueTransform & { kind: 'when' }, record: JsonValue) => made(test, record)
const when = (left: string, operator: '=' | '!=' | '<' | '>', right: string | number) =>
  ({
    kind: 'when',
    cases: [{ if: { test: 'compare', left: of('r', left), operator, right: constant(right) }, then: { kind: 'constant', value: true } }],
    otherwise: { kind: 'constant', value: false },
  }) as const

describe('the guide says what happens', () => {
  const claims: readonly { says: string; given: JsonValue; want: JsonValue }[] = [
    { says: 'a missing value leaves an optional field out', given: made(copy(of('r', 'a')), {}), want: {} },
    { says: 'an empty text is a value', given: made(copy(of('r', 'a')), { a: '' }), want: { X: '' } },
    { says: 'a null counts as missing', given: made(copy(of('r', 'a')), { a: null }), want: {} },
    { says: 'a null that a rule writes is a value', given: made({ kind: 'constant', value: null }, {}), want: { X: null } },
    { says: 'a part that is missing makes a template missing', given: made({ kind: 'template', parts: ['x', of('r', 'b')] }, {}), want: {} },
    {
      says: 'a template writes numbers with their shortest digits',
      given: made({ kind: 'template', parts: ['x', of('r', 'n')] }, { n: 12.5 }),
      want: { X: 'x12.5' },
    },
    {
      says: 'nothing is converted by being copied',
      given: run([{ to: 'X', transform: copy(of('r', 'a')) }], { a: '12' }, { X: 'number' }),
      want: ['wrong-type'],
    },
    { says: '1.005 to 2 decimals is 1.01', given: made(round('half-away-from-zero', 2), { a: 1.005 }), want: { X: 1.01 } },
    { says: 'half away from zero: -0.5 becomes -1', given: made(round('half-away-from-zero', 0), { a: -0.5 }), want: { X: -1 } },
    { says: 'half to the even digit: 1.5 becomes 2', given: made(round('half-even', 0), { a: 1.5 }), want: { X: 2 } },
    { says: 'half to the even digit: 0.5 becomes 0', given: made(round('half-even', 0), { a: 0.5 }), want: { X: 0 } },
    { says: 'always away from zero: 1.001 becomes 2', given: made(round('up', 0), { a: 1.001 }), want: { X: 2 } },
    { says: 'towards zero', given: made(round('down', 0), { a: -1.9 }), want: { X: -1 } },
    ...['+1', '.5', '1e3', '1,000', ' 1'].map((a) => ({ says: `"${a}" is no number`, given: made(round('down', 0), { a }), want: ['not-a-number'] })),
    { says: '"-0.50" is a number', given: made(round('down', 1), { a: '-0.50' }), want: { X: -0.5 } },
    { says: 'of no values the number is 0', given: made(list('count'), { list: [] }), want: { X: 0 } },
    { says: 'of no values the sum is 0', given: made(list('sum'), { list: [] }), want: { X: 0 } },
    { says: 'of no values the smallest is missing', given: made(list('min'), { list: [] }), want: {} },
    { says: 'a missing list gives a missing value, also for the number', given: made(list('count'), {}), want: {} },
    { says: 'values that are missing or null do not count', given: made(list('count'), { list: [{ v: 1 }, {}, { v: null }] }), want: { X: 1 } },
    { says: 'the first entry’s field is missing if it is', given: made(list('first'), { list: [{}, { v: 1 }] }), want: {} },
    { says: 'a number and a text compare as numbers', given: isTrue(when('a', '>', 9), { a: '10' }), want: { X: true } },
    { says: 'a text that is no number is unequal to one', given: isTrue(when('a', '=', 0), { a: '' }), want: { X: false } },
    { says: '"is not" is true of a missing value', given: isTrue(when('a', '!=', 'x'), {}), want: { X: true } },
    { says: 'nothing is less than a missing value', given: isTrue(when('a', '<', 9), {}), want: { X: false } },
    {
      says: 'the day and time stay, whatever the offset',
      given: made({ kind: 'date', from: of('r', 'a'), read: 'iso', write: 'yyyy-MM-dd HH:mm' }, { a: '2026-03-06T23:45:10.5+05:00' }),
      want: { X: '2026-03-06 23:45' },
    },
    {
      says: 'a day without a time is midnight',
      given: made({ kind: 'date', from: of('r', 'a'), read: 'iso', write: 'iso' }, { a: '2026-03-06' }),
      want: { X: '2026-03-06T00:00:00' },
    },
    {
      says: '30 February is not a date',
      given: made({ kind: 'date', from: of('r', 'a'), read: 'iso', write: 'yyyy' }, { a: '2026-02-30' }),
      want: ['not-a-date'],
    },
    {
      says: 'a month later is its last day',
      given: made({ kind: 'date', from: of('r', 'a'), read: 'iso', write: 'yyyy-MM-dd', add: { amount: constant(1), unit: 'months' } }, { a: '2026-01-31' }),
      want: { X: '2026-02-28' },
    },
    { says: 'in formulas = and != with a missing side are false', given: formula('[b = "x", b != "x"]'), want: { X: [false, false] } },
    { says: 'in formulas & takes a missing side as an empty text', given: formula('"a" & b'), want: { X: 'a' } },
    { says: 'in formulas + with a missing side is missing', given: formula('n + 1'), want: {} },
    { says: 'a ?? b is b where a is missing', given: formula('n ?? 2'), want: { X: 2 } },
    { says: 'a ?: b is b where a is 0', given: formula('n ?: 2', { n: 0 }), want: { X: 2 } },
    { says: 'and takes missing as false', given: formula('n > 1 or true'), want: { X: true } },
    { says: '$not of missing is missing', given: formula('$not(n > 1)'), want: {} },
    { says: '$count of missing is 0', given: formula('$count(list)'), want: { X: 0 } },
    { says: '$round rounds half to even', given: formula('$round(n)', { n: 2.5 }), want: { X: 2 } },
  ]
  it.each(claims)('$says', ({ given, want }) => {
    expect(given).toEqual(want)
  })

  const each = { to: 'L', transform: { kind: 'each', list: of('r', 'list') }, rows: [{ to: 'L[].V', transform: copy(ofItem('v')) }] } as const
  const lines: Fields = { L: [{ V: 'any' }], O: { P: 'any' } }

  it('a missing source list gives an empty list, and so does an empty one', () => {
    expect(run([each], {}, lines)).toEqual({ L: [] })
    expect(run([each], { list: [] }, lines)).toEqual({ L: [] })
    expect(run([{ ...each, onMissing: { then: 'omit' } }], {}, lines)).toEqual({})
    expect(run([{ ...each, onMissing: { then: 'problem' } }], {}, lines)).toEqual(['missing'])
  })

  it('the condition of a list chooses entries, and several parts follow each other', () => {
    const some = { ...each, when: { test: 'present', value: ofItem('k') } } as const
    expect(run([some, each], { list: [{ v: 1 }, { v: 2, k: 'x' }] }, lines)).toEqual({ L: [{ V: 2 }, { V: 1 }, { V: 2 }] })
  })

  it('an optional object is left out when nothing in it got a value', () => {
    expect(run([{ to: 'O.P', transform: copy(of('r', 'a')) }], {}, lines)).toEqual({})
    expect(run([{ to: 'O.P', transform: copy(of('r', 'a')), onMissing: { then: 'null' } }], {}, lines)).toEqual({ O: { P: null } })
  })

  it('a row that is undecided writes nothing, also where the field is required', () => {
    expect(run([{ to: 'X' }], {}, { X: 'text!', Y: 'text!' })).toEqual({})
  })

  it('an issue stands at the first source of its row with positions from 0, or at the destination', () => {
    const paths = (rows: readonly RowSetup[], destination: Fields, record: JsonValue) => {
      const { context } = buildMap({ inputs: { r: fields }, destination, rows })
      const { result } = createEvaluator(compileMap(context).ir)({ r: record }, { config: new Map(), now: '2026-01-01T00:00:00.000Z' })
      return result.ok ? [] : result.issues.map(({ row, path, code }) => [row, path, code])
    }
    const number: ValueTransform = { kind: 'number', from: ofItem('v'), steps: [] }
    expect(paths([{ ...each, rows: [{ to: 'L[].V', transform: number }] }], lines, { list: [{ v: 1 }, { v: 'x' }] })).toEqual([
      [2, 'r.list[1].v', 'not-a-number'],
    ])
    expect(paths([{ to: 'X', transform: { kind: 'hook', words: 'Ask', uses: [] } }], { X: 'any' }, {})).toEqual([[1, 'X', 'hook']])
    expect(paths([{ to: 'X', transform: copy(of('r', 'n')) }], { X: 'any' }, { n: 'x' })).toEqual([[null, 'r.n', 'wrong-type']])
  })

  it('of several rows for one field the first whose condition holds decides, also if its value is missing', () => {
    const rows: RowSetup[] = [
      { to: 'X', transform: copy(of('r', 'a')), when: { test: 'present', value: of('r', 'b') } },
      { to: 'X', transform: { kind: 'constant', value: 'else' } },
    ]
    expect(run(rows, { b: 'here' })).toEqual({})
    expect(run(rows, {})).toEqual({ X: 'else' })
  })
})

describe('the guide', () => {
  const tables = (audience: 'engineers' | 'stakeholders') =>
    guideSection(demoSource({ audience })).blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))

  it('has every kind with a sentence, of this project where it has one', () => {
    const rows = tables('engineers').find(({ id }) => id === 'guide:kinds')?.rows ?? []
    expect(rows.map(({ cells }) => textOf(cells['about']))).toEqual(expect.arrayContaining(Object.values(kinds).map(({ label }) => label)))
    const own = rows.filter(({ cells }) => /^R-\d+$/.test(textOf(cells['row'])))
    expect(own.length).toBeGreaterThan(6)
    for (const { cells } of rows) expect(textOf(cells['example'])).not.toBe('')
  })

  it('tells engineers everything, and stakeholders no more than it takes to read it', () => {
    const ids = (audience: 'engineers' | 'stakeholders') => tables(audience).map(({ id }) => id)
    for (const { title } of [...ruleGroups, formulaRules]) {
      const id = `guide:${title.toLowerCase().replaceAll(' ', '-')}`
      expect(ids('engineers')).toContain(id)
      expect(ids('stakeholders')).not.toContain(id)
    }
    expect(ids('stakeholders')).toEqual(['guide:reading', 'guide:kinds', 'guide:statuses', 'guide:signs', 'guide:policies', 'guide:returning'])
  })

  it('documents the functions that formulas of the project use, and no others', () => {
    const names = (tables('engineers').find(({ id }) => id === 'guide:functions')?.rows ?? []).map(({ cells }) => textOf(cells['about']).split('(')[0])
    expect(names).toEqual(expect.arrayContaining(['$number', '$sum', '$exists', '$formatNumber']))
    expect(names).not.toContain('$sqrt')
  })
})
