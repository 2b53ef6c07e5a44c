// The only place that reads parameters, requests and responses of OpenAPI 3 operations.
import type { Reading } from './collect-parts.ts'
import type { Located } from './index-schemas.ts'
import { below, type Place } from './json-pointer.ts'
import type { JsonValue } from './json-value.ts'
import { chooseMediaType, dereference, listEndpoints } from './list-operations.ts'
import { exampleOf } from './merge-parts.ts'
import { isRawObject, rawEntries, rawList, rawObject, rawText, type RawObject } from './raw-schema.ts'
import { keepText } from './raw-values.ts'
import type { Body, Endpoint, NodeId, Parameter } from './schema-graph.ts'
import { LONGEST_NAME } from './schema-read-error.ts'

type NodeOf = (located: Located) => NodeId

const PLACES_OF_PARAMETERS: readonly string[] = ['path', 'query', 'header', 'cookie']

export function readEndpoints(document: RawObject, reading: Reading, nodeOf: NodeOf): Endpoint[] {
  return listEndpoints(document, reading, (item) => {
    const shared = readParameters(rawList(item.raw['parameters']), below(item.place, 'parameters'), reading, nodeOf)
    return ({ raw, place }) => {
      const own = readParameters(rawList(raw['parameters']), below(place, 'parameters'), reading, nodeOf)
      const request = readRequest(raw, place, reading, nodeOf)
      if (rawEntries(raw['callbacks']).length > 0)
        reading.problems.add(
          'unsupported-construct',
          below(place, 'callbacks'),
          'Callbacks are not listed as endpoints. To map one, describe it under `webhooks` too.',
        )
      return {
        // The operation's own parameter replaces the path's of the same name and place, where that stood.
        parameters: [...new Map([...shared, ...own]).values()],
        ...(request === undefined ? {} : { request }),
        responses: readResponses(raw, place, reading, nodeOf),
      }
    }
  })
}

function readParameters(list: readonly unknown[], place: Place, reading: Reading, nodeOf: NodeOf): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>()
  list.forEach((raw, i) => {
    const found = dereference(raw, below(place, String(i)), reading)
    const name = rawText(found?.raw['name'])
    const where = found?.raw['in']
    if (found === undefined || name === undefined || name.length > LONGEST_NAME || typeof where !== 'string') return
    if (!PLACES_OF_PARAMETERS.includes(where)) {
      reading.problems.add('unsupported-construct', found.place, `A parameter in \`${where.slice(0, 40)}\` is not read.`)
      return
    }
    const content = rawEntries(found.raw['content'])[0]
    const schema: Located =
      content === undefined
        ? { schema: found.raw['schema'] ?? true, place: below(found.place, 'schema') }
        : { schema: rawObject(content[1])?.['schema'] ?? true, place: below(below(found.place, 'content'), content[0], 'schema') }
    const description = keepText(found.raw['description'], found.place, reading.problems)
    parameters.set(`${where}:${name}`, {
      name,
      in: where as Parameter['in'],
      required: where === 'path' || found.raw['required'] === true,
      ...(description === undefined ? {} : { description }),
      node: nodeOf(schema),
    })
  })
  return parameters
}

function readRequest(operation: RawObject, place: Place, reading: Reading, nodeOf: NodeOf): Body | undefined {
  const found = operation['requestBody'] === undefined ? undefined : dereference(operation['requestBody'], below(place, 'requestBody'), reading)
  return found === undefined ? undefined : readBody(found.raw, found.place, found.raw['required'] === true, reading, nodeOf)
}

function readResponses(operation: RawObject, place: Place, reading: Reading, nodeOf: NodeOf): Endpoint['responses'] {
  const responses: Endpoint['responses'][number][] = []
  for (const [status, raw] of rawEntries(operation['responses'])) {
    if (status.startsWith('x-')) continue
    const found = dereference(raw, below(place, 'responses', status), reading)
    if (found === undefined) {
      responses.push({ status })
      continue
    }
    const description = keepText(found.raw['description'], found.place, reading.problems)
    const body = readBody(found.raw, found.place, true, reading, nodeOf)
    responses.push({ status, ...(description === undefined ? {} : { description }), ...(body === undefined ? {} : { body }) })
  }
  return responses
}

function readBody(holder: RawObject, place: Place, required: boolean, reading: Reading, nodeOf: NodeOf): Body | undefined {
  const content = rawObject(holder['content'])
  const mediaType = content === undefined ? undefined : chooseMediaType(Object.keys(content))
  if (content === undefined || mediaType === undefined) return undefined
  const found = dereference(content[mediaType], below(place, 'content', mediaType), reading)
  if (found === undefined || found.raw['schema'] === undefined) return undefined
  const example = exampleOfBody(found.raw, found.place, reading)
  return {
    mediaType,
    required,
    node: nodeOf({ schema: found.raw['schema'], place: below(found.place, 'schema') }),
    ...(example === undefined ? {} : { example }),
  }
}

/** The one example, else the first by name that stands in the upload; an example by name may be a reference. */
function exampleOfBody(mediaType: RawObject, place: Place, reading: Reading): JsonValue | undefined {
  const { example, examples } = mediaType
  if (example !== undefined || !isRawObject(examples)) return exampleOf(mediaType)
  for (const [name, raw] of rawEntries(examples)) {
    const found = dereference(raw, below(place, 'examples', name), reading)
    const value = found === undefined ? undefined : exampleOf({ examples: { one: found.raw } })
    if (value !== undefined) return value
  }
  return undefined
}
