// What closures of formulas promise beside jsonata's values: limits, no exception, and what the map around them lends.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '../../schema/json-value.ts'
import type { PathExpr } from '../source-expr.ts'
import { Failure, MISSING, NULL, type Outcome, type Scope } from '../outcome.ts'
import { bindTerm } from './bind-term.ts'
import { checkFormula } from './check.ts'
import { compileTerm } from './evaluate-term.ts'
import { checkOnData, runFormula } from './run-formula.ts'
import { knownOfData } from './known-values.ts'
import type { FormulaScope, Known } from './known.ts'
import { parseFormula } from './parse.ts'
import { writeFormula } from '../../../fixtures/random-typed-formulas.ts'
import { createRandom, makeRecord } from '../../../fixtures/random-records.ts'
import { listTermPaths } from './term-facts.ts'
import type { FieldPath } from '../../schema/field-path.ts'

const ROOT = '' as FieldPath
const scopeOf = (item: unknown, more: Partial<Scope> = {}): Scope => ({
  inputs: new Map([['$', item]]),
  item,
  index: 0,
  config: new Map(),
  hooks: undefined,
  profile: undefined,
  now: '2026-03-02T09:00:00.000Z',
  steps: 0,
  ...more,
})

/** A formula as a map has it: bound, with the nulls of its row. */
function compileIn(text: string, item: Known, nulls: 'missing' | 'value', more: Partial<FormulaScope> = {}) {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(text)
  const checked = checkFormula(parsed.node, { item, root: item, inputs: new Map(), config: new Map(), hasIndex: true, nulls, ...more })
  if (!checked.ok) throw new Error(checked.findings[0]?.message)
  const path = (ref: { path: FieldPath }): PathExpr => ({
    op: 'path',
    steps: ref.path === '' ? [] : ref.path.split('.').map((name) => ({ name, optional: true })),
    types: ['any'],
  })
  const bound = bindTerm(checked.term, {
    path,
    optional: () => true,
    config: (name) => (name === 'rate' ? { op: 'config', name, type: 'number', optional: true } : undefined),
    nulls,
  })
  return bound === undefined ? undefined : { term: bound, run: compileTerm(bound) }
}

const codeOf = (outcome: Outcome) => (outcome instanceof Failure ? outcome.code : outcome)
const RECORD: JsonValue = { a: 2, note: null, lines: [{ price: 5, note: null }, { price: 7 }] }
const known = (value: JsonValue) => knownOfData(value, { of: 'item', path: ROOT })

describe('[F46] formulas have limits', () => {
  const hundred = { list: Array.from({ length: 100 }, (_, at) => at) }
  test.each([
    {
      given: '$sum($map(list, function($a) { $sum($map(list, function($b) { $sum($map(list, function($c) { $a * $b * $c })) })) }))',
      code: 'too-many-steps',
    },
    { given: '$reduce(list, function($t, $i) { $t & $t }, "x")', code: 'too-long' },
    { given: '$reduce(list, function($t, $i) { $append($t, $t) }, [1])', code: 'too-long' },
    { given: '$reduce(list, function($t, $i) { { "a": $t, "b": $t } }, {})', code: 'too-long' },
    { given: '($t := $reduce(list, function($t, $i) { { "a": $t, "b": $t } }, {}); $t = { "a": $t })', code: 'too-many-steps' },
    { given: '$count($distinct([$reduce(list, function($t, $i) { { "a": $t, "b": $t } }, {}), {}]))', code: 'too-many-steps' },
    { given: '$pad("x", 10001)', code: 'too-long' },
    { given: '($x := $pad("x", 10000); $map(list, function($i) { [$map(list, function($j) { $x })] }))', code: 'too-long' },
  ])('$given ends as an issue', ({ given, code }) => {
    expect(runFormula(given, hundred, new Map(), '')).toEqual({ outcome: 'problem', code })
  })

  test('a formula nested too deeply or with too many characters is refused', () => {
    for (const text of ['('.repeat(100) + '1' + ')'.repeat(100), `"${'x'.repeat(10_000)}"`, `${'-'.repeat(200)}1`]) {
      expect(runFormula(text, {}, new Map(), '').outcome).toBe('refused')
    }
  })

  test('a part of the record may be as large as it is', () => {
    const large = { list: Array.from({ length: 300_000 }, () => 'abcd') }
    expect(runFormula('list', large, new Map(), '').outcome).toBe('value')
  })
})

