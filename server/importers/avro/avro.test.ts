import { describe, expect, test } from 'vitest'
import { avro } from '../formats/avro.ts'
import { describeImportError } from '../import-error.ts'
import { listLines, openTexts, readTexts } from '../xsd/read-texts-fixture.ts'

const record = (name: string, fields: readonly unknown[], more: object = {}) => ({ type: 'record', name, fields, ...more })
const read = (...schemas: readonly unknown[]) =>
  readTexts(avro, Object.fromEntries(schemas.map((schema, i) => [`${String.fromCharCode(97 + i)}.avsc`, JSON.stringify(schema)])))
const field = (type: unknown, more: object = {}) => listLines(read(record('A', [{ name: 'x', type, ...more }])).graph, 'A')[0]

describe('types', () => {
  test.each([
    ['boolean', 'x boolean!'],
    ['int', 'x integer! {"format":"int32"}'],
    ['long', 'x integer! {"format":"int64"}'],
    ['double', 'x number! {"format":"double"}'],
    ['bytes', 'x text! {"format":"byte"}'],
    [{ type: 'string' }, 'x text!'],
    [{ type: { type: { type: 'string' } } }, 'x text!'],
    [{ type: 'fixed', name: 'F', size: 16 }, 'x text! {"format":"byte","minLength":16,"maxLength":16}'],
    [{ type: 'enum', name: 'E', symbols: ['A', 'B'], doc: 'Kinds.' }, 'x text! {"enum":["A","B"]} Kinds.'],
    [{ type: 'int', logicalType: 'date' }, 'x text! {"format":"date"} Avro stores it as date in int.'],
    [{ type: 'long', logicalType: 'time-micros' }, 'x text! {"format":"time"} Avro stores it as time-micros in long.'],
    [{ type: 'long', logicalType: 'timestamp-millis' }, 'x text! {"format":"date-time"} Avro stores it as timestamp-millis in long.'],
    [{ type: 'string', logicalType: 'uuid' }, 'x text! {"format":"uuid"}'],
    [
      { type: 'bytes', logicalType: 'decimal', precision: 6, scale: 2 },
      'x number! {"minimum":-9999.99,"maximum":9999.99,"multipleOf":0.01} Avro stores it as decimal(6, 2) in bytes.',
    ],
    [{ type: 'fixed', name: 'F', size: 8, logicalType: 'decimal', precision: 18 }, 'x integer! Avro stores it as decimal(18, 0) in fixed.'],
    [{ type: 'long', logicalType: 'our-own' }, 'x integer! {"format":"int64"}'],
    [['null', 'string'], 'x text!?'],
    [['string', 'null'], 'x text!?'],
    [['null', { type: 'long', logicalType: 'timestamp-micros' }], 'x text!? {"format":"date-time"} Avro stores it as timestamp-micros in long.'],
    [['int', 'string'], 'x integer|text!'],
    [['null', 'int', 'string'], 'x integer|text!?'],
    [['string'], 'x text!'],
    ['null', 'x any!? {"const":null}'],
    [[], 'x any!?'],
    [{ type: 'array', items: 'string' }, 'x list!'],
  ])('%j', (type, want) => expect(field(type)).toBe(want))

  test('a field with a default need not be filled; its documentation counts before its type’s', () => {
    expect(field('int', { default: 0, doc: 'How many.' })).toBe('x integer {"format":"int32","default":0} How many.')
    expect(field(['null', 'int'], { default: null })).toBe('x integer? {"format":"int32","default":null}')
    expect(field({ type: 'enum', name: 'E', symbols: ['A'], default: 'A' })).toBe('x text! {"enum":["A"],"default":"A"}')
  })

  test('a union with records in it has variants, by name', () => {
    const { graph } = read(
      record('A', [
        { name: 'pay', type: ['null', record('Card', [{ name: 'number', type: 'string' }]), record('Cash', [{ name: 'till', type: 'int' }]), 'string'] },
      ]),
    )
    expect(listLines(graph, 'A')).toEqual(['pay object|text!?', 'pay.number text <Card>', 'pay.till integer <Cash> {"format":"int32"}'])
  })

  test('lists and maps of lists and maps open to their records', () => {
    const { graph } = read(record('A', [{ name: 'm', type: { type: 'map', values: { type: 'array', items: record('B', [{ name: 'b', type: 'int' }]) } } }]))
    expect(listLines(graph, 'A')).toEqual(['m map!', 'm{} list', 'm{}[].b integer! {"format":"int32"}'])
  })

  test('a record inside itself is a reference', () => {
    const { graph } = read(
      record('Node', [
        { name: 'next', type: ['null', 'Node'], default: null },
        { name: 'children', type: { type: 'array', items: 'Node' } },
      ]),
    )
    expect(listLines(graph, 'Node', 4).filter((line) => line.includes('again')).length).toBeGreaterThan(1)
    expect(Object.keys(graph.nodes).length).toBeLessThan(6)
  })
})

