import { describe, expect, test } from 'vitest'
import { expandFields, nodeOf, rootField } from '../../../shared/schema/fields.ts'
import type { SchemaGraph, SchemaNode } from '../../../shared/schema/schema-graph.ts'
import { describeImportError } from '../import-error.ts'
import type { ReadSchema } from '../format-reader.ts'
import { protobuf } from '../formats/protobuf.ts'

function readFiles(texts: Readonly<Record<string, string>>): ReadSchema {
  const files = Object.entries(texts).map(([name, text]) => ({ name, syntax: 'protobuf' as const, text }))
  const result = protobuf.read(files, files, 'shop')
  if (!result.ok) throw new Error(describeImportError(result.error))
  return result.value
}

const read = (text: string): ReadSchema => readFiles({ 'shop.proto': text })

function sentence(text: string): string {
  const files = [{ name: 'shop.proto', syntax: 'protobuf' as const, text }]
  const result = protobuf.read(files, files, 'shop')
  return result.ok ? 'read' : describeImportError(result.error)
}

type Shown = SchemaNode & { readonly required: boolean }

function fields(graph: SchemaGraph, message: string, depth = 1): Readonly<Record<string, Shown>> {
  const object = graph.objects.find(({ name }) => name === message)
  if (object === undefined) throw new Error(`there is no ${message} but ${graph.objects.map(({ name }) => name).join(', ')}`)
  return Object.fromEntries(expandFields(graph, rootField(graph, object.node), depth).fields.map(({ path, facts, required }) => [path, { ...facts, required }]))
}

