// What a move writes into the steps of use cases: the only place for it.
import type { SchemaChange } from '../schema/schema-change.ts'
import type { ObjectAddress } from '../schema/schema-graph.ts'
import type { Step, StepParameter } from '../project/use-case.ts'
import { findChildIn } from './affected-items.ts'
import { movedPaths } from './move-paths.ts'
import type { MoveState } from './move-state.ts'
import { rewriteStep } from './step-paths.ts'

export function moveSteps(state: MoveState): void {
  const { project } = state.input
  for (const step of project.steps) if (step.deleted !== true) state.write('steps', step, cellsOf(state, step))
}

function cellsOf(state: MoveState, step: Step): Partial<Step> {
  const { from, to, index, input } = state
  const follows = state.follows(`step:${step.id}`)
  const isOwn = step.schema === from.id
  const address = (object: ObjectAddress) => index.followObject(object, follows)
  const endpoint = (id: string) => index.followEndpoint(id, follows)
  const moved = movedPaths(state, `step:${step.id}`)
  const reading = { project: input.project, schema: from.id, graph: input.before, findChild: findChildIn(index, from.id) }
  const cells = rewriteStep(reading, step, (object, path) => moved(object, path, 'source'))
  const { lookup, update, parameters } = cells
  const asks = (lookup?.schema ?? step.schema) === from.id
  return {
    ...cells,
    ...(isOwn ? { schema: to.id } : {}),
    ...(isOwn && step.endpoint !== undefined ? { endpoint: endpoint(step.endpoint) } : {}),
    ...(isOwn && step.object !== undefined ? { object: address(step.object) } : {}),
    ...(isOwn && step.answer !== undefined ? { answer: address(step.answer) } : {}),
    ...(isOwn && step.endpoint !== undefined && parameters !== undefined ? { parameters: renamed(state, step.endpoint, parameters, follows) } : {}),
    ...(lookup === undefined || !asks
      ? {}
      : {
          lookup: {
            ...lookup,
            ...(lookup.schema === undefined ? {} : { schema: to.id }),
            endpoint: endpoint(lookup.endpoint),
            answer: address(lookup.answer),
            ...(lookup.parameters === undefined ? {} : { parameters: renamed(state, lookup.endpoint, lookup.parameters, follows) }),
          },
        }),
    ...(update === undefined || !isOwn
      ? {}
      : {
          update: {
            ...update,
            endpoint: endpoint(update.endpoint),
            object: address(update.object),
            ...(update.parameters === undefined ? {} : { parameters: renamed(state, update.endpoint, update.parameters, follows) }),
          },
        }),
  }
}

function renamed({ index }: MoveState, endpoint: string, parameters: readonly StepParameter[], follows: (change: SchemaChange) => boolean): StepParameter[] {
  return parameters.map((parameter) => ({ ...parameter, name: index.followParameter(endpoint, parameter.name, follows) }))
}
