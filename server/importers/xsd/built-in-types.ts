// The only place that knows what the built-in simple types of XML Schema are in a schema graph.
import type { SchemaNode } from '../../../shared/schema/schema-graph.ts'

/** The facts of a simple type. A list's item stands inside, until it gets a node of its own. `codes`: what its values mean, told after any description. */
export type ScalarFacts = Omit<SchemaNode, 'items' | 'properties' | 'entries' | 'variants'> & { readonly item?: ScalarFacts; readonly codes?: string }

const text = (format?: string): ScalarFacts => ({ types: ['text'], ...(format === undefined ? {} : { format }) })
const integer = (minimum?: number, maximum?: number, format?: string): ScalarFacts => ({
  types: ['integer'],
  ...(format === undefined ? {} : { format }),
  ...(minimum === undefined ? {} : { minimum }),
  ...(maximum === undefined ? {} : { maximum }),
})
const listOf = (item: ScalarFacts): ScalarFacts => ({ types: ['list'], item })

/** Limits beyond 2^53 are left out: a number of ours could not hold them exactly; the format says what is meant. */
const BUILT_IN: ReadonlyMap<string, ScalarFacts> = new Map<string, ScalarFacts>([
  ...['string', 'normalizedString', 'token', 'language', 'Name', 'NCName', 'NMTOKEN', 'ID', 'IDREF', 'ENTITY', 'QName', 'NOTATION'].map(
    (name): [string, ScalarFacts] => [name, text()],
  ),
  ['NMTOKENS', listOf(text())],
  ['IDREFS', listOf(text())],
  ['ENTITIES', listOf(text())],
  ['anyURI', text('uri')],
  ['boolean', { types: ['boolean'] }],
  ['decimal', { types: ['number'] }],
  ['float', { types: ['number'], format: 'float' }],
  ['double', { types: ['number'], format: 'double' }],
  ['integer', integer()],
  ['nonPositiveInteger', integer(undefined, 0)],
  ['negativeInteger', integer(undefined, -1)],
  ['nonNegativeInteger', integer(0)],
  ['positiveInteger', integer(1)],
  ['long', integer(undefined, undefined, 'int64')],
  ['int', integer(-2_147_483_648, 2_147_483_647, 'int32')],
  ['short', integer(-32_768, 32_767)],
  ['byte', integer(-128, 127)],
  ['unsignedLong', integer(0, undefined, 'uint64')],
  ['unsignedInt', integer(0, 4_294_967_295, 'uint32')],
  ['unsignedShort', integer(0, 65_535)],
  ['unsignedByte', integer(0, 255)],
  ['dateTime', text('date-time')],
  ['dateTimeStamp', text('date-time')],
  ['date', text('date')],
  ['time', text('time')],
  ['duration', text('duration')],
  ['dayTimeDuration', text('duration')],
  ['yearMonthDuration', text('duration')],
  ...['gYear', 'gYearMonth', 'gMonth', 'gMonthDay', 'gDay'].map((name): [string, ScalarFacts] => [name, text(name)]),
  ['base64Binary', text('byte')],
  ['hexBinary', text('hex')],
  ['anySimpleType', { types: ['any'] }],
  ['anyAtomicType', { types: ['any'] }],
  ['anyType', { types: ['any'] }],
])

export function builtInType(name: string): ScalarFacts | undefined {
  return BUILT_IN.get(name)
}
