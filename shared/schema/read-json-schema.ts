// The only place that makes a schema graph from a JSON Schema document (draft-04 to 2020-12).
import type { Reading } from './collect-parts.ts'
import { indexSchemas } from './index-schemas.ts'
import { below, DOCUMENT } from './json-pointer.ts'
import { createNodeBuilder } from './node-builder.ts'
import { createProblemList } from './problem-list.ts'
import { isRawObject, rawEntries, rawText, type RawObject } from './raw-schema.ts'
import { keepText } from './raw-values.ts'
import { readNamedObjects } from './read-named-objects.ts'
import { createReferences } from './resolve-reference.ts'
import { fail, ok, type Result } from './result.ts'
import { READER_VERSION, type SchemaGraph } from './schema-graph.ts'
import { typeOfValue, type SchemaReadError } from './schema-read-error.ts'

/** `name` is the root object's name where the document gives no title: the file's, for example. */
export function readJsonSchema(document: unknown, name = 'root'): Result<SchemaGraph, SchemaReadError> {
  if (!isRawObject(document)) return fail({ type: 'NotADescription', expected: 'a JSON Schema', found: `a ${typeOfValue(document)}` })
  const base = rawText(document['$id'])?.replace(/#.*$/s, '') ?? ''
  const problems = createProblemList()
  const indexed = indexSchemas([{ schema: document, place: DOCUMENT }], base)
  if (!indexed.ok) return indexed

  const definitions = ['$defs', 'definitions'].flatMap((key) =>
    rawEntries(document[key]).map(([definition, schema]) => ({ name: definition, schema, place: below(DOCUMENT, key, definition) })),
  )
  const names = new Map<object, string>()
  for (const { name: definition, schema } of definitions) if (isRawObject(schema) && !names.has(schema)) names.set(schema, definition)
  const reading: Reading = {
    dialect: { refSiblings: hasRefSiblings(document) },
    references: createReferences(document, base, indexed.value, problems),
    problems,
    names,
  }
  const builder = createNodeBuilder(reading)

  const title = keepText(document['title'], DOCUMENT, problems)
  const taken = new Set(definitions.map((definition) => definition.name))
  const rootName = [title ?? name, name, `${title ?? name} (root)`].find((candidate) => !taken.has(candidate)) ?? 'root'
  const root = { name: rootName, node: builder.nodeOf({ schema: document, place: DOCUMENT }) }
  const named = definitions.map((definition) => ({ name: definition.name, node: builder.nodeOf(definition) }))
  const built = builder.finish()
  if (!built.ok) return built
  const distinct = named.some((definition) => definition.node === root.node) ? named : [root, ...named]
  return ok({
    readerVersion: READER_VERSION,
    format: 'json-schema',
    title: title ?? name,
    servers: [],
    endpoints: [],
    objects: readNamedObjects(distinct, built.value, problems),
    nodes: built.value,
    fieldCount: indexed.value.fieldCount,
    problems: problems.list(),
  })
}

/** Up to draft-07 keywords beside `$ref` are ignored. A document that does not say its version, and has `$defs` or nothing old, is read as the newest. */
function hasRefSiblings(document: RawObject): boolean {
  const stated = rawText(document['$schema'])
  if (stated !== undefined) return !/draft-0[3-7]/.test(stated)
  return document['$defs'] !== undefined || document['definitions'] === undefined
}
