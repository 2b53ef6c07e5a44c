// One row's transform and condition as IR: the only place that says what a row means.
import { pathSteps } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { FieldType } from '../schema/schema-graph.ts'
import type { Row } from '../project/field-map.ts'
import { printNumber } from '../project/project.ts'
import { MOST_EXPR_DEPTH, type Expr, type RowIr, type Test } from '../transform/ir.ts'
import { lowerValue } from '../transform/kinds.ts'
import { lowerCondition } from '../transform/lowering.ts'
import type { Condition, Operand, Transform } from '../transform/transform.ts'
import type { Asker, Compilation } from './compilation.ts'
import { createLowering } from './create-lowering.ts'
import { nullsInFormula, policiesInForce } from './policies.ts'

/** Undefined: the row was left out, with a problem that says why. */
export function compileRow(compilation: Compilation, row: Row, field: Field, types: readonly FieldType[], each: Row | undefined): RowIr | undefined {
  const { transform } = row
  if (transform === undefined || transform.kind === 'each' || transform.kind === 'notMapped') return undefined
  const { fieldMap } = compilation.context
  const asker: Asker = { ...rowAsker(compilation, row, each), place: { nulls: nullsInFormula(fieldMap, row) } }
  const value = lowerValue(transform, { ...createLowering(compilation, asker), hook: () => ({ name: hookName(row), types: [...types] }) })
  const when = compileWhen(compilation, row, each)
  if (value === undefined || when === undefined || compilation.problems.leftOut.has(row.id)) return undefined
  return { id: row.id, number: row.number ?? null, when: when.test, on: row.on ?? null, value, ...policiesInForce(fieldMap, row, field.required) }
}

/** `each`: the row whose item the condition is about. Undefined: the condition has a problem. */
export function compileWhen(compilation: Compilation, row: Row, each: Row | undefined): { test: Test | null } | undefined {
  if (row.when === undefined) return { test: null }
  const test = compileCondition(compilation, rowAsker(compilation, row, each), row.when)
  return test === undefined ? undefined : { test }
}

export function compileCondition(compilation: Compilation, asker: Asker, condition: Condition): Test | undefined {
  return lowerCondition(condition, createLowering(compilation, asker))
}

/** Under which name an item stands in a destination map: a text, written as templates write. */
export function compileKey(compilation: Compilation, row: Row, each: Row | undefined, key: Operand): Expr | undefined {
  const from = lowerValue({ kind: 'copy', from: key }, createLowering(compilation, rowAsker(compilation, row, each)))
  return from === undefined || isText(from) ? from : { op: 'convert', from, to: 'text' }
}

export function rowAsker({ problems }: Compilation, row: Row, each: Row | undefined): Asker {
  return {
    each,
    place: {},
    report: (code, ...names) => problems.add(row, code, ...names),
    reportFormula: (text, finding) => problems.addFormula(row, text, finding),
  }
}

function isText(expr: Expr): boolean {
  if (expr.op === 'literal') return typeof expr.value === 'string'
  return (expr.op === 'path' && expr.types.join() === 'text') || (expr.op === 'config' && expr.type === 'text')
}

/** Unique by the row's place and number; what an engineer implements is found by it. */
function hookName(row: Row): string {
  const names = pathSteps(row.destination).flatMap((step) => (step.kind === 'name' ? [step.name] : []))
  return `${names.join(' ')} ${printNumber('rows', row.number)}`
}

/** True where objects stand in objects more than the limit; counted without recursion, because a damaged row may be deeper than the engine's stack. */
export function isTooDeep(root: Transform | Condition | undefined): boolean {
  if (root === undefined || shallow.has(root)) return false
  const isDeep = isDeeper(root)
  if (!isDeep) shallow.add(root)
  return isDeep
}

/** Cells never change, so that each is counted once. */
const shallow = new WeakSet<Transform | Condition>()

function isDeeper(root: Transform | Condition): boolean {
  const stack: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth > MOST_EXPR_DEPTH) return true
    for (const child of Object.values(next.value)) stack.push({ value: child, depth: next.depth + (Array.isArray(next.value) ? 0 : 1) })
  }
  return false
}
