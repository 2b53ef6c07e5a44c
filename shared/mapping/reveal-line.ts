// The only place that unfolds a field map as far as one line needs: for links, for whoever follows a colleague, for going to a row.
import type { FieldPath } from '../schema/field-path.ts'
import { fieldTree, listPathsAbove } from './field-tree.ts'
import { findRow } from './item-scope.ts'
import { fieldAddress, moreAddress, parseLineAddress, rowAddress, type Line, type LineAddress, type LineView, type ParsedLineAddress } from './line.ts'
import { listLines } from './lines.ts'
import type { MapContext } from './map-context.ts'

/** `address`: as the line is listed now; a field's line has another one once its first row is stored. */
export type Revealed = { readonly view: LineView; readonly address: LineAddress }

/** The same view where the line is listed already. Undefined: the map has no such line. */
export function revealLine(context: MapContext, view: LineView, address: LineAddress): Revealed | undefined {
  const at = parseLineAddress(address)
  if (at === undefined || (at.kind !== 'row' && at.fieldMap !== context.fieldMap.id)) return undefined
  const wanted = at.kind === 'field' ? storedAddress(context, at) : address
  if (listLines(context, view).some((line) => line.address === wanted)) return { view, address: wanted }
  const opened = at.kind === 'row' ? view.opened : new Set([...view.opened, ...openingsOf(context, at)])
  const byAddress = new Map(listLines(context, { opened, folded: new Set() }).map((line) => [line.address, line]))
  const line = byAddress.get(wanted)
  return line === undefined ? undefined : { view: { opened, folded: withoutAbove(context, view.folded, line, byAddress) }, address: wanted }
}

type FieldPlace = Extract<ParsedLineAddress, { readonly kind: 'field' | 'more' }>

/** Of a field's several rows, the first. */
function storedAddress(context: MapContext, { path, each, fieldMap }: FieldPlace): LineAddress {
  const row = context.rows.find((one) => one.destination === path && one.parent === each)
  return row === undefined ? fieldAddress(fieldMap, path, each === undefined ? undefined : { id: each }) : rowAddress(row)
}

/** Every field above that has no row of its own, and the line itself where it stands behind "24 more fields". */
function openingsOf(context: MapContext, { kind, path, each, fieldMap }: FieldPlace): LineAddress[] {
  const row = each === undefined ? undefined : findRow(context, each)
  const above = listPathsAbove(path).filter((one) => row === undefined || (one !== row.destination && one.startsWith(row.destination)))
  const openings = above.map((one) => fieldAddress(fieldMap, one, row))
  if (kind === 'more') return [...openings, fieldAddress(fieldMap, path, row)]
  // Listing a field by its own address would open what is inside it as well.
  if (!isExpandable(context, path)) return [...openings, fieldAddress(fieldMap, path, row)]
  return [...openings, ...listParents(path).map((parent) => moreAddress(fieldMap, parent, row))]
}

function isExpandable(context: MapContext, path: FieldPath): boolean {
  const { graph, root } = context.destination
  return graph !== undefined && root !== undefined && fieldTree(graph, root.node).find(path)?.expandable === true
}

/** A list's items stand right below the list: both paths may name the parent. */
function listParents(path: FieldPath): FieldPath[] {
  const above = listPathsAbove(path)
  const last = above.at(-1)
  if (last === undefined) return ['' as FieldPath]
  return /[\]}]$/.test(last) ? [last, ...above.slice(-2, -1), ...(above.length === 1 ? ['' as FieldPath] : [])] : [last]
}

function withoutAbove(context: MapContext, folded: ReadonlySet<LineAddress>, line: Line, byAddress: ReadonlyMap<LineAddress, Line>): ReadonlySet<LineAddress> {
  const left = new Set(folded)
  for (let at = line.parent; at !== undefined; at = byAddress.get(at)?.parent) {
    left.delete(at)
    const above = byAddress.get(at)
    if (above !== undefined) left.delete(fieldAddress(context.fieldMap.id, above.path, above.each))
  }
  return left
}
