// Proof that a picker and its formula give the same for every record, and that the formula becomes that picker again.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathSteps, printFieldPath, type FieldPath } from '../../schema/field-path.ts'
import { printCanonical } from '../canonical.ts'
import { compileExpr, createTables } from '../evaluate.ts'
import type { Expr, PathExpr } from '../ir.ts'
import { lowerValue } from '../kinds.ts'
import type { Lowering } from '../lowering.ts'
import { Failure, MISSING, NULL, type Outcome, type Scope } from '../outcome.ts'
import type { Condition, ListEnd, NumberStep, Operand, SourceRef, TextStep, ValueTransform } from '../transform.ts'
import { printAsFormula, readAsPicker, type PickerWords } from './as-formula.ts'
import { bindTerm } from './bind-term.ts'
import { checkFormula } from './check.ts'
import { compileTerm } from './evaluate-term.ts'
import type { Known, TermKind } from './known.ts'
import { parseFormula } from './parse.ts'

/** A record's type: `!` is always there, `?` may be null. */
type Spec = string | readonly [Spec] | { readonly [name: string]: Spec }
const line = { kind: 'text!', sku: 'text?', total: 'number', pieces: 'number!', free: 'boolean', at: { city: 'text' } }
const inputs = {
  order: {
    number: 'text!',
    note: 'text?',
    pieces: 'number!',
    price: 'number',
    paid: 'boolean',
    name: 'text',
    lines: [line],
    tags: ['text!'],
    codes: ['number?'],
    'odd name': 'text!',
    crm: 'text',
  },
  crm: { name: 'text', contacts: [{ id: 'text', email: 'text', age: 'number' }] },
} as const satisfies Record<string, Spec>
const item = { kind: 'text', name: 'text!', price: 'number', parts: [line], crm: 'text' } as const satisfies Spec
/** A list on the outermost level of an input is always there but for `contacts`, so that both are proved. */
const isOptionalSpec = (spec: Spec, name: string) => (typeof spec === 'string' ? !spec.endsWith('!') : name === 'contacts' || name === 'at')

function known(spec: Spec, source: SourceRef, mayMiss: boolean): Known {
  const below = (path: string): SourceRef => ({ ...source, path: path as FieldPath })
  if (typeof spec === 'string') {
    const kind = spec.replace(/[!?]$/, '') as TermKind
    return { kinds: spec.endsWith('?') ? [kind, 'null'] : [kind], mayMiss, source }
  }
  if (Array.isArray(spec)) return { kinds: ['list'], mayMiss, source, items: () => known(spec[0] as Spec, below(`${source.path}[]`), false) }
  const fields = spec as { readonly [name: string]: Spec }
  return {
    kinds: ['object'],
    mayMiss,
    source,
    names: () => Object.keys(fields),
    field: (name) => {
      const inner = Object.hasOwn(fields, name) ? fields[name] : undefined
      const path = printFieldPath([...pathSteps(source.path), { kind: 'name', name }])
      return inner === undefined ? undefined : known(inner, below(path), isOptionalSpec(inner, name))
    },
  }
}

const rootOf = (input: 'order' | 'crm') => known(inputs[input], { of: 'input', input, path: '' as FieldPath }, false)
const itemKnown = known(item, { of: 'item', path: '' as FieldPath }, false)
const words = (inEach: boolean): PickerWords => ({
  scope: {
    item: inEach ? itemKnown : rootOf('order'),
    root: rootOf('order'),
    inputs: new Map([
      ['order', rootOf('order')],
      ['crm', rootOf('crm')],
    ]),
    config: new Map<string, Known>([
      ['limit', { kinds: ['number'], mayMiss: false }],
      ['account', { kinds: ['text'], mayMiss: true }],
    ]),
    hasIndex: inEach,
  },
  configNames: new Map([
    ['c1', 'limit'],
    ['c2', 'account'],
  ]),
})

