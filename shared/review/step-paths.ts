// Field paths inside steps of a use case, which are paths of earlier steps' results: the only place that goes through them.
import type { FieldPath } from '../schema/field-path.ts'
import type { ObjectAddress } from '../schema/schema-graph.ts'
import type { ObjectRef } from '../project/parts.ts'
import type { Project } from '../project/project.ts'
import type { Step, StepOperand, StepParameter, StepValue } from '../project/use-case.ts'
import type { Condition } from '../transform/transform.ts'
import { rewriteCondition } from './map-paths.ts'

type Visit = (object: ObjectAddress, path: FieldPath) => FieldPath

/** Of the version only. */
export function stepOperands(project: Project, step: Step, schema: string): { readonly object: ObjectAddress; readonly path: FieldPath }[] {
  const found: { object: ObjectAddress; path: FieldPath }[] = []
  rewriteStep(project, step, schema, (object, path) => {
    found.push({ object, path })
    return path
  })
  return found
}

/** The cells of a step that hold paths, with those of the version as `visit` gives them. */
export function rewriteStep(project: Project, step: Step, schema: string, visit: Visit): Pick<Step, 'parameters' | 'lookup' | 'update' | 'condition'> {
  const resultOf = (id: string): ObjectRef | undefined => {
    const other = project.steps.find((one) => one.id === id && one.deleted !== true)
    return other === undefined ? undefined : resultObject(project, other)
  }
  const path = (of: ObjectRef | undefined, at: FieldPath) => (of === undefined || of.schema !== schema ? at : visit(of.object, at))
  const operand = (one: StepOperand): StepOperand => (one.of === 'input' ? { ...one, path: path(resultOf(one.input), one.path) } : one)
  const value = (one: StepValue): StepValue => {
    if (one.of === 'template') return { ...one, parts: one.parts.map((part) => (typeof part === 'string' ? part : operand(part))) }
    return one.of === 'input' ? operand(one) : one
  }
  const parameters = (list: readonly StepParameter[]): StepParameter[] => list.map((one) => ({ ...one, value: value(one.value) }))
  /** `entry`: what `{ of: 'entry' }` is a path of. */
  const condition = (one: Condition, entry: ObjectRef | undefined) =>
    rewriteCondition(one, {
      ref: (ref) => {
        if (ref.of === 'input') return { ...ref, path: path(resultOf(ref.input), ref.path) }
        return ref.of === 'entry' ? { ...ref, path: path(entry, ref.path) } : ref
      },
      // Formulas of steps name results by their names; they are checked again after the move.
      formula: (text) => text,
    })
  const { lookup, update } = step
  const lookupSchema = lookup?.schema ?? step.schema
  return {
    ...(step.parameters === undefined ? {} : { parameters: parameters(step.parameters) }),
    ...(step.condition === undefined ? {} : { condition: condition(step.condition, undefined) }),
    ...(lookup === undefined
      ? {}
      : {
          lookup: {
            ...lookup,
            ...(lookup.parameters === undefined ? {} : { parameters: parameters(lookup.parameters) }),
            ...(lookup.where === undefined
              ? {}
              : { where: condition(lookup.where, lookupSchema === undefined ? undefined : { schema: lookupSchema, object: lookup.answer }) }),
          },
        }),
    ...(update === undefined ? {} : { update: { ...update, ...(update.parameters === undefined ? {} : { parameters: parameters(update.parameters) }) } }),
  }
}

/** The object that a step's result is one of. */
function resultObject(project: Project, step: Step): ObjectRef | undefined {
  if (step.kind === 'transform') return project.fieldMaps.find((map) => map.id === step.fieldMap && map.deleted !== true)?.destination
  const object = step.kind === 'send' ? step.answer : step.object
  return step.schema === undefined || object === undefined ? undefined : { schema: step.schema, object }
}
