// The only place that makes a schema graph from an OpenAPI 3.0 or 3.1 document, with the files of its upload that it refers to.
import { detectFormat } from './detect-format.ts'
import type { WrittenGraph } from './graph-writer.ts'
import { below, DOCUMENT } from './json-pointer.ts'
import { filesToRead, linkFiles, type LinkedFile, type LinkedFiles } from './link-files.ts'
import { isRawObject, rawList, rawObject, rawText, type RawObject } from './raw-schema.ts'
import { keepText } from './raw-values.ts'
import { readEndpoints } from './read-endpoints.ts'
import { fail, ok, type Result } from './result.ts'
import type { SchemaGraph } from './schema-graph.ts'
import type { SchemaReadError } from './schema-read-error.ts'
import { startReading } from './start-reading.ts'

/** `document`: parsed JSON or YAML, unchecked. Never throws on what it holds; never fetches. */
export function readOpenApi(document: unknown): Result<SchemaGraph, SchemaReadError> {
  const linked = linkFiles([{ name: '', value: document }])
  const [main] = linked.files
  const written = main === undefined ? undefined : readOpenApiFiles(main, linked)
  if (written === undefined) throw new Error('a linked file is lost')
  return written.ok ? ok(written.value.graph) : written
}

/** `main`: the one file that the others are parts of. */
export function readOpenApiFiles(main: LinkedFile, linked: LinkedFiles): Result<WrittenGraph, SchemaReadError> {
  const document = main.value
  const detected = detectFormat(document)
  if ((detected.kind !== 'openapi-3.0' && detected.kind !== 'openapi-3.1') || !isRawObject(document))
    return fail(
      detected.kind === 'unsupported'
        ? { type: 'UnsupportedFormat', found: detected.name }
        : { type: 'NotADescription', expected: 'an OpenAPI 3.0 or 3.1 description', found: detected.name },
    )
  const files = filesToRead([main], linked, true)
  const started = startReading(files, new Map([[main, 'document']]), { refSiblings: detected.kind === 'openapi-3.1' })
  if (!started.ok) return started
  const { reading, builder, finish } = started.value
  const endpoints = readEndpoints(document, reading, builder.nodeOf)
  const { title, version } = readTitle(document, reading.problems)
  return finish({ format: detected.kind, title, ...(version === undefined ? {} : { version }), servers: readServers(document), endpoints })
}

export function readTitle(document: RawObject, problems: Parameters<typeof keepText>[2]): { readonly title: string; readonly version?: string } {
  const info = rawObject(document['info']) ?? {}
  // YAML without quotes gives a number: `version: 1.0`.
  const version = typeof info['version'] === 'number' ? String(info['version']) : rawText(info['version'])
  return { title: keepText(info['title'], below(DOCUMENT, 'info'), problems) ?? 'API without a title', ...(version === undefined ? {} : { version }) }
}

function readServers(document: RawObject): SchemaGraph['servers'] {
  return rawList(document['servers']).flatMap((server) => {
    const url = rawText(rawObject(server)?.['url'])
    const description = rawText(rawObject(server)?.['description'])
    return url === undefined ? [] : [{ url, ...(description === undefined ? {} : { description }) }]
  })
}
