// The only table of Google's own types: those that JSON writes in a form of their own, and messages that files import without bringing them along.
import type { GraphWriter } from '../../../shared/schema/graph-writer.ts'
import type { SchemaNode } from '../../../shared/schema/schema-graph.ts'

/** Scalars of the language. In JSON 64-bit numbers are texts; what they count is a whole number nevertheless. */
export const SCALARS: ReadonlyMap<string, SchemaNode> = new Map<string, SchemaNode>([
  ['double', { types: ['number'], format: 'double' }],
  ['float', { types: ['number'], format: 'float' }],
  ...['int32', 'sint32', 'sfixed32'].map((name): [string, SchemaNode] => [name, { types: ['integer'], format: 'int32' }]),
  ...['int64', 'sint64', 'sfixed64'].map((name): [string, SchemaNode] => [name, { types: ['integer'], format: 'int64' }]),
  ...['uint32', 'fixed32'].map((name): [string, SchemaNode] => [name, { types: ['integer'], format: 'uint32', minimum: 0 }]),
  ...['uint64', 'fixed64'].map((name): [string, SchemaNode] => [name, { types: ['integer'], format: 'uint64', minimum: 0 }]),
  ['bool', { types: ['boolean'] }],
  ['string', { types: ['text'] }],
  ['bytes', { types: ['text'], format: 'byte' }],
])

const WRAPPERS: ReadonlyMap<string, string> = new Map([
  ['DoubleValue', 'double'],
  ['FloatValue', 'float'],
  ['Int64Value', 'int64'],
  ['UInt64Value', 'uint64'],
  ['Int32Value', 'int32'],
  ['UInt32Value', 'uint32'],
  ['BoolValue', 'bool'],
  ['StringValue', 'string'],
  ['BytesValue', 'bytes'],
])

/** Facts of a type of google.protobuf, as JSON has it; undefined for those that no record holds. */
export function knownFacts(fullName: string, writer: GraphWriter): SchemaNode | undefined {
  const name = fullName.slice('google.protobuf.'.length)
  const wrapped = SCALARS.get(WRAPPERS.get(name) ?? '')
  if (wrapped !== undefined) return { ...wrapped, nullable: true }
  const anything = (): string => writer.value({ types: ['any'], nullable: true })
  switch (name) {
    case 'Timestamp':
      return { types: ['text'], format: 'date-time' }
    case 'Duration':
      return { types: ['text'], format: 'google-duration' }
    case 'FieldMask':
      return { types: ['text'], format: 'google-fieldmask' }
    case 'Struct':
      return { types: ['map'], entries: anything() }
    case 'ListValue':
      return { types: ['list'], items: anything() }
    case 'Value':
    case 'NullValue':
      return { types: ['any'], nullable: true }
    case 'Empty':
      return { types: ['object'], name, properties: [] }
    case 'Any':
      return {
        types: ['object'],
        name,
        properties: [{ name: '@type', required: true, node: writer.value({ types: ['text'], format: 'uri' }) }],
        entries: anything(),
      }
    default:
      return undefined
  }
}

/** Imports that hold options only, or types that are known here: nobody needs to upload them. */
const KNOWN_IMPORTS = [
  'google/protobuf/',
  'google/api/',
  'buf/validate/',
  'validate/validate.proto',
  'gogoproto/',
  'protoc-gen-openapiv2/options/',
  'openapiv3/',
]
const KNOWN_FILES = new Set([
  'google/rpc/status.proto',
  ...'date datetime money latlng timeofday decimal interval color fraction phone_number postal_address quaternion localized_text expr dayofweek month calendar_period'
    .split(' ')
    .map((name) => `google/type/${name}.proto`),
])

export function isKnownImport(path: string): boolean {
  return KNOWN_FILES.has(path) || KNOWN_IMPORTS.some((known) => path.startsWith(known))
}

/** Names, types and numbers of fields of google.type and two others, in the language itself. */
export const KNOWN_MESSAGES: readonly string[] = [
  `package google.type;
message Date { int32 year = 1; int32 month = 2; int32 day = 3; }
message DateTime { int32 year = 1; int32 month = 2; int32 day = 3; int32 hours = 4; int32 minutes = 5; int32 seconds = 6; int32 nanos = 7;
  oneof time_offset { google.protobuf.Duration utc_offset = 8; TimeZone time_zone = 9; } }
message TimeZone { string id = 1; string version = 2; }
message Money { string currency_code = 1; int64 units = 2; int32 nanos = 3; }
message LatLng { double latitude = 1; double longitude = 2; }
message TimeOfDay { int32 hours = 1; int32 minutes = 2; int32 seconds = 3; int32 nanos = 4; }
message Decimal { string value = 1; }
message Interval { google.protobuf.Timestamp start_time = 1; google.protobuf.Timestamp end_time = 2; }
message Color { float red = 1; float green = 2; float blue = 3; google.protobuf.FloatValue alpha = 4; }
message Fraction { int64 numerator = 1; int64 denominator = 2; }
message PhoneNumber { message ShortCode { string region_code = 1; string number = 2; }
  oneof kind { string e164_number = 1; ShortCode short_code = 2; } string extension = 3; }
message PostalAddress { int32 revision = 1; string region_code = 2; string language_code = 3; string postal_code = 4; string sorting_code = 5;
  string administrative_area = 6; string locality = 7; string sublocality = 8; repeated string address_lines = 9; repeated string recipients = 10; string organization = 11; }
message Quaternion { double x = 1; double y = 2; double z = 3; double w = 4; }
message LocalizedText { string text = 1; string language_code = 2; }
message Expr { string expression = 1; string title = 2; string description = 3; string location = 4; }
enum DayOfWeek { DAY_OF_WEEK_UNSPECIFIED = 0; MONDAY = 1; TUESDAY = 2; WEDNESDAY = 3; THURSDAY = 4; FRIDAY = 5; SATURDAY = 6; SUNDAY = 7; }
enum Month { MONTH_UNSPECIFIED = 0; JANUARY = 1; FEBRUARY = 2; MARCH = 3; APRIL = 4; MAY = 5; JUNE = 6; JULY = 7; AUGUST = 8; SEPTEMBER = 9; OCTOBER = 10; NOVEMBER = 11; DECEMBER = 12; }
enum CalendarPeriod { CALENDAR_PERIOD_UNSPECIFIED = 0; DAY = 1; WEEK = 2; FORTNIGHT = 3; MONTH = 4; QUARTER = 5; HALF = 6; YEAR = 7; }`,
  'package google.rpc; message Status { int32 code = 1; string message = 2; repeated google.protobuf.Any details = 3; }',
  'package google.api; message HttpBody { string content_type = 1; bytes data = 2; repeated google.protobuf.Any extensions = 3; }',
]
