// One API that its vendor publishes as OpenAPI 3.0 and as Swagger 2.0 gives one tree, as far as the two files say the same.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { corpusFolder } from '../../fixtures/corpus.ts'
import { expandFields, rootField, type Field } from '../../shared/schema/fields.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { allFormats } from './formats/all-formats.ts'
import { openText } from './open-files.ts'

type Raw = { [key: string]: unknown }

const corpus = corpusFolder()
const textOf = (name: string) => readFileSync(join(corpus ?? '', 'schemas', name), 'utf8')
const OPENAPI = 'square.orders.slice.oas3.json'
const SWAGGER = 'square.orders.slice.swagger2.json'

function readGraph(name: string, text: string): SchemaGraph {
  const opened = openText(name, text)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  const read = allFormats.find((each) => each.recognises(opened.value))?.read([opened.value], [opened.value], name)
  if (read?.ok !== true) throw new Error(JSON.stringify(read?.error))
  return read.value.graph
}

/** What is called by ids of nodes is told by what stands there, two levels deep. */
function printTree(graph: SchemaGraph, depth: number): unknown {
  const fieldsOf = (node: string) => expandFields(graph, rootField(graph, node), depth, 500).fields.map(sayField)
  const bodyOf = (body: { node: string; mediaType: string; required: boolean } | undefined) =>
    body === undefined ? undefined : { mediaType: body.mediaType, required: body.required, fields: fieldsOf(body.node) }
  return {
    servers: graph.servers,
    fieldCount: graph.fieldCount,
    problems: graph.problems.length,
    objects: graph.objects.map(({ name, node, description }) => ({ name, description, fields: fieldsOf(node) })),
    endpoints: graph.endpoints.map((endpoint) => ({
      ...endpoint,
      parameters: endpoint.parameters.map(({ node, ...parameter }) => ({ ...parameter, types: graph.nodes[node]?.types, format: graph.nodes[node]?.format })),
      request: bodyOf(endpoint.request),
      responses: endpoint.responses.map(({ status, description, body }) => ({ status, description, body: bodyOf(body) })),
    })),
  }
}

function sayField({ path, required, readOnly, recursive, facts }: Field): unknown {
  const { properties: _properties, items: _items, entries: _entries, variants, ...said } = facts
  return { path, required, readOnly, recursive, ...said, variants: variants?.options.length }
}

describe.skipIf(corpus === undefined)('an API in both formats', () => {
  test('the OpenAPI document written again as Swagger 2.0 gives the same tree', () => {
    const document = JSON.parse(textOf(OPENAPI)) as Raw
    const swagger = readGraph('again.json', JSON.stringify(toSwagger(document)))
    const openapi = readGraph(OPENAPI, JSON.stringify(document))
    expect(swagger.format).toBe('swagger-2.0')
    expect(printTree(swagger, 2)).toEqual(printTree(openapi, 2))
  })

  test("the vendor's own Swagger 2.0 document has the same endpoints and the same fields, but where it is of another year", () => {
    const openapi = readGraph(OPENAPI, textOf(OPENAPI))
    const swagger = readGraph(SWAGGER, textOf(SWAGGER))
    expect(
      swagger.endpoints.map(({ id, operationId, request, responses }) => [id, operationId, request?.mediaType, responses.map(({ status }) => status)]),
    ).toEqual(openapi.endpoints.map(({ id, operationId, request, responses }) => [id, operationId, request?.mediaType, responses.map(({ status }) => status)]))
    expect(swagger.servers).toEqual(openapi.servers)
    const names = openapi.objects.map(({ name }) => name)
    expect(swagger.objects.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual(['TaxIds'])
    const fieldsOf = (graph: SchemaGraph, name: string) => {
      const node = graph.objects.find((object) => object.name === name)?.node ?? ''
      return expandFields(graph, rootField(graph, node), 1).fields.map(({ path, required, facts: { types, format, minLength, pattern, maxItems } }) => ({
        path,
        required,
        types,
        format,
        minLength,
        pattern,
        maxItems,
      }))
    }
    const different = names.filter((name) => JSON.stringify(fieldsOf(openapi, name)) !== JSON.stringify(fieldsOf(swagger, name)))
    // Fields that came and went between the two years of the API.
    expect(different).toEqual(['Card', 'Customer', 'Refund'])
  })
})

/** By the table of what moved where between the two formats; only what the document uses. */
function toSwagger(document: Raw): Raw {
  const text = JSON.stringify(document).replaceAll('"#/components/schemas/', '"#/definitions/').replaceAll('"nullable":', '"x-nullable":')
  const moved = JSON.parse(text) as {
    info: unknown
    servers: { url: string }[]
    paths: Record<string, Record<string, Raw>>
    components: { schemas: Record<string, Raw> }
  }
  const server = new URL(moved.servers[0]?.url ?? '')
  for (const item of Object.values(moved.paths)) for (const operation of Object.values(item)) moveOperation(operation, moved.components.schemas)
  return {
    swagger: '2.0',
    info: moved.info,
    host: server.host,
    schemes: [server.protocol.replace(':', '')],
    ...(server.pathname === '/' ? {} : { basePath: server.pathname }),
    paths: moved.paths,
    definitions: moved.components.schemas,
  }
}

function moveOperation(operation: Raw, schemas: Readonly<Record<string, Raw>>): void {
  const jsonOf = (holder: unknown) => (holder as { content?: { 'application/json'?: { schema?: unknown } } } | undefined)?.content?.['application/json']?.schema
  // Outside of bodies Swagger 2.0 has no references to types.
  const parameters = ((operation['parameters'] ?? []) as Raw[]).map(({ schema, ...parameter }) => {
    const { $ref: reference, ...own } = schema as { $ref?: string }
    return { ...own, ...(reference === undefined ? {} : schemas[reference.split('/').at(-1) ?? '']), ...parameter }
  })
  const body = operation['requestBody'] as Raw | undefined
  const bodyParameter = { in: 'body', name: 'body', required: body?.['required'] === true, schema: jsonOf(body) }
  operation['parameters'] = body === undefined ? parameters : [...parameters, bodyParameter]
  delete operation['requestBody']
  operation['responses'] = Object.fromEntries(
    Object.entries(operation['responses'] as Record<string, Raw>).map(([status, { content, ...response }]) => [
      status,
      content === undefined ? response : { ...response, schema: jsonOf({ content }) },
    ]),
  )
}
