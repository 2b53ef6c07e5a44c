// The formula parser against jsonata 2.2.2's own, and what it refuses.
import fc from 'fast-check'
import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import type { FormulaNode } from './ast.ts'
import { LONGEST_FORMULA, MOST_FORMULA_DEPTH } from './ast.ts'
import { parseFormula } from './parse.ts'

/** A tree in brackets, the same for both parsers. */
type Tree = string | readonly Tree[]

function toTree(node: FormulaNode): Tree {
  switch (node.is) {
    case 'literal':
      return ['literal', JSON.stringify(node.value)]
    case 'name':
      return ['path', ['step', ['name', node.name]]]
    case 'context':
      return ['variable', '']
    case 'root':
      return ['variable', '$']
    case 'variable':
      return ['variable', node.name]
    case 'step':
      return ['path', ...listSteps(node).map(toStep)]
    case 'filter':
      return toFiltered(node)
    case 'negate':
      return ['negate', toTree(node.of)]
    case 'binary': {
      const left = toTree(node.left)
      if (node.operator === '??') return ['if', ['call', ['variable', 'exists'], left], left, toTree(node.right)]
      if (node.operator === '?:') return ['if', left, left, toTree(node.right)]
      return [node.operator, left, toTree(node.right)]
    }
    case 'condition':
      return ['if', toTree(node.test), toTree(node.then), ...(node.otherwise === undefined ? [] : [toTree(node.otherwise)])]
    case 'block':
      return ['block', ...node.items.map(toTree)]
    case 'bind':
      return ['bind', node.name, toTree(node.value)]
    case 'list':
      return ['list', ...node.items.map(toTree)]
    case 'object':
      return ['object', ...node.fields.flatMap((field) => [toTree(field.name), toTree(field.value)])]
    case 'lambda':
      return ['lambda', ...node.params, toTree(node.body)]
    case 'call':
      return ['call', ['variable', node.name], ...node.args.map(toTree)]
  }
}

function listSteps(node: FormulaNode): FormulaNode[] {
  return node.is === 'step' ? [...listSteps(node.from), node.to] : [node]
}

function toStep(node: FormulaNode): Tree {
  if (node.is === 'name') return ['step', ['name', node.name]]
  if (node.is !== 'filter') return ['step', toTree(node)]
  const filters: Tree[] = []
  let base: FormulaNode = node
  while (base.is === 'filter') {
    filters.unshift(['filter', toTree(base.by)])
    base = base.from
  }
  return ['step', base.is === 'name' ? ['name', base.name] : toTree(base), ...filters]
}

function toFiltered(node: FormulaNode): Tree {
  const [, base = '', ...filters] = toStep(node)
  return Array.isArray(base) && base[0] === 'name' ? ['path', ['step', base, ...filters]] : ['filtered', base, ...filters]
}

/** What jsonata's `ast()` gives, as far as the formula language has it; loosely typed, because its declared type leaves things out. */
type Theirs = {
  type: string
  value?: unknown
  steps?: Theirs[]
  stages?: Theirs[]
  predicate?: Theirs[]
  expr?: Theirs
  expression?: Theirs
  expressions?: Theirs[]
  lhs?: Theirs | Theirs[] | Theirs[][]
  rhs?: Theirs
  condition?: Theirs
  then?: Theirs
  else?: Theirs
  body?: Theirs
  thunk?: boolean
  arguments?: Theirs[]
  procedure?: Theirs
}

