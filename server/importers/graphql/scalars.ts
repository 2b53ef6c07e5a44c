// The only table of GraphQL scalars: the five of the language, and those of well-known servers and libraries.
import type { FieldType, SchemaNode } from '../../../shared/schema/schema-graph.ts'

type ScalarFacts = Pick<SchemaNode, 'types' | 'format' | 'minimum' | 'exclusiveMinimum' | 'maximum' | 'exclusiveMaximum' | 'minLength'>

const text = (format?: string): ScalarFacts => ({ types: ['text'], ...(format === undefined ? {} : { format }) })
const of = (types: readonly FieldType[], more: Omit<ScalarFacts, 'types'> = {}): ScalarFacts => ({ types, ...more })

/** Of the language itself: no document describes them. */
const BUILT_IN: ReadonlyMap<string, ScalarFacts> = new Map([
  ['ID', text()],
  ['String', text()],
  ['Int', of(['integer'], { format: 'int32' })],
  ['Float', of(['number'])],
  ['Boolean', of(['boolean'])],
])

/** Names in small letters. Where servers differ (`Decimal` goes as text or as a number) both types stand here; a description that says "string" decides. */
const WELL_KNOWN: ReadonlyMap<string, ScalarFacts> = new Map(
  (
    [
      ['datetime datetimeiso iso8601datetime offsetdatetime zoneddatetime instant timestamptz timestamp awsdatetime', text('date-time')],
      ['localdatetime naivedatetime', text('local-date-time')],
      ['date localdate iso8601date awsdate plaindate', text('date')],
      ['time localtime timetz awstime', text('time')],
      ['duration iso8601duration', text('duration')],
      ['uuid guid', text('uuid')],
      ['url uri awsurl', text('uri')],
      ['email emailaddress awsemail', text('email')],
      ['ipv4', text('ipv4')],
      ['ipv6', text('ipv6')],
      ['hostname', text('hostname')],
      ['html', text('html')],
      ['base64 base64string byte bytes bytea', text('byte')],
      ['jsonstring formattedstring awsjson', text('json')],
      ['nonemptystring', of(['text'], { minLength: 1 })],
      ['string text citext bpchar varchar char currency currencycode countrycode locale languagecode phonenumber phone awsphone awsipaddress ip jwt', text()],
      ['timezone color hexcolorcode hsl hsla rgb rgba isbn mac postalcode slug cursor objectid objectidscalar cuid did', text()],
      ['decimal bigdecimal money numeric', of(['text', 'number'], { format: 'decimal' })],
      ['bigint long int64 bigint64 safeint', of(['integer', 'text'], { format: 'int64' })],
      ['unsignedint64 uint64 ulong', of(['text', 'integer'], { format: 'uint64', minimum: 0 })],
      ['int integer int32', of(['integer'], { format: 'int32' })],
      ['smallint short int16', of(['integer'], { minimum: -32_768, maximum: 32_767 })],
      ['unsignedint uint uint32', of(['integer'], { minimum: 0 })],
      ['positiveint', of(['integer'], { minimum: 1 })],
      ['nonnegativeint', of(['integer'], { minimum: 0 })],
      ['negativeint', of(['integer'], { maximum: -1 })],
      ['nonpositiveint', of(['integer'], { maximum: 0 })],
      ['awstimestamp unixtimestamp port', of(['integer'])],
      ['float double float8 float4', of(['number'])],
      ['positivefloat', of(['number'], { exclusiveMinimum: 0 })],
      ['nonnegativefloat unsignedfloat', of(['number'], { minimum: 0 })],
      ['latitude', of(['number'], { minimum: -90, maximum: 90 })],
      ['longitude', of(['number'], { minimum: -180, maximum: 180 })],
      ['boolean bool', of(['boolean'])],
      ['jsonobject', of(['object'])],
    ] satisfies readonly (readonly [string, ScalarFacts])[]
  ).flatMap(([names, facts]): [string, ScalarFacts][] => names.split(' ').map((name) => [name, facts])),
)

/** Scalars that no document needs to define: the language's own, and those of AWS AppSync. */
export function isImplicitScalar(name: string): boolean {
  return BUILT_IN.has(name) || (name.startsWith('AWS') && WELL_KNOWN.has(name.toLowerCase()))
}

/** `any` for a name that is defined nowhere. */
export function implicitScalarFacts(name: string): ScalarFacts {
  return BUILT_IN.get(name) ?? (isImplicitScalar(name) ? scalarFacts(name, undefined) : { types: ['any'] })
}

/** What a value of the scalar looks like in JSON; `any` where nobody says. */
export function scalarFacts(name: string, description: string | undefined): ScalarFacts {
  const known = WELL_KNOWN.get(name.toLowerCase().replaceAll('_', ''))
  if (known === undefined) return { types: ['any'] }
  const saysText = description !== undefined && known.types.length > 1 && known.types.includes('text') && /\bstrings?\b/i.test(description)
  return saysText ? { ...known, types: ['text'] } : known
}