describe('Protocol Buffers', () => {
  test('scalars, enums, lists and maps as JSON has them', () => {
    const { graph } = read(`
      syntax = "proto3";
      package shop.v1;
      message All {
        double a = 1; float b = 2; int32 c = 3; sint64 d = 4; uint32 e = 5; fixed64 f = 6; bool g = 7; string h = 8; bytes i = 9;
        Kind kind = 10; repeated int32 numbers = 11; map<string, Kind> kinds = 12; map<int32, Part> parts = 13; repeated Part list = 14;
      }
      message Part { string x = 1; }
      // What sort.
      enum Kind {
        option allow_alias = true;
        NONE = 0; // Nothing yet.
        // Sold.
        SOLD = 1 [deprecated = true];
        ALIAS = 1;
      }`)
    expect(graph.title).toBe('shop.v1')
    expect(graph.objects.map(({ name }) => name)).toEqual(['All', 'Part'])
    expect(graph.fieldCount).toBe(15)
    const kind = {
      types: ['text'],
      name: 'Kind',
      enum: ['NONE', 'SOLD', 'ALIAS'],
      description: 'What sort.\n`NONE`: Nothing yet.\n`SOLD`: Sold.\nDeprecated values: `SOLD`.',
    }
    const all = fields(graph, 'All')
    expect(all).toMatchObject({
      a: { types: ['number'], format: 'double', required: false },
      b: { types: ['number'], format: 'float' },
      c: { types: ['integer'], format: 'int32' },
      d: { types: ['integer'], format: 'int64' },
      e: { types: ['integer'], format: 'uint32', minimum: 0 },
      f: { types: ['integer'], format: 'uint64', minimum: 0 },
      g: { types: ['boolean'] },
      h: { types: ['text'] },
      i: { types: ['text'], format: 'byte' },
      kind,
      numbers: { types: ['list'] },
      kinds: { types: ['map'] },
      parts: { types: ['map'] },
      list: { types: ['list'] },
    })
    expect(nodeOf(graph, all['kinds']?.entries ?? '')).toEqual(kind)
    expect(fields(graph, 'All', 2)['parts{}.x']?.types).toEqual(['text'])
    expect(fields(graph, 'All', 2)['list[].x']?.types).toEqual(['text'])
    expect(graph.problems).toEqual([])
  })

  test('proto2: required, defaults, groups, extensions; editions: features', () => {
    const { graph } = readFiles({
      'two.proto': `
        syntax = 'proto2';
        message Old {
          required string id = 1;
          optional int32 n = 2 [default = -7, deprecated = true];
          optional Mode mode = 3 [default = ON];
          optional string s = 4 [default = "a\\"b" 'c'];
          repeated group Item = 5 { optional string sku = 1; }
          optional string message = 6;
          required string optional = 7;
          extensions 100 to max;
          reserved 8, 9 to 11, 1000 to max;
          reserved "gone", "away";
          enum Mode { OFF = 0; ON = 0x1; reserved -5; }
          extend Old { optional string inside = 101; }
        }
        extend Old { optional string more = 100; }
        extend google.protobuf.FieldOptions { optional string custom = 50000; }`,
      'editions.proto': `
        edition = "2023";
        option features.field_presence = LEGACY_REQUIRED;
        message New { string a = 1; string b = 2 [features.field_presence = EXPLICIT]; }
        local message Hidden { string c = 1; }`,
    })
    expect(graph.objects.map(({ name }) => name)).toEqual(['Old', 'Old.Item', 'New', 'Hidden'])
    expect(fields(graph, 'Old', 2)).toMatchObject({
      id: { required: true },
      n: { required: false, default: -7, deprecated: true },
      mode: { enum: ['OFF', 'ON'], default: 'ON' },
      s: { default: 'a"bc' },
      item: { types: ['list'] },
      'item[].sku': { types: ['text'] },
      message: { types: ['text'] },
      optional: { types: ['text'], required: true },
    })
    expect(fields(graph, 'New')).toMatchObject({ a: { required: true }, b: { required: false } })
    expect(graph.problems.map(({ at, message }) => `${at}: ${message}`)).toEqual([
      'two.proto, line 15: Fields that extend `Old` are not shown.',
      'two.proto, line 17: Fields that extend `Old` are not shown.',
    ])
  })

  test('well-known types need no file', () => {
    const { graph } = read(`
      syntax = "proto3";
      import "google/protobuf/timestamp.proto";
      import "google/type/money.proto";
      import public "google/api/annotations.proto";
      message A {
        google.protobuf.Timestamp at = 1; .google.protobuf.Duration took = 2; google.protobuf.StringValue text = 3; google.protobuf.UInt64Value big = 4;
        google.protobuf.Struct any = 5; google.protobuf.Any packed = 6; google.protobuf.FieldMask mask = 7; google.protobuf.Value value = 8;
        google.type.Money price = 9; google.type.DayOfWeek day = 10; google.rpc.Status status = 11; google.protobuf.Empty nothing = 12;
      }`)
    expect(graph.problems).toEqual([])
    expect(graph.objects.map(({ name }) => name)).toEqual(['A'])
    expect(graph.fieldCount).toBe(12)
    expect(fields(graph, 'A', 2)).toMatchObject({
      at: { types: ['text'], format: 'date-time' },
      took: { types: ['text'], format: 'google-duration' },
      text: { types: ['text'], nullable: true },
      big: { types: ['integer'], format: 'uint64', nullable: true },
      any: { types: ['map'] },
      'packed.`@type`': { types: ['text'], required: true },
      mask: { types: ['text'], format: 'google-fieldmask' },
      value: { types: ['any'], nullable: true },
      'price.currency_code': { types: ['text'] },
      'price.units': { types: ['integer'] },
      day: { types: ['text'], name: 'DayOfWeek' },
      'status.details': { types: ['list'] },
      nothing: { types: ['object'] },
    })
  })

  test('names are found from the inside out, over files that import one another, and in circles', () => {
    const { graph, places } = readFiles({
      'protos/shop/v1/order.proto': `
        syntax = "proto3"; package shop.v1;
        import "shop/v1/common.proto";
        import "vendor/missing.proto";
        message Order {
          message Line { string sku = 1; Line parent = 2; }
          Line line = 1; .shop.v1.Line outer = 2; v1.Line again = 3; vendor.Thing thing = 4; vendor.Thing other = 5; common.Money money = 6;
        }
        message Line { int32 other = 1; Order order = 2; }`,
      'common.proto':
        'syntax = "proto3"; package shop.common; import "shop/v1/order.proto"; message Money { string code = 1; shop.v1.Order of = 2; } message Line { }',
    })
    expect(graph.objects.map(({ name }) => name)).toEqual(['Order', 'Order.Line', 'shop.v1.Line', 'Money', 'shop.common.Line'])
    const order = fields(graph, 'Order', 2)
    expect(order['line.sku']?.types).toEqual(['text'])
    expect(order['outer.other']?.types).toEqual(['integer'])
    expect(order['again.other']?.types).toEqual(['integer'])
    expect(order['money.code']?.types).toEqual(['text'])
    expect(order['thing']?.types).toEqual(['any'])
    expect(graph.problems).toEqual([
      {
        code: 'external-reference',
        at: 'protos/shop/v1/order.proto, line 4',
        message: '`vendor/missing.proto` is imported here. Upload this file too.',
        file: 'vendor/missing.proto',
      },
      {
        code: 'unresolved-reference',
        at: 'protos/shop/v1/order.proto, line 7',
        message: 'The type `vendor.Thing` is not in this upload; its values may be anything. Upload the file that defines it too.',
      },
    ])
    const line = nodeOf(graph, graph.objects[1]?.node ?? '').properties?.[1]?.node ?? ''
    expect(places.get(line)).toEqual({ file: 'protos/shop/v1/order.proto', line: 6 })
  })

  test('services are endpoints, with streams, deprecation and the HTTP address that they have too', () => {
    const { graph } = read(`
      syntax = "proto3";
      package shop.v1;
      service Orders {
        option (google.api.default_host) = "shop.example.com";
        // Makes an order.
        rpc Create (Order) returns (Order) {
          option (google.api.http) = { post: "/v1/orders" body: "*" additional_bindings { put: "/v1/x" } additional_bindings: [{ get: "/v2" }] };
          option deprecated = true;
        }
        rpc Watch (stream Order) returns (stream .shop.v1.Order);
      }
      message Order { string id = 1; }`)
    expect(graph.endpoints).toMatchObject([
      {
        id: 'RPC /shop.v1.Orders/Create',
        kind: 'operation',
        method: 'RPC',
        path: '/shop.v1.Orders/Create',
        operationId: 'Create',
        summary: 'HTTP: POST /v1/orders',
        description: 'Makes an order.',
        deprecated: true,
        parameters: [],
        responses: [{ status: '200' }],
      },
      {
        id: 'RPC /shop.v1.Orders/Watch',
        description: 'The client sends any number of these, one after the other.\nThe server sends any number of these, one after the other.',
      },
    ])
    expect(graph.endpoints[0]?.request?.node).toBe(graph.objects[0]?.node)
  })

  test('oneof, json_name, behaviour, validation rules and comments', () => {
    const { graph } = read(`
      // A licence that is about nothing.

      syntax = "proto3";
      /*
       * What was sold.
       */
      message Order { // not this
        oneof payment {
          string card = 1; // The card.
          Iban iban = 2;
        }
        // Not about the next field.

        string placed_at = 3 [json_name = "placed"];
        string id = 4 [(google.api.field_behavior) = OUTPUT_ONLY, (google.api.field_behavior) = REQUIRED];
        string secret = 5 [(google.api.field_behavior) = INPUT_ONLY];
        string email = 6 [(validate.rules).string = {email: true, min_len: 3, max_len: 254}];
        int32 n = 7 [(validate.rules).int32 = {gt: 0, lte: 0x10}];
        repeated string tags = 8 [(buf.validate.field).repeated.min_items = 1, (buf.validate.field).repeated.items.string.max_len = 5];
        string code = 9 [(buf.validate.field).string = {in: ["a", "b"]}];
      }
      message Iban { string number = 1; }`)
    expect(graph.objects[0]?.description).toBe('What was sold.')
    expect(fields(graph, 'Order')).toEqual({
      card: { types: ['text'], description: 'The card.\nAt most one of `payment` is set: card, iban.', required: false },
      iban: {
        types: ['object'],
        name: 'Iban',
        properties: expect.any(Array) as unknown,
        description: 'At most one of `payment` is set: card, iban.',
        required: false,
      },
      placed_at: { types: ['text'], description: 'In JSON: `placed`.', required: false },
      id: { types: ['text'], readOnly: true, required: true },
      secret: { types: ['text'], writeOnly: true, required: false },
      email: { types: ['text'], format: 'email', minLength: 3, maxLength: 254, required: false },
      n: { types: ['integer'], format: 'int32', exclusiveMinimum: 0, maximum: 16, required: false },
      tags: { types: ['list'], items: expect.any(String) as unknown, minItems: 1, required: false },
      code: { types: ['text'], enum: ['a', 'b'], required: false },
    })
  })
})