/** What a path meets on its way; through the items of lists where it has `[]`. */
function pathExpr(ref: SourceRef, start: Known, path: FieldPath): PathExpr | undefined {
  let here: Known | undefined = start
  const steps: { name: string; optional: boolean }[] = []
  for (const step of pathSteps(path)) {
    here = step.kind === 'name' ? here?.field?.(step.name) : here?.items?.()
    if (here !== undefined && step.kind === 'name') steps.push({ name: step.name, optional: here.mayMiss || here.kinds.includes('null') })
  }
  const types = here?.kinds.flatMap((kind) => (kind === 'null' ? [] : [kind])) ?? []
  if (here === undefined) return undefined
  return { op: 'path', ...(ref.of === 'input' ? { input: ref.input } : {}), steps, types }
}
const startOf = (ref: SourceRef): Known => (ref.of === 'input' ? rootOf(ref.input === 'crm' ? 'crm' : 'order') : itemKnown)
const pathOf = (ref: SourceRef) => pathExpr(ref, startOf(ref), ref.path)
const configs: Readonly<Record<string, Extract<Expr, { op: 'config' }>>> = {
  c1: { op: 'config', name: 'limit', type: 'number', optional: false },
  c2: { op: 'config', name: 'account', type: 'text', optional: true },
}
const lowering: Lowering = {
  path: pathOf,
  entry: (list, path) => {
    const entry =
      pathOf(list) === undefined
        ? undefined
        : pathSteps(list.path)
            .reduce<Known | undefined>((known_, step) => (step.kind === 'name' ? known_?.field?.(step.name) : undefined), startOf(list))
            ?.items?.()
    const found = entry === undefined ? undefined : pathExpr({ of: 'entry', path }, entry, path)
    return found && { ...found, entry: true }
  },
  config: (id) => configs[id],
  table: () => undefined,
  hook: () => ({ name: '', types: [] }),
  formula: () => undefined,
  report: () => undefined,
}

const scopeOf = (order: unknown, crm: unknown, one: unknown, account: string | undefined): Scope => ({
  inputs: new Map([
    ['order', order],
    ['crm', crm],
  ]),
  item: one,
  index: 0,
  now: '2026-01-01T00:00:00.000Z',
  config: new Map<string, unknown>([['limit', 2], ...(account === undefined ? [] : [['account', account] as const])]),
  hooks: undefined,
  profile: undefined,
  steps: 0,
})

/** Null counts as missing, which is what the row does with it. */
function told(outcome: Outcome): string {
  if (outcome === MISSING || outcome === NULL || outcome === null) return 'missing'
  return outcome instanceof Failure ? outcome.code : printCanonical(outcome)
}

// Records: few different values, so that they meet.
const texts = fc.constantFrom('', 'a', 'b', 'fee', 'a-b', '-b', '😀x', 'Straße', '10')
const numbers = fc.constantFrom(0, 1, 2, 2.5, -0.5, 0.1, 0.2, 1e308, -3.5, 1e-9)
function recordOf(spec: Spec): fc.Arbitrary<unknown> {
  if (Array.isArray(spec)) return fc.array(recordOf(spec[0] as Spec), { maxLength: 4 })
  if (typeof spec !== 'string') {
    const fields = Object.entries(spec)
    const requiredKeys = fields.filter(([field, inner]) => !isOptionalSpec(inner, field)).map(([field]) => field)
    return fc.record(Object.fromEntries(fields.map(([field, inner]) => [field, recordOf(inner)])), { requiredKeys })
  }
  const value = spec.startsWith('text') ? texts : spec.startsWith('number') ? numbers : fc.boolean()
  return spec.endsWith('?') ? fc.option<unknown>(value, { freq: 4 }) : value
}

