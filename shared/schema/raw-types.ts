// The only place that reads which types a raw schema allows, and whether null is one of them, in every spelling.
import type { FieldType } from './schema-graph.ts'
import { isRawObject, type RawObject } from './raw-schema.ts'
import { typeOfValue } from './schema-read-error.ts'

/** What one schema by itself states about null; `undefined`: nothing. */
export type NullStatement = boolean | undefined

const FIELD_TYPE: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  ['string', 'text'],
  ['number', 'number'],
  ['integer', 'integer'],
  ['boolean', 'boolean'],
  ['object', 'object'],
  ['array', 'list'],
])

/** The stated types without null, or undefined where `type` says nothing (or only null). `unknown`: spelled types that do not exist. */
export function statedTypes(schema: RawObject): { readonly types?: readonly FieldType[]; readonly unknown: readonly string[] } {
  const spelled = Array.isArray(schema['type']) ? schema['type'] : schema['type'] === undefined ? [] : [schema['type']]
  const types: FieldType[] = []
  const unknown: string[] = []
  for (const name of spelled) {
    if (name === 'null') continue
    const type = typeof name === 'string' ? FIELD_TYPE.get(name) : undefined
    if (type === undefined) unknown.push(String(name))
    else if (!types.includes(type)) types.push(type)
  }
  return types.length === 0 ? { unknown } : { types, unknown }
}

/** True for `{ type: null }`, `{ const: null }`, `{ enum: [null] }` and their like: the schema allows null and nothing else. */
export function isOnlyNull(schema: unknown): boolean {
  if (!isRawObject(schema)) return false
  if (Object.hasOwn(schema, 'const') && schema['const'] === null) return true
  if (Array.isArray(schema['enum']) && schema['enum'].length > 0 && schema['enum'].every((value) => value === null)) return true
  const type = schema['type']
  return type === 'null' || (Array.isArray(type) && type.length > 0 && type.every((name) => name === 'null'))
}

/** Lenient where authors are: any spelling of "may be null" wins over another keyword that forgot null. */
export function nullStatement(schema: RawObject): NullStatement {
  if (schema['nullable'] === true || schema['x-nullable'] === true || isOnlyNull(schema)) return true
  const { type, enum: values } = schema
  if (type === 'null' || (Array.isArray(type) && type.includes('null'))) return true
  if (Array.isArray(values) && values.includes(null)) return true
  for (const keyword of ['oneOf', 'anyOf']) {
    const options = schema[keyword]
    if (
      Array.isArray(options) &&
      options.some((option) => isOnlyNull(option) || (isRawObject(option) && nullStatement(option) === true && !Object.hasOwn(option, '$ref')))
    )
      return true
  }
  return type !== undefined || Array.isArray(values) || Object.hasOwn(schema, 'const') ? false : undefined
}

/** Types by the keywords in use, for schemas that forgot `type`; empty where nothing tells. */
export function inferredTypes(schema: RawObject): FieldType[] {
  if (isRawObject(schema['properties']) || isRawObject(schema['additionalProperties']) || isRawObject(schema['patternProperties'])) return ['object']
  if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) return ['list']
  const values = Object.hasOwn(schema, 'const') ? [schema['const']] : Array.isArray(schema['enum']) ? schema['enum'] : []
  const ofValues = [...new Set(values.filter((value) => value !== null).map(typeOfValue))] as FieldType[]
  if (ofValues.length > 0) return ofValues.includes('number') ? ofValues.filter((type) => type !== 'integer') : ofValues
  if (['pattern', 'minLength', 'maxLength'].some((keyword) => schema[keyword] !== undefined)) return ['text']
  const format = schema['format']
  if (format === 'int32' || format === 'int64') return ['integer']
  if (format === 'float' || format === 'double') return ['number']
  if (typeof format === 'string') return ['text']
  if (['minimum', 'maximum', 'multipleOf'].some((keyword) => typeof schema[keyword] === 'number')) return ['number']
  return []
}

/** Types allowed by both; a number that must be an integer is an integer. Empty when they exclude each other. */
export function commonTypes(a: readonly FieldType[], b: readonly FieldType[]): FieldType[] {
  const common: FieldType[] = []
  for (const type of a) {
    if (b.includes(type)) common.push(type)
    else if ((type === 'number' && b.includes('integer')) || (type === 'integer' && b.includes('number'))) common.push('integer')
  }
  return [...new Set(common)]
}