function fromTheirs(node: Theirs, isStep = false): Tree {
  if (!isStep && node.predicate !== undefined) return ['filtered', fromTheirs(node, true), ...node.predicate.map(fromTheirFilter)]
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return ['literal', JSON.stringify(node.value)]
    case 'variable':
      return ['variable', String(node.value)]
    case 'name':
      return ['name', String(node.value)]
    case 'path':
      return ['path', ...(node.steps ?? []).map((step) => ['step', fromTheirs(step, true), ...(step.stages ?? step.predicate ?? []).map(fromTheirFilter)])]
    case 'unary':
      if (node.value === '[') return ['list', ...(node.expressions ?? []).flatMap((item) => (item.value === '..' ? listRange(item) : [fromTheirs(item)]))]
      if (node.value === '{') return ['object', ...(Array.isArray(node.lhs) ? node.lhs.flat() : []).map((item) => fromTheirs(item))]
      return ['negate', need(node.expression)]
    case 'binary':
      return [String(node.value), need(one(node.lhs)), need(node.rhs)]
    case 'condition':
      return ['if', need(node.condition), need(node.then), ...(node.else === undefined ? [] : [fromTheirs(node.else)])]
    case 'block':
      return ['block', ...(node.expressions ?? []).map((item) => fromTheirs(item))]
    case 'bind':
      return ['bind', String(one(node.lhs)?.value), need(node.rhs)]
    case 'function':
      return ['call', need(node.procedure), ...(node.arguments ?? []).map((item) => fromTheirs(item))]
    case 'apply':
      // What stands before `~>` is the first argument of the call behind it.
      return node.rhs?.type === 'function' && node.rhs.predicate === undefined
        ? ['call', need(node.rhs.procedure), need(one(node.lhs)), ...(node.rhs.arguments ?? []).map((item) => fromTheirs(item))]
        : ['not in the language', node.type]
    case 'lambda':
      if (node.thunk === true) return need(node.body)
      return ['lambda', ...(node.arguments ?? []).map((item) => String(item.value)), need(node.body)]
    default:
      return ['not in the language', node.type]
  }
}

function listRange({ lhs, rhs }: Theirs): Tree[] {
  const [from, to] = [one(lhs), rhs].map((end) => (end?.type === 'number' ? Number(end.value) : Number.NaN))
  return Array.from({ length: Math.max(0, Number(to) - Number(from) + 1) }, (_, at) => ['literal', JSON.stringify(Number(from) + at)])
}

const one = (node: Theirs['lhs']): Theirs | undefined => (Array.isArray(node) ? undefined : node)
const need = (node: Theirs | undefined): Tree => (node === undefined ? 'nothing' : fromTheirs(node))
const fromTheirFilter = (stage: Theirs): Tree => ['filter', need(stage.expr)]

function readTheirs(text: string): Tree | undefined {
  try {
    // SAFETY: only read, and everything unexpected becomes a tree that no formula has.
    return fromTheirs(jsonata(text).ast() as unknown as Theirs)
  } catch {
    return undefined
  }
}

const atom = fc.constantFrom(
  'a',
  'b',
  '`c d`',
  '$',
  '$$',
  '$v',
  '1',
  '-2',
  '0.5',
  '"t"',
  "'u'",
  'true',
  'null',
  '[a, 1]',
  '[]',
  '[1..3, a]',
  '[2..-1]',
  '{"k": a}',
  '$sum(a)',
  '$substring(a, 0, 1)',
)
const operator = fc.constantFrom(
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  ' and ',
  ' or ',
  ' in ',
  ' ?? ',
  ' ?: ',
  ' ? ',
  ' : ',
  ' ~> ',
  '.',
)
const blank = fc.constantFrom('', ' ', '\n', ' /* note */ ')

/** Expressions with hardly any parentheses, so that precedence alone decides. */
const writtenFormula: fc.Arbitrary<string> = fc.letrec<{ expression: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    { weight: 6, arbitrary: atom },
    fc.tuple(tie('operand'), tie('expression')).map(([of, by]) => `${of}[${by}]`),
    fc.tuple(tie('operand'), tie('operand')).map(([from, to]) => `${from}.${to}`),
    tie('expression').map((inner) => `(${inner})`),
    tie('operand').map((of) => `-${of}`),
    tie('operand').map((from) => `${from}."k"`),
    tie('operand').map((of) => `${of} ~> $string()`),
    tie('expression').map((value) => `($v := ${value}; $v)`),
    fc.tuple(tie('operand'), tie('expression')).map(([list, body]) => `$map(${list}, function($v, $i) { ${body} })`),
  ),
  expression: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    tie('operand'),
    fc
      .tuple(
        tie('operand'),
        fc.array(
          fc.tuple(blank, operator, blank, tie('operand')).map((parts) => parts.join('')),
          { maxLength: 4 },
        ),
      )
      .map(([first, rest]) => first + rest.join('')),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map((parts) => `${parts[0]} ? ${parts[1]} : ${parts[2]}`),
  ),
})).expression

