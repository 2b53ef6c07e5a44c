// The endpoints and parameters that test cases of kind flow name: the only place that finds them, and that calls them otherwise.
import type { JsonValue } from '../schema/json-value.ts'
import type { TestCase } from '../project/review-parts.ts'
import { entriesOf, findEndpoint, memberOf, valueOf, type CaseReading } from './case-records.ts'

/** `id`: of the endpoint. `parameters`: names that a call gives. */
export type CaseEndpoint = { readonly cell: 'given' | 'expected'; readonly id: string; readonly parameters: readonly string[] }

export function listCaseEndpoints(reading: CaseReading, testCase: TestCase): CaseEndpoint[] {
  if (testCase.kind !== 'flow') return []
  const answers = entriesOf(memberOf(valueOf(reading, testCase.given), 'answers')).flatMap(([key]): CaseEndpoint[] => {
    const endpoint = findEndpoint(reading, key)
    return endpoint === undefined ? [] : [{ cell: 'given', id: endpoint.id, parameters: [] }]
  })
  const calls = callsOf(valueOf(reading, testCase.expected)).flatMap((call): CaseEndpoint[] => {
    const endpoint = endpointOfCall(reading, call)
    return endpoint === undefined ? [] : [{ cell: 'expected', id: endpoint, parameters: entriesOf(memberOf(call, 'parameters')).map(([name]) => name) }]
  })
  return [...answers, ...calls]
}

export type NewNames = { readonly endpoint: (id: string) => string; readonly parameter: (endpoint: string, name: string) => string }

/** The cell's value with its endpoints and parameters called otherwise; the value itself where all keep their names. */
export function renameCaseEndpoints(reading: CaseReading, cell: 'given' | 'expected', value: JsonValue, names: NewNames): JsonValue {
  let changed = false
  /** What stands before the id, the name of the system, stays. */
  const renamed = (key: string, id: string | undefined) => {
    const to = id === undefined ? undefined : names.endpoint(id)
    if (id === undefined || to === undefined || to === id) return key
    changed = true
    return `${key.slice(0, key.length - id.length)}${to}`
  }
  const made =
    cell === 'given'
      ? withMember(value, 'answers', (answers) =>
          Object.fromEntries(entriesOf(answers).map(([key, list]) => [renamed(key, findEndpoint(reading, key)?.id), list])),
        )
      : withMember(value, 'calls', (calls) =>
          !Array.isArray(calls)
            ? calls
            : calls.map((call) => {
                const id = endpointOfCall(reading, call)
                if (id === undefined) return call
                const named = withMember(call, 'endpoint', (key) => (typeof key === 'string' ? renamed(key, id) : key))
                return withMember(named, 'parameters', (parameters) =>
                  Object.fromEntries(
                    entriesOf(parameters).map(([name, given]) => {
                      const to = names.parameter(id, name)
                      changed ||= to !== name
                      return [to, given]
                    }),
                  ),
                )
              }),
        )
  return changed ? made : value
}

function callsOf(expected: JsonValue | undefined): readonly JsonValue[] {
  const calls = memberOf(expected, 'calls')
  return Array.isArray(calls) ? calls : []
}

function endpointOfCall(reading: CaseReading, call: JsonValue): string | undefined {
  const key = memberOf(call, 'endpoint')
  return typeof key === 'string' ? findEndpoint(reading, key)?.id : undefined
}

function withMember(value: JsonValue, name: string, change: (member: JsonValue) => JsonValue): JsonValue {
  const member = memberOf(value, name)
  if (member === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([each, own]) => [each, each === name ? change(member) : own]))
}
