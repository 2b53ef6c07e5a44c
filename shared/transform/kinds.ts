// The one table of transform kinds: the name people choose it by, the sources it uses, and its meaning as IR.
import type { JsonScalar } from '../schema/json-value.ts'
import { parseDatePattern, parseReadPattern } from './date-pattern.ts'
import type { ArithmeticStep, ConfigExpr, Expr, PathExpr, Test } from './ir.ts'
import { toNumber } from './scalar-conversion.ts'
import type { Condition, Operand, SourceRef, Transform, TransformKind, ValueTransform } from './transform.ts'

/** What lowering needs to know of the project. Each gives undefined after it has reported why. */
export type Lowering = {
  readonly path: (ref: SourceRef) => PathExpr | undefined
  readonly config: (id: string) => ConfigExpr | undefined
  /** The id again, where the table exists. */
  readonly table: (id: string) => string | undefined
  /** A name for the row's hook, and what its field takes. */
  readonly hook: () => Pick<Extract<Expr, { op: 'hook' }>, 'name' | 'types'>
  readonly report: (code: LoweringProblem, text: string) => void
}

export type LoweringProblem = 'not-a-date-pattern' | 'not-a-number' | 'nothing-chosen'

type KindOf<K extends TransformKind> = Extract<Transform, { kind: K }>

export type Kind<K extends TransformKind> = {
  readonly label: string
  /** Sources in the order they are written. */
  readonly sources: (transform: KindOf<K>) => SourceRef[]
  /** Undefined: a problem was reported, or the kind yields no single value (each, not mapped). */
  readonly lower: (transform: KindOf<K>, lowering: Lowering) => Expr | undefined
}

export const kinds: { readonly [K in TransformKind]: Kind<K> } = {
  copy: { label: 'Copy', sources: ({ from }) => operandSources(from), lower: ({ from }, lowering) => lowerOperand(from, lowering) },
  constant: { label: 'Constant', sources: () => [], lower: ({ value }) => ({ op: 'literal', value }) },
  config: { label: 'Config value', sources: () => [], lower: ({ config }, lowering) => lowering.config(config) },
  template: {
    label: 'Template',
    sources: ({ parts }) => parts.flatMap((part) => (typeof part === 'string' ? [] : operandSources(part))),
    lower: ({ parts }, lowering) => {
      const lowered = parts.map((part): Expr | undefined => (typeof part === 'string' ? { op: 'literal', value: part } : lowerOperand(part, lowering)))
      return allKnown(lowered) ? { op: 'concat', parts: lowered } : undefined
    },
  },
  lookup: {
    label: 'Lookup table',
    sources: ({ from }) => operandSources(from),
    lower: (transform, lowering) => {
      const from = lowerOperand(transform.from, lowering)
      const table = lowering.table(transform.table)
      return from === undefined || table === undefined ? undefined : { op: 'lookup', from, table }
    },
  },
  when: {
    label: 'When / then',
    sources: ({ cases, otherwise }) => [
      ...cases.flatMap((one) => [...conditionSources(one.if), ...listSources(one.then)]),
      ...(otherwise === undefined ? [] : listSources(otherwise)),
    ],
    lower: ({ cases, otherwise }, lowering) => {
      if (cases.length === 0 && otherwise === undefined) return void lowering.report('nothing-chosen', '')
      const lowered = cases.map((one) => ({ if: lowerCondition(one.if, lowering), then: lowerValue(one.then, lowering) }))
      const known = lowered.flatMap((one) => (one.if === undefined || one.then === undefined ? [] : [{ if: one.if, then: one.then }]))
      const last = otherwise === undefined ? null : lowerValue(otherwise, lowering)
      return known.length < lowered.length || last === undefined ? undefined : { op: 'choose', cases: known, otherwise: last }
    },
  },
  convert: {
    label: 'Convert',
    sources: ({ from }) => operandSources(from),
    lower: (transform, lowering) => {
      const from = lowerOperand(transform.from, lowering)
      return from === undefined ? undefined : { op: 'convert', from, to: transform.to }
    },
  },
  number: {
    label: 'Number',
    sources: ({ from, steps }) => [...operandSources(from), ...steps.flatMap((step) => ('by' in step ? operandSources(step.by) : []))],
    lower: (transform, lowering) => {
      const from = lowerNumber(transform.from, lowering)
      const steps = transform.steps.map((step): ArithmeticStep | undefined => {
        if (!('by' in step)) return step
        const by = lowerNumber(step.by, lowering)
        return by === undefined ? undefined : { do: step.do, by }
      })
      return from === undefined || !allKnown(steps)
        ? undefined
        : { op: 'arithmetic', from, read: transform.read ?? null, steps, write: transform.write ?? null }
    },
  },
  date: {
    label: 'Date',
    sources: ({ from }) => operandSources(from),
    lower: (transform, lowering) => {
      const from = lowerOperand(transform.from, lowering)
      const patterns = [parseReadPattern(transform.read), parseDatePattern(transform.write)]
      for (const pattern of patterns) if (!pattern.ok) lowering.report('not-a-date-pattern', pattern.error.message)
      return from === undefined || patterns.some((pattern) => !pattern.ok)
        ? undefined
        : { op: 'date', from, read: transform.read, write: transform.write, zone: null, add: null }
    },
  },
  text: {
    label: 'Change text',
    sources: ({ from }) => operandSources(from),
    lower: (transform, lowering) => {
      const from = lowerOperand(transform.from, lowering)
      return from === undefined ? undefined : { op: 'text', from, steps: transform.steps }
    },
  },
  list: { label: 'From a list', sources: ({ from }) => [from], lower: () => undefined },
  join: { label: 'Join on a key', sources: ({ list }) => [list], lower: () => undefined },
  formula: { label: 'Formula', sources: () => [], lower: () => undefined },
  hook: {
    label: 'Hook',
    sources: ({ uses }) => [...uses],
    lower: ({ words, uses }, lowering) => {
      const paths = uses.map((ref) => lowering.path(ref))
      return allKnown(paths) ? { op: 'hook', ...lowering.hook(), words, uses: paths } : undefined
    },
  },
  each: { label: 'Each', sources: ({ list }) => [list], lower: () => undefined },
  notMapped: { label: 'Not mapped', sources: () => [], lower: () => undefined },
}

