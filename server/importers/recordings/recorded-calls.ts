// The only place that makes a graph from recorded calls (Postman, HAR): one endpoint for each method and path, its bodies told from what was sent and answered.
import { listEnvelopes } from '../../../shared/schema/envelopes.ts'
import { pathSteps } from '../../../shared/schema/field-path.ts'
import { createGraphWriter, type GraphParts, type GraphWriter, type SourcePlace } from '../../../shared/schema/graph-writer.ts'
import { observeRecords } from '../../../shared/schema/observe-records.ts'
import { isRawObject } from '../../../shared/schema/raw-schema.ts'
import { writeObserved } from '../../../shared/schema/read-samples.ts'
import { ok, type Result } from '../../../shared/schema/result.ts'
import { printObjectAddress } from '../../../shared/schema/fields.ts'
import type { Body, Endpoint, NodeId, ObjectAddress, Parameter, SchemaGraph } from '../../../shared/schema/schema-graph.ts'
import type { SchemaReadError } from '../../../shared/schema/schema-read-error.ts'
import type { ReadSamples, ReadSchema } from '../format-reader.ts'

export type RecordedBody = { readonly mediaType: string; readonly value: unknown; readonly place: SourcePlace }
export type RecordedParameter = Pick<Parameter, 'name' | 'in' | 'required'> & { readonly description?: string; readonly example?: string }

export type RecordedCall = {
  readonly method: string
  /** With `{names}` for what changes from call to call. */
  readonly path: string
  readonly summary?: string
  readonly description?: string
  readonly parameters: readonly RecordedParameter[]
  readonly request?: RecordedBody
  readonly responses: readonly { readonly status: string; readonly description?: string; readonly body?: RecordedBody }[]
}

export type Recording = Omit<GraphParts, 'endpoints' | 'objects' | 'fieldCount'> & {
  readonly calls: readonly RecordedCall[]
  /** Bodies that could not be read and the like: place, then sentence. */
  readonly findings: readonly (readonly [at: string, message: string])[]
}

/** Samples of each body, as records inside its likeliest envelope. */
export function readRecording(recording: Recording): Result<ReadSchema, SchemaReadError> {
  const writer = createGraphWriter()
  for (const [at, message] of recording.findings) writer.problem('unsupported-construct', at, message)
  const bodies: { readonly node: NodeId; readonly values: readonly unknown[]; readonly address: (envelope: string) => ObjectAddress }[] = []
  const endpoints = [...groupCalls(recording.calls)].map(([id, calls]) => {
    const body = (recorded: readonly RecordedBody[], address: (envelope: string) => ObjectAddress): Body | undefined => {
      const [first] = recorded
      if (first === undefined) return undefined
      const values = recorded.map(({ value }) => value)
      const node = writeObserved(writer, observeRecords(values), () => first.place)
      bodies.push({ node, values, address })
      return { mediaType: first.mediaType, required: true, node }
    }
    return toEndpoint(writer, id, calls, body)
  })
  const { calls: _calls, findings: _findings, ...parts } = recording
  const written = writer.finish({ ...parts, endpoints, objects: [] })
  if (!written.ok) return written
  const { graph, places } = written.value
  return ok({ graph, places, samples: bodies.flatMap(({ node, values, address }) => sampleOf(graph, node, values, address)) })
}

function groupCalls(calls: readonly RecordedCall[]): Map<string, RecordedCall[]> {
  const groups = new Map<string, RecordedCall[]>()
  for (const call of calls) {
    // `{id}` and `{orderId}` in the same place are the same.
    const id = `${call.method} ${call.path.replaceAll(/\{[^{}]*\}/g, '{}')}`
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [call])
    else group.push(call)
  }
  return new Map([...groups.values()].map((group) => [`${group[0]?.method ?? ''} ${group[0]?.path ?? ''}`, group]))
}

type MakeBody = (recorded: readonly RecordedBody[], address: (envelope: string) => ObjectAddress) => Body | undefined

function toEndpoint(writer: GraphWriter, id: string, calls: readonly RecordedCall[], makeBody: MakeBody): Endpoint {
  const [first] = calls as readonly [RecordedCall, ...RecordedCall[]]
  const parameters = new Map<string, RecordedParameter>()
  for (const call of calls)
    for (const parameter of call.parameters) {
      const key = `${parameter.in} ${parameter.name}`
      if (!parameters.has(key)) parameters.set(key, parameter)
    }
  const request = makeBody(
    calls.flatMap((call) => call.request ?? []),
    (envelope) => ({ kind: 'request', endpoint: id, envelope }),
  )
  const statuses = [...new Set(calls.flatMap((call) => call.responses.map(({ status }) => status)))]
  const responses = statuses.map((status) => {
    const answers = calls.flatMap((call) => call.responses.filter((response) => response.status === status))
    const description = answers.find((answer) => answer.description !== undefined)?.description
    const body = makeBody(
      answers.flatMap((answer) => answer.body ?? []),
      (envelope) => ({ kind: 'response', endpoint: id, status, envelope }),
    )
    return { status, ...(description === undefined ? {} : { description }), ...(body === undefined ? {} : { body }) }
  })
  const names = [...new Set(calls.flatMap((call) => call.summary ?? []))]
  return {
    id,
    kind: 'operation',
    method: first.method,
    path: first.path,
    ...(names.length === 0 ? {} : { summary: names.join(' · ').slice(0, 500) }),
    ...(first.description === undefined ? {} : { description: first.description.slice(0, 10_000) }),
    parameters: [...parameters.values()].map((parameter): Parameter => {
      const { example, ...rest } = parameter
      return { ...rest, node: writer.value({ types: ['text'], ...(example === undefined || example === '' ? {} : { example }) }) }
    }),
    ...(request === undefined ? {} : { request }),
    responses,
  }
}

function sampleOf(graph: SchemaGraph, node: NodeId, values: readonly unknown[], toAddress: (envelope: string) => ObjectAddress): ReadSamples[] {
  const [likeliest] = listEnvelopes(graph, node)
  if (likeliest === undefined) return []
  let records: readonly unknown[] = values
  for (const step of pathSteps(likeliest.envelope))
    records = records.flatMap((value) =>
      step.kind === 'name'
        ? isRawObject(value) && Object.hasOwn(value, step.name)
          ? [value[step.name]]
          : []
        : step.kind === 'item'
          ? Array.isArray(value)
            ? (value as unknown[])
            : []
          : isRawObject(value)
            ? Object.values(value)
            : [],
    )
  const objects = records.filter(isRawObject)
  const object = toAddress(likeliest.envelope)
  return objects.length === 0 ? [] : [{ object, name: printObjectAddress(object), records: objects }]
}
