// What a generated value's type is, gathered while the code is written, so that types and code cannot disagree.
import type { FieldType } from '../../schema/schema-graph.ts'
import type { MapIr, PartIr, Shape } from '../../transform/ir.ts'
import { keyStep, type Plan } from './plan.ts'

export type TypeRef = { readonly object: string } | { readonly list: TypeRef } | { readonly types: readonly FieldType[]; readonly nullable: boolean }

type Property = { type: TypeRef; times: number }
/** An object type of the destination: `times` it is made, and how often each property is surely there. */
export type ObjectType = { times: number; readonly properties: Map<string, Property> }

export type TypeBook = {
  /** By key of the plan (`destination:LineItems[]`). */
  readonly destination: Map<string, ObjectType>
  readonly shapes: ReadonlyMap<string, Shape>
  /** The key of the item's shape, by the id of the `each` row. */
  readonly itemKeys: Map<string, string>
  /** Names to be imported from types.ts. */
  readonly imports: Set<string>
}

export function createTypeBook(ir: MapIr): TypeBook {
  const shapes = new Map<string, Shape>()
  const walk = (shape: Shape, key: string) => {
    shapes.set(key, shape)
    for (const field of shape.fields ?? []) walk(field.shape, key + keyStep(field.name))
    if (shape.items !== undefined) walk(shape.items, `${key}[]`)
  }
  for (const input of ir.inputs) walk(input.shape, `source:${input.name}`)
  return { destination: new Map(), shapes, itemKeys: new Map(), imports: new Set() }
}

/** Notes one making of an object. Parts of one list share a type: a property that one of them leaves out is optional. */
export function noteObject(
  book: TypeBook,
  key: string,
  properties: readonly { readonly name: string; readonly type: TypeRef; readonly isSure: boolean }[],
): void {
  const object = book.destination.get(key) ?? { times: 0, properties: new Map<string, Property>() }
  book.destination.set(key, object)
  object.times += 1
  for (const { name, type, isSure } of properties) {
    const before = object.properties.get(name)
    object.properties.set(name, { type: before === undefined ? type : merge(before.type, type), times: (before?.times ?? 0) + (isSure ? 1 : 0) })
  }
}

export function noteItem(book: TypeBook, part: PartIr, each: string | undefined): void {
  const start = part.list.input === undefined ? (book.itemKeys.get(each ?? '') ?? '') : `source:${part.list.input}`
  book.itemKeys.set(part.id, `${start}${part.list.steps.map((step) => keyStep(step.name)).join('')}[]`)
}

/** The type of one item of a part's source list. */
export function itemType(book: TypeBook, plan: Plan, part: PartIr): string {
  const key = book.itemKeys.get(part.id) ?? ''
  const shape = book.shapes.get(key)
  if (shape?.fields === undefined) return scalarType(shape?.types ?? ['any'], shape?.nullable === true)
  return `${importType(book, plan.type(key))}${shape.nullable ? ' | null' : ''}`
}

export function importType(book: TypeBook, name: string): string {
  book.imports.add(name)
  return name
}

export function printTypeRef(book: TypeBook, plan: Plan, ref: TypeRef): string {
  if ('object' in ref) return importType(book, plan.type(ref.object))
  if ('types' in ref) return scalarType(ref.types, ref.nullable)
  const inner = printTypeRef(book, plan, ref.list)
  return inner.includes(' ') ? `(${inner})[]` : `${inner}[]`
}

/** Lists and objects that are passed on as they are have no type of their own. */
export function scalarType(types: readonly FieldType[], nullable: boolean): string {
  if (types.some((type) => type === 'any' || type === 'object' || type === 'map' || type === 'list')) return 'unknown'
  const names = new Set(types.map((type) => (type === 'text' ? 'string' : type === 'boolean' ? 'boolean' : 'number')))
  return [...names, ...(nullable ? ['null'] : [])].join(' | ')
}

function merge(a: TypeRef, b: TypeRef): TypeRef {
  if ('list' in a && 'list' in b) return { list: merge(a.list, b.list) }
  if ('types' in a && 'types' in b) return { types: [...new Set([...a.types, ...b.types])], nullable: a.nullable || b.nullable }
  return a
}
