// The only place that makes graph nodes of Avro schemas.
import type { GraphWriter, SourcePlace } from '../../../shared/schema/graph-writer.ts'
import { below, printPlace, printPointer, splitPlace, type Place } from '../../../shared/schema/json-pointer.ts'
import { isRawObject, rawList, rawText } from '../../../shared/schema/raw-schema.ts'
import { keepValue, keepValues } from '../../../shared/schema/raw-values.ts'
import type { FieldType, NodeId, Property, SchemaNode, Variants } from '../../../shared/schema/schema-graph.ts'
import { joinSentences } from '../join-sentences.ts'
import { isPlain, plainFacts } from './avro-facts.ts'
import type { AvroSchema, NamedTypes } from './named-types.ts'

/** Names that mean names that mean names ..., and types inside types, steps. */
const MOST_STEPS = 64

/** A schema without its wrappings: `null` beside one other type taken apart, names followed. `stored`: what a logical type is stored as. */
type Bare = AvroSchema & { readonly nullable: boolean }

export type AvroNodes = {
  readonly of: (schema: AvroSchema) => NodeId
  /** The properties of a record's or a request's fields. */
  readonly properties: (fields: unknown, around: AvroSchema) => Property[]
}

export function createAvroNodes(named: NamedTypes, writer: GraphWriter): AvroNodes {
  const reported = new Set<string>()

  function of(schema: AvroSchema): NodeId {
    const bare = unwrap(schema)
    if (!isRawObject(bare.schema)) {
      // A list or name has facts only where it stands.
      const key = typeof schema.schema === 'object' && schema.schema !== null ? schema.schema : undefined
      return key === undefined
        ? writer.value(withNull(readFacts(bare), bare), toSource(schema.place))
        : writer.node(key, () => withNull(readFacts(bare), bare), toSource(schema.place))
    }
    if (bare.nullable && typeof schema.schema === 'object' && schema.schema !== null && schema.schema !== bare.schema)
      return writer.node(schema.schema, () => withNull(readFacts(bare), bare), toSource(schema.place))
    return writer.node(bare.schema, () => readFacts(bare), toSource(bare.place))
  }

  function properties(fields: unknown, { namespace, place }: AvroSchema): Property[] {
    const listed = new Map<string, Property>()
    rawList(fields).forEach((field, i) => {
      const name = isRawObject(field) ? rawText(field['name']) : undefined
      if (!isRawObject(field) || name === undefined || listed.has(name)) return
      const at = below(place, String(i))
      const type: AvroSchema = { schema: field['type'], namespace, place: below(at, 'type') }
      const says = field['doc'] !== undefined || field['default'] !== undefined
      const node = says ? writer.node(field, () => readField(field, type), toSource(at)) : ofField(type, at)
      listed.set(name, { name, node, required: field['default'] === undefined })
    })
    return [...listed.values()]
  }

  /** Plain types stand at their field, for people who look it up in the file. */
  function ofField(type: AvroSchema, at: Place): NodeId {
    return typeof type.schema === 'string' && isPlain(type.schema) ? writer.value(readFacts(type), toSource(at)) : of(type)
  }

  function readField(field: Readonly<Record<string, unknown>>, type: AvroSchema): SchemaNode {
    const bare = unwrap(type)
    const stored = storedAs(bare.schema)
    const own = rawText(field['doc'])
    const description = own === undefined || stored === undefined ? own : `${own}\n${stored}`
    const given = field['default'] === undefined ? undefined : keepValue(field['default'])
    return {
      ...withNull(readFacts(bare), bare),
      ...(description === undefined ? {} : { description }),
      ...(given === undefined ? {} : { default: given }),
    }
  }

  function readFacts({ schema, namespace, place }: AvroSchema): SchemaNode {
    if (Array.isArray(schema)) return readUnion(schema, namespace, place)
    if (!isRawObject(schema)) return typeof schema === 'string' && isPlain(schema) ? plainFacts(schema, undefined).facts : { types: ['any'] }
    const type = rawText(schema['type']) ?? ''
    const name = rawText(schema['name'])?.replace(/^.*\./, '')
    const stored = storedAs(schema)
    const description = joinSentences(rawText(schema['doc']), stored)
    const own = description === undefined ? {} : { description }
    const called = name === undefined || !['record', 'error', 'enum', 'fixed'].includes(type) ? {} : { name }
    switch (type) {
      case 'record':
      case 'error': {
        const inside = named.find(rawText(schema['name']) ?? '', rawText(schema['namespace']) ?? namespace)?.namespace ?? namespace
        return { types: ['object'], ...called, ...own, properties: properties(schema['fields'], { schema, namespace: inside, place: below(place, 'fields') }) }
      }
      case 'enum': {
        const given = schema['default'] === undefined ? undefined : keepValue(schema['default'])
        return { types: ['text'], ...called, ...own, enum: keepValues(schema['symbols']) ?? [], ...(given === undefined ? {} : { default: given }) }
      }
      case 'array':
        return { types: ['list'], ...own, items: of({ schema: schema['items'], namespace, place: below(place, 'items') }) }
      case 'map':
        return { types: ['map'], ...own, entries: of({ schema: schema['values'], namespace, place: below(place, 'values') }) }
      default:
        return { ...plainFacts(type, schema).facts, ...called, ...own }
    }
  }

  /** Several plain types are one value; where one has something inside, all are variants. */
  function readUnion(union: readonly unknown[], namespace: string, place: Place): SchemaNode {
    const options = union
      .map((schema, i): AvroSchema => ({ schema, namespace, place: below(place, String(i)) }))
      .filter(({ schema }) => !isNull(schema))
      .map((option) => ({ option, bare: unwrap(option) }))
    if (options.length === 0) return { types: ['any'], nullable: true }
    const plain = options.map(({ bare }) => (isStructured(bare.schema) ? undefined : readFacts(bare)))
    if (plain.every((facts) => facts !== undefined)) {
      const types = [...new Set(plain.flatMap((facts) => facts.types))]
      const values = plain.every((facts) => facts.enum !== undefined) ? [...new Set(plain.flatMap((facts) => facts.enum ?? []))] : undefined
      return { types, ...(values === undefined ? {} : { enum: values }) }
    }
    const labels = new Map<string, number>()
    const types = new Set<FieldType>()
    const listed = options.map(({ option, bare }): Variants['options'][number] => {
      const wanted = labelOf(bare.schema)
      const before = labels.get(wanted) ?? 0
      labels.set(wanted, before + 1)
      types.add(typeOf(bare.schema))
      return { label: before === 0 ? wanted : `${wanted} ${before + 1}`, node: of(option) }
    })
    return { types: [...types], variants: { kind: 'oneOf', options: listed } }
  }

  function unwrap(schema: AvroSchema): Bare {
    let here: AvroSchema = schema
    let nullable = false
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const next = oneStep(here)
      if (next === undefined) return { ...here, nullable }
      if (Array.isArray(here.schema)) nullable ||= here.schema.some(isNull)
      here = next
    }
    return { schema: undefined, namespace: here.namespace, place: here.place, nullable }
  }

  function oneStep({ schema, namespace, place }: AvroSchema): AvroSchema | undefined {
    if (typeof schema === 'string' && !isPlain(schema)) return findNamed(schema, namespace, place)
    if (Array.isArray(schema)) {
      const at = schema.findIndex((each) => !isNull(each))
      const several = schema.some((each, i) => i > at && !isNull(each))
      return at < 0 || several ? undefined : { schema: schema[at] as unknown, namespace, place: below(place, String(at)) }
    }
    if (!isRawObject(schema)) return undefined
    const type = schema['type']
    if (typeof type === 'object') return { schema: type, namespace, place: below(place, 'type') }
    if (typeof type === 'string' && !isPlain(type) && !KNOWN.has(type)) return findNamed(type, namespace, place)
    return undefined
  }

  function findNamed(name: string, namespace: string, place: Place): AvroSchema {
    const found = named.find(name, namespace)
    if (found !== undefined) return found
    if (!reported.has(name)) {
      reported.add(name)
      writer.problem('external-reference', printPlace(place), `No uploaded file defines ${name.slice(0, 200)}. Upload this file too.`, name)
    }
    return { schema: undefined, namespace, place }
  }

  return { of, properties }
}

