// What a GraphQL schema says, in the same words whether it stood in SDL or in an introspection result. The only place that joins its parts.
import type { SourcePlace } from '../../../shared/schema/graph-writer.ts'
import type { JsonValue } from '../../../shared/schema/json-value.ts'
import type { SchemaProblemCode } from '../../../shared/schema/schema-graph.ts'
import type { EnumValue } from '../describe-enum.ts'

/** `[Order!]!` is `required, list, required` around `Order`: outermost first. A flat list, because files nest as deep as they like. */
export type TypeUse = { readonly wraps: readonly ('list' | 'required')[]; readonly name: string }

export type GraphqlField = {
  readonly name: string
  readonly description?: string
  readonly type: TypeUse
  readonly arguments: readonly GraphqlField[]
  readonly default?: JsonValue
  /** The reason, '' where none is given. */
  readonly deprecated?: string
  readonly place: SourcePlace
}

export type GraphqlKind = 'scalar' | 'enum' | 'object' | 'interface' | 'input' | 'union'

/** Grows while files are read: `extend type` adds to it. */
export type GraphqlType = {
  readonly kind: GraphqlKind
  readonly name: string
  description?: string | undefined
  readonly place: SourcePlace
  readonly fields: Map<string, GraphqlField>
  readonly values: Map<string, EnumValue>
  /** Of a union its types; of an interface those that introspection lists. */
  readonly members: Set<string>
  readonly interfaces: Set<string>
  /** Of an input: exactly one of its fields is given. */
  oneOf: boolean
  /** Of a scalar: where it is described. */
  specifiedBy?: string | undefined
}

export type RootKind = 'query' | 'mutation' | 'subscription'
export const ROOT_KINDS: readonly RootKind[] = ['query', 'mutation', 'subscription']

export type ReportProblem = (code: SchemaProblemCode, at: string, message: string, file?: string) => void

export type GraphqlSchema = { readonly types: Map<string, GraphqlType>; readonly roots: Map<RootKind, string> }

/** `[`, `(`, `{` and lists inside one another, at most. */
export const MOST_NESTING = 64

/** `extend type` and the same type in several files add to one another; the first description and the first field of a name stay. */
export function addType(schema: GraphqlSchema, type: GraphqlType, at: string, report: ReportProblem): void {
  const before = schema.types.get(type.name)
  if (before === undefined) {
    schema.types.set(type.name, type)
    return
  }
  if (before.kind !== type.kind) {
    const name = type.name.slice(0, 100)
    report('unsupported-construct', at, `\`${name}\` is defined twice, as ${KINDS[before.kind]} and as ${KINDS[type.kind]}; the first is read.`)
    return
  }
  before.description ??= type.description
  before.specifiedBy ??= type.specifiedBy
  before.oneOf ||= type.oneOf
  for (const field of type.fields.values()) if (!before.fields.has(field.name)) before.fields.set(field.name, field)
  for (const value of type.values.values()) if (!before.values.has(value.name)) before.values.set(value.name, value)
  for (const member of type.members) before.members.add(member)
  for (const each of type.interfaces) before.interfaces.add(each)
}

const KINDS: Readonly<Record<GraphqlKind, string>> = {
  scalar: 'a scalar',
  enum: 'an enum',
  object: 'a type',
  interface: 'an interface',
  input: 'an input',
  union: 'a union',
}

/** The first of each name. */
export function byName<T extends { readonly name: string }>(list: readonly T[]): Map<string, T> {
  const map = new Map<string, T>()
  for (const each of list) if (!map.has(each.name)) map.set(each.name, each)
  return map
}
