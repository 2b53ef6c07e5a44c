// What a step may call, and which records stand in what goes and comes. Pure.
import { listEnvelopes } from '../../shared/schema/envelopes.ts'
import type { Step } from '../../shared/project/use-case.ts'
import type { Endpoint, ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'

export type EndpointChoice = { readonly id: string; readonly method: string; readonly path: string; readonly summary: string; readonly deprecated: boolean }

/** A trigger is mostly a webhook; the others call. Those that suit the kind come first. */
export function listEndpoints(graph: SchemaGraph | undefined, kind: Step['kind']): EndpointChoice[] {
  const choices = (graph?.endpoints ?? []).map((endpoint) => ({ choice: choiceOf(endpoint), rank: rankOf(endpoint, kind) }))
  return choices.sort((a, b) => a.rank - b.rank).map(({ choice }) => choice)
}

function choiceOf({ id, method, path, summary, operationId, deprecated }: Endpoint): EndpointChoice {
  return { id, method, path, summary: summary ?? operationId ?? '', deprecated: deprecated === true }
}

function rankOf({ kind, method, deprecated }: Endpoint, of: Step['kind']): number {
  const isRead = method === 'GET' || method === 'QUERY'
  const suits = of === 'trigger' ? kind === 'webhook' : kind === 'operation' && (of === 'send') !== isRead
  return (suits ? 0 : 2) + (deprecated === true ? 1 : 0)
}

/** Every word must stand somewhere in its method, path or summary. */
export function searchEndpoints(choices: readonly EndpointChoice[], search: string): readonly EndpointChoice[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.length === 0 ? choices : choices.filter(({ id, summary }) => words.every((word) => `${id} ${summary}`.toLowerCase().includes(word)))
}

export type RecordChoice = { readonly key: string; readonly address: ObjectAddress; readonly words: string }

/** Records inside the request, or inside the first good answer; the likeliest first. */
export function listRecords(graph: SchemaGraph | undefined, id: string | undefined, body: 'request' | 'response'): RecordChoice[] {
  const endpoint = graph?.endpoints.find((one) => one.id === id)
  if (graph === undefined || endpoint === undefined) return []
  const answer =
    endpoint.responses.find((one) => one.status.startsWith('2') && one.body !== undefined) ?? endpoint.responses.find(({ status }) => status === 'default')
  const node = body === 'request' ? endpoint.request?.node : answer?.body?.node
  if (node === undefined) return []
  return listEnvelopes(graph, node).map(({ envelope, node: inner }) => {
    const address: ObjectAddress =
      body === 'request'
        ? { kind: 'request', endpoint: endpoint.id, envelope }
        : { kind: 'response', endpoint: endpoint.id, status: answer?.status ?? '200', envelope }
    return { key: recordKey(address), address, words: recordWords(envelope, graph.nodes[inner]?.name) }
  })
}

export function recordKey(address: ObjectAddress | undefined): string {
  return address === undefined ? '' : JSON.stringify([address.kind, address.kind === 'object' ? address.name : address.envelope])
}

function recordWords(envelope: string, name: string | undefined): string {
  const where = envelope === '' ? 'the whole body' : envelope === '[]' ? 'each entry of the list' : envelope
  return name === undefined ? where : `${where} (${name})`
}
