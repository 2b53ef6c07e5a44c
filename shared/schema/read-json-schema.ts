// The only place that makes a schema graph from JSON Schema documents (draft-04 to 2020-12), one or several that refer to each other.
import { bareFileName, isListOfTypes, kindOfFile, type Definition, type FileKind } from './file-shape.ts'
import type { WrittenGraph } from './graph-writer.ts'
import { filesToRead, linkFiles, rootFiles, type LinkedFile, type LinkedFiles } from './link-files.ts'
import { isRawObject, rawText } from './raw-schema.ts'
import { keepText } from './raw-values.ts'
import { fail, ok, type Result } from './result.ts'
import type { SchemaGraph } from './schema-graph.ts'
import { typeOfValue, type SchemaReadError } from './schema-read-error.ts'
import { startReading } from './start-reading.ts'

/** `name` is the root object's name where the document gives no title: the file's, for example. */
export function readJsonSchema(document: unknown, name = 'root'): Result<SchemaGraph, SchemaReadError> {
  const linked = linkFiles([{ name: '', value: document }])
  const written = readJsonSchemaFiles(linked.files, linked, name)
  return written.ok ? ok(written.value.graph) : written
}

/** `own`: the schemas among the files. Each that no other refers to is a root; what they refer to is read with them. */
export function readJsonSchemaFiles(own: readonly LinkedFile[], linked: LinkedFiles, name: string): Result<WrittenGraph, SchemaReadError> {
  for (const { value } of own)
    if (!isRawObject(value) && !isListOfTypes(value)) return fail({ type: 'NotADescription', expected: 'a JSON Schema', found: `a ${typeOfValue(value)}` })
  const roots = rootFiles(own, linked)
  const alone = roots.length === 1
  const files = filesToRead(roots, linked, alone)
  const kinds = new Map<LinkedFile, FileKind>(roots.map((root) => [root, kindOfRoot(root.value)]))
  const started = startReading(files, kinds, { refSiblings: roots.every((root) => hasRefSiblings(root.value)) })
  if (!started.ok) return started
  const { reading, finish } = started.value

  const taken = new Set(started.value.ownNames)
  const listed: Definition[] = []
  let title: string | undefined
  for (const root of roots) {
    if (kinds.get(root) !== 'schema' || !isRawObject(root.value)) continue
    const place = files.placeOf(root)
    const own = keepText(root.value['title'], place, reading.problems)
    if (alone) title = own
    const bare = alone ? name : (bareFileName(root.name) ?? name)
    const rootName = [own ?? bare, bare, `${own ?? bare} (root)`, `${bare} (${root.name})`].find((candidate) => !taken.has(candidate)) ?? 'root'
    taken.add(rootName)
    listed.push({ name: rootName, schema: root.value, place })
  }
  return finish({ format: 'json-schema', title: title ?? name }, listed)
}

function kindOfRoot(value: unknown): FileKind {
  if (isListOfTypes(value) && kindOfFile(value) === 'named') return 'named'
  return 'schema'
}

/** Up to draft-07 keywords beside `$ref` are ignored. A document that does not say its version, and has `$defs` or nothing old, is read as the newest. */
function hasRefSiblings(document: unknown): boolean {
  if (!isRawObject(document)) return true
  const stated = rawText(document['$schema'])
  if (stated !== undefined) return !/draft-0[3-7]/.test(stated)
  return document['$defs'] !== undefined || document['definitions'] === undefined
}