// Pickers of every kind that a formula may say, of sources that fit or nearly fit.
const path = (text: string) => text as FieldPath
const constants = fc.oneof(texts, numbers, fc.boolean()).map((value): Operand => ({ of: 'constant', value }))
const inOrder = (...names: string[]) => fc.constantFrom(...names).map((name): Operand & SourceRef => ({ of: 'input', input: 'order', path: path(name) }))
const inItem = (...names: string[]) => fc.constantFrom(...names).map((name): Operand & SourceRef => ({ of: 'item', path: path(name) }))
const inCrm = fc.constant<Operand & SourceRef>({ of: 'input', input: 'crm', path: path('name') })
const config = fc.constantFrom<Operand>({ of: 'config', config: 'c1' }, { of: 'config', config: 'c2' })
const operands = (inEach: boolean) =>
  fc.oneof(
    inOrder('number', 'note', 'pieces', 'price', 'paid', 'name', '`odd name`', 'crm'),
    inEach ? inItem('kind', 'name', 'price', 'crm') : inCrm,
    inCrm,
    config,
    constants,
  )
const ofEntry = fc.constantFrom('kind', 'sku', 'total', 'pieces', 'free', 'at.city').map((name): Operand => ({ of: 'entry', path: path(name) }))
const ofContact = fc.constantFrom('id', 'email', 'age').map((name): Operand => ({ of: 'entry', path: path(name) }))

function conditions(operand: fc.Arbitrary<Operand>): fc.Arbitrary<Condition> {
  const single = fc.oneof(
    fc.record({ test: fc.constant('compare' as const), left: operand, operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='), right: operand }),
    fc.record({ test: fc.constant('in' as const), left: operand, values: fc.oneof(fc.array(texts, { maxLength: 3 }), fc.array(numbers, { maxLength: 3 })) }),
    fc.record({ test: fc.constantFrom('present' as const, 'filled' as const), value: operand }),
  )
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2 },
      single,
      fc.record({ test: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ test: fc.constant('not' as const), of: tie('condition') }),
    ),
  })).condition
}

function pickers(inEach: boolean): fc.Arbitrary<ValueTransform> {
  const operand = operands(inEach)
  const numberStep: fc.Arbitrary<NumberStep> = fc.oneof(
    fc.record({
      do: fc.constantFrom('add' as const, 'subtract' as const, 'multiply' as const, 'divide' as const),
      by: fc.oneof(inOrder('pieces', 'price'), config, constants),
    }),
    fc.constantFrom<NumberStep>({ do: 'negate' }, { do: 'absolute' }, { do: 'round', decimals: 0, mode: 'half-even' }),
  )
  const textStep = fc.constantFrom<TextStep>(
    { do: 'upper' },
    { do: 'lower' },
    { do: 'pad', side: 'start', length: 4, with: '0😀' },
    { do: 'pad', side: 'end', length: 3, with: '.' },
    { do: 'slice', start: 1 },
    { do: 'slice', start: -2, length: 1 },
    { do: 'slice', start: -9, length: 2 },
    { do: 'slice', start: 0, length: 0 },
    { do: 'before', text: '-' },
    { do: 'after', text: '-' },
    { do: 'part', separator: '-', index: 1 },
    { do: 'part', separator: '-', index: -1 },
    { do: 'replace', find: 'a', by: '$&"' },
  )
  const end = fc.constantFrom<ListEnd>(...(['all', 'first', 'last', 'count', 'sum', 'min', 'max', 'average'] as const).map((one) => ({ do: one })), {
    do: 'join',
    with: ', ',
  })
  const listOf = (from: SourceRef, entry: fc.Arbitrary<Operand>, takes: readonly string[]) =>
    fc.record(
      {
        kind: fc.constant('list' as const),
        from: fc.constant(from),
        where: conditions(fc.oneof(entry, operand)),
        take: fc.constantFrom(...takes.map(path)),
        distinct: fc.boolean(),
        then: end,
      },
      { requiredKeys: ['kind', 'from', 'take', 'then'] },
    )
  const lines: SourceRef = inEach ? { of: 'item', path: path('parts') } : { of: 'input', input: 'order', path: path('lines') }
  const contacts: SourceRef = { of: 'input', input: 'crm', path: path('contacts') }
  const value: fc.Arbitrary<ValueTransform> = fc.oneof(
    operand.map((from): ValueTransform => ({ kind: 'copy', from })),
    fc.oneof(texts, numbers, fc.boolean()).map((constant): ValueTransform => ({ kind: 'constant', value: constant })),
    fc.constantFrom('c1', 'c2').map((id): ValueTransform => ({ kind: 'config', config: id })),
    fc.array(fc.oneof(texts, operand), { maxLength: 4 }).map((parts): ValueTransform => ({ kind: 'template', parts })),
    operand.map((from): ValueTransform => ({ kind: 'convert', from, to: 'text' })),
    fc
      .tuple(fc.oneof(inOrder('pieces', 'price'), constants), fc.array(numberStep, { maxLength: 3 }))
      .map(([from, steps]): ValueTransform => ({ kind: 'number', from, steps })),
    fc.tuple(operand, fc.array(textStep, { maxLength: 3 })).map(([from, steps]): ValueTransform => ({ kind: 'text', from, steps })),
    listOf(lines, ofEntry, ['', 'kind', 'sku', 'total', 'pieces', 'at']),
    listOf(contacts, ofContact, ['id', 'email', 'age']),
    listOf({ of: 'input', input: 'order', path: path('tags') }, fc.constant<Operand>({ of: 'entry', path: path('') }), ['']),
    fc
      .tuple(listOf(lines, ofEntry, ['total', 'pieces']), fc.constantFrom<ListEnd>({ do: 'sum' }, { do: 'max' }), fc.array(numberStep, { maxLength: 2 }))
      .map(([list, then, steps]): ValueTransform => ({ ...list, then, steps })),
    fc
      .tuple(operand, fc.constantFrom('id', 'email', 'age'), fc.constantFrom('email', 'age'))
      .map(([equals, key, take]): ValueTransform => ({ kind: 'join', list: contacts, key: path(key), equals, take: path(take) })),
  )
  return fc.oneof(
    { weight: 4, arbitrary: value },
    {
      weight: 1,
      arbitrary: fc
        .record(
          { cases: fc.array(fc.record({ if: conditions(operand), then: value }), { minLength: 1, maxLength: 2 }), otherwise: value },
          { requiredKeys: ['cases'] },
        )
        .map((when): ValueTransform => ({ kind: 'when', ...when })),
    },
  )
}

