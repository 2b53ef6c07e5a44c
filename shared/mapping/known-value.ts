// What is known of a value before any record is seen: how long, between which numbers, of which format. The only place that works it out of the IR.
import type { Field } from '../schema/fields.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type { SchemaNode } from '../schema/schema-graph.ts'
import { isInRange, toParts, writeInstant } from '../transform/date-moment.ts'
import { parseWriteForm, writeDate } from '../transform/date-pattern.ts'
import type { Term } from '../transform/formula/term.ts'
import type { Expr, PathExpr } from '../transform/ir.ts'
import type { TextStep } from '../transform/transform.ts'

/** What is absent is not known, and nothing is told about it. */
export type KnownValue = {
  /** All that it can be, where the source says so, or where it is a constant. */
  readonly values?: readonly JsonScalar[]
  /** Characters of its text, at most. */
  readonly longest?: number
  readonly least?: number
  readonly most?: number
  /** Digits behind the point, at most; Infinity: any number. */
  readonly decimals?: number
  /** Of a text: `plain` where the source says nothing of its form. */
  readonly format?: string
  /** A text of this form, as it would be written. */
  readonly sample?: string
  /** The source field that all of this comes from. */
  readonly path?: PathExpr
  /** It is that field as it stands. */
  readonly asItIs?: true
}

/** What is known of a source field. */
export type KnowSource = (path: PathExpr) => KnownValue

const NOTHING: KnownValue = {}
/** 2026-11-22T09:08:07Z: every part of it is another number. */
const A_MOMENT = Date.UTC(2026, 10, 22, 9, 8, 7)

/** Of a source as its schema describes it. */
export function knownOfField(path: PathExpr, field: Field | undefined): KnownValue {
  if (field === undefined) return { path, asItIs: true }
  const { facts } = field
  const values = valuesOf(facts)
  const isText = facts.types.length === 1 && facts.types[0] === 'text'
  const decimals = facts.types.every((type) => type === 'integer') ? 0 : decimalsOf(facts.multipleOf)
  return {
    path,
    asItIs: true,
    ...(values === undefined ? {} : { values }),
    ...(facts.maxLength === undefined ? {} : { longest: facts.maxLength }),
    ...given('least', facts.minimum ?? facts.exclusiveMinimum),
    ...given('most', facts.maximum ?? facts.exclusiveMaximum),
    ...given('decimals', decimals),
    ...(isText ? { format: facts.format ?? (facts.pattern === undefined ? 'plain' : 'of a pattern') } : {}),
  }
}

/** `0.01` is two decimals. Undefined where it is no power of ten, or absent. */
export function decimalsOf(step: number | undefined): number | undefined {
  if (step === undefined || step <= 0) return undefined
  if (Number.isInteger(step)) return 0
  const match = /^0\.(0*1)$/.exec(String(step))
  return match?.[1]?.length
}

/** The expressions of which one gives the value, also inside a formula: each is looked at by itself. */
export function listLeaves(expr: Expr): (Expr | Term)[] {
  if (expr.op === 'choose') return [...expr.cases.flatMap((one) => listLeaves(one.then)), ...(expr.otherwise === null ? [] : listLeaves(expr.otherwise))]
  return expr.op === 'term' ? termLeaves(expr.term) : [expr]
}

function termLeaves(term: Term): Term[] {
  if (term.op === 'if') return [...termLeaves(term.then), ...(term.otherwise === null ? [] : termLeaves(term.otherwise))]
  return term.op === 'default' ? [...termLeaves(term.of), ...termLeaves(term.instead)] : [term]
}

/** `leaf`: as listLeaves gives them. */
export function knownOf(leaf: Expr | Term, know: KnowSource): KnownValue {
  switch (leaf.op) {
    case 'literal':
      return knownConstant(leaf.value)
    case 'path':
      return 'ref' in leaf ? (leaf.path === null ? NOTHING : know(leaf.path)) : know(leaf)
    case 'concat':
      return textOf(leaf.parts.map((part) => knownOf(part, know)))
    case 'text':
      return 'parts' in leaf ? textOf(leaf.parts.map((part) => knownOf(part, know))) : knownAfterSteps(knownOf(leaf.from, know), leaf.steps)
    case 'date':
      return knownDate(leaf.write)
    case 'arithmetic':
      return 'operator' in leaf ? (leaf.operator === '/' ? { decimals: Infinity } : NOTHING) : knownNumber(leaf, know)
    case 'list':
      return 'then' in leaf && leaf.then.do === 'count' ? { decimals: 0, least: 0 } : NOTHING
    case 'call':
      return knownCall(leaf, know)
    default:
      return NOTHING
  }
}

function knownConstant(value: JsonScalar): KnownValue {
  if (typeof value === 'string') return { values: [value], longest: lengthOf(value) }
  return value === null ? NOTHING : { values: [value] }
}

