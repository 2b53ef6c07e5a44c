// What the values and conditions of a step may come from, as a context like that of a field map, so that sources of steps are read, printed, completed
// and said like those of rows. The only place that knows the results of earlier steps as inputs.
import { findObject, rootField } from '../schema/fields.ts'
import type { NodeId, SchemaGraph } from '../schema/schema-graph.ts'
import type { ObjectRef } from '../project/parts.ts'
import { compareObjects, type Project } from '../project/project.ts'
import type { Step } from '../project/use-case.ts'
import { answerOf } from './flow-builder.ts'
import type { InputSide, MapContext } from './map-context.ts'

/** Where a value stands: among a call's parameters, in the condition of a wait (`$` is its answer), in a call that changes what was found, in a lookup's condition (`$` is the candidate). */
export type StepPlace = 'values' | 'answer' | 'found' | 'candidate'

/** The input that a candidate of a lookup is. Stored as `{ of: 'entry' }`, never by this id. */
export const CANDIDATE = 'step:candidate'
/** The list of candidates, whose entries a lookup's condition looks at. */
export const CANDIDATES = 'step:candidates'
const NOTHING = 'step:nothing'

/** `ref`: its record, where that is known. `many`: it is a list of them. */
export type StepResult = { readonly step: Step; readonly name: string; readonly ref?: ObjectRef; readonly many: boolean }

type FindGraph = (key: string) => SchemaGraph | undefined

export function stepsOf(project: Project, useCase: string): Step[] {
  return project.steps.filter((step) => step.useCase === useCase && step.deleted !== true).sort(compareObjects)
}

/** What a step gives the steps after it, as a flow takes it; undefined: nothing. */
export function resultOfStep(project: Project, step: Step, findGraph: FindGraph): StepResult | undefined {
  const named = (ref: ObjectRef | undefined, name: string, many = false): StepResult => ({
    step,
    name: step.result ?? name,
    many,
    ...(ref === undefined ? {} : { ref }),
  })
  const called = () => {
    const ref = answerRef(project, step.schema, step.endpoint, step.kind === 'send' ? step.answer : step.object, findGraph)
    return ref === 'none' ? undefined : named(ref, step.title)
  }
  switch (step.kind) {
    case 'trigger': {
      const { schema, endpoint } = step
      if (endpoint === undefined && step.object === undefined && step.result === undefined) return undefined
      const object = step.object ?? (endpoint === undefined ? undefined : { kind: 'request' as const, endpoint, envelope: '' })
      return named(schema === undefined || object === undefined ? undefined : { schema, object }, 'trigger')
    }
    case 'retrieve':
      return called()
    case 'send':
      return step.sendMode === 'delete' ? undefined : called()
    case 'wait':
      return step.endpoint === undefined ? undefined : called()
    case 'transform': {
      const map = project.fieldMaps.find((one) => one.id === step.fieldMap && one.deleted !== true)
      return named(map?.destination, step.title, map?.runs === 'item' || map?.runs === 'group')
    }
    case 'decide':
    case 'notify':
      return undefined
  }
}

/** Of the steps before it that give something, in their order. */
export function resultsBefore(project: Project, step: Step, findGraph: FindGraph): StepResult[] {
  const steps = stepsOf(project, step.useCase)
  return steps
    .slice(
      0,
      steps.findIndex(({ id }) => id === step.id),
    )
    .flatMap((earlier) => resultOfStep(project, earlier, findGraph) ?? [])
}

/** The record that a step finds before it sends. */
export function foundBy(project: Project, { lookup, schema }: Step, findGraph: FindGraph): ObjectRef | undefined {
  const ref = lookup === undefined ? undefined : answerRef(project, lookup.schema ?? schema, lookup.endpoint, lookup.answer, findGraph)
  return ref === 'none' ? undefined : ref
}