/** The sources of a transform, in the order they are written; a source used twice stands twice. */
export function listSources(transform: Transform): SourceRef[] {
  return entryOf(transform).sources(transform)
}

export function lowerValue(transform: ValueTransform, lowering: Lowering): Expr | undefined {
  return entryOf(transform).lower(transform, lowering)
}

export function conditionSources(condition: Condition): SourceRef[] {
  switch (condition.test) {
    case 'compare':
      return [...operandSources(condition.left), ...operandSources(condition.right)]
    case 'in':
      return operandSources(condition.left)
    case 'present':
    case 'filled':
      return operandSources(condition.value)
    case 'all':
    case 'any':
      return condition.of.flatMap(conditionSources)
    case 'not':
      return conditionSources(condition.of)
    case 'formula':
      return []
  }
}

export function lowerCondition(condition: Condition, lowering: Lowering): Test | undefined {
  switch (condition.test) {
    case 'compare': {
      const left = lowerOperand(condition.left, lowering)
      const right = lowerOperand(condition.right, lowering)
      return left === undefined || right === undefined ? undefined : { op: 'compare', left, operator: condition.operator, right }
    }
    case 'in': {
      const left = lowerOperand(condition.left, lowering)
      return left === undefined ? undefined : { op: 'in', left, values: condition.values }
    }
    case 'present':
    case 'filled': {
      const value = lowerOperand(condition.value, lowering)
      return value === undefined ? undefined : { op: condition.test, value }
    }
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => lowerCondition(part, lowering))
      return allKnown(parts) ? { op: condition.test, of: parts } : undefined
    }
    case 'not': {
      const part = lowerCondition(condition.of, lowering)
      return part === undefined ? undefined : { op: 'not', of: part }
    }
    case 'formula':
      return undefined
  }
}

/** TypeScript cannot see that the entry found by `kind` takes this very transform; the table's own type says so. */
function entryOf(transform: Transform): Kind<TransformKind> {
  return kinds[transform.kind] as unknown as Kind<TransformKind>
}

function operandSources(operand: Operand): SourceRef[] {
  return operand.of === 'item' || operand.of === 'input' ? [operand] : []
}

function lowerOperand(operand: Operand, lowering: Lowering): Expr | undefined {
  if (operand.of === 'constant') return { op: 'literal', value: operand.value }
  return operand.of === 'config' ? lowering.config(operand.config) : lowering.path(operand)
}

/** A constant is turned into its number here, so that no back-end has to. */
function lowerNumber(operand: Operand, lowering: Lowering): Expr | undefined {
  if (operand.of !== 'constant') return lowerOperand(operand, lowering)
  const value = toNumber(operand.value satisfies JsonScalar)
  if (Number.isFinite(value)) return { op: 'literal', value }
  return void lowering.report('not-a-number', JSON.stringify(operand.value))
}

function allKnown<T>(parts: readonly (T | undefined)[]): parts is readonly T[] {
  return parts.every((part) => part !== undefined)
}
