// What is wrong with a formula where it stands, and its text once something is done about it. Pure.
import { isTrueOrFalse, notACondition, severalValues } from '../../shared/mapping/formula-findings.ts'
import { checkRowFormula, findingsOf, formulaScope, type FormulaPlace } from '../../shared/mapping/formula-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { FormulaFinding, QuickFix } from '../../shared/transform/formula/ast.ts'
import { printAsFormula, readAsPicker, type PickerWords } from '../../shared/transform/formula/as-formula.ts'
import { parseFormula } from '../../shared/transform/formula/parse.ts'
import { printFormula } from '../../shared/transform/formula/print.ts'
import type { Condition, Transform, ValueTransform } from '../../shared/transform/transform.ts'
import type { TransformScope } from './transform-scope.tsx'

/** An invariant is a condition that a missing value breaks, so that warnings of missing values say nothing new there. */
export type FormulaWants = 'value' | 'condition' | 'invariant'
/** Where a formula stands: whose item plain names mean, what else it may name, and what its field takes. */
export type FormulaStand = {
  readonly context: MapContext
  readonly each: Row | undefined
  readonly place: FormulaPlace
  readonly takes: TransformScope['takes']
}

/** Errors first. None for an empty text: there is nothing to correct yet. */
export function findFindings({ context, each, place, takes }: FormulaStand, text: string, wants: FormulaWants): readonly FormulaFinding[] {
  if (text.trim() === '') return []
  const checked = checkRowFormula(context, text, each, place)
  if (!checked.ok) return findingsOf(checked)
  const unfit =
    wants !== 'value'
      ? isTrueOrFalse(checked.term)
        ? []
        : [notACondition(text)]
      : (takes === 'value' || takes === 'map') && checked.term.type.many === true
        ? [severalValues(text, checked.term, 'this field')]
        : []
  return wants === 'invariant' ? unfit : [...unfit, ...findingsOf(checked)]
}

export function isRefused(findings: readonly FormulaFinding[]): boolean {
  return findings.some((finding) => finding.severity === 'error')
}

/** Whether completion opens by itself: behind a part of a name. After each blank it would be in the way. */
export function isInName(before: string): boolean {
  return /[\p{L}\p{N}_$.`]$/u.test(before)
}

export function withFix(text: string, { edit: { span, text: written } }: QuickFix): string {
  return text.slice(0, span.from) + written + text.slice(span.to)
}

/** The first fix of the first finding that has one: what the shortcut applies. */
export function firstFix(findings: readonly FormulaFinding[]): QuickFix | undefined {
  return findings.flatMap((finding) => finding.fixes)[0]
}

/** The formula that says exactly the same. Undefined: none does. */
export function asFormula(stand: FormulaStand, transform: Transform | undefined): string | undefined {
  if (transform === undefined || transform.kind === 'each' || transform.kind === 'notMapped' || transform.kind === 'formula') return undefined
  return printAsFormula(transform, pickerWords(stand))
}

/** The formula that is true exactly where the condition holds. Undefined: none is. */
export function conditionAsFormula(stand: FormulaStand, condition: Condition): string | undefined {
  const written = asFormula(stand, { kind: 'when', cases: [{ if: condition, then: constant(true) }], otherwise: constant(false) })
  const read = written === undefined ? undefined : parseFormula(written)
  return read?.ok === true && read.node.is === 'condition' ? printFormula(read.node.test) : undefined
}

/** The picker that says exactly the same. Undefined: none does. */
export function asPicker(stand: FormulaStand, text: string): ValueTransform | undefined {
  const read = parseFormula(text)
  const picker = read.ok ? readAsPicker(read.node, pickerWords(stand)) : undefined
  return picker?.kind === 'formula' ? undefined : picker
}

function constant(value: boolean): ValueTransform {
  return { kind: 'constant', value }
}

function pickerWords({ context, each, place }: FormulaStand): PickerWords {
  const { configValues } = context.project
  return {
    scope: formulaScope(context, each, place),
    configNames: new Map(configValues.flatMap(({ id, name, deleted }) => (deleted === true ? [] : [[id, name]]))),
  }
}
