// Field paths inside steps of a use case, which are paths of earlier steps' results: the only place that goes through them.
import type { FieldPath } from '../schema/field-path.ts'
import type { ObjectAddress } from '../schema/schema-graph.ts'
import type { ObjectRef } from '../project/parts.ts'
import type { Step, StepOperand, StepParameter, StepValue } from '../project/use-case.ts'
import type { Condition } from '../transform/transform.ts'
import { rewriteFormula } from './formula-names.ts'
import { rewriteCondition } from './map-paths.ts'
import { foundBy, namesOfStep, resultOf, type StepReading } from './step-results.ts'

type Visit = (object: ObjectAddress, path: FieldPath) => FieldPath

/** Of the version only. */
export function stepOperands(reading: StepReading, step: Step): { readonly object: ObjectAddress; readonly path: FieldPath }[] {
  const found: { object: ObjectAddress; path: FieldPath }[] = []
  rewriteStep(reading, step, (object, path) => {
    found.push({ object, path })
    return path
  })
  return found
}

/** The cells of a step that hold paths, with those of the version as `visit` gives them. */
export function rewriteStep(reading: StepReading, step: Step, visit: Visit): Pick<Step, 'parameters' | 'lookup' | 'update' | 'condition'> {
  const { project, schema } = reading
  const resultOfStep = (id: string): ObjectRef | undefined => {
    const other = project.steps.find((one) => one.id === id && one.deleted !== true)
    return other === undefined ? undefined : resultOf(reading, other)
  }
  const path = (of: ObjectRef | undefined, at: FieldPath) => (of === undefined || of.schema !== schema ? at : visit(of.object, at))
  /** `own`: what the step's own id means there, where that is not its result. */
  const parameters = (list: readonly StepParameter[], own?: ObjectRef): StepParameter[] => {
    const operand = (one: StepOperand): StepOperand =>
      one.of === 'input' ? { ...one, path: path(one.input === step.id && own !== undefined ? own : resultOfStep(one.input), one.path) } : one
    const value = (one: StepValue): StepValue => {
      if (one.of === 'template') return { ...one, parts: one.parts.map((part) => (typeof part === 'string' ? part : operand(part))) }
      return one.of === 'input' ? operand(one) : one
    }
    return list.map((one) => ({ ...one, value: value(one.value) }))
  }
  /** `own`: what `$` is; `entry`: what `{ of: 'entry' }` is a path of. */
  const condition = (one: Condition, own: ObjectRef | undefined, entry: ObjectRef | undefined) =>
    rewriteCondition(one, {
      ref: (ref) => {
        if (ref.of === 'input') return { ...ref, path: path(resultOfStep(ref.input), ref.path) }
        return ref.of === 'entry' ? { ...ref, path: path(entry, ref.path) } : ref
      },
      formula: (text) =>
        rewriteFormula(
          text,
          namesOfStep(reading, step, own, ({ ref }, at) => path(ref, at)),
        ),
    })
  const { lookup, update } = step
  const found = foundBy(reading, step)
  return {
    ...(step.parameters === undefined ? {} : { parameters: parameters(step.parameters) }),
    ...(step.condition === undefined ? {} : { condition: condition(step.condition, step.kind === 'wait' ? resultOf(reading, step) : undefined, undefined) }),
    ...(lookup === undefined
      ? {}
      : {
          lookup: {
            ...lookup,
            ...(lookup.parameters === undefined ? {} : { parameters: parameters(lookup.parameters) }),
            ...(lookup.where === undefined ? {} : { where: condition(lookup.where, found, found) }),
          },
        }),
    ...(update === undefined
      ? {}
      : { update: { ...update, ...(update.parameters === undefined ? {} : { parameters: parameters(update.parameters, found) }) } }),
  }
}
