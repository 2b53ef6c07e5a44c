// What a new case of kind flow starts from: the calls that the steps of its use case make, to be filled in. Pure.
import { buildFlowPlan, listFlows } from '../../shared/mapping/build-flow-plan.ts'
import { readFlowExpected, readFlowGiven } from '../../shared/mapping/flow-case.ts'
import type { Project } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'

export type FlowTemplate = { readonly given: JsonValue; readonly expected: JsonValue }

/** Without a use case whose steps move data, one with an endpoint that stands for any. */
export function makeFlowTemplate(
  project: Project,
  { useCases = [] }: Pick<TestCase, 'useCases'>,
  findGraph: (key: string) => SchemaGraph | undefined,
): FlowTemplate {
  const useCase = listFlows(project).find(({ id }) => useCases.includes(id))
  const plan = useCase === undefined ? undefined : buildFlowPlan(project, useCase.id, findGraph)?.plan
  const endpoints = plan?.endpoints ?? []
  const named = endpoints.map(({ id, system }) => (endpoints.filter((other) => other.id === id).length > 1 ? `${system} ${id}` : id))
  const calls = named.length === 0 ? ['POST /orders'] : named
  return {
    given: {
      ...(plan?.trigger.hasRecord === false ? {} : { trigger: {} }),
      answers: Object.fromEntries(calls.map((endpoint): [string, JsonValue] => [endpoint, [{ answer: {} }]])),
    },
    expected: { calls: calls.map((endpoint): JsonValue => ({ endpoint })), report: { done: [] } },
  }
}

export function checkFlowGiven(value: JsonValue): string | undefined {
  const read = readFlowGiven(value)
  return read.ok ? undefined : read.error.message
}

export function checkFlowExpected(value: JsonValue): string | undefined {
  const read = readFlowExpected(value)
  return read.ok ? undefined : read.error.message
}
