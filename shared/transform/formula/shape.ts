// What the checker knows of a value before any record is seen: the only place that opens, joins and describes such types.
import type { SourceRef } from '../transform.ts'
import type { Known, TermKind } from './known.ts'
import type { TermType } from './term.ts'

export type Shape = {
  /** Each once, in the order of `KINDS`. Empty: it is never there. Of a sequence: a list. */
  readonly kinds: readonly TermKind[]
  readonly mayMiss: boolean
  /** A sequence, as in TermType. */
  readonly many?: true
  /** A list that a path does not go through item by item, because `.[...]` made it; `maybe` where types cannot tell. */
  readonly whole?: 'always' | 'maybe'
  /** A list with something in it. */
  readonly filled?: true
  /** Where nothing is found it may be a list of one nothing, because a predicate may hold of nothing. */
  readonly hollow?: true
  readonly items?: () => Shape
  readonly field?: (name: string) => Shape | undefined
  readonly names?: () => readonly string[]
  readonly source?: SourceRef
}

const KINDS: readonly TermKind[] = ['text', 'number', 'boolean', 'object', 'list', 'null', 'any']

export const NEVER: Shape = { kinds: [], mayMiss: true }
export const TEXT: Shape = { kinds: ['text'], mayMiss: false }
export const NUMBER: Shape = { kinds: ['number'], mayMiss: false }
export const BOOLEAN: Shape = { kinds: ['boolean'], mayMiss: false }
export const NULL_SHAPE: Shape = { kinds: ['null'], mayMiss: false }

/** `nulls` missing: what may be null may be missing instead. Items of lists stay what they are. */
export function shapeOfKnown(known: Known, nulls: 'missing' | 'value'): Shape {
  const isNullAway = nulls === 'missing' && known.source !== undefined && known.kinds.includes('null')
  const kinds = KINDS.filter((kind) => known.kinds.includes(kind) && !(isNullAway && kind === 'null'))
  const { field, items, names } = known
  return {
    kinds,
    mayMiss: known.mayMiss || isNullAway,
    ...(items === undefined ? {} : { items: () => shapeOfItem(items(), nulls) }),
    ...(field === undefined
      ? {}
      : {
          field: (name) => {
            const found = field(name)
            return found && shapeOfKnown(found, nulls)
          },
        }),
    ...(names === undefined ? {} : { names }),
    ...(known.source === undefined ? {} : { source: known.source }),
  }
}

/** A null item is a value of its own: only fields are missing where they are null. */
function shapeOfItem(known: Known, nulls: 'missing' | 'value'): Shape {
  const shape = shapeOfKnown(known, nulls)
  return known.kinds.includes('null') && !shape.kinds.includes('null') ? { ...shape, kinds: [...shape.kinds, 'null'] } : shape
}

/** Lists of lists are told apart this deep. */
const DEEPEST_TYPE = 4

export function typeOfShape(shape: Shape, depth = 0): TermType {
  const items = depth < DEEPEST_TYPE ? shape.items?.() : undefined
  return {
    kinds: shape.kinds,
    ...(items === undefined ? {} : { items: typeOfShape(items, depth + 1) }),
    ...(shape.many === true ? { many: true } : {}),
  }
}

export function listOf(items: Shape): Shape {
  return { kinds: ['list'], mayMiss: false, items: () => items }
}

/** A sequence is missing when there is nothing in it. */
export function manyOf(items: Shape): Shape {
  return { kinds: ['list'], mayMiss: true, many: true, items: () => items }
}

export function itemsOf(shape: Shape): Shape {
  return shape.items?.() ?? NEVER
}

/** One or the other. Both are sequences, or neither. */
export function joinShapes(a: Shape, b: Shape): Shape {
  if (a === b) return a
  const kinds = KINDS.filter((kind) => a.kinds.includes(kind) || b.kinds.includes(kind))
  const items = joinParts(a.items, b.items)
  const { field, names } = joinObjects(a, b)
  return {
    kinds,
    mayMiss: a.mayMiss || b.mayMiss,
    ...(a.many === true || b.many === true ? { many: true } : {}),
    ...joinWhole(a, b),
    ...(a.hollow === true || b.hollow === true ? { hollow: true } : {}),
    ...(items === undefined ? {} : { items }),
    ...(field === undefined ? {} : { field }),
    ...(names === undefined ? {} : { names }),
  }
}

/** In halves, so that asking for a field of very many does not go very deep. */
export function joinAll(shapes: readonly Shape[]): Shape | undefined {
  const half = shapes.length >> 1
  if (half === 0) return shapes[0]
  const [left, right] = [joinAll(shapes.slice(0, half)), joinAll(shapes.slice(half))]
  return left !== undefined && right !== undefined ? joinShapes(left, right) : (left ?? right)
}

function joinWhole(a: Shape, b: Shape): Pick<Shape, 'whole'> {
  const lists = [a, b].filter((shape) => shape.kinds.includes('list'))
  if (lists.every((shape) => shape.whole === undefined)) return {}
  return { whole: lists.every((shape) => shape.whole === 'always') ? 'always' : 'maybe' }
}

function joinParts(a: (() => Shape) | undefined, b: (() => Shape) | undefined): (() => Shape) | undefined {
  return a !== undefined && b !== undefined ? () => joinShapes(a(), b()) : (a ?? b)
}

function joinObjects(a: Shape, b: Shape): Pick<Shape, 'field' | 'names'> {
  const left = a.field
  const right = b.field
  if (left === undefined) return pickObject(b)
  if (right === undefined) return pickObject(a)
  return {
    field: (name) => {
      const found = left(name)
      const other = right(name)
      if (found !== undefined && other !== undefined) return joinShapes(found, other)
      const only = found ?? other
      return only && { ...only, mayMiss: true }
    },
    names: () => [...new Set([...(a.names?.() ?? []), ...(b.names?.() ?? [])])],
  }
}

function pickObject({ field, names }: Shape): Pick<Shape, 'field' | 'names'> {
  return { ...(field === undefined ? {} : { field }), ...(names === undefined ? {} : { names }) }
}

/** As it is where it is there. */
export function present(shape: Shape): Shape {
  return shape.mayMiss ? { ...shape, mayMiss: false } : shape
}

export function missable(shape: Shape): Shape {
  return shape.mayMiss ? shape : { ...shape, mayMiss: true }
}

/** Every value is of one of these kinds; what is never there fits everywhere. */
export function isWithin(shape: Shape, kinds: readonly TermKind[]): boolean {
  return shape.kinds.every((kind) => kinds.includes(kind))
}

export function isList(shape: Shape): boolean {
  return shape.kinds.length === 1 && shape.kinds[0] === 'list'
}

/** Sometimes a list, sometimes something else. */
export function isMixed(shape: Shape): boolean {
  return shape.kinds.length > 1 && (shape.kinds.includes('list') || shape.kinds.includes('any'))
}

const WORDS: Readonly<Record<TermKind, string>> = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  list: 'a list',
  null: 'null',
  any: 'of an unknown type',
}

/** `a number`, `text or null`, `several values`. */
export function describeShape(shape: Shape): string {
  if (shape.many === true) return 'several values'
  return shape.kinds.length === 0 ? 'never there' : shape.kinds.map((kind) => WORDS[kind]).join(' or ')
}
