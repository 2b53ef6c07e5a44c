// The only place that makes a schema graph from a Swagger 2.0 document, with the files of its upload that it refers to.
import type { Reading } from './collect-parts.ts'
import { detectFormat } from './detect-format.ts'
import type { WrittenGraph } from './graph-writer.ts'
import type { Located } from './index-schemas.ts'
import { below, type Place } from './json-pointer.ts'
import type { JsonValue } from './json-value.ts'
import { filesToRead, type LinkedFile, type LinkedFiles } from './link-files.ts'
import { chooseMediaType, dereference, listEndpoints, type RawPart } from './list-operations.ts'
import type { NodeBuilder } from './node-builder.ts'
import { isRawObject, rawEntries, rawList, rawText, type RawObject } from './raw-schema.ts'
import { keepText, keepValue } from './raw-values.ts'
import { readTitle } from './read-openapi.ts'
import { fail, type Result } from './result.ts'
import type { Body, Endpoint, Parameter, SchemaGraph } from './schema-graph.ts'
import { LONGEST_NAME, type SchemaReadError } from './schema-read-error.ts'
import { startReading } from './start-reading.ts'

type Context = {
  readonly document: RawObject
  readonly reading: Reading
  readonly builder: NodeBuilder
  /** Of parameters outside of bodies, each made once: a thousand operations may share one. */
  readonly schemas: Map<RawObject, Located>
}
/** By place and name; a body has one place only. */
type Parameters = ReadonlyMap<string, RawPart>

const JSON_TYPE = 'application/json'
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data']
const BODY = 'body'

/** `main`: the one file that the others are parts of. Never throws on what it holds; never fetches. */
export function readSwaggerFiles(main: LinkedFile, linked: LinkedFiles): Result<WrittenGraph, SchemaReadError> {
  const document = main.value
  const detected = detectFormat(document)
  if (detected.kind !== 'swagger-2.0' || !isRawObject(document))
    return fail({ type: 'NotADescription', expected: 'a Swagger 2.0 description', found: detected.name })
  const started = startReading(filesToRead([main], linked, true), new Map([[main, 'swagger']]), { refSiblings: false })
  if (!started.ok) return started
  const { reading, builder, finish } = started.value
  const context: Context = { document, reading, builder, schemas: new Map() }
  const endpoints = listEndpoints(document, reading, (item) => {
    const shared = listParameters(item, reading)
    return (operation) => readOperation(operation, new Map([...shared, ...listParameters(operation, reading)]), context)
  })
  const { title, version } = readTitle(document, reading.problems)
  return finish({ format: 'swagger-2.0', title, ...(version === undefined ? {} : { version }), servers: readServers(document), endpoints })
}

function listParameters({ raw, place }: RawPart, reading: Reading): Parameters {
  const parameters = new Map<string, RawPart>()
  rawList(raw['parameters']).forEach((entry, i) => {
    const found = dereference(entry, below(place, 'parameters', String(i)), reading)
    const name = rawText(found?.raw['name'])
    const where = rawText(found?.raw['in'])
    if (found !== undefined && name !== undefined && name.length <= LONGEST_NAME && where !== undefined)
      parameters.set(where === BODY ? BODY : `${where}:${name}`, found)
  })
  return parameters
}

function readOperation({ raw, place }: RawPart, all: Parameters, context: Context): Pick<Endpoint, 'parameters' | 'request' | 'responses'> {
  const { problems } = context.reading
  const parameters: Parameter[] = []
  const form: RawPart[] = []
  for (const found of all.values()) {
    const where = rawText(found.raw['in']) ?? ''
    if (where === 'formData') form.push(found)
    else if (where === 'path' || where === 'query' || where === 'header') parameters.push(readParameter(found, where, context))
    else if (where !== BODY) problems.add('unsupported-construct', found.place, `A parameter in \`${where.slice(0, 40)}\` is not read.`)
  }
  const body = all.get(BODY)
  const request = body === undefined ? readForm(raw, form, below(place, 'parameters'), context) : readRequest(raw, body, context)
  return { parameters, ...(request === undefined ? {} : { request }), responses: readResponses(raw, place, context) }
}

/** Outside of a body the parameter is its own schema: type, limits, allowed values and items stand beside its name. */
function readParameter(found: RawPart, where: 'path' | 'query' | 'header', context: Context): Parameter {
  const { reading, builder } = context
  const description = keepText(found.raw['description'], found.place, reading.problems)
  return {
    name: nameOf(found),
    in: where,
    required: where === 'path' || found.raw['required'] === true,
    ...(description === undefined ? {} : { description }),
    node: builder.nodeOf(plainSchema(found, context)),
  }
}