const KNOWN = new Set(['record', 'error', 'enum', 'fixed', 'array', 'map'])

export function toSource(place: Place): SourcePlace {
  const { file, tokens } = splitPlace(place)
  return { file, pointer: printPointer(tokens, Infinity) }
}

function withNull(facts: SchemaNode, { nullable, schema }: Bare): SchemaNode {
  return nullable || (Array.isArray(schema) && schema.some(isNull)) ? { ...facts, nullable: true } : facts
}

function isNull(schema: unknown): boolean {
  return schema === 'null' || (isRawObject(schema) && schema['type'] === 'null')
}

function isStructured(schema: unknown): boolean {
  return Array.isArray(schema) || (isRawObject(schema) && ['record', 'error', 'array', 'map'].includes(rawText(schema['type']) ?? ''))
}

function labelOf(schema: unknown): string {
  if (!isRawObject(schema)) return typeof schema === 'string' ? schema : 'any'
  return rawText(schema['name'])?.replace(/^.*\./, '') ?? rawText(schema['type']) ?? 'any'
}

function typeOf(schema: unknown): FieldType {
  const type = isRawObject(schema) ? rawText(schema['type']) : schema
  if (type === 'record' || type === 'error') return 'object'
  if (type === 'array') return 'list'
  if (type === 'map') return 'map'
  if (type === 'enum') return 'text'
  return (typeof type === 'string' ? plainFacts(type, schema).facts.types[0] : undefined) ?? 'any'
}

/** "Avro stores it as timestamp-millis in long." */
function storedAs(schema: unknown): string | undefined {
  const type = isRawObject(schema) ? rawText(schema['type']) : undefined
  const stored = type === undefined ? undefined : plainFacts(type, schema).stored
  return stored === undefined ? undefined : `Avro stores it as ${stored}.`
}
