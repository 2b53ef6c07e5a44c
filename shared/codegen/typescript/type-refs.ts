// What a generated value's type is, gathered while the code is written, so that types and code cannot disagree.
import type { FieldType } from '../../schema/schema-graph.ts'
import type { MapIr, PartIr, Shape } from '../../transform/ir.ts'
import { keyStep, type Plan } from './plan.ts'

export type TypeRef =
  | { readonly object: string }
  | { readonly list: TypeRef }
  | { readonly entries: TypeRef }
  | { readonly types: readonly FieldType[]; readonly nullable: boolean; /** The only texts that the rows can give. */ readonly texts?: readonly string[] }

type Property = { type: TypeRef; times: number }
/** An object type of the destination: `times` it is made, and how often each property is surely there. */
export type ObjectType = { times: number; readonly properties: Map<string, Property> }

/** What an `each` goes through: values of a list, entries of a source map, or groups. Keys are those of shapes. */
export type ItemRef =
  | { readonly is: 'value'; readonly key: string }
  | { readonly is: 'entry'; readonly key: string }
  | { readonly is: 'group'; readonly by: readonly FieldType[]; readonly of: ItemRef }

/** What `each` rows and a map's runs have in common. */
export type Source = Pick<PartIr, 'list' | 'over' | 'groupBy'>

export type TypeBook = {
  /** By key of the plan (`destination:LineItems[]`). */
  readonly destination: Map<string, ObjectType>
  readonly shapes: ReadonlyMap<string, Shape>
  /** By the id of the `each` row; '' is the run's. */
  readonly items: Map<string, ItemRef>
  /** Names to be imported from types.ts. */
  readonly imports: Set<string>
}

export function createTypeBook(ir: MapIr): TypeBook {
  const shapes = new Map<string, Shape>()
  const walk = (shape: Shape, key: string) => {
    shapes.set(key, shape)
    for (const field of shape.fields ?? []) walk(field.shape, key + keyStep(field.name))
    if (shape.items !== undefined) walk(shape.items, `${key}[]`)
    if (shape.entries !== undefined) walk(shape.entries, `${key}{}`)
  }
  for (const input of ir.inputs) walk(input.shape, `source:${input.name}`)
  return { destination: new Map(), shapes, items: new Map(), imports: new Set() }
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

/** Notes what a row goes through, and gives what its list holds before grouping. `each`: the row it stands in. */
export function noteItem(book: TypeBook, id: string, source: Source, each: string | undefined): ItemRef {
  const own = ownItem(source, book.items.get(each ?? ''))
  book.items.set(id, source.groupBy === null ? own : { is: 'group', by: source.groupBy.types, of: own })
  return own
}

function ownItem({ list, over }: Source, around: ItemRef | undefined): ItemRef {
  const is = over === 'map' ? 'entry' : 'value'
  const brackets = over === 'map' ? '{}' : '[]'
  const steps = list.steps.map((step) => keyStep(step.name))
  if (list.input !== undefined) return { is, key: `source:${list.input}${steps.join('')}${brackets}` }
  if (around?.is === 'group') return around.of
  // An entry's own value is the first step.
  if (around?.is === 'entry') return { is, key: `${around.key}${steps.slice(1).join('')}${brackets}` }
  return { is, key: `${around?.key ?? ''}${steps.join('')}${brackets}` }
}

/** The type of one item. */
export function printItem(book: TypeBook, plan: Plan, item: ItemRef | undefined): string {
  if (item?.is === 'group') return `Group<${scalarType(item.by, false)}, ${printItem(book, plan, item.of)}>`
  const key = item?.key ?? ''
  const shape = book.shapes.get(key)
  // As the check lets it through.
  const isNullable = shape !== undefined && (shape.nullable || !shape.required)
  const type =
    shape?.fields === undefined ? scalarType(shape?.types ?? ['any'], isNullable) : `${importType(book, plan.type(key))}${isNullable ? ' | null' : ''}`
  return item?.is === 'entry' ? `Entry<${type}>` : type
}

export function importType(book: TypeBook, name: string): string {
  book.imports.add(name)
  return name
}

export function printTypeRef(book: TypeBook, plan: Plan, ref: TypeRef): string {
  if ('object' in ref) return importType(book, plan.type(ref.object))
  if ('types' in ref) return scalarType(ref.types, ref.nullable)
  if ('entries' in ref) return `Record<string, ${printTypeRef(book, plan, ref.entries)}>`
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
  if ('entries' in a && 'entries' in b) return { entries: merge(a.entries, b.entries) }
  if ('types' in a && 'types' in b) {
    const texts = a.texts === undefined || b.texts === undefined ? {} : { texts: [...a.texts, ...b.texts] }
    return { types: [...new Set([...a.types, ...b.types])], nullable: a.nullable || b.nullable, ...texts }
  }
  return a
}
