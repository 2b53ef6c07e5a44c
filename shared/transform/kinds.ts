// The one table of transform kinds: the name people choose it by, the sources it uses, and its meaning as IR.
import { dateSources, lowerDate } from './lower-date.ts'
import { joinSources, listKindSources, lowerJoin, lowerList } from './lower-list.ts'
import { lowerNumberKind, numberSources } from './lower-number.ts'
import { allKnown, conditionSources, lowerCondition, lowerOperand, operandSources, type FormulaSources, type Lowering } from './lowering.ts'
import type { Expr } from './ir.ts'
import type { SourceRef, TextStep, Transform, TransformKind, ValueTransform } from './transform.ts'

type KindOf<K extends TransformKind> = Extract<Transform, { kind: K }>

export type Kind<K extends TransformKind> = {
  readonly label: string
  /** Sources in the order they are written; a field of a list's entries as `line_items[].total`. */
  readonly sources: (transform: KindOf<K>, formulaSources: FormulaSources) => SourceRef[]
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
    sources: ({ cases, otherwise }, formulaSources) => [
      ...cases.flatMap((one) => [...conditionSources(one.if, formulaSources), ...listSources(one.then, formulaSources)]),
      ...(otherwise === undefined ? [] : listSources(otherwise, formulaSources)),
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
  number: { label: 'Number', sources: numberSources, lower: lowerNumberKind },
  date: { label: 'Date', sources: dateSources, lower: lowerDate },
  text: {
    label: 'Change text',
    sources: ({ from }) => operandSources(from),
    lower: ({ from, steps }, lowering) => {
      const empty = steps.find(looksForNothing)
      if (empty !== undefined) return void lowering.report('empty-text', empty.do)
      const value = lowerOperand(from, lowering)
      return value === undefined ? undefined : { op: 'text', from: value, steps }
    },
  },
  list: { label: 'From a list', sources: listKindSources, lower: lowerList },
  join: { label: 'Join on a key', sources: joinSources, lower: lowerJoin },
  formula: {
    label: 'Formula',
    sources: ({ text }, formulaSources) => [...formulaSources(text)],
    lower: ({ text }, lowering) => {
      const formula = lowering.formula(text)
      return formula === undefined ? undefined : { op: 'term', ...formula }
    },
  },
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
export function listSources(transform: Transform, formulaSources: FormulaSources): SourceRef[] {
  return entryOf(transform).sources(transform, formulaSources)
}

export function lowerValue(transform: ValueTransform, lowering: Lowering): Expr | undefined {
  return entryOf(transform).lower(transform, lowering)
}

/** TypeScript cannot see that the entry found by `kind` takes this very transform; the table's own type says so. */
function entryOf(transform: Transform): Kind<TransformKind> {
  return kinds[transform.kind] as unknown as Kind<TransformKind>
}

/** The empty text stands everywhere, so looking for it or filling up with it means nothing. */
function looksForNothing(step: TextStep): boolean {
  switch (step.do) {
    case 'pad':
      return step.with === ''
    case 'before':
    case 'after':
      return step.text === ''
    case 'part':
      return step.separator === ''
    case 'replace':
      return step.find === ''
    default:
      return false
  }
}
