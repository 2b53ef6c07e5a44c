// What the checker says about formulas over a schema: every rule with its place, its code and what its fixes make of the text.
import { describe, expect, test } from 'vitest'
import type { FieldPath } from '../../schema/field-path.ts'
import type { FormulaFinding, QuickFix } from './ast.ts'
import { checkFormula } from './check.ts'
import type { FormulaScope, Known, TermKind } from './known.ts'
import { parseFormula } from './parse.ts'

type Fields = { readonly [name: string]: Known }

function known(kinds: readonly TermKind[], path: string, more: Partial<Known> = {}): Known {
  return { kinds, mayMiss: false, source: { of: 'item', path: path as FieldPath }, ...more }
}
const object = (path: string, fields: Fields, more: Partial<Known> = {}): Known =>
  known(['object'], path, { field: (name) => fields[name], names: () => Object.keys(fields), ...more })
const list = (path: string, items: () => Known, more: Partial<Known> = {}): Known => known(['list'], path, { items, ...more })

const line = object('lines[]', {
  sku: known(['text'], 'lines[].sku'),
  price: known(['number'], 'lines[].price'),
  taxes: list('lines[].taxes', () => known(['number'], 'lines[].taxes[]')),
  discount: known(['number'], 'lines[].discount', { mayMiss: true }),
})
const order = object('', {
  number: known(['text'], 'number'),
  total: known(['number'], 'total'),
  note: known(['text'], 'note', { mayMiss: true }),
  paid: known(['boolean'], 'paid'),
  closed: known(['text', 'null'], 'closed'),
  extra: known(['any'], 'extra', { mayMiss: true }),
  ref: known(['text', 'number'], 'ref'),
  billing: object('billing', { country: known(['text'], 'billing.country') }),
  lines: list('lines', () => line),
  maybe: list('maybe', () => line, { mayMiss: true }),
  tags: list('tags', () => known(['text'], 'tags[]')),
})
const scope: FormulaScope = {
  item: order,
  root: order,
  inputs: new Map([['customer', { ...object('', { name: known(['text'], 'name') }), source: { of: 'input', input: 'i1', path: '' as FieldPath } }]]),
  config: new Map([['rate', { kinds: ['number'], mayMiss: false }]]),
  hasIndex: false,
}

