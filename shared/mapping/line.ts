// The lines of a field map, as the grid and the Excel sheet list them: every destination field, stored as a row or not.
import type { FieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { Row } from '../project/field-map.ts'

/** `row:<id>` when stored, else `field:<mapId>:<destination path>`, or `more:<mapId>:<path>` for a line that stands for folded fields; the last two end in `#<row id>` inside an `each`. */
export type LineAddress = string

/**
 * field: one destination field. group: an object or list that is opened. each: a row that fills a list (its children follow);
 * more: folded optional and read-only fields of one group ("24 more fields"); only the read-only ones where the schema requires nothing in the group.
 */
export type LineKind = 'field' | 'group' | 'each' | 'more'

export type Line = {
  readonly address: LineAddress
  readonly kind: LineKind
  /** Destination path from the root. */
  readonly path: FieldPath
  /** As shown: the last name, with `[]` after a list. */
  readonly label: string
  readonly depth: number
  readonly parent?: LineAddress
  /** Absent where the row's destination is no longer in the schema. */
  readonly field?: Field
  readonly row?: Row
  /** The `each` row this line belongs to; rows made on this line get it as `parent`. */
  readonly each?: Row
  /** Has lines below; `folded` when they are hidden now. */
  readonly foldable: boolean
  readonly folded: boolean
  /** "Part 2 of 3" of a list fed by several `each` rows, or the n-th alternative of one destination. */
  readonly part?: { readonly index: number; readonly of: number }
  /** Of a `more` line: how many fields, and how many of them read-only. */
  readonly more?: { readonly fields: number; readonly readOnly: number }
  /** A folded `more` line stands for it: listed only where everything is. */
  readonly extra?: true
}

/** What a person opened and folded; kept per person, never in the project. */
export type LineView = {
  readonly opened: ReadonlySet<LineAddress>
  readonly folded: ReadonlySet<LineAddress>
  /** What is folded away is listed too, below lines that say they are folded: for whoever searches all of them. */
  readonly everything?: true
}

export function rowAddress(row: { readonly id: string }): LineAddress {
  return `row:${row.id}`
}

/** `each`: the `each` row above, which tells the lines of several parts of one list apart. */
export function fieldAddress(fieldMap: string, path: FieldPath, each?: { readonly id: string }): LineAddress {
  return `field:${fieldMap}:${path}${each === undefined ? '' : `#${each.id}`}`
}

export function moreAddress(fieldMap: string, path: FieldPath, each?: { readonly id: string }): LineAddress {
  return `more:${fieldMap}:${path}${each === undefined ? '' : `#${each.id}`}`
}

export type ParsedLineAddress =
  | { readonly kind: 'row'; readonly row: string }
  | { readonly kind: 'field' | 'more'; readonly fieldMap: string; readonly path: FieldPath; readonly each?: string }

export function parseLineAddress(address: LineAddress): ParsedLineAddress | undefined {
  if (address.startsWith('row:')) return { kind: 'row', row: address.slice(4) }
  // A `#` of a path stands in back-quotes, so that the last one without a back-quote after it is ours.
  const match = /^(field|more):([^:]*):(.*?)(?:#([^#`]*))?$/s.exec(address)
  if (match === null) return undefined
  const [, kind, fieldMap = '', path = '', each] = match
  return { kind: kind === 'more' ? 'more' : 'field', fieldMap, path: path as FieldPath, ...(each === undefined ? {} : { each }) }
}