describe('pickers as formulas', () => {
  const from = (name: string): Operand & SourceRef => ({ of: 'input', input: 'order', path: path(name) })
  const contacts: SourceRef = { of: 'input', input: 'crm', path: path('contacts') }
  const isFee: Condition = { test: 'compare', left: { of: 'entry', path: path('kind') }, operator: '=', right: { of: 'constant', value: 'fee' } }
  const lines = { kind: 'list', from: from('lines'), where: isFee } as const
  const table: readonly { readonly given: ValueTransform; readonly want: string | undefined }[] = [
    { given: { kind: 'copy', from: from('number') }, want: 'number' },
    { given: { kind: 'copy', from: from('crm') }, want: '$.crm' },
    { given: { kind: 'copy', from: { of: 'input', input: 'crm', path: path('name') } }, want: 'crm.name' },
    { given: { kind: 'copy', from: from('`odd name`') }, want: '`odd name`' },
    { given: { kind: 'copy', from: from('lines') }, want: undefined },
    { given: { kind: 'template', parts: ['WC-', from('number')] }, want: '"WC-" & number' },
    { given: { kind: 'template', parts: [from('note'), '/', from('name')] }, want: '$exists(note) and $exists(name) ? note & "/" & name' },
    { given: { kind: 'template', parts: ['#', from('pieces')] }, want: undefined },
    { given: { kind: 'number', from: from('pieces'), steps: [{ do: 'multiply', by: from('price') }, { do: 'negate' }] }, want: '-(pieces * price)' },
    { given: { kind: 'number', from: from('number'), steps: [{ do: 'negate' }] }, want: undefined },
    { given: { kind: 'text', from: from('name'), steps: [{ do: 'before', text: '-' }, { do: 'upper' }] }, want: '$uppercase($substringBefore(name, "-"))' },
    { given: { ...lines, take: path('total'), then: { do: 'sum' } }, want: '$sum([lines[kind = "fee"].total])' },
    { given: { ...lines, take: path('sku'), then: { do: 'first' } }, want: 'lines[kind = "fee"][0].sku' },
    { given: { ...lines, take: path('sku'), sort: { by: path('total') }, then: { do: 'first' } }, want: undefined },
    { given: { kind: 'list', from: from('codes'), take: path(''), then: { do: 'count' } }, want: undefined },
    {
      given: { kind: 'join', list: contacts, key: path('id'), equals: from('number'), take: path('email') },
      want: '($value := number; crm.contacts[id = $value][0].email)',
    },
    {
      given: {
        kind: 'when',
        cases: [{ if: { test: 'filled', value: from('note') }, then: { kind: 'copy', from: from('note') } }],
        otherwise: { kind: 'constant', value: '-' },
      },
      want: '$exists(note) and note != "" ? note : "-"',
    },
    { given: { kind: 'date', from: from('number'), read: 'iso', write: 'yyyy' }, want: undefined },
    { given: { kind: 'constant', value: null }, want: undefined },
  ]
  it.each(table)('are written as people would: $want', ({ given, want }) => {
    expect(printAsFormula(given, words(false))).toBe(want)
  })

  it.each(['number & note', 'pieces + $sum([lines.total])', '$trim(name)', 'lines.total', '$lookup(lines, "a")', 'price != 2', 'name = note'])(
    'leave a formula alone that no picker says: %s',
    (text) => {
      const parsed = parseFormula(text)
      expect(parsed.ok && readAsPicker(parsed.node, words(false))).toBeUndefined()
    },
  )

  it.each([false, true])('give what the picker gives, for every record, and become that picker again (inside an each: %s)', (inEach) => {
    const seed = Date.now() % 2 ** 31
    console.info(`seed ${seed}`)
    const said = new Map<string, number>()
    const here = words(inEach)
    const record = fc.record({ order: recordOf(inputs.order), crm: recordOf(inputs.crm), item: recordOf(item), account: fc.option(texts, { nil: undefined }) })
    const property = fc.property(pickers(inEach), fc.array(record, { minLength: 4, maxLength: 4 }), (picker, records) => {
      const text = printAsFormula(picker, here)
      if (text === undefined) return
      said.set(picker.kind, (said.get(picker.kind) ?? 0) + 1)
      const parsed = parseFormula(text)
      if (!parsed.ok) throw new Error(`${text}: ${parsed.findings[0]?.message}`)
      const checked = checkFormula(parsed.node, here.scope)
      if (!checked.ok) throw new Error(`${text}: ${checked.findings[0]?.message}`)
      const bound = bindTerm(checked.term, {
        path: pathOf,
        optional: () => true,
        config: (name) => Object.values(configs).find((one) => one.name === name),
        nulls: 'missing',
      })
      const expr = lowerValue(picker, lowering)
      if (bound === undefined || expr === undefined) throw new Error(`${text} is not bound`)
      const byFormula = compileTerm(bound)
      const byPicker = compileExpr(expr, createTables([]))
      const again = readAsPicker(parsed.node, here)
      expect(again, text).toBeDefined()
      const readExpr = again === undefined ? undefined : lowerValue(again, lowering)
      const byAgain = readExpr === undefined ? undefined : compileExpr(readExpr, createTables([]))
      for (const one of records) {
        const scope = () => scopeOf(one.order, one.crm, one.item, one.account)
        const want = told(byPicker(scope()))
        expect(told(byFormula(scope())), text).toBe(want)
        expect(byAgain && told(byAgain(scope())), text).toBe(want)
      }
    })
    fc.assert(property, { numRuns: 4_000, seed })
    expect([...said.keys()].sort()).toEqual(['config', 'constant', 'convert', 'copy', 'join', 'list', 'number', 'template', 'text', 'when'])
  })
})
