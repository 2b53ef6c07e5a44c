// What a move writes into the steps of use cases: the only place for it.
import { appendStep, nameStep } from '../schema/compare-units.ts'
import { ROOT_PATH } from '../schema/field-path.ts'
import type { SchemaChange } from '../schema/schema-change.ts'
import type { ObjectAddress } from '../schema/schema-graph.ts'
import type { Step, StepParameter } from '../project/use-case.ts'
import { stepsOf } from './field-places.ts'
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
  const cells = rewriteStep(input.project, step, from.id, (object, path) => moved(object, path, 'source'))
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
  const changes = index.ofEndpoint(endpoint).filter(({ what, kind }) => what === 'parameter' && kind === 'renamed')
  return parameters.map((parameter) => {
    const path = appendStep(ROOT_PATH, nameStep(parameter.name))
    const change = changes.find((one) => one.place.path === path && follows(one))
    const name = change?.to === undefined ? undefined : stepsOf(change.to.path)?.[0]
    return name?.kind === 'name' ? { ...parameter, name: name.name } : parameter
  })
}
