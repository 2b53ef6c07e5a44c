// What is found about the steps of one use case: what keeps its flow from being made, and what an engineer would have to ask.
import { buildFlowPlan } from '../mapping/build-flow-plan.ts'
import type { Project } from '../project/project.ts'
import type { Step, StepParameter } from '../project/use-case.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { onPlace, type ReviewProblem } from './found.ts'
import { placeAddress } from './place.ts'
import { rules, stepCode } from './rules.ts'

type FindGraph = (key: string) => SchemaGraph | undefined

/** `steps`: of the use case, in their order; none is a use case that has only its business part yet. */
export function checkSteps(project: Project, useCase: string, steps: readonly Step[], findGraph: FindGraph): ReviewProblem[] {
  if (steps.length === 0) return []
  const built = buildFlowPlan(project, useCase, findGraph)?.problems ?? []
  const strangers = new Set(steps.flatMap((step) => (hasNoSystem(step) ? [step.id] : [])))
  const ofPlan = built.flatMap(({ code, step, message }): ReviewProblem[] => {
    // Without a system nobody could choose an endpoint.
    if (code === 'no-endpoint' && step !== null && strangers.has(step)) return []
    const at = step === null ? placeAddress('use-case', useCase) : placeAddress('step', step)
    return [{ code: stepCode(code), severity: rules[stepCode(code)].severity, at, row: null, message }]
  })
  const order = new Map(steps.map((step, index) => [placeAddress('step', step.id), index]))
  const own = steps.flatMap((step) => [
    ...(strangers.has(step.id) ? [onPlace('step', step.id, 'step-without-system')] : []),
    ...listParameters(project, step, findGraph),
    ...listFailures(step),
  ])
  const unique = new Map([...ofPlan, ...own].map((problem) => [`${problem.code} ${problem.at} ${problem.message}`, problem]))
  return [...unique.values()].sort((a, b) => (order.get(a.at) ?? -1) - (order.get(b.at) ?? -1))
}

function calls({ kind }: Step): boolean {
  return kind === 'retrieve' || kind === 'send'
}

function hasNoSystem(step: Step): boolean {
  return calls(step) && step.system === undefined && step.schema === undefined && step.endpoint === undefined
}

/** Required ones of the query; those of the path are the plan's. */
function listParameters(project: Project, step: Step, findGraph: FindGraph): ReviewProblem[] {
  if (step.kind === 'trigger') return []
  const asked: readonly { readonly schema: string | undefined; readonly endpoint: string | undefined; readonly parameters: readonly StepParameter[] }[] = [
    { schema: step.schema, endpoint: step.endpoint, parameters: step.parameters ?? [] },
    ...(step.lookup === undefined
      ? []
      : [{ schema: step.lookup.schema ?? step.schema, endpoint: step.lookup.endpoint, parameters: step.lookup.parameters ?? [] }]),
    ...(step.update === undefined ? [] : [{ schema: step.schema, endpoint: step.update.endpoint, parameters: step.update.parameters ?? [] }]),
  ]
  return asked.flatMap(({ schema, endpoint, parameters }) => {
    const version = project.schemas.find(({ id }) => id === schema)
    const found = version === undefined ? undefined : findGraph(version.graph)?.endpoints.find(({ id }) => id === endpoint)
    return (found?.parameters ?? []).flatMap((parameter) => {
      const isGiven = !parameter.required || parameter.in !== 'query' || parameters.some(({ name }) => name === parameter.name)
      return isGiven ? [] : [onPlace('step', step.id, 'step-parameter-missing', endpoint ?? '', parameter.name)]
    })
  })
}

function listFailures(step: Step): ReviewProblem[] {
  if (step.failure === 'retry' && step.retries === undefined) return [onPlace('step', step.id, 'step-retry-without-number')]
  return calls(step) && step.failure === undefined ? [onPlace('step', step.id, 'step-without-failure-rule')] : []
}
