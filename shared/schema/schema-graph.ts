// What one imported description of a system says: endpoints, named objects, and a graph of nodes. Plain JSON, immutable.
// A graph, never a tree: a node refers to others by id, so cycles and fan-out cost nothing until somebody expands them.
import type { JsonValue } from './json-value.ts'

/** Raised whenever a reader gives another graph for the same bytes; part of a graph's key (README, decisions). */
export const READER_VERSION = 2

/** Every format that is read, with its name for people. `samples`: JSON, JSON lines, XML or CSV records; `table`: a table of fields in a documentation. */
export const formatNames = {
  'openapi-3.0': 'OpenAPI 3.0',
  'openapi-3.1': 'OpenAPI 3.1',
  'swagger-2.0': 'Swagger 2.0',
  'json-schema': 'JSON Schema',
  samples: 'Sample records',
  table: 'Documentation table',
  xsd: 'XML Schema (XSD)',
  wsdl: 'WSDL',
  postman: 'Postman collection',
  har: 'HAR recording',
  graphql: 'GraphQL schema',
  sql: 'SQL tables',
  avro: 'Avro schema',
  protobuf: 'Protocol Buffers',
} as const
export type SchemaFormat = keyof typeof formatNames

/** `text`: JSON string. `any`: the document says nothing. Null is not a type: it is `nullable`. */
export type FieldType = 'text' | 'number' | 'integer' | 'boolean' | 'object' | 'list' | 'map' | 'any'

/** Opaque, ours ("n12"), safe as a key. Unique inside its graph only; never stored in a project. */
export type NodeId = string

export type SchemaGraph = {
  readonly readerVersion: number
  readonly format: SchemaFormat
  readonly title: string
  readonly version?: string
  readonly servers: readonly { readonly url: string; readonly description?: string }[]
  readonly endpoints: readonly Endpoint[]
  /** Named object types (`components.schemas`, `$defs`, the root of a JSON Schema), in document order. */
  readonly objects: readonly NamedObject[]
  readonly nodes: Readonly<Record<NodeId, SchemaNode>>
  /** Property definitions in the document, each once, never expanded. */
  readonly fieldCount: number
  readonly problems: readonly SchemaProblem[]
}

export type NamedObject = { readonly name: string; readonly node: NodeId; readonly description?: string }

export type Endpoint = {
  /** `POST /Invoices`, or `WEBHOOK orderPaid`. Its identity across schema versions. */
  readonly id: string
  readonly kind: 'operation' | 'webhook'
  readonly method: string
  readonly path: string
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly parameters: readonly Parameter[]
  readonly request?: Body
  readonly responses: readonly { readonly status: string; readonly description?: string; readonly body?: Body }[]
}

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  readonly description?: string
  readonly node: NodeId
}
/** `example`: what the document gives for this body, where it is small enough to carry along. */
export type Body = { readonly mediaType: string; readonly required: boolean; readonly node: NodeId; readonly example?: JsonValue }

/** Facts of one value. `types` has one entry, or several for a type array or a union of scalars; empty never. */
export type SchemaNode = {
  readonly types: readonly FieldType[]
  readonly nullable?: boolean
  /** The name of the referenced type, where the document gives one (`Contact`). */
  readonly name?: string
  readonly title?: string
  readonly description?: string
  readonly format?: string
  readonly enum?: readonly JsonValue[]
  readonly const?: JsonValue
  readonly default?: JsonValue
  readonly example?: JsonValue
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly readOnly?: boolean
  readonly writeOnly?: boolean
  readonly deprecated?: boolean
  /** What analysts changed here, each with what the document says (null: nothing). Set by applyOverlays only. */
  readonly corrected?: Readonly<Partial<Record<FactName, JsonValue>>>
  /** Of an object: its fields in document order. Names are data: never use them as keys of a plain object (T-21). */
  readonly properties?: readonly Property[]
  /** Of a list: its item. */
  readonly items?: NodeId
  /** Of a map: its values (additionalProperties); an object may have both properties and entries. */
  readonly entries?: NodeId
  readonly variants?: Variants
}

export type Property = {
  readonly name: string
  readonly node: NodeId
  readonly required: boolean
  /** An analyst added the field, or changed whether it is required (then: what the document says). Set by applyOverlays only. */
  readonly added?: boolean
  readonly documentedRequired?: boolean
}

/** What an analyst may correct or add of a field. `added`: the field itself, where the document has none. */
export const factNames = [
  'added',
  'type',
  'required',
  'nullable',
  'description',
  'example',
  'format',
  'enum',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'pattern',
  'readOnly',
  'deprecated',
] as const
export type FactName = (typeof factNames)[number]

/** oneOf / anyOf: what a value may be. Fields common to all stay in `properties`. */
export type Variants = {
  readonly kind: 'oneOf' | 'anyOf'
  /** The property that tells them apart. */
  readonly discriminator?: string
  readonly options: readonly { readonly label: string; readonly node: NodeId; readonly discriminatorValue?: string }[]
}

/** A finding about the document itself, shown on the Schemas page. `at`: JSON pointer, or `file, line 12` for text formats. */
export type SchemaProblem = {
  readonly code: SchemaProblemCode
  readonly at: string
  readonly message: string
  /** Of `external-reference`: the file to upload too, as the document names it. */
  readonly file?: string
}
export type SchemaProblemCode =
  | 'unresolved-reference'
  | 'external-reference'
  | 'unsupported-construct'
  | 'name-too-long'
  | 'text-shortened'
  | 'conflicting-allOf'
  | 'duplicate-endpoint'
  | 'not-expanded'

/** What a field map is filled from or fills: an object of a schema. Holds names, not node ids, so it survives the next version. */
export type ObjectAddress =
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'request'; readonly endpoint: string; readonly envelope: string }
  | { readonly kind: 'response'; readonly endpoint: string; readonly status: string; readonly envelope: string }
