import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expandFields, rootField } from '../../../shared/schema/fields.ts'
import { listObjectAddresses } from '../../../shared/schema/envelopes.ts'
import { buildExampleRecord } from '../../../shared/schema/example-record.ts'
import type { SchemaGraph } from '../../../shared/schema/schema-graph.ts'
import { avro } from '../formats/avro.ts'
import { wsdl } from '../formats/wsdl.ts'
import { xsd } from '../formats/xsd.ts'
import type { FormatReader } from '../format-reader.ts'
import { readTexts } from './read-texts-fixture.ts'

const RUNS = 25
const NAMES = ['A', 'B', 'C', '__proto__', '']
const name = fc.constantFrom(...NAMES)
const qualified = fc.constantFrom(...NAMES.flatMap((each) => [`t:${each}`, each]), 'xs:string', 'xs:int', 'xs:anyType', 'xs:NMTOKENS', 'o:A', 'x:y')
const TAGS = [
  ...['element', 'attribute', 'complexType', 'simpleType', 'group', 'attributeGroup', 'sequence', 'choice', 'all', 'any', 'anyAttribute'],
  ...['complexContent', 'simpleContent', 'extension', 'restriction', 'union', 'list', 'enumeration', 'pattern', 'maxLength', 'fractionDigits'],
  ...['annotation', 'documentation', 'redefine', 'include', 'import', 'override', 'assert'],
]
const attributes = fc.record(
  {
    name,
    type: qualified,
    ref: qualified,
    base: qualified,
    itemType: qualified,
    memberTypes: fc.array(qualified, { maxLength: 3 }).map((each) => each.join(' ')),
    substitutionGroup: qualified,
    minOccurs: fc.constantFrom('0', '1', '7', 'x'),
    maxOccurs: fc.constantFrom('0', '1', 'unbounded'),
    use: fc.constantFrom('required', 'prohibited'),
    value: fc.constantFrom('1', '0', '-3', 'a', '[a-z]|b'),
    abstract: fc.constantFrom('true', 'false'),
    nillable: fc.constant('true'),
    mixed: fc.constant('true'),
    default: fc.constantFrom('1', 'true', ''),
    schemaLocation: fc.constantFrom('a.xsd', 'b.xsd', 'c.xsd', 'gone.xsd', '../b.xsd'),
    namespace: fc.constantFrom('urn:t', 'urn:o', ''),
  },
  { requiredKeys: [] },
)
const PARTICLES = ['element', 'sequence', 'choice', 'group', 'any', 'element', 'all']
const LIKELY: Readonly<Record<string, readonly string[]>> = {
  schema: ['complexType', 'element', 'simpleType', 'group', 'attributeGroup', 'redefine', 'include', 'import', 'complexType'],
  redefine: ['complexType', 'simpleType', 'group', 'attributeGroup'],
  element: ['complexType', 'simpleType', 'annotation'],
  complexType: ['sequence', 'complexContent', 'simpleContent', 'attribute', 'attributeGroup', 'choice', 'group'],
  complexContent: ['extension', 'restriction'],
  simpleContent: ['extension', 'restriction'],
  extension: ['sequence', 'attribute', 'choice', 'attributeGroup'],
  restriction: ['sequence', 'attribute', 'enumeration', 'maxLength', 'pattern', 'fractionDigits', 'simpleType'],
  simpleType: ['restriction', 'union', 'list'],
  union: ['simpleType'],
  list: ['simpleType'],
  group: ['sequence', 'choice'],
  sequence: PARTICLES,
  choice: PARTICLES,
  all: PARTICLES,
  attribute: ['simpleType'],
  attributeGroup: ['attribute', 'attributeGroup', 'anyAttribute'],
  annotation: ['documentation'],
}
const MOST_LEVELS = 7

/** Mostly where it may stand, sometimes anywhere. */
function treesBelow(tag: string, levels: number): fc.Arbitrary<string> {
  const key = `${tag} ${levels}`
  const known = made.get(key)
  if (known !== undefined) return known
  const likely = LIKELY[tag] ?? TAGS
  const child = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...likely).chain((each) => treeOf(each, levels - 1)) },
    { weight: 1, arbitrary: fc.constantFrom(...TAGS).chain((each) => treeOf(each, levels - 1)) },
  )
  const trees = levels <= 0 ? fc.constant('') : fc.array(child, { maxLength: tag === 'schema' ? 10 : 3 }).map((each) => each.join(''))
  made.set(key, trees)
  return trees
}
const made = new Map<string, fc.Arbitrary<string>>()

function treeOf(tag: string, levels: number): fc.Arbitrary<string> {
  return fc.tuple(attributes, treesBelow(tag, levels)).map(([given, below]) => printTag(`xs:${tag}`, given, below))
}

function printTag(tag: string, given: object, below: string): string {
  const printed = Object.entries(given).map(([key, value]) => ` ${key}="${String(value)}"`)
  return `<${tag}${printed.join('')}>${below}</${tag}>`
}

