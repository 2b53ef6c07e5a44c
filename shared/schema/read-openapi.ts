// The only place that makes a schema graph from an OpenAPI 3.0 or 3.1 document.
import type { Reading } from './collect-parts.ts'
import { detectFormat } from './detect-format.ts'
import { indexSchemas } from './index-schemas.ts'
import { below, DOCUMENT } from './json-pointer.ts'
import { createNodeBuilder } from './node-builder.ts'
import { listOpenApiSchemas } from './openapi-places.ts'
import { createProblemList } from './problem-list.ts'
import { isRawObject, rawEntries, rawList, rawObject, rawText, type RawObject } from './raw-schema.ts'
import { keepText } from './raw-values.ts'
import { readEndpoints } from './read-endpoints.ts'
import { readNamedObjects } from './read-named-objects.ts'
import { createReferences } from './resolve-reference.ts'
import { fail, ok, type Result } from './result.ts'
import { READER_VERSION, type SchemaGraph } from './schema-graph.ts'
import type { SchemaReadError } from './schema-read-error.ts'

/** `document`: parsed JSON or YAML, unchecked. Never throws on what it holds; never fetches. */
export function readOpenApi(document: unknown): Result<SchemaGraph, SchemaReadError> {
  const detected = detectFormat(document)
  if (detected.kind !== 'openapi-3.0' && detected.kind !== 'openapi-3.1')
    return fail(
      detected.kind === 'unsupported'
        ? { type: 'UnsupportedFormat', found: detected.name }
        : { type: 'NotADescription', expected: 'an OpenAPI 3.0 or 3.1 description', found: detected.name },
    )
  if (!isRawObject(document)) return fail({ type: 'NotADescription', expected: 'an OpenAPI 3.0 or 3.1 description', found: detected.name })

  const problems = createProblemList()
  const indexed = indexSchemas(listOpenApiSchemas(document), '')
  if (!indexed.ok) return indexed
  const schemas = rawEntries(rawObject(document['components'])?.['schemas'])
  const names = new Map<object, string>()
  for (const [name, schema] of schemas) if (isRawObject(schema) && !names.has(schema)) names.set(schema, name)
  const reading: Reading = {
    dialect: { refSiblings: detected.kind === 'openapi-3.1' },
    references: createReferences(document, '', indexed.value, problems),
    problems,
    names,
  }
  const builder = createNodeBuilder(reading)

  const endpoints = readEndpoints(document, reading, builder.nodeOf)
  const named = schemas.map(([name, schema]) => ({ name, node: builder.nodeOf({ schema, place: below(DOCUMENT, 'components', 'schemas', name) }) }))
  const built = builder.finish()
  if (!built.ok) return built
  const info = rawObject(document['info']) ?? {}
  const version = typeof info['version'] === 'number' ? String(info['version']) : rawText(info['version'])
  return ok({
    readerVersion: READER_VERSION,
    format: detected.kind,
    title: keepText(info['title'], below(DOCUMENT, 'info'), problems) ?? 'API without a title',
    ...(version === undefined ? {} : { version }),
    servers: readServers(document),
    endpoints,
    objects: readNamedObjects(named, built.value, problems),
    nodes: built.value,
    fieldCount: indexed.value.fieldCount,
    problems: problems.list(),
  })
}

function readServers(document: RawObject): SchemaGraph['servers'] {
  return rawList(document['servers']).flatMap((server) => {
    const url = rawText(rawObject(server)?.['url'])
    const description = rawText(rawObject(server)?.['description'])
    return url === undefined ? [] : [{ url, ...(description === undefined ? {} : { description }) }]
  })
}