/** Inputs are earlier results by the id of their step; the first one is what plain names belong to. */
export function stepContext(project: Project, step: Step, place: StepPlace, findGraph: FindGraph): MapContext {
  const side = (id: string, name: string, ref: ObjectRef | undefined): InputSide => ({
    input: { id, fieldMap: '', name, source: ref ?? NO_OBJECT, order: '' },
    ...sideOf(project, ref, findGraph),
  })
  const nothing: InputSide = { ...side(NOTHING, 'an earlier result', undefined), graph: EMPTY, root: rootField(EMPTY, 'n0') }
  const own = place === 'answer' ? resultOfStep(project, step, findGraph) : undefined
  const found = foundBy(project, step, findGraph)
  const first =
    place === 'answer' && own !== undefined
      ? side(step.id, step.result ?? 'answer', own.ref)
      : place === 'candidate'
        ? side(CANDIDATE, 'candidate', found)
        : nothing
  const earlier = resultsBefore(project, step, findGraph).map((result) => side(result.step.id, result.name, result.many ? undefined : result.ref))
  return {
    project,
    fieldMap: { id: `step:${step.id}`, name: step.title, key: 'step', destination: NO_OBJECT, useCases: [], order: '' },
    inputs: [
      first,
      ...(place === 'found' ? [side(step.id, 'record found', found)] : []),
      ...earlier,
      ...(place === 'candidate' ? [listSide(side(CANDIDATES, 'candidates', found))] : []),
    ],
    destination: { ref: NO_OBJECT },
    rows: [],
    decisions: [],
    missing: [],
  }
}

const NO_OBJECT: ObjectRef = { schema: '', object: { kind: 'object', name: '' } }
const EMPTY: SchemaGraph = {
  readerVersion: 0,
  format: 'json-schema',
  title: '',
  servers: [],
  endpoints: [],
  objects: [],
  nodes: { n0: { types: ['object'], properties: [] } },
  fieldCount: 0,
  problems: [],
}

/** `none`: the endpoint is known, and answers nothing. */
function answerRef(
  project: Project,
  schema: string | undefined,
  id: string | undefined,
  chosen: ObjectRef['object'] | undefined,
  findGraph: FindGraph,
): ObjectRef | 'none' | undefined {
  const graph = graphOf(project, schema, findGraph)
  const endpoint = graph?.endpoints.find((one) => one.id === id)
  if (schema === undefined || graph === undefined || endpoint === undefined)
    return chosen === undefined || schema === undefined ? undefined : { schema, object: chosen }
  const object = answerOf({ key: '', schema, graph, endpoint }, chosen)
  return object === undefined ? 'none' : { schema, object }
}

export function graphOf(project: Project, schema: string | undefined, findGraph: FindGraph): SchemaGraph | undefined {
  const version = project.schemas.find((one) => one.id === schema && one.deleted !== true)
  return version === undefined ? undefined : findGraph(version.graph)
}

function sideOf(project: Project, ref: ObjectRef | undefined, findGraph: FindGraph): Pick<InputSide, 'ref' | 'graph' | 'root'> {
  const graph = graphOf(project, ref?.schema, findGraph)
  const node = graph === undefined || ref === undefined ? undefined : findObject(graph, ref.object)
  return { ref: ref ?? NO_OBJECT, ...(graph === undefined || node === undefined ? {} : { graph, root: rootField(graph, node) }) }
}

// A graph never changes, and what is expanded of it is remembered by the graph.
const lists = new WeakMap<SchemaGraph, Map<NodeId, SchemaGraph>>()
const LIST = 'step:list'

/** The same record in a list. */
function listSide(side: InputSide): InputSide {
  if (side.graph === undefined || side.root === undefined) return side
  const { node } = side.root
  const known = lists.get(side.graph) ?? new Map<NodeId, SchemaGraph>()
  lists.set(side.graph, known)
  const graph = known.get(node) ?? { ...side.graph, nodes: { ...side.graph.nodes, [LIST]: { types: ['list'], items: node } } }
  known.set(node, graph)
  return { ...side, graph, root: rootField(graph, LIST) }
}
