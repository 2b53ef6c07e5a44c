// The only place that makes graph nodes of a GraphQL schema.
import { printSourcePlace, type GraphWriter, type SourcePlace } from '../../../shared/schema/graph-writer.ts'
import type { Endpoint, NamedObject, NodeId, Property, SchemaNode, Variants } from '../../../shared/schema/schema-graph.ts'
import { LONGEST_NAME } from '../../../shared/schema/schema-read-error.ts'
import { describeEnum } from '../describe-enum.ts'
import { joinSentences } from '../join-sentences.ts'
import { copyOfType, createTypeCopies } from '../type-copies.ts'
import { ROOT_KINDS, type GraphqlField, type GraphqlSchema, type GraphqlType, type RootKind } from './graphql-schema.ts'
import { deprecationOf, describeArguments } from './describe.ts'
import { implicitScalarFacts, isImplicitScalar, scalarFacts } from './scalars.ts'

/** Allowed values carried along, at most. */
const MOST_ENUM_VALUES = 10_000

export type BuiltGraphql = { readonly objects: readonly NamedObject[]; readonly endpoints: readonly Endpoint[]; readonly fieldCount: number }

export function buildGraphqlGraph(schema: GraphqlSchema, writer: GraphWriter): BuiltGraphql {
  const copies = createTypeCopies()
  const factsByType = new Map<string, SchemaNode>()
  const implementers = listImplementers(schema)
  const missing = new Set<string>()
  const meaningsByEnum = new Map<string, string | undefined>()
  const rootNames = new Set(schema.roots.values())
  const types = [...schema.types.values()].filter(({ name }) => !name.startsWith('__'))

  const objects: NamedObject[] = []
  for (const type of types) {
    if (type.kind === 'scalar' || type.kind === 'enum' || rootNames.has(type.name)) continue
    if (type.name.length > LONGEST_NAME)
      writer.problem('name-too-long', printSourcePlace(type.place), `Type names of more than ${LONGEST_NAME} characters are left out.`)
    else objects.push({ name: type.name, node: nodeOfType(type.name, false), ...(type.description === undefined ? {} : { description: type.description }) })
  }
  return {
    objects,
    endpoints: ROOT_KINDS.flatMap((kind) => readEndpoints(kind)),
    fieldCount: types.reduce((sum, type) => sum + type.fields.size, 0),
  }

  function readEndpoints(kind: RootKind): Endpoint[] {
    const root = schema.types.get(schema.roots.get(kind) ?? '')
    const method = kind.toUpperCase()
    return [...(root?.fields.values() ?? [])].flatMap((field): Endpoint[] => {
      if (field.name.length > LONGEST_NAME) {
        writer.problem('name-too-long', printSourcePlace(field.place), `Names of more than ${LONGEST_NAME} characters are left out.`)
        return []
      }
      reportUnknownType(field)
      const { description, deprecated } = deprecationOf(field)
      return [
        {
          id: `${method} ${field.name}`,
          kind: 'operation',
          method,
          path: `/${field.name}`,
          operationId: field.name,
          ...(description === undefined ? {} : { description }),
          ...(deprecated ? { deprecated } : {}),
          parameters: [],
          ...(field.arguments.length === 0
            ? {}
            : {
                request: {
                  mediaType: 'application/json',
                  required: field.arguments.some(isRequired),
                  node: writer.value({ types: ['object'], properties: field.arguments.map(toProperty) }, field.place),
                },
              }),
          responses: [{ status: '200', body: { mediaType: 'application/json', required: field.type.wraps[0] === 'required', node: nodeOfUse(field, 0) } }],
        },
      ]
    })
  }

  function toProperty(field: GraphqlField): Property {
    reportUnknownType(field)
    return { name: field.name, node: nodeOfField(field), required: isRequired(field) }
  }

  function nodeOfField(field: GraphqlField): NodeId {
    const { wraps, name } = field.type
    if (!wraps.includes('list') && !copies.allow(entriesOfType(name), wordsOfType(name))) return nodeOfUse(field, 0)
    return writer.node(field, () => factsOfField(field), field.place)
  }

  function factsOfField(field: GraphqlField): SchemaNode {
    const { wraps, name } = field.type
    const { description, deprecated } = deprecationOf(field)
    const own = {
      description: joinSentences(description ?? fallbackDescription(field), meanings(field), describeArguments(field.arguments)),
      deprecated,
      nullable: wraps[0] !== 'required',
    }
    const first = wraps[0] === 'required' ? 1 : 0
    const facts = wraps[first] === 'list' ? copyOfType({ types: ['list'], items: nodeOfUse(field, first + 1) }, own) : copyOfType(factsOfType(name), own)
    return field.default === undefined || field.default === null ? facts : { ...facts, default: field.default }
  }

  /** A type's own words stand where the field has none; those of a list's item stay with the item. */
  function fallbackDescription({ type: { wraps, name } }: GraphqlField): string | undefined {
    const type = wraps.includes('list') ? undefined : schema.types.get(name)
    return type?.kind === 'enum' ? type.description : type === undefined || isImplicitScalar(name) ? undefined : factsOfType(name).description
  }

  function meanings({ type: { wraps, name } }: GraphqlField): string | undefined {
    return wraps.includes('list') ? undefined : meaningsOfEnum(name)
  }

  function meaningsOfEnum(name: string): string | undefined {
    const type = schema.types.get(name)
    if (type?.kind !== 'enum') return undefined
    if (!meaningsByEnum.has(name)) meaningsByEnum.set(name, describeEnum([...type.values.values()]))
    return meaningsByEnum.get(name)
  }

  /** What a copy carries along. Asks for no facts: those would ask for the next type's. */
  function wordsOfType(name: string): string | undefined {
    return meaningsOfEnum(name) ?? schema.types.get(name)?.description
  }

  /** The value behind the first `from` wraps of a field: shared by all uses that are wrapped alike. */
  function nodeOfUse({ type: { wraps, name } }: GraphqlField, from: number): NodeId {
    // From the inside out, so that the depth of a file costs nothing.
    let end = wraps.length
    let nullable = true
    if (end > from && wraps[end - 1] === 'required') {
      nullable = false
      end -= 1
    }
    let node = nodeOfType(name, nullable)
    let key = `${name}${nullable ? '' : '!'}`
    for (let i = end - 1; i >= from; i--) {
      if (wraps[i] !== 'list') continue
      const isNullable = i === from || wraps[i - 1] !== 'required'
      key = `[${key}]${isNullable ? '' : '!'}`
      const items = node
      node = writer.node(`list ${key}`, () => ({ types: ['list'], items, ...(isNullable ? { nullable: true } : {}) }))
    }
    return node
  }

  function nodeOfType(name: string, nullable: boolean): NodeId {
    return writer.node(
      `type ${name}${nullable ? '' : '!'}`,
      () => (nullable ? { ...factsOfType(name), nullable: true } : factsOfType(name)),
      schema.types.get(name)?.place,
    )
  }

  function factsOfType(name: string): SchemaNode {
    const known = factsByType.get(name)
    if (known !== undefined) return known
    const type = schema.types.get(name)
    const facts = type === undefined || isImplicitScalar(name) ? implicitScalarFacts(name) : factsOfKind(type)
    factsByType.set(name, facts)
    return facts
  }

  function factsOfKind(type: GraphqlType): SchemaNode {
    const described = type.description === undefined ? {} : { description: type.description }
    switch (type.kind) {
      case 'scalar': {
        const description = joinSentences(type.description, type.specifiedBy === undefined ? undefined : `Described at ${type.specifiedBy}`)
        return { ...scalarFacts(type.name, type.description), name: type.name, ...(description === undefined ? {} : { description }) }
      }
      case 'enum': {
        const description = joinSentences(type.description, meaningsOfEnum(type.name))
        return { types: ['text'], name: type.name, ...(description === undefined ? {} : { description }), ...enumOf(type) }
      }
      case 'object':
        return { types: ['object'], name: type.name, ...described, properties: propertiesOf(type) }
      case 'input': {
        const description = joinSentences(type.description, type.oneOf ? 'Exactly one of these fields is given.' : undefined)
        return { types: ['object'], name: type.name, ...(description === undefined ? {} : { description }), properties: propertiesOf(type) }
      }
      case 'interface':
        return { types: ['object'], name: type.name, ...described, properties: propertiesOf(type), ...variantsOf(type) }
      case 'union': {
        const members = membersOf(type)
        const [only] = members
        // One type left is no choice.
        if (members.length === 1 && only !== undefined && only.kind === 'object')
          return { types: ['object'], name: type.name, ...described, properties: propertiesOf(only) }
        return { types: ['object'], name: type.name, ...described, ...variantsOf(type) }
      }
    }
  }

  function propertiesOf(type: GraphqlType): Property[] {
    return [...type.fields.values()].map(toProperty)
  }

  function variantsOf(type: GraphqlType): { variants?: Variants } {
    const members = membersOf(type)
    if (members.length === 0) return {}
    // `__typename` tells them apart for those who ask for it; it is no field of the document, so it is not named as one.
    return { variants: { kind: 'oneOf', options: members.map(({ name }) => ({ label: name, node: nodeOfType(name, false), discriminatorValue: name })) } }
  }

  function membersOf(type: GraphqlType): GraphqlType[] {
    const names = new Set([...type.members, ...(implementers.get(type.name) ?? [])])
    return [...names].flatMap((name) => {
      const member = schema.types.get(name)
      if (member === undefined) reportMissing(name, type.place)
      return member ?? []
    })
  }

  function entriesOfType(name: string): number {
    const type = schema.types.get(name)
    return type === undefined ? 0 : type.fields.size + type.values.size + type.members.size + (implementers.get(name)?.size ?? 0)
  }

  function reportUnknownType(field: GraphqlField): void {
    if (!schema.types.has(field.type.name) && !isImplicitScalar(field.type.name)) reportMissing(field.type.name, field.place)
  }

  function reportMissing(name: string, place: SourcePlace): void {
    if (missing.has(name)) return
    missing.add(name)
    writer.problem(
      'unresolved-reference',
      printSourcePlace(place),
      `The type \`${name.slice(0, 200)}\` is not in this upload; its values may be anything. Upload the file that defines it too.`,
    )
  }
}

function isRequired(field: GraphqlField): boolean {
  return field.type.wraps[0] === 'required' && field.default === undefined
}

function enumOf(type: GraphqlType): { enum?: string[] } {
  return type.values.size === 0 ? {} : { enum: [...type.values.keys()].slice(0, MOST_ENUM_VALUES) }
}

/** Interface → the types that say they implement it, in document order. Introspection lists them itself. */
function listImplementers(schema: GraphqlSchema): Map<string, Set<string>> {
  const implementers = new Map<string, Set<string>>()
  for (const type of schema.types.values()) {
    if (type.kind !== 'object') continue
    for (const name of type.interfaces) {
      const known = implementers.get(name)
      if (known === undefined) implementers.set(name, new Set([type.name]))
      else known.add(type.name)
    }
  }
  return implementers
}
