// What files of Protocol Buffers say, as plain values with full names.
import type { SourcePlace } from '../../../shared/schema/graph-writer.ts'

/** One plain value of an option: `(google.api.http).get` → `/v1/orders`. Lists give several, objects one for each value inside. */
export type ProtoOption = { readonly path: string; readonly value: string | number | boolean }

type Described = { readonly description: string | undefined; readonly place: SourcePlace }

export type ProtoField = Described & {
  readonly name: string
  /** As written: `int32`, `Order.Line`, `.shop.v1.Order`. Of a map: the type of its values. */
  readonly type: string
  readonly label: 'optional' | 'required' | 'repeated' | 'map' | undefined
  readonly options: readonly ProtoOption[]
  readonly oneof: string | undefined
}

export type ProtoMessage = Described & {
  /** Without the package: `Order.Line`. */
  readonly name: string
  readonly fullName: string
  readonly fields: ProtoField[]
  readonly options: ProtoOption[]
  readonly file: ProtoFile
}

export type ProtoEnum = Described & {
  readonly name: string
  readonly fullName: string
  readonly values: { readonly name: string; readonly description: string | undefined; readonly options: readonly ProtoOption[] }[]
  readonly options: ProtoOption[]
}

export type ProtoMethod = Described & {
  readonly name: string
  readonly service: string
  readonly request: string
  readonly response: string
  readonly requestStream: boolean
  readonly responseStream: boolean
  readonly options: ProtoOption[]
}

export type ProtoFile = {
  readonly name: string
  package: string
  readonly imports: { readonly path: string; readonly place: SourcePlace }[]
  readonly messages: ProtoMessage[]
  readonly enums: ProtoEnum[]
  readonly methods: ProtoMethod[]
  readonly options: ProtoOption[]
  /** Messages of others that this file adds fields to, and where. */
  readonly extensions: { readonly of: string; readonly place: SourcePlace }[]
}

export function optionOf(options: readonly ProtoOption[], path: string): ProtoOption['value'] | undefined {
  return options.find((option) => option.path === path)?.value
}

export function isDeprecated(options: readonly ProtoOption[]): boolean {
  return optionOf(options, 'deprecated') === true
}