const schema = fc
  .tuple(fc.constantFrom(' targetNamespace="urn:t"', ' targetNamespace="urn:o"', ''), treesBelow('schema', MOST_LEVELS))
  .map(([target, inside]) => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:o="urn:o"${target}>${inside}</xs:schema>`)

/** What everybody relies on: ids that exist, names once, descriptions of objects that can be opened and made up. */
function check(graph: SchemaGraph): void {
  const exists = (node: string | undefined) => expect(node === undefined || Object.hasOwn(graph.nodes, node)).toBe(true)
  for (const facts of Object.values(graph.nodes)) {
    expect(facts.types.length).toBeGreaterThan(0)
    const names = (facts.properties ?? []).map((property) => property.name)
    expect(new Set(names).size).toBe(names.length)
    for (const property of facts.properties ?? []) exists(property.node)
    for (const option of facts.variants?.options ?? []) exists(option.node)
    exists(facts.items)
    exists(facts.entries)
  }
  const labels = listObjectAddresses(graph).map(({ label }) => label)
  expect(new Set(labels).size).toBe(labels.length)
  for (const { node } of listObjectAddresses(graph)) {
    expandFields(graph, rootField(graph, node), 4, 500)
    buildExampleRecord(graph, node)
  }
  expect(JSON.parse(JSON.stringify(graph))).toEqual(graph)
}

function readAny(reader: FormatReader, texts: Readonly<Record<string, string>>): void {
  check(readTexts(reader, texts).graph)
}

test('whatever stands in XML Schemas of one upload, the graph is whole', () => {
  fc.assert(
    fc.property(schema, schema, schema, (a, b, c) => readAny(xsd, { 'a.xsd': a, 'b.xsd': b, 'c.xsd': c })),
    { numRuns: RUNS },
  )
})

test('whatever stands in a WSDL, the graph is whole', () => {
  const soap = fc.constantFrom('body', 'header', 'binding', 'operation', 'address')
  const given = fc.record(
    {
      name,
      message: qualified,
      element: qualified,
      type: qualified,
      binding: qualified,
      part: name,
      parts: name,
      location: fc.constantFrom('a.wsdl', 'x'),
      style: fc.constantFrom('rpc', 'document'),
    },
    { requiredKeys: [] },
  )
  const grow = (tags: readonly string[], below: fc.Arbitrary<string>) => {
    const tag = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...tags).map((each) => `w:${each}`) },
      soap.map((each) => `soap:${each}`),
    )
    return fc.tuple(tag, given, fc.array(below, { maxLength: 4 })).map(([each, values, inside]) => printTag(each, values, inside.join('')))
  }
  const sides = grow(['input', 'output', 'fault', 'documentation', 'part'], grow(['part', 'documentation'], fc.constant('')))
  const part = grow(['message', 'portType', 'binding', 'service', 'import', 'portType', 'binding'], grow(['operation', 'part', 'port', 'input'], sides))
  const text = fc
    .tuple(schema, fc.array(part, { maxLength: 12 }))
    .map(
      ([types, parts]) =>
        `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:o="urn:o" targetNamespace="urn:t"><w:types>${types}</w:types>${parts.join('')}</w:definitions>`,
    )
  fc.assert(
    fc.property(text, text, (a, b) => readAny(wsdl, { 'a.wsdl': a, 'b.wsdl': b })),
    { numRuns: RUNS },
  )
})

test('whatever stands in Avro schemas, the graph is whole', () => {
  const types = fc.constantFrom('record', 'enum', 'fixed', 'array', 'map', 'int', 'null', 'string', 'bytes', 'error', ...NAMES)
  const { any } = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(types, fc.constantFrom(null, 5, true)),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.record(
        {
          type: fc.oneof(types, tie('any')),
          name: fc.oneof(name, fc.constant('n.A')),
          namespace: fc.constantFrom('n', ''),
          fields: fc.array(fc.record({ name, type: tie('any'), default: fc.jsonValue(), doc: fc.string() }, { requiredKeys: ['type'] }), { maxLength: 3 }),
          items: tie('any'),
          values: tie('any'),
          symbols: fc.array(fc.jsonValue(), { maxLength: 2 }),
          size: fc.integer(),
          logicalType: fc.constantFrom('decimal', 'date', 'uuid'),
          precision: fc.integer({ min: -2, max: 30 }),
          scale: fc.integer({ min: -2, max: 30 }),
          aliases: fc.array(name, { maxLength: 2 }),
          doc: fc.string(),
        },
        { requiredKeys: ['type'] },
      ),
    ),
  }))
  fc.assert(
    fc.property(fc.array(any, { maxLength: 4 }), fc.array(any, { maxLength: 4 }), (fields, more) => {
      const root = (own: string, list: readonly unknown[]) =>
        JSON.stringify({ type: 'record', name: own, fields: list.map((type, i) => ({ name: `f${i}`, type })).filter(({ type }) => type !== undefined) })
      readAny(avro, { 'a.avsc': root('Root', fields), 'b.avsc': root('n.Root', more) })
    }),
    { numRuns: 300 },
  )
})
