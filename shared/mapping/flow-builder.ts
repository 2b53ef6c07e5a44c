// What is known while a use case's steps are made into a plan: the results so far, and everything the steps refer to in the project.
import { listEnvelopes } from '../schema/envelopes.ts'
import { parseFieldPath, printFieldPath, type FieldPath } from '../schema/field-path.ts'
import { findObject } from '../schema/fields.ts'
import type { Endpoint, NodeId, ObjectAddress, SchemaGraph } from '../schema/schema-graph.ts'
import type { Project } from '../project/project.ts'
import type { Step } from '../project/use-case.ts'
import { fieldTree, type FieldTree } from './field-tree.ts'
import type { FlowConfig, FlowEndpoint, FlowEnvelope, FlowMap } from './flow-plan.ts'
import { flowRules, type FlowProblem, type FlowProblemCode } from './flow-rules.ts'

/** `schema`, `address`: what its record is; absent where that is not known. */
export type KnownResult = { readonly step: Step; readonly name: string; readonly schema?: string; readonly address?: ObjectAddress; readonly tree?: FieldTree }

export type FlowBuilder = {
  readonly project: Project
  readonly findGraph: (key: string) => SchemaGraph | undefined
  readonly steps: readonly Step[]
  readonly problems: FlowProblem[]
  /** By step id, in the order of the steps so far. */
  readonly results: Map<string, KnownResult>
  readonly endpoints: Map<string, FlowEndpoint>
  readonly maps: Map<string, FlowMap>
  readonly config: Map<string, FlowConfig>
}

/** What a value may be besides an earlier result. `own`: the step's own record: an answer that is waited for, or what a lookup found. */
export type ValuePlace = { readonly step: Step; readonly own?: KnownResult | undefined; readonly candidate?: KnownResult | undefined; readonly pages?: boolean }

export type FoundEndpoint = { readonly key: string; readonly schema: string; readonly graph: SchemaGraph; readonly endpoint: Endpoint }

/** Gives undefined, so that a finding can be returned. */
export function report(builder: FlowBuilder, step: Step | null, code: FlowProblemCode, ...names: string[]): undefined {
  const say: (...names: string[]) => string = flowRules[code]
  builder.problems.push({ code, step: step?.id ?? null, message: say(...names) })
  return undefined
}

/** `schema`: where the endpoint is looked for; absent: the step's own. */
export function takeEndpoint(builder: FlowBuilder, step: Step, id: string | undefined, schema = step.schema): FoundEndpoint | undefined {
  const { project } = builder
  if (id === undefined || schema === undefined) return report(builder, step, 'no-endpoint')
  const version = project.schemas.find((one) => one.id === schema && one.deleted !== true)
  const graph = version === undefined ? undefined : builder.findGraph(version.graph)
  if (version === undefined || graph === undefined) return report(builder, step, 'schema-missing')
  const endpoint = graph.endpoints.find((one) => one.id === id)
  if (endpoint === undefined) return report(builder, step, 'unknown-endpoint', id)
  const key = `${schema} ${id}`
  const system = project.systems.find((one) => one.id === version.system)?.name ?? version.title
  builder.endpoints.set(key, { key, system, id, method: endpoint.method, path: endpoint.path, operationId: endpoint.operationId ?? null })
  return { key, schema, graph, endpoint }
}

/** The record in an endpoint's answer: the one that was chosen, else the likeliest of the first good answer. */
export function answerOf({ graph, endpoint }: FoundEndpoint, chosen: ObjectAddress | undefined): ObjectAddress | undefined {
  if (chosen?.kind === 'response' && chosen.endpoint === endpoint.id) return findObject(graph, chosen) === undefined ? undefined : chosen
  const good =
    endpoint.responses.find(({ status, body }) => status.startsWith('2') && body !== undefined) ?? endpoint.responses.find((one) => one.status === 'default')
  const [likeliest] = good?.body === undefined ? [] : listEnvelopes(graph, good.body.node)
  return likeliest === undefined || good === undefined
    ? undefined
    : { kind: 'response', endpoint: endpoint.id, status: good.status, envelope: likeliest.envelope }
}

/** The record in a request: the one that was chosen, else the likeliest. */
export function requestOf({ graph, endpoint }: FoundEndpoint, chosen: ObjectAddress | undefined): ObjectAddress | undefined {
  if (chosen?.kind === 'request' && chosen.endpoint === endpoint.id) return findObject(graph, chosen) === undefined ? undefined : chosen
  const [likeliest] = endpoint.request === undefined ? [] : listEnvelopes(graph, endpoint.request.node)
  return likeliest === undefined ? undefined : { kind: 'request', endpoint: endpoint.id, envelope: likeliest.envelope }
}

export function envelopeOf(builder: FlowBuilder, step: Step, address: ObjectAddress): FlowEnvelope | undefined {
  const envelope = address.kind === 'object' ? '' : address.envelope
  const parsed = parseFieldPath(envelope)
  const steps = parsed.ok ? parsed.value : undefined
  const list = steps?.at(-1)?.kind === 'item'
  const names = (list ? steps?.slice(0, -1) : steps)?.map((one) => (one.kind === 'name' ? one.name : undefined))
  if (names === undefined || !names.every((name) => name !== undefined)) return report(builder, step, 'envelope-too-deep', envelope)
  return { names, list }
}

export function treeOf(graph: SchemaGraph, address: ObjectAddress): FieldTree | undefined {
  const node: NodeId | undefined = findObject(graph, address)
  return node === undefined ? undefined : fieldTree(graph, node)
}

/** The names on the way to a value of a result. */
export function pathIn(builder: FlowBuilder, step: Step, result: KnownResult, path: FieldPath): readonly string[] | undefined {
  const parsed = parseFieldPath(path)
  if (!parsed.ok) return report(builder, step, 'unknown-field', result.name, path)
  const names = parsed.value.map((one) => (one.kind === 'name' ? one.name : undefined))
  if (!names.every((name) => name !== undefined)) return report(builder, step, 'list-in-path', result.name, path)
  const { tree } = result
  if (tree === undefined || path === '' || tree.find(path) !== undefined) return names
  // Below a field whose description says nothing, any name may exist.
  const above = parsed.value.map((_, length) => tree.find(printFieldPath(parsed.value.slice(0, length))))
  const isOpen = above.some((field) => {
    const facts = field?.facts
    return facts !== undefined && (facts.types.includes('any') || facts.types.includes('map') || facts.entries !== undefined || isBare(facts))
  })
  return isOpen ? names : report(builder, step, 'unknown-field', result.name, path)
}

function isBare(facts: { readonly types: readonly string[]; readonly properties?: readonly unknown[]; readonly variants?: unknown }): boolean {
  return facts.types.includes('object') && facts.properties === undefined && facts.variants === undefined
}