function check(text: string, within: FormulaScope = scope) {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.findings[0]?.message ?? ''}`)
  return checkFormula(parsed.node, within)
}

const apply = (text: string, { edit }: QuickFix) => text.slice(0, edit.span.from) + edit.text + text.slice(edit.span.to)
const describeFinding = (text: string, { code, span, fixes }: FormulaFinding) => ({
  code,
  at: text.slice(span.from, span.to),
  fixes: fixes.map((fix) => apply(text, fix)),
})

describe('[F43] what cannot mean anything is refused, where it stands and with what to write instead', () => {
  test.each([
    { given: 'number * 2', code: 'not-a-number', at: 'number', fixes: ['$number(number) * 2'] },
    { given: '-billing', code: 'not-a-number', at: 'billing', fixes: [] },
    { given: 'total + extra', code: 'unknown-type', at: 'extra', fixes: ['total + $number(extra)'] },
    { given: 'ref + 1', code: 'not-a-number', at: 'ref', fixes: ['$number(ref) + 1'] },
    { given: 'total > number', code: 'not-comparable', at: '>', fixes: ['total > $number(number)', '$string(total) > number'] },
    { given: 'total = number', code: 'never-equal', at: '=', fixes: ['total = $number(number)', '$string(total) = number'] },
    { given: 'paid < true', code: 'not-comparable', at: '<', fixes: [] },
    { given: 'closed = null', code: 'never-equal', at: 'closed = null', fixes: ['$not($exists(closed))'] },
    { given: 'total in ["a"]', code: 'never-equal', at: 'in', fixes: [] },
    { given: 'number and paid', code: 'not-a-condition', at: 'number', fixes: ['$exists(number) and paid', '$boolean(number) and paid'] },
    { given: 'total ? 1 : 2', code: 'not-a-condition', at: 'total', fixes: ['$exists(total) ? 1 : 2', '$boolean(total) ? 1 : 2'] },
    { given: 'lines[sku]', code: 'not-a-condition', at: 'sku', fixes: ['lines[$exists(sku)]', 'lines[$boolean(sku)]'] },
    { given: 'lines[price]', code: 'computed-index', at: 'price', fixes: [] },
    { given: '"x" & billing', code: 'not-a-text', at: 'billing', fixes: [] },
    { given: '"x" & tags', code: 'not-a-text', at: 'tags', fixes: ['"x" & $join(tags, ", ")'] },
    { given: '"x" & null', code: 'null-in-text', at: 'null', fixes: ['"x" & (null = null ? "" : null)'] },
    { given: 'lines.price + 1', code: 'several-values', at: 'lines.price', fixes: ['(lines.price)[0] + 1', '$sum(lines.price) + 1'] },
    { given: '$uppercase(lines.sku)', code: 'several-values', at: 'lines.sku', fixes: ['$uppercase((lines.sku)[0])', '$uppercase($join(lines.sku, ", "))'] },
    { given: '{ "skus": lines.sku }', code: 'several-values', at: 'lines.sku', fixes: ['{ "skus": [lines.sku] }'] },
    { given: 'totl', code: 'unknown-field', at: 'totl', fixes: ['total'] },
    { given: 'billing.cuntry', code: 'unknown-field', at: 'cuntry', fixes: ['billing.country'] },
    { given: 'number.x', code: 'no-fields', at: 'x', fixes: [] },
    { given: '$config.rat', code: 'unknown-field', at: 'rat', fixes: ['$config.rate'] },
    { given: '$config', code: 'config-alone', at: '$config', fixes: [] },
    { given: '$index', code: 'no-index', at: '$index', fixes: [] },
    { given: '($sum := 1; $sun)', code: 'unknown-variable', at: '$sun', fixes: ['($sum := 1; $sum)'] },
    { given: '($a := 1; $a := 2; $a)', code: 'variable-twice', at: '$a', fixes: [] },
    { given: '($sum := 1; $sum(lines.price))', code: 'hidden-function', at: '$sum', fixes: [] },
    { given: '$map(tags, function($string) { $string($string) })', code: 'hidden-function', at: '$string', fixes: [] },
    { given: 'number + " " + billing.country', code: 'not-a-number', at: 'number + " "', fixes: ['number & " " & billing.country'] },
    { given: 'total + ("a" + 1)', code: 'not-a-number', at: '"a" + 1', fixes: ['total + ("a" & 1)'] },
    { given: 'number = "1" or "2"', code: 'not-a-condition', at: '"2"', fixes: ['number = "1" or number = "2"'] },
    { given: 'billing["country"]', code: 'not-a-condition', at: '"country"', fixes: ['billing.country'] },
    { given: 'lines["sku"]', code: 'not-a-condition', at: '"sku"', fixes: ['lines.sku'] },
    { given: 'paid and "x"', code: 'not-a-condition', at: '"x"', fixes: [] },
    { given: '$now', code: 'call-without-parentheses', at: '$now', fixes: ['$now()'] },
    { given: '$fromMillis(number, "[Y0001]")', code: 'not-a-number', at: 'number', fixes: ['$fromMillis($toMillis(number), "[Y0001]")'] },
    { given: '$fromMillis(total, "yyyy")', code: 'bad-picture', at: '"yyyy"', fixes: [] },
    { given: '$formatNumber(total, "0,00")', code: 'bad-picture', at: '"0,00"', fixes: [] },
    { given: '$fromMillis(total, "[Y]", "+02:00")', code: 'bad-zone', at: '"+02:00"', fixes: ['$fromMillis(total, "[Y]", "+0200")'] },
    { given: '$fromMillis(total, "[Y]", "Europe/Berlin")', code: 'bad-zone', at: '"Europe/Berlin"', fixes: [] },
    { given: '$filter(lines, price > 1)', code: 'function-value', at: 'price > 1', fixes: ['lines[price > 1]'] },
    { given: '$map(lines, price * 2)', code: 'function-value', at: 'price * 2', fixes: ['lines.(price * 2)'] },
    { given: '$map(lines, function() { 1 })', code: 'lambda-arity', at: 'function() { 1 }', fixes: [] },
    { given: '$reduce(lines, function($t) { $t })', code: 'lambda-arity', at: 'function($t) { $t }', fixes: [] },
    { given: '$substring(number)', code: 'argument-count', at: '$substring(number)', fixes: [] },
    { given: '$sum(lines.sku)', code: 'wrong-items', at: 'lines.sku', fixes: ['$sum($map(lines.sku, function($item) { $number($item) }))'] },
    { given: '$substringBefore(number, note)', code: 'argument-may-be-missing', at: 'note', fixes: ['$substringBefore(number, note ?? "")'] },
    { given: '$fromMillis(total, number)', code: 'picture-not-written', at: 'number', fixes: [] },
    { given: '$fromMillis(total, "[Q]")', code: 'bad-picture', at: '"[Q]"', fixes: [] },
    { given: 'lines.[sku, price][0].x', code: 'no-fields', at: 'x', fixes: [] },
    { given: '$count(lines.[sku])', code: 'list-of-lists', at: 'lines.[sku]', fixes: [] },
    { given: 'total[1]', code: 'one-value', at: '1', fixes: ['total'] },
    { given: 'maybe[$not($exists(discount))].(price)', code: 'hollow-predicate', at: '(price)', fixes: [] },
    { given: 'paid ? lines.sku : tags', code: 'list-or-several', at: 'paid ? lines.sku : tags', fixes: [] },
    { given: '{ "a": 1, "a": 2 }', code: 'field-twice', at: '"a"', fixes: [] },
    { given: '{ number: 1 }', code: 'computed-name', at: 'number', fixes: [] },
    { given: '$append(note, tags)[sku]', code: 'no-fields', at: 'sku', fixes: [] },
  ])('$given', ({ given, ...want }) => {
    const checked = check(given)
    expect(checked.ok ? [] : checked.findings.slice(0, 1).map((finding) => describeFinding(given, finding))).toEqual([want])
  })

  test('every message is a sentence, and a fix leads to a formula', () => {
    for (const given of ['number * 2', 'totl', 'lines.price + 1', 'total = number', '"x" & tags', '$sum(lines.sku)', 'closed = null']) {
      const checked = check(given)
      if (checked.ok) throw new Error(given)
      for (const { message, fixes } of checked.findings) {
        expect(message).toMatch(/^[A-Z`].*[.?]$/)
        for (const fix of fixes) expect(check(apply(given, fix)).ok).toBe(true)
      }
    }
  })

  test('several mistakes are found at once', () => {
    const checked = check('(number * 2) & (totl + 1)')
    expect(checked.ok ? [] : checked.findings.map(({ code }) => code)).toEqual(['not-a-number', 'unknown-field'])
  })
})

