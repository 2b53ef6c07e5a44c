// The formula printer: what it writes is read back as the same tree, and every node stands where its span says.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BinaryOperator, FormulaNode } from './ast.ts'
import { parseFormula } from './parse.ts'
import { printFormula } from './print.ts'

const span = { from: 0, to: 0 }
const name = fc
  .oneof(fc.constantFrom('total', 'line items', 'and', 'true', 'function', '1st', 'é', '__proto__', ''), fc.string({ unit: 'grapheme', maxLength: 6 }))
  .filter((text) => !text.includes('`'))
const variable = fc.constantFrom('rate', 'config', 'index', 'été', '_x')
const operator: fc.Arbitrary<BinaryOperator> = fc.constantFrom('+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in', '??', '?:')
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('"', '\\', '\n\t\u0000', '\ud800', '`', '*/'))
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-0, 1e21, 5e-324, 2 ** 53, 123456789012345680000))

/** Any tree at all, also such as no text gives. */
const anyNode: fc.Arbitrary<FormulaNode> = fc.letrec<{ node: FormulaNode; bind: FormulaNode; to: FormulaNode }>((tie) => {
  const node = tie('node')
  const lambda = fc.record({ is: fc.constant('lambda' as const), span: fc.constant(span), params: fc.uniqueArray(variable, { maxLength: 3 }), body: node })
  return {
    bind: fc.record({ is: fc.constant('bind' as const), span: fc.constant(span), name: variable, nameSpan: fc.constant(span), value: node }),
    to: node.filter((to) => to.is !== 'literal' && !(to.is === 'filter' && startsWithLiteral(to))),
    node: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.record({ is: fc.constant('name' as const), span: fc.constant(span), name }),
      fc.record({ is: fc.constant('literal' as const), span: fc.constant(span), value: fc.oneof(text, number, fc.boolean(), fc.constant(null)) }),
      fc.constantFrom<FormulaNode>({ is: 'context', span }, { is: 'root', span }),
      fc.record({ is: fc.constant('variable' as const), span: fc.constant(span), name: variable }),
      fc.record({ is: fc.constant('step' as const), span: fc.constant(span), from: tie('to'), to: tie('to') }),
      fc.record({ is: fc.constant('filter' as const), span: fc.constant(span), from: node, by: node }),
      fc.record({ is: fc.constant('negate' as const), span: fc.constant(span), of: node }),
      fc.record({ is: fc.constant('binary' as const), span: fc.constant(span), operator, operatorSpan: fc.constant(span), left: node, right: node }),
      fc.record({ is: fc.constant('condition' as const), span: fc.constant(span), test: node, then: node }),
      fc.record({ is: fc.constant('condition' as const), span: fc.constant(span), test: node, then: node, otherwise: node }),
      fc.tuple(fc.array(tie('bind'), { maxLength: 2 }), node).map(([binds, last]): FormulaNode => ({ is: 'block', span, items: [...binds, last] })),
      fc.record({ is: fc.constant('list' as const), span: fc.constant(span), items: fc.array(node, { maxLength: 3 }) }),
      fc.record({ is: fc.constant('object' as const), span: fc.constant(span), fields: fc.array(fc.record({ name: node, value: node }), { maxLength: 2 }) }),
      fc.record({
        is: fc.constant('call' as const),
        span: fc.constant(span),
        name: fc.constantFrom('sum', 'substring'),
        nameSpan: fc.constant(span),
        args: fc.array(node, { maxLength: 3 }),
      }),
      fc.record({
        is: fc.constant('call' as const),
        span: fc.constant(span),
        name: fc.constantFrom('map', 'reduce'),
        nameSpan: fc.constant(span),
        args: fc.tuple(node, lambda),
      }),
    ),
  }
}).node

const startsWithLiteral = (node: FormulaNode): boolean => (node.is === 'filter' ? startsWithLiteral(node.from) : node.is === 'literal')

/** Without spans. */
const shapeOf = (node: FormulaNode): string =>
  JSON.stringify(node, (key, value: unknown) => (key.toLowerCase().endsWith('span') ? undefined : Object.is(value, -0) ? '-0' : value))

/** Without spans, and without parentheses that hold one expression and change nothing. */
const plainShapeOf = (node: FormulaNode): string => shapeOf(withoutParentheses(node))