describe('names', () => {
  test('are found ahead of their definition, in other files, by namespace and by alias', () => {
    const { graph, places } = read(
      record('shop.Order', [
        { name: 'first', type: 'Later' },
        { name: 'line', type: 'shop.lines.Line' },
        { name: 'old', type: 'Former' },
        { name: 'money', type: { type: 'array', items: 'other.Money' } },
        { name: 'defined', type: record('Later', [{ name: 'l', type: 'int' }]) },
      ]),
      [record('Line', [{ name: 'sku', type: 'string' }], { namespace: 'shop.lines' }), { type: 'enum', name: 'shop.Now', aliases: ['Former'], symbols: ['x'] }],
      record('Money', [{ name: 'amount', type: 'double' }], { namespace: 'other' }),
    )
    expect(listLines(graph, 'Order').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      ...[
        'first object!',
        'first.l integer!',
        'line object!',
        'line.sku text!',
        'old text!',
        'money list!',
        'money[].amount number!',
        'defined object!',
        'defined.l integer!',
      ],
    ])
    expect(graph.objects.map(({ name }) => name)).toEqual(['Order', 'Later', 'Line', 'Money'])
    expect([graph.title, graph.fieldCount, graph.problems]).toEqual(['shop.Order', 8, []])
    expect(places.get(graph.objects[2]?.node ?? '')).toEqual({ file: 'b.avsc', pointer: '#/0' })
  })

  test('records of one name in two namespaces are two objects; a nearer name counts first', () => {
    const { graph } = read(
      record('A', [{ name: 'm', type: 'M' }], { namespace: 'one' }),
      record('M', [{ name: 'two', type: 'int' }], { namespace: 'two' }),
      record('M', [{ name: 'one', type: 'int' }], { namespace: 'one' }),
    )
    expect(graph.objects.map(({ name }) => name)).toEqual(['A', 'M', 'one.M'])
    expect(listLines(graph, 'A')[1]).toBe('m.one integer! {"format":"int32"}')
  })

  test('a type that no file defines is listed once, to be uploaded too', () => {
    const { graph } = read(
      record('A', [
        { name: 'x', type: 'shop.Gone' },
        { name: 'y', type: ['null', 'shop.Gone'] },
      ]),
    )
    expect(graph.problems).toEqual([
      { code: 'external-reference', at: 'a.avsc#/fields/0/type', message: 'No uploaded file defines shop.Gone. Upload this file too.', file: 'shop.Gone' },
    ])
    expect(listLines(graph, 'A')).toEqual(['x any!', 'y any!?'])
  })

  test('that objects know are names only', () => {
    const text = '{"type":"record","name":"__proto__","fields":[{"name":"__proto__","type":"constructor"},{"name":"toString","type":"int"}]}'
    const { graph } = readTexts(avro, { 'a.avsc': text })
    expect(listLines(graph, '__proto__')).toEqual(['__proto__ any!', 'toString integer! {"format":"int32"}'])
  })
})

test('messages of a protocol are endpoints', () => {
  const { graph } = read({
    protocol: 'Shop',
    namespace: 'shop',
    types: [record('Order', [{ name: 'id', type: 'string' }]), { type: 'error', name: 'Wrong', fields: [{ name: 'why', type: 'string' }] }],
    messages: {
      place: { doc: 'Places.', request: [{ name: 'order', type: 'Order' }], response: 'Order', errors: ['Wrong'] },
      ping: { request: [], response: 'null', 'one-way': true },
    },
  })
  expect(graph.endpoints).toMatchObject([
    { id: 'RPC /Shop/place', description: 'Places.', responses: [{ status: '200' }, { status: 'fault Wrong' }] },
    { id: 'RPC /Shop/ping', responses: [{ status: '200' }] },
  ])
  expect(graph.nodes[graph.endpoints[0]?.request?.node ?? '']?.properties).toMatchObject([{ name: 'order', required: true }])
  expect([graph.title, graph.fieldCount]).toEqual(['Shop', 3])
  expect(graph.objects.map(({ name }) => name)).toEqual(['Order', 'Wrong'])
})

test.each([
  [record('A', []), true],
  [[record('A', [{ name: 'x', type: 'int' }]), { type: 'enum', name: 'E', symbols: [] }], true],
  [{ type: 'fixed', name: 'F', size: 4 }, true],
  [{ type: 'array', items: record('A', []) }, true],
  [{ protocol: 'P', messages: {} }, true],
  [{ type: 'object', properties: { fields: { type: 'array' } } }, false],
  [{ type: 'array', items: { type: 'object' } }, false],
  [{ type: 'record', name: 'song', fields: ['title'] }, false],
  [{ type: 'record', name: 'song' }, false],
  [{ type: 'enum', name: 'E' }, false],
  [[{ type: 'record', name: 'A', fields: [{ name: 'x' }] }], false],
  [{ protocol: 'https', host: 'a' }, false],
  [[], false],
])('%j is Avro: %s', (value, is) => {
  const [file] = openTexts({ 'a.avsc': JSON.stringify(value) })
  expect(file === undefined ? undefined : avro.recognises(file)).toBe(is)
})

describe('hostile schemas', () => {
  test('300 levels are refused with the place; 20,000 records of a chain and a circle of names are read', () => {
    let deep: unknown = 'int'
    for (let i = 0; i < 300; i++) deep = { type: 'array', items: deep }
    const value = record('A', [{ name: 'x', type: deep }])
    const file = { name: 'a.avsc', syntax: 'json' as const, text: '', value }
    const result = avro.read([file], [file], 'a')
    expect(result.ok ? '' : describeImportError(result.error)).toMatch(/nested too deeply at a\.avsc#\/fields\/0\/type.*at most 256 levels/)
    const chain = Array.from({ length: 20_000 }, (_, i) => record(`R${i}`, [{ name: 'next', type: ['null', `R${(i + 1) % 20_000}`] }]))
    expect(read(chain).graph.objects).toHaveLength(20_000)
  })

  test('what makes no sense is any', () => {
    const { graph } = read(
      record('A', [
        { name: 'a', type: 5 },
        { name: 'b', type: null },
        { name: 'c', type: { type: 'array' } },
        { name: 'd', type: [[['int']], 'null', ['null']] },
        { name: 'e', type: { type: [] } },
        { name: 'a', type: 'int' },
        { name: 'f', type: { type: 'record', name: 'B' } },
        { name: 'g', type: { type: 'enum', name: 7, symbols: 'x' } },
      ]),
    )
    expect(listLines(graph, 'A').map((line) => line.split(' ')[0])).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  })
})