describe('broken and hostile Protocol Buffers', () => {
  test.each([
    {
      why: 'a field without a number',
      text: 'message A {\n  string x;\n}',
      want: 'shop.proto is not Protocol Buffers: line 2, column 11: `=` is expected here, and this is `;`.',
    },
    {
      why: 'a word in the wrong place',
      text: 'syntax = "proto3";\nfoo A {}',
      want: /line 2, column 1: `message`, `enum`, `service`, `import` or `option` is expected here, and this is `foo`\.$/,
    },
    { why: 'a message that does not end', text: 'message A {\n string x = 1;', want: /^shop\.proto ends in the middle, at line 2, column 15\./ },
    { why: 'a brace too many', text: 'message A { } }', want: /line 1, column 15: .* this is `}`\.$/ },
    { why: 'a text that does not end', text: 'syntax = "proto3;\nmessage A {}', want: /line 1, column 10: This text does not end on its line\.$/ },
    { why: 'a text that does not end with the file', text: 'syntax = "proto3', want: /ends in the middle/ },
    { why: 'a comment that does not end', text: 'message A {}\n/* x', want: /ends in the middle, at line 2, column 1/ },
    { why: 'a NUL', text: 'message A { \u0000 }', want: /column 13: `U\+0000` has no meaning here\.$/ },
    { why: 'no message', text: 'syntax = "proto3";', want: /a message or a service was expected, and this is a file without one/ },
    { why: 'options without end', text: `message A { string x = 1 [(a) = {${'a{'.repeat(30)}`, want: /ends in the middle/ },
  ])('$why gets a sentence with file and line', ({ text, want }) => {
    expect(sentence(text)).toMatch(want)
  })

  const many = 100_000
  test.each([
    { why: 'messages', text: 'message A {'.repeat(many) },
    { why: 'braces', text: '{'.repeat(many) },
    { why: 'values', text: `option (x) = ${'{a:'.repeat(many)}` },
    { why: 'lists', text: `option (x) = {a: ${'['.repeat(many)}` },
    { why: 'parentheses', text: '('.repeat(5_000_000) },
    { why: 'parentheses of an option', text: `option ${'('.repeat(5_000_000)}` },
    { why: 'groups', text: `message A {${'optional group B = 1 {'.repeat(many)}` },
    { why: 'oneofs', text: `message A {${'oneof b {'.repeat(many)}` },
    { why: 'semicolons', text: `message A {${';'.repeat(many)}` },
    { why: 'dots', text: `package ${'a.'.repeat(1_000_000)}b; message A { A x = 1; }` },
    { why: 'dots of a type', text: `message A { ${'a.'.repeat(1_000_000)}b x = 1; }` },
    { why: 'slashes', text: '/'.repeat(1_000_000) },
    { why: 'comments', text: `${'//\n'.repeat(many)}message A {}` },
    { why: 'stars', text: `/${'*'.repeat(1_000_000)}/ message A {}` },
    { why: 'backslashes', text: `option x = "${'\\'.repeat(1_000_001)}";` },
    { why: 'a million characters of a name', text: `message ${'x'.repeat(1_000_000)} {}` },
    { why: 'a million characters of a field', text: `message A { string ${'x'.repeat(1_000_000)} = 1; int32 y = 2; }` },
    { why: 'a number of a million digits', text: `message A { string x = ${'1'.repeat(1_000_000)}; }` },
    { why: 'an option with a hundred thousand values', text: `message A { string x = 1 [(buf.validate.field).string = {in: [${'"a",'.repeat(many)}]}]; }` },
    { why: 'a oneof with many fields', text: `message A { oneof o {${Array.from({ length: 20_000 }, (_, i) => `string f${i} = ${i + 1};`).join('')} } }` },
    { why: 'a large message in many places', text: `message A {${Array.from({ length: 5_000 }, (_, i) => `A f${i} = ${i + 1};`).join('\n')}}` },
  ])('$why without end are read or refused, quickly and without a fault', ({ text }) => {
    const said = sentence(text)
    expect(said.length).toBeLessThan(500)
  })

  test('nesting beyond the limit names the line', () => {
    expect(sentence('message A {\n'.repeat(200))).toBe(
      'shop.proto is not readable: nested too deeply at line 65: at most 64 levels are read. Give the inner part a name of its own and refer to it.',
    )
  })

  test('names of Object.prototype stay names, and change no prototype', () => {
    const { graph } = read(
      'syntax = "proto3"; message __proto__ { constructor __proto__ = 1; } message constructor { string toString = 1 [(__proto__).polluted = true, json_name = "__proto__"]; map<string, __proto__> hasOwnProperty = 2; } service __proto__S { rpc constructor(__proto__) returns (constructor); }',
    )
    expect(graph.objects.map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
    expect(Object.keys(fields(graph, 'constructor', 3))).toContain('hasOwnProperty{}.__proto__')
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
