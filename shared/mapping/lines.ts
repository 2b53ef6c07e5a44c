// The only place that lists a field map's lines: every destination field in schema order, stored as a row or not.
import type { FieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { Row } from '../project/field-map.ts'
import { fieldTree, type FieldTree } from './field-tree.ts'
import { eachAbove, hasSoundParents } from './item-scope.ts'
import { fieldAddress, moreAddress, parseLineAddress, rowAddress, type Line, type LineAddress, type LineKind, type LineView } from './line.ts'
import type { MapContext } from './map-context.ts'
import { indexRows, type RowIndex } from './row-index.ts'

/** Levels of a destination that are listed; deeper rows stand at the end. */
const MOST_DEPTH = 64

/** Where lines are being listed: inside which `each` row, under which line, how deep. */
type Place = { readonly each: Row | undefined; readonly parent: LineAddress | undefined; readonly depth: number }

/** A line while it is made: a copy for each change would cost more than all the rest. */
type Draft = { -readonly [K in keyof Line]: Line[K] }

type Listing = {
  readonly context: MapContext
  readonly view: LineView
  readonly tree: FieldTree
  readonly rows: RowIndex
  readonly lines: Line[]
  /** Rows that have a place among the fields, shown now or folded away. */
  readonly placed: Set<string>
}

export function listLines(context: MapContext, view: LineView): Line[] {
  const rows = indexRows(context.rows, listAskedAbout(context))
  const { graph, root } = context.destination
  const lines: Line[] = []
  const placed = new Set<string>()
  if (graph !== undefined && root !== undefined) {
    const tree = fieldTree(graph, root.node)
    listBelow({ context, view, tree, rows, lines, placed }, tree.root, { each: undefined, parent: undefined, depth: 0 }, true)
    for (const row of context.rows) if (!placed.has(row.id)) lines.push(lostLine(context, row, tree))
  } else for (const row of context.rows) lines.push(lostLine(context, row))
  return lines
}

/** Fields that somebody asked about are listed like decided ones. */
function listAskedAbout(context: MapContext): { each?: string | undefined; path: FieldPath }[] {
  return context.project.questions.flatMap((question) => {
    const at = question.deleted === true ? undefined : parseLineAddress(question.at)
    return at?.kind === 'field' && at.fieldMap === context.fieldMap.id ? [{ each: at.each, path: at.path }] : []
  })
}

/** Lists the fields below `parent`. With `shown` false nothing is listed: the rows below are only noted as placed. */
function listBelow(listing: Listing, parent: Field, place: Place, shown: boolean): void {
  if (place.depth > MOST_DEPTH) return
  const { context, view, rows } = listing
  const address = moreAddress(context.fieldMap.id, parent.path, place.each)
  const all = view.opened.has(address)
  const children = listing.tree.children(parent)
  // Many public descriptions mark nothing as required: folding all of it would show an empty page. A reason on the group settles what is below.
  const foldsOptional =
    children.some((field) => field.required && !field.readOnly) || rows.at(place.each, parent.path).some((row) => row.transform?.kind === 'notMapped')
  let fields = 0
  let readOnly = 0
  for (const field of children) {
    const own = rows.at(place.each, field.path)
    const decided = own.length > 0 || rows.inside(place.each, field.path) || rows.also(place.each, field.path)
    const opened = view.opened.has(fieldAddress(context.fieldMap.id, field.path, place.each))
    if (!decided && !opened && (field.readOnly || (foldsOptional && !field.required))) {
      fields += 1
      if (field.readOnly) readOnly += 1
      if (!all) {
        if (view.everything === true && shown) listExtra(listing, field, place)
        continue
      }
    }
    listField(listing, field, own, place, shown)
  }
  if (fields === 0 || !shown) return
  listing.lines.push(
    withPlace(
      {
        address,
        kind: 'more',
        path: parent.path,
        label: fields === 1 ? '1 more field' : `${fields} more fields`,
        foldable: true,
        folded: !all,
        more: { fields, readOnly },
      },
      place,
    ),
  )
}

/** Nothing is decided about it or inside it, so that it is one line. */
function listExtra(listing: Listing, field: Field, place: Place): void {
  listing.lines.push({ ...fieldLine(listing, field, undefined, place, 'field', field.expandable), folded: field.expandable, extra: true })
}

function listField(listing: Listing, field: Field, own: readonly Row[], place: Place, shown: boolean): void {
  const parts = own.filter((row) => row.transform?.kind === 'each')
  for (const row of own) listing.placed.add(row.id)
  if (parts.length === 0) return listPlainField(listing, field, own, place, shown)
  if (parts.length === 1 && own.length === 1) return listEach(listing, field, parts[0] as Row, place, shown)

  // Several lists feed this one: a line for the list itself, stored where somebody wrote on it, then its parts.
  const others = own.filter((row) => row.transform?.kind !== 'each')
  const header = others.find((row) => row.transform === undefined)
  const line = fieldLine(listing, field, header, place, 'group', true)
  if (shown) listing.lines.push(line)
  const below = { each: place.each, parent: line.address, depth: place.depth + 1 }
  const listed = own.filter((row) => row !== header)
  for (const row of listed) {
    const visible = shown && showsBelow(listing, line)
    const part = { index: listed.indexOf(row) + 1, of: listed.length }
    if (row.transform?.kind === 'each') listEach(listing, field, row, below, visible, part)
    else if (visible) listing.lines.push({ ...fieldLine(listing, field, row, below, 'field', false), part })
  }
}

/** One line a row (alternatives stand together), or one unstored line; then what is below, under the last of them. */
function listPlainField(listing: Listing, field: Field, own: readonly Row[], place: Place, shown: boolean): void {
  const inside = listing.rows.inside(place.each, field.path)
  const count = Math.max(own.length, 1)
  for (let index = 0; index < count; index++) {
    const row = own[index]
    const foldable = index === count - 1 && (field.expandable || inside)
    if (!shown && !(inside && foldable)) continue
    const line = fieldLine(listing, field, row, place, 'field', foldable)
    const open = foldable && (inside ? !line.folded : isOpened(listing, field, row, place))
    line.kind = open || (foldable && inside) ? 'group' : 'field'
    line.folded = foldable && !open
    if (count > 1) line.part = { index: index + 1, of: count }
    if (shown) listing.lines.push(line)
    if (foldable && (open || inside))
      listBelow(listing, field, { each: place.each, parent: line.address, depth: place.depth + 1 }, shown && showsBelow(listing, line))
  }
}

function listEach(listing: Listing, field: Field, row: Row, place: Place, shown: boolean, part?: { index: number; of: number }): void {
  const line = fieldLine(listing, field, row, place, 'each', true)
  if (shown) listing.lines.push({ ...line, ...(part === undefined ? {} : { part }) })
  listBelow(listing, field, { each: row, parent: line.address, depth: place.depth + 1 }, shown && showsBelow(listing, line))
}

function showsBelow({ view }: Listing, line: Line): boolean {
  return !line.folded || view.everything === true
}

function fieldLine(listing: Listing, field: Field, row: Row | undefined, place: Place, kind: LineKind, foldable: boolean): Draft {
  const { view } = listing
  const ofField = row === undefined || foldable ? fieldAddress(listing.context.fieldMap.id, field.path, place.each) : ''
  const address = row === undefined ? ofField : rowAddress(row)
  const folded = foldable && (view.folded.has(address) || view.folded.has(ofField))
  const line: Draft = { address, kind, path: field.path, label: labelOf(field), depth: place.depth, field, foldable, folded }
  if (row !== undefined) line.row = row
  if (place.parent !== undefined) line.parent = place.parent
  if (place.each !== undefined) line.each = place.each
  return line
}

/** The address of a line changes when its first row is stored; what a person opened stays open. */
function isOpened(listing: Listing, field: Field, row: Row | undefined, place: Place): boolean {
  const addresses = [fieldAddress(listing.context.fieldMap.id, field.path, place.each), ...(row === undefined ? [] : [rowAddress(row)])]
  return addresses.some((address) => listing.view.opened.has(address)) && !addresses.some((address) => listing.view.folded.has(address))
}

/** A row whose destination is not in the schema any more, or whose `each` row is gone: never hidden, always at the end. */
function lostLine(context: MapContext, row: Row, tree?: FieldTree): Line {
  const each = hasSoundParents(context, row) ? eachAbove(context, row) : undefined
  const field = tree === undefined || !hasSoundParents(context, row) ? undefined : tree.find(row.destination)
  return withPlace(
    {
      address: rowAddress(row),
      kind: 'field',
      path: row.destination,
      label: row.destination,
      ...(field === undefined ? {} : { field }),
      row,
      foldable: false,
      folded: false,
    },
    { each, parent: undefined, depth: 0 },
  )
}

function labelOf(field: Field): string {
  return field.facts.types.includes('list') && field.name !== '[]' ? `${field.name}[]` : field.name
}

function withPlace(line: Omit<Draft, 'depth' | 'parent' | 'each'>, place: Place): Draft {
  const placed: Draft = Object.assign(line, { depth: place.depth })
  if (place.parent !== undefined) placed.parent = place.parent
  if (place.each !== undefined) placed.each = place.each
  return placed
}
