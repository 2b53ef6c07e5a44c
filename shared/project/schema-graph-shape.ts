// The shape of a schema graph and its evidence as they lie in a project file: checked there, because such a file comes from anywhere.
import { z } from 'zod'
import type { FieldEvidence } from '../schema/evidence.ts'
import { formatNames, type SchemaFormat, type SchemaGraph } from '../schema/schema-graph.ts'
import { json, scalar } from './parts.ts'

const name = z.string().max(4_000)
const words = z.string().optional()
const nodeId = z.string().max(200)
const fieldType = z.enum(['text', 'number', 'integer', 'boolean', 'object', 'list', 'map', 'any'])
const body = z.looseObject({ mediaType: z.string(), required: z.boolean(), node: nodeId })

const variants = z.looseObject({
  kind: z.enum(['oneOf', 'anyOf']),
  discriminator: z.string().optional(),
  options: z.array(z.looseObject({ label: z.string(), node: nodeId, discriminatorValue: z.string().optional() })),
})

const schemaNode = z.looseObject({
  types: z.array(fieldType).min(1),
  nullable: z.boolean().optional(),
  name: words,
  title: words,
  description: words,
  format: words,
  enum: z.array(json).optional(),
  const: json.optional(),
  default: json.optional(),
  example: json.optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  multipleOf: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  pattern: words,
  readOnly: z.boolean().optional(),
  writeOnly: z.boolean().optional(),
  deprecated: z.boolean().optional(),
  properties: z.array(z.looseObject({ name, node: nodeId, required: z.boolean() })).optional(),
  items: nodeId.optional(),
  entries: nodeId.optional(),
  variants: variants.optional(),
})

const endpoint = z.looseObject({
  id: name,
  kind: z.enum(['operation', 'webhook']),
  method: z.string(),
  path: z.string(),
  operationId: words,
  summary: words,
  description: words,
  deprecated: z.boolean().optional(),
  parameters: z.array(z.looseObject({ name, in: z.enum(['path', 'query', 'header', 'cookie']), required: z.boolean(), description: words, node: nodeId })),
  request: body.optional(),
  responses: z.array(z.looseObject({ status: z.string(), description: words, body: body.optional() })),
})

export const schemaGraphShape = z.looseObject({
  readerVersion: z.number(),
  format: z.enum(Object.keys(formatNames) as [SchemaFormat, ...SchemaFormat[]]),
  title: z.string(),
  version: words,
  servers: z.array(z.looseObject({ url: z.string(), description: words })),
  endpoints: z.array(endpoint),
  objects: z.array(z.looseObject({ name, node: nodeId, description: words })),
  nodes: z.record(nodeId, schemaNode),
  fieldCount: z.number(),
  problems: z.array(z.looseObject({ code: z.string(), at: z.string(), message: z.string() })),
})

export const evidenceShape = z.looseObject({
  path: name,
  seen: z.number(),
  of: z.number(),
  types: z.array(z.looseObject({ type: fieldType, count: z.number() })),
  nulls: z.number(),
  distinct: z.array(z.looseObject({ value: scalar, count: z.number() })),
  more: z.boolean(),
  longest: z.number().optional(),
  longestText: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})

/** A node that is referred to but not there, as `place → node id`; undefined: all are there. */
export function findMissingNode(graph: SchemaGraph): { readonly at: readonly string[]; readonly node: string } | undefined {
  const isThere = (node: string | undefined) => node === undefined || Object.hasOwn(graph.nodes, node)
  for (const [index, { node }] of graph.objects.entries()) if (!isThere(node)) return { at: ['objects', String(index)], node }
  for (const [index, { parameters, request, responses }] of graph.endpoints.entries()) {
    const nodes = [...parameters.map(({ node }) => node), request?.node, ...responses.map(({ body: answer }) => answer?.node)]
    const missing = nodes.find((node) => !isThere(node))
    if (missing !== undefined) return { at: ['endpoints', String(index)], node: missing }
  }
  for (const [id, node] of Object.entries(graph.nodes)) {
    const nodes = [
      ...(node.properties ?? []).map((property) => property.node),
      node.items,
      node.entries,
      ...(node.variants?.options ?? []).map((option) => option.node),
    ]
    const missing = nodes.find((each) => !isThere(each))
    if (missing !== undefined) return { at: ['nodes', id], node: missing }
  }
  return undefined
}

// The shapes must follow the types: what they take is such a value.
schemaGraphShape satisfies z.ZodType<Pick<SchemaGraph, 'title' | 'format'>>
evidenceShape satisfies z.ZodType<Omit<FieldEvidence, 'path'>>