/** Texts one after the other. What a number or a truth value looks like is not known. */
function textOf(parts: readonly KnownValue[]): KnownValue {
  const longest = parts.reduce<number | undefined>((sum, part) => (sum === undefined || part.longest === undefined ? undefined : sum + part.longest), 0)
  const paths = parts.flatMap(({ path }) => path ?? [])
  return { ...given('longest', longest), ...(paths.length === 1 && paths[0] !== undefined ? { path: paths[0] } : {}) }
}

function knownAfterSteps(from: KnownValue, steps: readonly TextStep[]): KnownValue {
  const isTrimmed = steps.every((step) => step.do === 'trim')
  const longest = steps.reduce<number | undefined>(longestAfter, from.longest)
  const path = from.path === undefined ? {} : { path: from.path }
  return {
    ...path,
    ...given('longest', longest),
    ...(isTrimmed && from.format !== undefined ? { format: from.format, asItIs: true } : {}),
    ...(isTrimmed && from.values !== undefined ? { values: from.values } : {}),
  }
}

function longestAfter(longest: number | undefined, step: TextStep): number | undefined {
  switch (step.do) {
    case 'pad':
      return longest === undefined ? undefined : Math.max(longest, step.length)
    case 'slice': {
      const kept = Math.min(step.length ?? Infinity, step.start < 0 ? -step.start : Infinity, longest ?? Infinity)
      return Number.isFinite(kept) ? kept : undefined
    }
    case 'replace':
      return lengthOf(step.by) <= lengthOf(step.find) ? longest : undefined
    default:
      return longest
  }
}

/** A moment written as the pattern says is a sample of all. */
function knownDate(write: string): KnownValue {
  const form = parseWriteForm(write)
  if (!form.ok || !isInRange(A_MOMENT)) return NOTHING
  const sample = form.value === 'instant' ? writeInstant(A_MOMENT) : writeDate(toParts(A_MOMENT), form.value)
  return { sample, longest: lengthOf(sample) }
}

function knownNumber({ from, steps, write }: Extract<Expr, { op: 'arithmetic' }>, know: KnowSource): KnownValue {
  if (write !== null) return NOTHING
  const { path, ...before }: KnownValue = from.op === 'path' ? know(from) : NOTHING
  let { decimals, least, most } = before
  for (const step of steps) {
    if (step.do === 'round') decimals = step.decimals
    else if (step.do === 'divide') decimals = Infinity
    else if (step.do === 'scale') decimals = decimals === undefined ? undefined : Math.max(0, decimals - step.power)
    else if (step.do !== 'negate' && step.do !== 'absolute') decimals = undefined
    if (step.do !== 'round') [least, most] = [undefined, undefined]
  }
  // A number that is read from a text has what decimals the text has.
  return { ...given('decimals', decimals), ...given('least', least), ...given('most', most), ...(path === undefined ? {} : { path }) }
}

function knownCall(term: Extract<Term, { op: 'call' }>, know: KnowSource): KnownValue {
  const [first, second, third] = term.args
  const from = first === undefined ? NOTHING : knownOf(first, know)
  const path = from.path === undefined ? {} : { path: from.path }
  switch (term.name) {
    case 'trim':
      return knownAfterSteps(from, [{ do: 'trim' }])
    case 'uppercase':
    case 'lowercase':
    case 'substringBefore':
    case 'substringAfter':
      return { ...path, ...given('longest', from.longest) }
    case 'substring': {
      const start = numberOf(second)
      const length = third === undefined ? undefined : numberOf(third)
      return { ...path, ...given('longest', longestAfter(from.longest, { do: 'slice', start: start ?? 0, ...given('length', length) })) }
    }
    case 'round':
      return { ...path, ...given('decimals', second === undefined ? 0 : numberOf(second)) }
    case 'floor':
    case 'ceil':
    case 'count':
    case 'length':
      return { decimals: 0 }
    default:
      return NOTHING
  }
}

function numberOf(term: Term | undefined): number | undefined {
  if (term?.op === 'negate') {
    const value = numberOf(term.of)
    return value === undefined ? undefined : -value
  }
  return term?.op === 'literal' && typeof term.value === 'number' ? term.value : undefined
}

/** Scalars only: of others nobody can say what they look like in a destination. */
function valuesOf(facts: SchemaNode): readonly JsonScalar[] | undefined {
  const all = facts.enum ?? (facts.const === undefined ? undefined : [facts.const])
  return all?.filter((value): value is JsonScalar => value !== null && typeof value !== 'object')
}

/** As people count: code points. */
export function lengthOf(text: string): number {
  return [...text].length
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [N in Name]?: Value } {
  const made: { [N in Name]?: Value } = {}
  if (value !== undefined) made[name] = value
  return made
}
