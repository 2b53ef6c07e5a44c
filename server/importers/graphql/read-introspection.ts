// The only place that reads the result of a GraphQL introspection query. Nothing of its shape is taken for granted.
import { printPointer } from '../../../shared/schema/json-pointer.ts'
import { isRawObject, rawList, rawObject, rawText, type RawObject } from '../../../shared/schema/raw-schema.ts'
import {
  addType,
  byName,
  MOST_NESTING,
  ROOT_KINDS,
  type GraphqlField,
  type GraphqlKind,
  type GraphqlSchema,
  type ReportProblem,
  type TypeUse,
} from './graphql-schema.ts'
import type { EnumValue } from '../describe-enum.ts'
import { parseLiteral } from './read-value.ts'

const KINDS: ReadonlyMap<string, GraphqlKind> = new Map([
  ['SCALAR', 'scalar'],
  ['ENUM', 'enum'],
  ['OBJECT', 'object'],
  ['INTERFACE', 'interface'],
  ['INPUT_OBJECT', 'input'],
  ['UNION', 'union'],
])

/** `{ data: { __schema } }` as a server answers, or `{ __schema }` as tools save it. */
export function findIntrospection(value: unknown): { readonly schema: RawObject; readonly tokens: readonly string[] } | undefined {
  const document = rawObject(value)
  const answer = rawObject(document?.['data'])
  const found = rawObject(answer?.['__schema']) ?? rawObject(document?.['__schema'])
  if (found === undefined || !Array.isArray(found['types'])) return undefined
  return { schema: found, tokens: answer?.['__schema'] === found ? ['data', '__schema'] : ['__schema'] }
}

/** Adds what the result tells. */
export function readIntrospection(value: unknown, file: string, schema: GraphqlSchema, report: ReportProblem): void {
  const found = findIntrospection(value)
  if (found === undefined) return
  for (const kind of ROOT_KINDS) {
    const name = rawText(rawObject(found.schema[`${kind}Type`])?.['name'])
    if (name !== undefined && !schema.roots.has(kind)) schema.roots.set(kind, name)
  }
  rawList(found.schema['types']).forEach((raw, i) => {
    const tokens = [...found.tokens, 'types', String(i)]
    const type = rawObject(raw)
    const name = rawText(type?.['name'])
    const kind = KINDS.get(rawText(type?.['kind']) ?? '')
    const pointer = printPointer(tokens)
    if (type === undefined || name === undefined || kind === undefined) {
      report('unsupported-construct', pointer, 'This type has no name or no known kind, and is left out.')
      return
    }
    const fields = [
      ...readFields(type['fields'], file, [...tokens, 'fields']),
      // A kind of type has one of the two.
      ...(kind === 'input' ? readFields(type['inputFields'], file, [...tokens, 'inputFields']) : []),
    ]
    addType(
      schema,
      {
        kind,
        name,
        description: readText(type['description']),
        place: { file, pointer },
        fields: byName(fields),
        values: byName(readEnumValues(type['enumValues'])),
        members: namesOf(type['possibleTypes']),
        interfaces: namesOf(type['interfaces']),
        oneOf: type['isOneOf'] === true,
        specifiedBy: readText(type['specifiedByURL']) ?? readText(type['specifiedByUrl']),
      },
      pointer,
      report,
    )
  })
}

function readFields(raw: unknown, file: string, tokens: readonly string[]): GraphqlField[] {
  return rawList(raw).flatMap((each, i): GraphqlField[] => {
    const name = isRawObject(each) ? rawText(each['name']) : undefined
    if (!isRawObject(each) || name === undefined) return []
    const below = [...tokens, String(i)]
    const description = readText(each['description'])
    const literal = rawText(each['defaultValue'])
    const given = literal === undefined ? undefined : parseLiteral(literal)
    const deprecated = readDeprecation(each)
    return [
      {
        name,
        type: readTypeUse(each['type']),
        // Arguments have none of their own.
        arguments: Array.isArray(each['args']) && each['args'].length > 0 ? readFields(each['args'], file, [...below, 'args']) : [],
        place: { file, pointer: printPointer(below) },
        ...(description === undefined ? {} : { description }),
        ...(given === undefined ? {} : { default: given }),
        ...(deprecated === undefined ? {} : { deprecated }),
      },
    ]
  })
}

function readEnumValues(raw: unknown): EnumValue[] {
  return rawList(raw).flatMap((each) => {
    const name = isRawObject(each) ? rawText(each['name']) : undefined
    if (!isRawObject(each) || name === undefined) return []
    const description = readText(each['description'])
    const deprecated = readDeprecation(each)
    return [{ name, ...(description === undefined ? {} : { description }), ...(deprecated === undefined ? {} : { deprecated }) }]
  })
}

/** A type without a name, or deeper than anybody writes, is a use of nothing: `any`. */
function readTypeUse(raw: unknown): TypeUse {
  const wraps: ('list' | 'required')[] = []
  let at = rawObject(raw)
  for (; at !== undefined && wraps.length <= MOST_NESTING; at = rawObject(at['ofType'])) {
    if (at['kind'] === 'LIST') wraps.push('list')
    else if (at['kind'] === 'NON_NULL') wraps.push('required')
    else break
  }
  return { wraps, name: rawText(at?.['name']) ?? '' }
}

function readDeprecation(raw: RawObject): string | undefined {
  return raw['isDeprecated'] === true ? (rawText(raw['deprecationReason']) ?? '') : undefined
}

function readText(raw: unknown): string | undefined {
  const text = rawText(raw)?.trim()
  return text === '' ? undefined : text
}

function namesOf(raw: unknown): Set<string> {
  return new Set(rawList(raw).flatMap((each) => rawText(rawObject(each)?.['name']) ?? []))
}
