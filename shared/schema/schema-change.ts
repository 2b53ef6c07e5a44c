// What a newer version of a description changes: the type of a change. Found by compare-graphs.ts.
import type { FieldPath } from './field-path.ts'
import type { ObjectAddress, SchemaNode } from './schema-graph.ts'

export const changeKinds = [
  'added',
  'removed',
  'renamed',
  'retyped',
  'now-required',
  'now-optional',
  'now-nullable',
  'never-null',
  'limits',
  'enum',
  'read-only',
  'deprecated',
  'description',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/**
 * Where a change is. The field's owner is the innermost named object type on the way to it, so that one change of a type is one change,
 * however many bodies the type is used in; for what stands in no named type it is the body. `path` is relative to that owner; '' is the owner itself.
 */
export type ChangePlace = { readonly object: ObjectAddress; readonly path: FieldPath }

export type ChangeKindFacts = Pick<
  SchemaNode,
  | 'types'
  | 'nullable'
  | 'format'
  | 'enum'
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'multipleOf'
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'pattern'
  | 'readOnly'
  | 'writeOnly'
  | 'deprecated'
  | 'description'
> & { readonly required: boolean }

export type SchemaChange = {
  /** `<kind>:<printed place>`: the same for the same two graphs, and stable while they are. */
  readonly id: string
  readonly kind: ChangeKind
  readonly what: 'endpoint' | 'object' | 'field' | 'parameter'
  /** In the old version; of `added`: in the new one. For an endpoint or parameter `path` is '' or the parameter's name. */
  readonly place: ChangePlace
  /** Of an endpoint or parameter: its id, `GET /orders`. */
  readonly endpoint?: string
  /** Of `renamed`: where it is now, and how alike the two are (0 to 1), with the reasons in words. */
  readonly to?: ChangePlace
  readonly likeness?: number
  readonly reasons?: readonly string[]
  readonly before?: ChangeKindFacts
  readonly after?: ChangeKindFacts
  /** Of `enum`. */
  readonly valuesAdded?: readonly string[]
  readonly valuesRemoved?: readonly string[]
  /** Whether it can break a program that reads records of this object, and one that sends them; false where the object is not read, or not sent, at all. */
  readonly breaksReading: boolean
  readonly breaksSending: boolean
  /** In words: `text to number`, `100 to 255 characters`, `+ checkout-draft`. */
  readonly words: string
}
