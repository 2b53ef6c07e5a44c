// What is proposed while a formula is being typed. `|` is the caret.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROOT_PATH } from '../../schema/field-path.ts'
import type { JsonValue } from '../../schema/json-value.ts'
import { completeFormula } from './complete.ts'
import type { Completion } from './complete.ts'
import { functionNames, functionTable } from './functions.ts'
import { knownOfData } from './known-values.ts'
import type { FormulaScope } from './known.ts'

const order: JsonValue = {
  number: '1001',
  total: 12.5,
  'account fee': 1,
  billing: { email: 'a@example.org', country: 'NL' },
  line_items: [{ sku: 'A', total: 5, taxes: [{ rate: 21, label: 'high' }] }],
}

const scope: FormulaScope = {
  item: knownOfData(order, { of: 'item', path: ROOT_PATH }),
  root: knownOfData(order),
  inputs: new Map([['customer', knownOfData({ id: 7, name: 'Anna' })]]),
  config: new Map([
    ['currency', knownOfData('EUR')],
    ['rate', knownOfData(1.21)],
  ]),
  hasIndex: true,
}

function complete(marked: string): readonly Completion[] {
  const at = marked.indexOf('|')
  return completeFormula(marked.replace('|', ''), at, scope)
}

const labels = (marked: string): string[] => complete(marked).map((completion) => completion.label)

test.each([
  { given: 'billing.|', want: ['email', 'country'] },
  { given: 'billing.em|', want: ['email'] },
  { given: 'line_items.|', want: ['sku', 'total', 'taxes'] },
  { given: 'line_items[0].taxes.|', want: ['rate', 'label'] },
  { given: 'line_items[sku = "A"].t|', want: ['total', 'taxes'] },
  { given: 'line_items.taxes[rate > 9].|', want: ['rate', 'label'] },
  { given: '$$.billing.c|', want: ['country'] },
  { given: '$.billing.c|', want: ['country'] },
  { given: '$config.|', want: ['currency', 'rate'] },
  { given: 'total * $config.r|', want: ['rate'] },
  { given: 'customer.|', want: ['id', 'name'] },
  { given: '(line_items)[0].s|', want: ['sku'] },
  { given: '($b := billing; $b.|', want: ['email', 'country'] },
  { given: '$map(line_items, function($line) { $line.|', want: ['sku', 'total', 'taxes'] },
  { given: '$map(line_items, function($line, $i) { $map($line.taxes, function($tax) { $tax.|', want: ['rate', 'label'] },
  { given: '$reduce(line_items, function($sum, $line) { $sum + $line.t|', want: ['total', 'taxes'] },
  { given: '$filter(line_items, function($l) { $l.total > 1 }).|', want: ['sku', 'total', 'taxes'] },
  { given: '$map(line_items, function($l) { $l.taxes })[0].|', want: ['rate', 'label'] },
  { given: '$sort(line_items.total).|', want: [] },
  { given: 'line_items.{ "a": taxes.| }', want: ['rate', 'label'] },
  { given: 'line_items.(taxes.|)', want: ['rate', 'label'] },
  { given: '{ "x": billing }.x.|', want: ['email', 'country'] },
  { given: '(nothing ?? billing).|', want: ['email', 'country'] },
  { given: '"text|"', want: [] },
  { given: '/* no| */ total', want: [] },
  { given: 'total = 12|', want: [] },
  { given: 'total an|', want: ['and'] },
  { given: 'tru|', want: ['true'] },
])('[F6] at $given stand $want', ({ given, want }) => {
  expect(labels(given)).toEqual(want)
})

test.each([
  { given: 'line_items[|', first: ['sku', 'total', 'taxes', 'customer'], has: ['sku', 'total', 'customer', '$sum'], lacks: ['billing', 'email'] },
  { given: '|', first: [], has: ['number', 'billing', '`account fee`', 'customer', '$config', '$', '$$', '$uppercase', 'true'], lacks: ['sku', '$rate'] },
  { given: 'to|', first: ['total'], has: ['$toMillis'], lacks: ['billing'] },
  { given: 'upper|', first: ['$uppercase'], has: [], lacks: ['total'] },
  { given: '$|', first: [], has: ['$uppercase', '$config', '$index', '$$'], lacks: ['total', 'true'] },
  { given: '($rate := 2; $r|', first: ['$rate'], has: ['$round', '$replace', '$reverse'], lacks: ['total'] },
  { given: '$map(line_items, |', first: ['function'], has: ['$map'], lacks: [] },
  { given: '$map(line_items, function($line) { |', first: ['$line'], has: ['total', 'billing'], lacks: ['sku'] },
  { given: '`acc|`', first: ['`account fee`'], has: [], lacks: ['total'] },
  { given: 'total |', first: ['and', 'or', 'in'], has: ['??'], lacks: ['total'] },
  { given: 'a + b == |', first: [], has: [], lacks: ['$result'] },
  { given: '$pad(number, |', first: [], has: ['number'], lacks: ['function'] },
])('[F6] at $given the first are $first, among others', ({ given, first, has, lacks }) => {
  const found = labels(given)
  expect(found.slice(0, first.length)).toEqual(first)
  for (const label of has) expect(found).toContain(label)
  for (const label of lacks) expect(found).not.toContain(label)
})

test('[F6] a proposal says what it is and which word it replaces', () => {
  expect(complete('1 + line_it|ems')[0]).toEqual({
    label: 'line_items',
    kind: 'field',
    detail: 'list of objects',
    documentation: 'Stands at `line_items`.',
    span: { from: 4, to: 14 },
    text: 'line_items',
  })
  expect(complete('$upp|(x)')[0]).toMatchObject({ label: '$uppercase', text: '$uppercase', detail: '$uppercase(text)', span: { from: 0, to: 4 } })
  expect(complete('upp|')[0]).toMatchObject({ text: '$uppercase(', span: { from: 0, to: 3 } })
  expect(complete('`acc|`')[0]).toMatchObject({ text: '`account fee`', span: { from: 0, to: 5 } })
  expect(complete('$now|')[0]).toMatchObject({ text: '$now()' })
  expect(complete('$config.cur|')[0]).toMatchObject({ kind: 'config', detail: 'text' })
})

test('[F6] each function is proposed with its signature and its documentation', () => {
  for (const name of functionNames) {
    const found = complete(`$${name}|`).find((completion) => completion.label === `$${name}`)
    expect(found?.documentation).toContain(functionTable[name].summary)
    expect(found?.detail).toMatch(new RegExp(`^\\$${name}\\(`))
  }
})

const part = fc.constantFrom(
  'total',
  'line_items',
  '.',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '$',
  '$x',
  ':=',
  ';',
  ',',
  '$map(',
  'function($a) {',
  '"',
  '`',
  '/*',
  '1',
  ' ',
  '+',
  'and',
  '??',
  'billing.',
  '$config.',
  'IF(',
)

test('[F6] completion never throws, and replaces a part of the text', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 15 }), fc.nat({ max: 80 }), (parts, at) => {
      const text = parts.join('')
      for (const { span, text: inserted } of completeFormula(text, at, scope)) {
        expect(span.from).toBeGreaterThanOrEqual(0)
        expect(span.from).toBeLessThanOrEqual(span.to)
        expect(span.to).toBeLessThanOrEqual(text.length)
        expect(inserted).not.toBe('')
      }
    }),
    { numRuns: 5000 },
  )
})