test('[F1] what the parser accepts has the structure that jsonata gives it', () => {
  let accepted = 0
  fc.assert(
    fc.property(writtenFormula, (text) => {
      const ours = parseFormula(text)
      if (!ours.ok) return
      accepted++
      expect(toTree(ours.node)).toEqual(readTheirs(text))
    }),
    { numRuns: 4000 },
  )
  expect(accepted).toBeGreaterThan(1000)
})

const token = fc.constantFrom(
  ...[
    'a',
    'b',
    '$x',
    '$',
    '$$',
    '1',
    '"t"',
    'true',
    'and',
    'or',
    'in',
    '+',
    '-',
    '*',
    '/',
    '%',
    '&',
    '=',
    '!=',
    '<',
    '>',
    '<=',
    '?',
    ':',
    '??',
    '?:',
    '.',
    '..',
    '**',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ';',
    ':=',
    '~>',
    '@',
    '#',
    '^',
    '|',
    '!',
    '`n`',
    'function',
    'λ',
    '$sum',
    '$map',
    '/*',
    '*/',
    '\\',
    '"',
    ' ',
    '\n',
    '\v',
    '1e',
    'é',
    '😀',
    '\u00a0',
  ],
)

test('[F1] any row of signs is read as jsonata reads it, or refused', () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), fc.constantFrom('', ' '), (tokens, between) => {
      const text = tokens.join(between)
      const ours = parseFormula(text)
      if (ours.ok) expect(toTree(ours.node)).toEqual(readTheirs(text))
    }),
    { numRuns: 20_000 },
  )
})

test('[F2] reading never throws, and a finding lies inside the text and says something', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        writtenFormula,
        fc.array(token, { maxLength: 30 }).map((tokens) => tokens.join('')),
      ),
      (text) => {
        const read = parseFormula(text)
        for (const finding of read.ok ? [] : read.findings) {
          expect(finding.span.from).toBeGreaterThanOrEqual(0)
          expect(finding.span.to).toBeGreaterThanOrEqual(finding.span.from)
          expect(finding.span.to).toBeLessThanOrEqual(text.length)
          expect(finding.message).toMatch(/^.{10,}[.?]$/s)
          expect(finding.code).toMatch(/^[a-z-]+$/)
        }
      },
    ),
    { numRuns: 5000 },
  )
})

test('[F2] length and depth have limits that no text gets round', () => {
  const codeOf = (text: string): string => {
    const read = parseFormula(text)
    return read.ok ? 'ok' : (read.findings[0]?.code ?? '')
  }
  expect(codeOf(`"${'x'.repeat(LONGEST_FORMULA)}"`)).toBe('formula-too-long')
  expect(codeOf(`"${'x'.repeat(LONGEST_FORMULA - 2)}"`)).toBe('ok')
  for (const opening of ['(', '[', '-', '$sum(', '{"a":', 'a[', 'a?', 'a.(', '1+(', 'a ?? ', '$map(a, function($v) {']) {
    expect(codeOf(opening.repeat(LONGEST_FORMULA / opening.length))).toBe('too-deep')
  }
  for (const chained of ['a.', 'a+', 'a & ', 'a and ']) expect(codeOf(`${chained.repeat(1000)}a`)).toBe('too-deep')
  expect(codeOf(`a${'[0]'.repeat(3000)}`)).toBe('too-deep')
  expect(codeOf(`${'('.repeat(MOST_FORMULA_DEPTH - 1)}a${')'.repeat(MOST_FORMULA_DEPTH - 1)}`)).toBe('ok')
  expect(codeOf(`${'('.repeat(MOST_FORMULA_DEPTH)}a${')'.repeat(MOST_FORMULA_DEPTH)}`)).toBe('too-deep')
})
