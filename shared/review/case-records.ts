// The records inside test cases, each with the object it is one of: the only place that knows where in a case they lie.
import type { JsonValue } from '../schema/json-value.ts'
import type { ObjectAddress, SchemaGraph } from '../schema/schema-graph.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { inputNames } from '../mapping/source-text.ts'
import type { Project } from '../project/project.ts'
import type { TestCase } from '../project/review-parts.ts'

export type CaseRecord = {
  readonly cell: 'given' | 'expected'
  /** Where in the cell's value it lies: names and positions. */
  readonly at: readonly (string | number)[]
  readonly object: ObjectAddress
  readonly side: 'source' | 'destination'
  readonly value: JsonValue
}

export type CaseReading = {
  readonly project: Project
  /** Id of the schema version whose objects are looked for. */
  readonly schema: string
  readonly graph: SchemaGraph
  readonly findContext: (fieldMap: string) => MapContext | undefined
  readonly findRecord: (hash: string) => unknown
}

export function listCaseRecords(reading: CaseReading, testCase: TestCase): CaseRecord[] {
  const given = valueOf(reading, testCase.given)
  const expected = valueOf(reading, testCase.expected)
  if (testCase.kind === 'flow') return [...flowGiven(reading, testCase, given), ...flowExpected(reading, expected)]
  const context = testCase.kind === 'mapping' && testCase.fieldMap !== undefined ? reading.findContext(testCase.fieldMap) : undefined
  if (context === undefined) return []
  const records: CaseRecord[] = []
  const names = inputNames(context)
  for (const { input } of context.inputs) {
    const name = names.get(input.id) ?? input.name
    const value = memberOf(given, name)
    if (input.source.schema === reading.schema && value !== undefined)
      records.push({ cell: 'given', at: [name], object: input.source.object, side: 'source', value })
  }
  const { destination } = context.fieldMap
  if (destination.schema === reading.schema && expected !== undefined)
    records.push({ cell: 'expected', at: [], object: destination.object, side: 'destination', value: expected })
  return records
}

function flowGiven(reading: CaseReading, testCase: TestCase, given: JsonValue | undefined): CaseRecord[] {
  const records: CaseRecord[] = []
  const trigger = memberOf(given, 'trigger')
  const first = reading.project.steps.find(
    (step) => step.kind === 'trigger' && step.deleted !== true && step.schema === reading.schema && testCase.useCases?.includes(step.useCase) === true,
  )
  const object = first?.object ?? (first?.endpoint === undefined ? undefined : ({ kind: 'request', endpoint: first.endpoint, envelope: '' } as const))
  if (trigger !== undefined && object !== undefined) records.push({ cell: 'given', at: ['trigger'], object, side: 'source', value: trigger })
  const answers = memberOf(given, 'answers')
  for (const [key, list] of entriesOf(answers)) {
    const endpoint = findEndpoint(reading, key)
    const status = endpoint?.responses.find(({ status: each, body }) => body !== undefined && !/^[45]/.test(each))?.status
    if (endpoint === undefined || status === undefined || !Array.isArray(list)) continue
    for (const [i, one] of list.entries()) {
      const value = memberOf(one, 'answer')
      if (value !== undefined)
        records.push({
          cell: 'given',
          at: ['answers', key, i, 'answer'],
          object: { kind: 'response', endpoint: endpoint.id, status, envelope: '' },
          side: 'source',
          value,
        })
    }
  }
  return records
}

function flowExpected(reading: CaseReading, expected: JsonValue | undefined): CaseRecord[] {
  const calls = memberOf(expected, 'calls')
  if (!Array.isArray(calls)) return []
  return calls.flatMap((call, i): CaseRecord[] => {
    const key = memberOf(call, 'endpoint')
    const value = memberOf(call, 'body')
    const endpoint = typeof key === 'string' ? findEndpoint(reading, key) : undefined
    if (endpoint === undefined || value === undefined) return []
    return [{ cell: 'expected', at: ['calls', i, 'body'], object: { kind: 'request', endpoint: endpoint.id, envelope: '' }, side: 'destination', value }]
  })
}

/** `POST /Invoices`, or `Xero POST /Invoices` where two systems have the same. */
export function findEndpoint({ graph, project, schema }: CaseReading, key: string): SchemaGraph['endpoints'][number] | undefined {
  const system = project.systems.find(({ id }) => id === project.schemas.find((version) => version.id === schema)?.system)
  return graph.endpoints.find(({ id }) => key === id || (system !== undefined && key === `${system.name} ${id}`))
}

export function valueOf({ findRecord }: CaseReading, hash: string | undefined): JsonValue | undefined {
  const found = hash === undefined ? undefined : findRecord(hash)
  return found as JsonValue | undefined
}

export function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

export function entriesOf(value: JsonValue | undefined): [string, JsonValue][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}
