// What the results of a use case's steps are, as far as one schema version describes them: the only place that knows for reviews.
import { printFieldPath, ROOT_PATH, type FieldPath } from '../schema/field-path.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { answerOf } from '../mapping/flow-builder.ts'
import type { ObjectRef } from '../project/parts.ts'
import { compareObjects, type Project } from '../project/project.ts'
import type { Step } from '../project/use-case.ts'
import { stepsOf } from './field-places.ts'
import type { FormulaNames, NamedValue } from './formula-names.ts'
import { namesText, NOTHING, type FindChild, type PathVisitor } from './map-paths.ts'

export type StepReading = {
  readonly project: Project
  /** The version whose fields are asked for, and its description. */
  readonly schema: string
  readonly graph: SchemaGraph
  readonly findChild: FindChild
}

/** As the flow takes it where nobody chose: the body of a webhook, the likeliest record of the first good answer. */
export function resultOf(reading: StepReading, step: Step): ObjectRef | undefined {
  const { project } = reading
  if (step.kind === 'transform') return project.fieldMaps.find((map) => map.id === step.fieldMap && map.deleted !== true)?.destination
  if (step.schema === undefined) return undefined
  if (step.kind === 'trigger') {
    const { object, endpoint, schema } = step
    if (object !== undefined) return { schema, object }
    return endpoint === undefined ? undefined : { schema, object: { kind: 'request', endpoint, envelope: '' } }
  }
  return answerRef(reading, step.schema, step.endpoint, step.kind === 'send' ? step.answer : step.object)
}

/** The record that a send step finds before it changes it. */
export function foundBy(reading: StepReading, { lookup, schema }: Step): ObjectRef | undefined {
  const from = lookup?.schema ?? schema
  return lookup === undefined || from === undefined ? undefined : answerRef(reading, from, lookup.endpoint, lookup.answer)
}

function answerRef(
  { schema: own, graph }: StepReading,
  schema: string,
  id: string | undefined,
  chosen: ObjectRef['object'] | undefined,
): ObjectRef | undefined {
  if (chosen !== undefined) return { schema, object: chosen }
  const endpoint = schema === own ? graph.endpoints.find((one) => one.id === id) : undefined
  const object = endpoint === undefined ? undefined : answerOf({ key: '', schema, graph, endpoint }, undefined)
  return object === undefined ? undefined : { schema, object }
}

/** What a formula of the step may name: results of the steps before it, and by `$` its own record. */
export function namesOfStep(reading: StepReading, step: Step, own: ObjectRef | undefined, visit: PathVisitor): FormulaNames {
  const field = (ref: ObjectRef, head: string, path: FieldPath): NamedValue => {
    const origin = { side: 'source', ref } as const
    const moved = () => stepsOf(visit(origin, path)) ?? []
    const above = () => stepsOf(visit(origin, printFieldPath((stepsOf(path) ?? []).slice(0, -1)))) ?? []
    const isElsewhere = () => printFieldPath(moved().slice(0, -1)) !== printFieldPath(above())
    return {
      child: (name) => {
        const found = reading.findChild(origin, path, name)
        return found === undefined ? undefined : field(ref, head, found)
      },
      rename: () => {
        const last = moved().at(-1)
        return isElsewhere() || last?.kind !== 'name' ? undefined : last.name
      },
      elsewhere: () => (isElsewhere() ? namesText(head, printFieldPath(moved())) : undefined),
    }
  }
  const inputs = new Map<string, NamedValue>()
  for (const earlier of stepsBefore(reading.project, step)) {
    const ref = resultOf(reading, earlier)
    const name = earlier.result ?? (earlier.kind === 'trigger' ? 'trigger' : earlier.title)
    inputs.set(name, ref === undefined ? NOTHING : field(ref, name, ROOT_PATH))
  }
  const item = own === undefined ? undefined : field(own, '$', ROOT_PATH)
  return { item, root: item, inputs }
}

function stepsBefore({ steps }: Project, step: Step): Step[] {
  const all = steps.filter(({ useCase, deleted }) => useCase === step.useCase && deleted !== true).sort(compareObjects)
  return all.slice(0, all.indexOf(step))
}
