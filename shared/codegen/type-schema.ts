// The types of a generated package as our own clean JSON schemas: built from field names and types alone, never from imported text,
// without references and with the names that the code uses as titles.
import type { FieldType } from '../schema/schema-graph.ts'
import type { MapIr, Shape } from '../transform/ir.ts'
import { keyStep, type Plan } from './typescript/plan.ts'
import { comment, INHERITED, literal } from './typescript/text.ts'
import type { TypeBook, TypeRef } from './typescript/type-refs.ts'

/** The part of JSON Schema that we write. `additionalProperties`: the values of a map with free names; false elsewhere. */
export type TypeSchema = {
  title?: string
  enum?: string[]
  /** Printed by the library as it stands; a schema with words and without a type would become an object. */
  tsType?: 'unknown'
  description?: string
  type?: string | string[]
  properties?: Record<string, TypeSchema>
  required?: string[]
  additionalProperties?: false | TypeSchema
  items?: TypeSchema
}

/** What the imported schemas say of a field: its words, and whether it takes listed values only. By key of the plan (`source:order.total`). */
export type FieldWords = (key: string) => { readonly description?: string; readonly hasEnum?: boolean }

/** One schema for each root type, in the order of the file: the records, the destination, the config values. */
export function buildTypeSchemas(ir: MapIr, plan: Plan, book: TypeBook, usesConfig: boolean, words: FieldWords): TypeSchema[] {
  const sources = ir.inputs.map((input) =>
    describe(sourceSchema(input.shape, `source:${input.name}`, plan, words), 'A record as the check lets it through: the fields that the mapper uses.'),
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
  return [
    ...sources,
    describe(destinationSchema({ object: 'destination:' }, 'destination:', plan, book, words), 'What the mapper makes.'),
    ...(usesConfig ? [config] : []),
  ]
}

/** Plain names stand for themselves; any other is hidden from the library behind a name of ours, and put back in by `restoreNames`. */
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/
const HIDDEN_NAME = /'cw_hidden_((?:[0-9a-f]{4})*)_'|\bcw_hidden_((?:[0-9a-f]{4})*)_\b/g
const HIDDEN_WORDS = /\/\*\*\s*\* cw_words_((?:[0-9a-f]{4})*)_\s*\*\//g
const MOST_WORDS = 120

function hideName(name: string): string {
  const isPlain = PLAIN_NAME.test(name) && !INHERITED.has(name) && !/^cw_(?:hidden|words)_/.test(name)
  return isPlain ? name : hide(name)
}

function hide(text: string): string {
  return `cw_hidden_${toHex(text)}_`
}

/** The declarations with the hidden names as literals, and the hidden words as comments: no text of a person ever went through the library (T-20). */
export function restoreNames(code: string): string {
  return code
    .replaceAll(HIDDEN_WORDS, (_found, hex: string) => `/** ${comment(fromHex(hex), MOST_WORDS)} */`)
    .replaceAll(HIDDEN_NAME, (_found, quoted: string | undefined, bare: string | undefined) => literal(fromHex(quoted ?? bare ?? '')))
}

function toHex(text: string): string {
  return [...Array(text.length).keys()].map((at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('')
}

function fromHex(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')
}

function object(title: string, description: string | undefined, fields: readonly { name: string; schema: TypeSchema; required: boolean }[]): TypeSchema {
  const properties = Object.fromEntries(fields.map(({ name, schema }) => [hideName(name), schema]))
  const required = fields.filter((field) => field.required).map((field) => hideName(field.name))
  return { title, ...(description === undefined ? {} : { description }), type: 'object', properties, required, additionalProperties: false }
}

function sourceSchema(shape: Shape, key: string, plan: Plan, words: FieldWords): TypeSchema {
  const inner = (of: Shape, at: string) => nullable(sourceSchema(of, at, plan, words), isNullable(of))
  if (shape.items !== undefined) return { type: 'array', items: inner(shape.items, `${key}[]`) }
  if (shape.entries !== undefined) return { type: 'object', additionalProperties: inner(shape.entries, `${key}{}`) }
  // Of the record itself there is always a type.
  if (shape.fields === undefined && /[.\]}]/.test(key)) return scalar(shape.types, isNullable(shape))
  return object(
    plan.type(key),
    undefined,
    (shape.fields ?? []).map((field) => {
      const at = key + keyStep(field.name)
      return { name: field.name, schema: said(inner(field.shape, at), at, words), required: field.shape.required }
    }),
  )
}

/** The words of a schema go round the library as digits; what it prints of them becomes our own comment. */
function said(schema: TypeSchema, key: string, words: FieldWords): TypeSchema {
  const text = comment(words(key).description ?? '', MOST_WORDS)
  if (text === '') return schema
  return { ...schema, ...(schema.type === undefined ? { tsType: 'unknown' } : {}), description: `cw_words_${toHex(text)}_` }
}

/** The check lets null through wherever a value may be missing. */
function isNullable(shape: Shape): boolean {
  return shape.nullable || !shape.required
}

function destinationSchema(ref: TypeRef, key: string, plan: Plan, book: TypeBook, words: FieldWords): TypeSchema {
  if ('list' in ref) return { type: 'array', items: destinationSchema(ref.list, `${key}[]`, plan, book, words) }
  if ('entries' in ref) return { type: 'object', additionalProperties: destinationSchema(ref.entries, `${key}{}`, plan, book, words) }
  if ('types' in ref) {
    const isListed = ref.texts !== undefined && !ref.nullable && words(key).hasEnum === true
    return isListed ? { type: 'string', enum: [...new Set(ref.texts)].sort().map(hide) } : scalar(ref.types, ref.nullable)
  }
  const made = book.destination.get(ref.object)
  const fields = [...(made?.properties ?? [])].map(([name, { type, times }]) => {
    const at = ref.object + keyStep(name)
    return { name, schema: said(destinationSchema(type, at, plan, book, words), at, words), required: times === made?.times }
  })
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