function withoutParentheses(node: FormulaNode): FormulaNode {
  if (node.is === 'block' && node.items.length === 1 && node.items[0] !== undefined) return withoutParentheses(node.items[0])
  const inner = Object.entries(node).map(([key, value]) => [key, isNode(value) ? withoutParentheses(value) : Array.isArray(value) ? value.map(mapItem) : value])
  // SAFETY: the same keys with nodes in the same places.
  return Object.fromEntries(inner) as FormulaNode
}

function mapItem(item: unknown): unknown {
  if (isNode(item)) return withoutParentheses(item)
  return isField(item) ? { name: withoutParentheses(item.name), value: withoutParentheses(item.value) } : item
}

const isNode = (value: unknown): value is FormulaNode => typeof value === 'object' && value !== null && 'is' in value
const isField = (value: unknown): value is { name: FormulaNode; value: FormulaNode } =>
  typeof value === 'object' && value !== null && 'name' in value && 'value' in value

function read(formula: string): FormulaNode {
  const parsed = parseFormula(formula)
  if (!parsed.ok) throw new Error(`${formula}: ${parsed.findings[0]?.message}`)
  return parsed.node
}

test('[F3] any tree is written so that it is read back as itself, but for parentheses that had to be added', () => {
  fc.assert(
    fc.property(anyNode, (node) => {
      expect(plainShapeOf(read(printFormula(node)))).toBe(plainShapeOf(node))
    }),
    { numRuns: 5000 },
  )
})

test('[F3] a tree that was read is written so that it is read back as exactly itself', () => {
  fc.assert(
    fc.property(anyNode, (node) => {
      const first = read(printFormula(node))
      const written = printFormula(first)
      expect(shapeOf(read(written))).toBe(shapeOf(first))
      expect(printFormula(read(written))).toBe(written)
    }),
    { numRuns: 5000 },
  )
})

function* walk(node: FormulaNode): Generator<FormulaNode> {
  yield node
  for (const value of Object.values(node)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (isNode(item)) yield* walk(item)
      else if (isField(item)) {
        yield* walk(item.name)
        yield* walk(item.value)
      }
    }
  }
}

test('[F4] the text at the span of each node is that node', () => {
  fc.assert(
    fc.property(anyNode, fc.constantFrom('', '  ', '/* é */\n'), (node, before) => {
      const formula = before + printFormula(node)
      for (const part of walk(read(formula))) {
        const slice = formula.slice(part.span.from, part.span.to)
        if (part.is === 'bind') expect(shapeOf(read(`(${slice}; 1)`))).toBe(shapeOf({ is: 'block', span, items: [part, { is: 'literal', value: 1, span }] }))
        else if (part.is === 'lambda') expect(read(`$map(a, ${slice})`)).toMatchObject({ args: [{}, { params: part.params }] })
        else expect(shapeOf(read(slice))).toBe(shapeOf(part))
      }
    }),
    { numRuns: 3000 },
  )
})

test.each([
  { given: 'a.b[0].c', want: 'a.b[0].c' },
  { given: '(a.b)[0]', want: '(a.b)[0]' },
  { given: 'a??b+1', want: 'a ?? b + 1' },
  { given: '(a??b)+1', want: '(a ?? b) + 1' },
  { given: 'a - (b - c)', want: 'a - (b - c)' },
  { given: 'x="a"?1:y?2:3', want: 'x = "a" ? 1 : y ? 2 : 3' },
  { given: "($r:=$config.rate;'it''s'=\"\"?$r:-$r)", want: undefined },
  { given: '($r := $config.rate; total * $r /* with tax */)', want: '($r := $config.rate; total * $r)' },
  { given: '$map(line_items,function($l,$i){{"n":$i,\'sku\':$l.sku}})', want: '$map(line_items, function($l, $i) { { "n": $i, "sku": $l.sku } })' },
  { given: '$map(a, λ($x) { $x })', want: '$map(a, function($x) { $x })' },
  { given: '[1..3, a, 2..1]', want: '[1, 2, 3, a]' },
  { given: 'billing."last name"[0]', want: 'billing.`last name`[0]' },
  { given: 'name ~> $trim() ~> $substring(0, 1)', want: '$substring($trim(name), 0, 1)' },
  { given: '`total`+`account fee`', want: 'total + `account fee`' },
])('[F3] $given is written as $want', ({ given, want }) => {
  const parsed = parseFormula(given)
  expect(parsed.ok ? printFormula(parsed.node) : undefined).toBe(want)
})
