// A formula as a flow's condition: read as the picker's condition that means the same, or refused.
import type { FieldPath } from '../schema/field-path.ts'
import { readAsPicker } from '../transform/formula/as-formula.ts'
import type { FormulaNode } from '../transform/formula/ast.ts'
import { checkFormula } from '../transform/formula/check.ts'
import type { FormulaScope, Known } from '../transform/formula/known.ts'
import { parseFormula } from '../transform/formula/parse.ts'
import type { Condition, SourceRef } from '../transform/transform.ts'
import { report, type FlowBuilder, type KnownResult, type ValuePlace } from './flow-builder.ts'
import { kindsOf, knownOfField } from './known-fields.ts'

const NOTHING: Known = { kinds: ['object'], mayMiss: false, field: () => undefined, names: () => [] }

/** Results are named as they are called; `$` is the answer that is waited for, or the candidate of a lookup. Undefined: a problem was reported. */
export function readFlowFormula(builder: FlowBuilder, place: ValuePlace, text: string): Condition | undefined {
  const { project } = builder
  const parsed = parseFormula(text)
  if (!parsed.ok) return report(builder, place.step, 'formula-unsound', text, parsed.findings[0]?.message ?? '')
  const scope = scopeOf(builder, place)
  const checked = checkFormula(parsed.node, scope)
  if (!checked.ok) return report(builder, place.step, 'formula-unsound', text, checked.findings.find(({ severity }) => severity === 'error')?.message ?? '')
  // What holds is what gives true: `formula ? true : false` in the words of the picker.
  const { span } = parsed.node
  const literal = (value: boolean): FormulaNode => ({ span, is: 'literal', value })
  const node: FormulaNode = { span, is: 'condition', test: parsed.node, then: literal(true), otherwise: literal(false) }
  const configNames = new Map(project.configValues.flatMap(({ id, name, deleted }) => (deleted === true ? [] : [[id, name] as const])))
  const picker = readAsPicker(node, { scope, configNames })
  const [only] = picker?.kind === 'when' && picker.cases.length === 1 ? picker.cases : []
  return only?.if ?? report(builder, place.step, 'formula-condition', text)
}

function scopeOf(builder: FlowBuilder, { step, own, candidate }: ValuePlace): FormulaScope {
  const known = (result: KnownResult, source: SourceRef): Known => knownOfField(result.tree, result.tree?.root, result.step.mayBeMissing !== true, source)
  const root = '' as FieldPath
  const item =
    candidate !== undefined
      ? known(candidate, { of: 'entry', path: root })
      : own !== undefined
        ? known(own, { of: 'input', input: step.id, path: root })
        : NOTHING
  const inputs = [...builder.results].map(([id, result]) => [result.name, known(result, { of: 'input', input: id, path: root })] as const)
  const config = builder.project.configValues
    .filter(({ deleted, type }) => deleted !== true && type !== 'secret')
    .map(({ name, type, default: otherwise }) => [name, { kinds: type === 'secret' ? [] : kindsOf([type]), mayMiss: (otherwise ?? null) === null }] as const)
  return { item, root: item, inputs: new Map(inputs), config: new Map(config), hasIndex: false }
}