function readRequest(operation: RawObject, { raw, place }: RawPart, { document, builder }: Context): Body {
  return {
    mediaType: chooseMediaType(mediaTypes(operation, document, 'consumes')) ?? JSON_TYPE,
    required: raw['required'] === true,
    node: builder.nodeOf(withoutFileType({ schema: raw['schema'] ?? true, place: below(place, 'schema') })),
  }
}

/** Form fields are one object, as OpenAPI 3 writes them. */
function readForm(operation: RawObject, form: readonly RawPart[], place: Place, context: Context): Body | undefined {
  const { document, builder } = context
  if (form.length === 0) return undefined
  const stated = mediaTypes(operation, document, 'consumes').filter((type) => FORM_TYPES.includes(type.split(';')[0]?.trim().toLowerCase() ?? ''))
  const usual = form.some(({ raw }) => raw['type'] === 'file') ? 'multipart/form-data' : 'application/x-www-form-urlencoded'
  const fields = form.map((found) => ({ ...plainSchema(found, context), name: nameOf(found), required: found.raw['required'] === true }))
  return {
    mediaType: chooseMediaType(stated) ?? usual,
    required: fields.some(({ required }) => required),
    node: builder.groupOf(fields, place),
  }
}

function readResponses(operation: RawObject, place: Place, { document, reading, builder }: Context): Endpoint['responses'] {
  const responses: Endpoint['responses'][number][] = []
  for (const [status, raw] of rawEntries(operation['responses'])) {
    if (status.startsWith('x-')) continue
    const found = dereference(raw, below(place, 'responses', status), reading)
    const description = found === undefined ? undefined : keepText(found.raw['description'], found.place, reading.problems)
    const examples = rawEntries(found?.raw['examples'])
    const stated = mediaTypes(operation, document, 'produces')
    const mediaType = chooseMediaType(stated.length > 0 ? stated : examples.map(([type]) => type)) ?? JSON_TYPE
    const example = exampleFor(mediaType, examples)
    const schema = found?.raw['schema']
    const body: Body | undefined =
      found === undefined || schema === undefined
        ? undefined
        : {
            mediaType,
            required: true,
            node: builder.nodeOf(withoutFileType({ schema, place: below(found.place, 'schema') })),
            ...(example === undefined ? {} : { example }),
          }
    responses.push({ status, ...(description === undefined ? {} : { description }), ...(body === undefined ? {} : { body }) })
  }
  return responses
}

/** That of the media type, else of the one most like it that has any. */
function exampleFor(mediaType: string, examples: readonly (readonly [string, unknown])[]): JsonValue | undefined {
  const byType = new Map(examples)
  const type = byType.has(mediaType) ? mediaType : chooseMediaType(examples.map(([type]) => type))
  return type === undefined ? undefined : keepValue(byType.get(type))
}

/** The operation's own list replaces the document's, also where it is empty. */
function mediaTypes(operation: RawObject, document: RawObject, keyword: 'consumes' | 'produces'): string[] {
  return rawList(operation[keyword] ?? document[keyword]).filter((type) => typeof type === 'string')
}

/** A file's bytes are what OpenAPI 3 calls a binary string. */
function withoutFileType({ schema, place }: Located): Located {
  if (!isRawObject(schema) || schema['type'] !== 'file') return { schema, place }
  return { schema: { ...schema, type: 'string', format: 'binary' }, place }
}

/** Without what belongs to the parameter and not to its value. */
function plainSchema({ raw, place }: RawPart, { schemas }: Context): Located {
  const known = schemas.get(raw)
  if (known !== undefined) return known
  const { name: _name, in: _in, required: _required, ...schema } = raw
  const plain = withoutFileType({ schema, place })
  schemas.set(raw, plain)
  return plain
}

function nameOf({ raw }: RawPart): string {
  return rawText(raw['name']) ?? ''
}

/** One for each scheme. Without a host it is the host that serves the description: then the path alone is known. */
function readServers(document: RawObject): SchemaGraph['servers'] {
  const host = rawText(document['host'])
  const basePath = (rawText(document['basePath']) ?? '').replace(/\/+$/, '')
  if (host === undefined || host === '') return basePath === '' ? [] : [{ url: basePath }]
  const schemes = rawList(document['schemes']).filter((scheme) => typeof scheme === 'string')
  return (schemes.length === 0 ? ['https'] : schemes).map((scheme) => ({ url: `${scheme}://${host}${basePath}` }))
}