describe('[F44] what may be missing is a warning with a default as its fix', () => {
  test.each([
    { given: '$length(note) + 1', code: 'may-be-missing', at: 'note', fixes: ['$length((note ?? "")) + 1', '$length(($exists(note) ? note : "")) + 1'] },
    { given: '"x" & note', code: 'may-be-missing', at: 'note', fixes: ['"x" & (note ?? "")', '"x" & ($exists(note) ? note : "")'] },
    {
      given: '"x" & lines[0].sku',
      code: 'may-be-missing',
      at: 'lines[0].sku',
      fixes: ['"x" & (lines[0].sku ?? "")', '"x" & ($exists(lines[0].sku) ? lines[0].sku : "")'],
    },
    { given: 'note != "a"', code: 'may-be-missing', at: 'note', fixes: ['(note ?? "") != "a"', '($exists(note) ? note : "") != "a"'] },
    { given: 'number ?? "none"', code: 'default-never-applies', at: '?? "none"', fixes: ['number'] },
  ])('$given', ({ given, ...want }) => {
    const checked = check(given)
    expect(checked.ok && checked.warnings.slice(0, 1).map((finding) => describeFinding(given, finding))).toEqual([want])
  })

  test.each(['note = "a"', 'note ?? "a"', '$exists(note) and paid', 'number & total', '$count(maybe)'])('%s needs none', (given) => {
    const checked = check(given)
    expect(checked.ok && checked.warnings).toEqual([])
  })
})

describe('[F45] names', () => {
  const sourcesOf = (text: string, within?: FormulaScope) => {
    const checked = check(text, within)
    return checked.ok ? checked.sources.map((ref) => `${ref.of === 'input' ? `${ref.input}:` : ''}${ref.path}`) : checked.findings.map(({ code }) => code)
  }

  test.each([
    { given: 'total', want: ['total'] },
    { given: '$.total + $$.total', want: ['total', 'total'] },
    { given: '$sum(lines.price)', want: ['lines', 'lines[].price'] },
    { given: 'lines[sku = "a"].taxes', want: ['lines', 'lines[].sku', 'lines[].taxes'] },
    { given: 'customer.name', want: ['i1:name'] },
    { given: '($b := billing; $b.country)', want: ['billing', 'billing.country'] },
    { given: '$map(lines, function($l) { $l.price * total })', want: ['lines', 'lines[].price', 'total'] },
    { given: '{ "to": billing }.to.country', want: ['billing', 'billing.country'] },
  ])('$given reads $want, in the order of writing', ({ given, want }) => {
    expect(sourcesOf(given)).toEqual(want)
  })

  test("inputs win over the item's fields at the top, and stand behind them in steps and predicates", () => {
    const customer = known(['text'], 'customer')
    const item = object('', { customer, lines: list('lines', () => object('lines[]', { customer: known(['text'], 'lines[].customer') })) })
    expect(sourcesOf('customer.name', { ...scope, item })).toEqual(['i1:name'])
    expect(sourcesOf('lines.(customer)', { ...scope, item })).toEqual(['lines', 'lines[].customer'])
    expect(sourcesOf('lines.(customer)')).toEqual(['lines', 'i1:'])
  })

  test('names of variables are unique, so that an inner one may hide an outer one', () => {
    const checked = check('($x := 1; ($x := $x + 1; $x) + $x)')
    expect(checked.ok && JSON.stringify(checked.term)).toMatch(/"name":"x".*"name":"x2"/)
  })

  test('a source that may be null may be missing, unless nulls are values', () => {
    expect(check('"x" & closed').ok).toBe(true)
    expect(check('"x" & closed', { ...scope, nulls: 'value' }).ok).toBe(false)
  })
})
