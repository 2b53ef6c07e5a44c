import fc from 'fast-check'
import protobufjs from 'protobufjs'
import { describe, expect, test } from 'vitest'
import { parseProto } from './parse-proto.ts'

const REAL = `// A licence.
syntax = "proto3";

package shop.orders.v1;

import "google/protobuf/timestamp.proto";
import public 'shop/common.proto';
option java_package = "com.example.shop" ".orders";
option (custom.file) = { a: 1, b { c: "x;}" } list: [1, -2.5e3, inf] [ext.name]: true };

/**
 * What was sold.
 */
message Order {
  option deprecated = false;
  reserved 2, 15, 9 to 11;
  reserved "foo", "bar";
  string id = 1;
  repeated Line lines = 3; // trailing
  map<string, .shop.orders.v1.Order.Line> by_sku = 4 [deprecated = true, json_name = "bySku"];
  oneof payment { string card = 5; Iban iban = 6 [(a.b).c = "]"]; }
  optional int64 total = 0x7;
  message Line { string sku = 1; message Deep { bytes raw = 1; Kind kind = 2; } Deep deep = 2; }
  enum Kind { option allow_alias = true; KIND_NONE = 0; KIND_ONE = 1; KIND_UNO = 1 [deprecated = true]; KIND_LESS = -1; }
  Kind kind = 8;
  google.protobuf.Timestamp message = 12;
  string syntax = 13; string package = 14; string oneof = 16; string repeated = 17; string map = 18; string stream = 19; string rpc = 20; string enum = 21;;
  string reserved = 22; string import = 23; string service = 24; string returns = 25; string to = 26; string max = 27; string optional = 28; string group = 29;
}
message Iban { string number = 1; extensions 100 to 199 [verification = UNVERIFIED, declaration = { number: 100; full_name: ".shop.note" }, declaration = { number: 101 }]; string bank = 2; }
enum Outer { OUTER_NONE = 0; }
service Orders {
  option deprecated = true;
  rpc Get(Iban) returns (Order);
  rpc Watch (stream Iban) returns (stream shop.orders.v1.Order) { option (google.api.http) = { get: "/v1/{id=orders/*}" }; option idempotency_level = NO_SIDE_EFFECTS; }
}
`

/** Messages with their fields, enums with their values, services with their methods, in a shape that both parsers can be brought to. */
type Shape = Record<string, readonly string[]>

function ours(text: string): Shape {
  const parsed = parseProto(text, 'real.proto')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const shape: Shape = {}
  for (const { fullName, fields } of parsed.value.messages)
    shape[fullName] = fields.map(({ name, type, label, oneof }) => [name, type, label === 'repeated' || label === 'map' ? label : '', oneof ?? ''].join(' '))
  for (const { fullName, values } of parsed.value.enums) shape[fullName] = values.map(({ name }) => name)
  for (const { service, name, request, response, requestStream, responseStream } of parsed.value.methods)
    shape[service] = [...(shape[service] ?? []), [name, request, requestStream, response, responseStream].join(' ')]
  return shape
}

function theirs(text: string): Shape {
  const { root } = protobufjs.parse(text, new protobufjs.Root(), { keepCase: true })
  const shape: Shape = {}
  const open: protobufjs.ReflectionObject[] = [root]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const name = next.fullName.replace(/^\./, '')
    if (next instanceof protobufjs.Type)
      shape[name] = next.fieldsArray.map((field) => {
        // An optional field of proto3 is a choice of one, in their eyes.
        const choice = field.partOf === null || field.partOf.name.startsWith('_') ? '' : field.partOf.name
        return [field.name, field.type, field instanceof protobufjs.MapField ? 'map' : field.repeated ? 'repeated' : '', choice].join(' ')
      })
    if (next instanceof protobufjs.Enum) shape[name] = Object.keys(next.values)
    if (next instanceof protobufjs.Service)
      shape[name] = next.methodsArray.map((method) =>
        [method.name, method.requestType, method.requestStream === true, method.responseType, method.responseStream === true].join(' '),
      )
    if (next instanceof protobufjs.Namespace) open.push(...next.nestedArray)
  }
  return shape
}

describe('another parser of Protocol Buffers', () => {
  test('says the same of a file with every form of the language', () => {
    expect(ours(REAL)).toEqual(theirs(REAL))
    expect(Object.keys(ours(REAL))).toHaveLength(7)
  })

  test('says the same of made-up messages', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
    const type = fc.constantFrom('int32', 'string', 'bytes', '.a.B', 'Other.Thing', 'bool', 'fixed64')
    const field = fc.record({ name, type, label: fc.constantFrom('', 'optional ', 'repeated '), space: fc.constantFrom(' ', '\n', ' /* ; } */ ', ' // x\n') })
    fc.assert(
      fc.property(fc.uniqueArray(field, { selector: (each) => each.name, maxLength: 12 }), (list) => {
        const body = list.map(({ name: named, type: typed, label, space }, i) => `${label}${typed}${space}${named} =${space}${i + 1};${space}`).join('')
        const text = `syntax = "proto3"; message M { ${body} }`
        expect(ours(text)).toEqual(theirs(text))
      }),
      { numRuns: 300 },
    )
  })

  test('a file that is cut off anywhere, or has a sign too many, is read or refused, and never throws', () => {
    for (let end = 0; end < REAL.length; end++) parseProto(REAL.slice(0, end), 'real.proto')
    const sign = fc.constantFrom('{', '}', '[', ']', '(', ')', ';', '=', '"', '/*', '<', '>', ',', '.', 'stream', 'group', 'option')
    fc.assert(
      fc.property(fc.nat(REAL.length), sign, fc.nat(20), (at, extra, gone) => {
        parseProto(REAL.slice(0, at) + extra + REAL.slice(at + gone), 'real.proto')
      }),
      { numRuns: 2_000 },
    )
  })
})