test('[F46] evaluating never throws, whatever the record is', () => {
  let ran = 0
  fc.assert(
    fc.property(fc.nat(), fc.jsonValue({ maxDepth: 5 }), (seed, data) => {
      const random = createRandom(seed)
      const record = makeRecord(random)
      const checked = checkOnData(writeFormula({ random, record, here: [record], variables: [] }), record, new Map(), [])
      if (!checked.ok) return
      const run = compileTerm(checked.term)
      // Both what it was checked for and what it was not.
      for (const item of [record, data, { a: data, lines: data, c: { lines: [data] }, tags: data }]) {
        ran++
        const outcome = run(scopeOf(item))
        if (typeof outcome === 'symbol' || outcome instanceof Failure) continue
        expect(JSON.stringify(outcome)).toBeTypeOf('string')
      }
    }),
    { numRuns: 2000 },
  )
  expect(ran).toBeGreaterThan(3000)
})

test('[F46] a record nested deeply ends as an issue or as it is', () => {
  let deep: JsonValue = {}
  for (let level = 0; level < 20_000; level++) deep = { a: deep, lines: [] }
  for (const text of ['a = $$.a', '{ "x": a }', '$boolean([a])', '$distinct([a, a])', '$count(a)', '[a, a]', 'a.a.a'])
    expect(['value', 'problem']).toContain(runFormula(text, deep, new Map(), '').outcome)
})

describe('[F47] nulls of the sources', () => {
  test.each([
    { given: 'note', missing: MISSING, value: NULL },
    { given: 'note ?? "none"', missing: 'none', value: NULL },
    { given: '$exists(note)', missing: false, value: true },
    { given: '$count(lines.note)', missing: 0, value: 1 },
    { given: 'lines[0].note', missing: MISSING, value: NULL },
    { given: '{ "made": null }.made', missing: NULL, value: NULL },
    { given: 'null', missing: NULL, value: NULL },
  ])('$given is $missing where they count as missing, $value where they are values', ({ given, missing, value }) => {
    expect(compileIn(given, known(RECORD), 'missing')?.run(scopeOf(RECORD))).toBe(missing)
    expect(compileIn(given, known(RECORD), 'value')?.run(scopeOf(RECORD))).toBe(value)
  })

  test('a null where a number is needed is an issue', () => {
    expect(
      codeOf(
        compileIn('x + 1', { ...known({ x: null }), field: () => ({ kinds: ['number', 'null'], mayMiss: false }) }, 'value')?.run(scopeOf({ x: null })) ?? 1,
      ),
    ).toBe('null')
  })
})

describe('[F48] a bound formula', () => {
  test('reads config, the position, the clock and the record that was made', () => {
    const more: Partial<FormulaScope> = { config: new Map([['rate', { kinds: ['number'], mayMiss: false }]]), result: knownOfData({ total: { net: 1 } }) }
    const run = (text: string) =>
      compileIn(text, known(RECORD), 'missing', more)?.run(scopeOf(RECORD, { index: 3, config: new Map([['rate', 0.5]]), result: { total: { net: 8 } } }))
    expect(run('a * $config.rate')).toBe(1)
    expect(run('$index + 1')).toBe(4)
    expect(run('$now()')).toBe('2026-03-02T09:00:00.000Z')
    expect(run('$result.total.net = 8')).toBe(true)
  })

  test('is none where something that it names is not there', () => {
    expect(compileIn('$config.gone', known(RECORD), 'missing', { config: new Map([['gone', { kinds: ['text'], mayMiss: false }]]) })).toBeUndefined()
  })

  test('lists its paths in the order of writing', () => {
    const bound = compileIn('a & $join(lines.($string(price) & $string($$.a)))', known(RECORD), 'missing')
    expect(bound === undefined ? [] : listTermPaths(bound.term).map((path) => path.steps.map((step) => step.name).join('.'))).toEqual(['a', 'lines', 'a'])
  })

  test('own properties alone are fields', () => {
    for (const name of ['constructor', '__proto__', 'length', 'toString']) {
      const item: Known = { kinds: ['object'], mayMiss: false, field: () => ({ kinds: ['text'], mayMiss: true }) }
      expect(compileIn(`\`${name}\``, item, 'missing')?.run(scopeOf({}))).toBe(MISSING)
      expect(compileIn(`\`${name}\``, item, 'missing')?.run(scopeOf([]))).toBe(MISSING)
    }
    expect(JSON.stringify(runFormula('{ "__proto__": 1 }', {}, new Map(), ''))).toContain('"__proto__":1')
  })
})
