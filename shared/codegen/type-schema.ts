// The types of a generated package as our own clean JSON schemas: built from field names and types alone, never from imported text,
// without references and with the names that the code uses as titles.
import type { FieldType } from '../schema/schema-graph.ts'
import type { MapIr, Shape } from '../transform/ir.ts'
import { keyStep, type Plan } from './typescript/plan.ts'
import { INHERITED, literal } from './typescript/text.ts'
import type { TypeBook, TypeRef } from './typescript/type-refs.ts'

/** The part of JSON Schema that we write. `additionalProperties` is always false: an object has what is named. */
export type TypeSchema = {
  title?: string
  description?: string
  type?: string | string[]
  properties?: Record<string, TypeSchema>
  required?: string[]
  additionalProperties?: false
  items?: TypeSchema
}

/** One schema for each root type, in the order of the file: the records, the destination, the config values. */
export function buildTypeSchemas(ir: MapIr, plan: Plan, book: TypeBook, usesConfig: boolean): TypeSchema[] {
  const sources = ir.inputs.map((input) =>
    describe(sourceSchema(input.shape, `source:${input.name}`, plan), 'A record as the check lets it through: the fields that the mapper uses.'),
  )
  const config = object(
    'Config',
    'What each customer plugs in.',
    ir.config.map((value) => ({
      name: value.name,
      schema: scalar([value.type], !(value.required && value.default === null)),
      required: value.required && value.default === null,
    })),
  )
  return [...sources, describe(destinationSchema({ object: 'destination:' }, plan, book), 'What the mapper makes.'), ...(usesConfig ? [config] : [])]
}

/** Plain names stand for themselves; any other is hidden from the library behind a name of ours, and put back in by `restoreNames`. */
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/
const HIDDEN_NAME = /\bcw_hidden_((?:[0-9a-f]{4})*)_\b/g

function hideName(name: string): string {
  const isPlain = PLAIN_NAME.test(name) && !INHERITED.has(name) && !name.startsWith('cw_hidden_')
  return isPlain ? name : `cw_hidden_${[...Array(name.length).keys()].map((at) => name.charCodeAt(at).toString(16).padStart(4, '0')).join('')}_`
}

/** The declarations with the hidden names as literals: no text of a person ever went through the library (T-20). */
export function restoreNames(code: string): string {
  return code.replaceAll(HIDDEN_NAME, (_found, hex: string) =>
    literal((hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')),
  )
}

function object(title: string, description: string | undefined, fields: readonly { name: string; schema: TypeSchema; required: boolean }[]): TypeSchema {
  const properties = Object.fromEntries(fields.map(({ name, schema }) => [hideName(name), schema]))
  const required = fields.filter((field) => field.required).map((field) => hideName(field.name))
  return { title, ...(description === undefined ? {} : { description }), type: 'object', properties, required, additionalProperties: false }
}

function sourceSchema(shape: Shape, key: string, plan: Plan): TypeSchema {
  if (shape.items !== undefined) return { type: 'array', items: sourceSchema(shape.items, `${key}[]`, plan) }
  if (shape.fields === undefined && key.lastIndexOf('.') >= 0) return scalar(shape.types, isNullable(shape))
  if (shape.fields === undefined && key.endsWith('[]')) return scalar(shape.types, isNullable(shape))
  return object(
    plan.type(key),
    undefined,
    (shape.fields ?? []).map((field) => ({
      name: field.name,
      schema: nullable(sourceSchema(field.shape, key + keyStep(field.name), plan), isNullable(field.shape)),
      required: field.shape.required,
    })),
  )
}

/** The check lets null through wherever a value may be missing. */
function isNullable(shape: Shape): boolean {
  return shape.nullable || !shape.required
}

function destinationSchema(ref: TypeRef, plan: Plan, book: TypeBook): TypeSchema {
  if ('list' in ref) return { type: 'array', items: destinationSchema(ref.list, plan, book) }
  if ('types' in ref) return scalar(ref.types, ref.nullable)
  const made = book.destination.get(ref.object)
  const fields = [...(made?.properties ?? [])].map(([name, { type, times }]) => ({
    name,
    schema: destinationSchema(type, plan, book),
    required: times === made?.times,
  }))
  return object(plan.type(ref.object), undefined, fields)
}

/** Lists and objects that are passed on as they are stay unknown. */
function scalar(types: readonly FieldType[], isNullableToo: boolean): TypeSchema {
  if (types.some((type) => type === 'any' || type === 'object' || type === 'map' || type === 'list')) return {}
  const names = [...new Set(types.map((type) => (type === 'text' ? 'string' : type === 'boolean' ? 'boolean' : 'number')))]
  return { type: [...names, ...(isNullableToo ? ['null'] : [])] }
}

function nullable(schema: TypeSchema, isNullableToo: boolean): TypeSchema {
  if (!isNullableToo || schema.type === undefined) return schema
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  return types.includes('null') ? schema : { ...schema, type: [...types, 'null'] }
}

function describe(schema: TypeSchema, description: string): TypeSchema {
  return { ...schema, description }
}
