// Moving a row to another destination, or to another place among its alternatives: what may be moved where, and what that writes. Pure.
import { listPathsAbove, fieldTree, type FieldTree } from '../../shared/mapping/field-tree.ts'
import { eachAbove, findRow, isPureMap } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { CellWrite } from '../../shared/project/edits.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { Refused, RowCells } from '../../shared/spreadsheet/read-cell.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'
import { rebaseRow } from './rebase-row.ts'
import { listRows, NO_ROW, type RowsEdit, type RowsResult } from './row-edits.ts'
import { createOrderPlan, isSameRowPlace, listParts, rowsBelow, type RowPlace } from './row-order.ts'
import { countWords, listNames, nameRow } from './row-words.ts'

/** A destination field, inside which `each` row. */
export type MoveTarget = { readonly path: FieldPath; readonly field?: Field; readonly each?: Row }

/** What dropping the lines on `to` does. `words`: short, for beside the pointer. */
export type MovePlan = { readonly does: 'before' | 'behind' | 'remap'; readonly words: string }

export function planMove(context: MapContext, lines: readonly Line[], to: Line): Result<MovePlan, Refused> {
  const rows = listRows(lines)
  const [row] = rows
  if (row === undefined) return refuse(NO_ROW)
  if (to.kind === 'more') return refuse('This line stands for several fields: unfold it first.')
  if (rows.every((one) => isSameRowPlace(one, placeOfLine(to)))) {
    if (to.row === undefined || rows.some((one) => one.id === to.row?.id))
      return refuse(rows.length === 1 ? `${nameRow(row)} stands here.` : 'These rows stand here.')
    const does = goesBehind(context, rows, to.row) ? 'behind' : 'before'
    return ok({ does, words: `Move ${nameOf(rows)} ${does} ${nameRow(to.row)}` })
  }
  if (rows.length > 1) return refuse('Rows follow the destination’s order. To fill other fields, move one row at a time.')
  const why = whyNotRemap(context, row, to)
  const beside = to.row?.transform === undefined ? '' : `, beside ${nameRow(to.row)}`
  return why === undefined ? ok({ does: 'remap', words: `Move ${nameRow(row)} to ${to.path}${beside}` }) : refuse(why)
}

export function moveRows(context: MapContext, lines: readonly Line[], to: Line, fresh: () => Fresh): RowsResult {
  const plan = planMove(context, lines, to)
  if (!plan.ok) return plan
  const rows = listRows(lines)
  return plan.value.does === 'remap' ? remapRow(context, rows[0] as Row, to, fresh) : ok(orderBeside(context, rows, to.row as Row, fresh))
}

/** What stood above goes behind it, what stood below in front. */
function goesBehind(context: MapContext, rows: readonly Row[], to: Row): boolean {
  return context.rows.find((row) => row.id === to.id || rows.some(({ id }) => id === row.id))?.id !== to.id
}

function orderBeside(context: MapContext, rows: readonly Row[], to: Row, fresh: () => Fresh): RowsEdit {
  const plan = createOrderPlan(context, fresh().randomBit)
  const list = plan.listAt(to)
  const ids = rows.map((row) => row.id).toSorted((a, b) => list.indexOf(a) - list.indexOf(b))
  const isDown = goesBehind(context, rows, to)
  for (const id of ids) plan.remove(to, id)
  let at = plan.listAt(to).indexOf(to.id) + (isDown ? 1 : 0)
  for (const id of ids) plan.insert(to, id, at++)
  const what = nameOf(rows)
  const label = `Move ${what} ${isDown ? 'behind' : 'before'} ${nameRow(to)}`
  return { label, message: `Moved ${what} ${isDown ? 'behind' : 'before'} ${nameRow(to)}.`, writes: plan.writes(), focus: rows[0]?.id ?? to.id }
}

/** The row keeps its id, its number and all that people wrote; its sources are said anew where it stands in another list then. */
export function remapRow(context: MapContext, row: Row, to: MoveTarget, fresh: () => Fresh): RowsResult {
  const why = whyNotRemap(context, row, to)
  if (why !== undefined) return refuse(why)
  const place: RowPlace = to.each === undefined ? { destination: to.path } : { destination: to.path, parent: to.each.id }
  const { cells, lost, widened } = rebaseRow(context, row, eachAbove(context, row), to.each)
  const plan = createOrderPlan(context, fresh().randomBit)
  const there = listParts(context, place)
  plan.remove(row, row.id)
  plan.insert(place, row.id, plan.listAt(place).length)
  const below = row.transform?.kind === 'each' ? rowsBelow(context, row) : []
  const set = { destination: to.path, parent: to.each?.id, ...cells }
  const rivals = row.transform?.kind === 'each' || row.when !== undefined ? [] : there.filter((other) => fillsAlways(other))
  const sentences = [
    `Moved ${nameRow(row)} to ${to.path}.`,
    ...(widened > 0
      ? [`${countWords(widened, 'source')} of one item ${widened === 1 ? 'is' : 'are'} of all items now: check what ${nameRow(row)} gives.`]
      : []),
    ...(lost.length > 0 ? [`${listNames(lost)} cannot be read there, and ${lost.length === 1 ? 'is' : 'are'} kept as text.`] : []),
    ...(rivals.length > 0 ? [`${nameRow(rivals[0] as Row)} fills it too: give one of them a condition, or merge them.`] : []),
  ]
  return ok({
    label: `Move ${nameRow(row)} to ${to.path}`,
    message: sentences.join(' '),
    writes: [
      ...cellWrites(row.id, set),
      ...below.flatMap((child) => cellWrites(child.id, { destination: pathUnder(child.destination, row.destination, to.path) })),
      ...plan.writes(),
    ],
    focus: row.id,
  })
}

function fillsAlways({ transform, when }: Row): boolean {
  return transform !== undefined && transform.kind !== 'notMapped' && when === undefined
}

/** Undefined: it can go there. */
export function whyNotRemap(context: MapContext, row: Row, to: MoveTarget): string | undefined {
  const name = nameRow(row)
  if (isSameRowPlace(row, placeOfTarget(to))) return `${name} stands here.`
  if (to.field === undefined) return `${to.path} is not in the destination any more.`
  if (to.field.readOnly) return `${to.path} is read-only: the destination ignores or refuses it.`
  const list = listAround(to.path)
  if (list !== to.each?.destination) return `${to.path} is inside a list. Choose first which source list fills ${list ?? 'it'}, then move the row below that.`
  if (row.transform?.kind !== 'each') return undefined
  if (!to.field.facts.types.includes('list') && !isPureMap(to.field.facts)) return `${name} fills a list, and ${to.path} is none.`
  for (let each = to.each; each !== undefined; each = eachAbove(context, each)) if (each.id === row.id) return `${name} cannot stand below itself.`
  const tree = destinationTree(context)
  const lost = rowsBelow(context, row).filter((child) => tree?.find(pathUnder(child.destination, row.destination, to.path)) === undefined)
  if (lost.length === 0) return undefined
  return `${listNames(lost.map((child) => child.destination.slice(row.destination.length).replace(/^[[\]{}.]+/, '')))} of ${name} ${lost.length === 1 ? 'is' : 'are'} not among the fields of ${to.path}. Delete or move ${lost.length === 1 ? 'that row' : 'those rows'} first.`
}

/** Beyond these nobody scrolls; the search narrows them. */
const MOST_TARGETS = 3_000
const MOST_LEVELS = 8

/** Where the row may go: fields beside it first, then those of other lists and of the record. */
export function listMoveTargets(context: MapContext, row: Row): readonly MoveTarget[] {
  const tree = destinationTree(context)
  if (tree === undefined) return []
  const own = row.parent === undefined ? undefined : findRow(context, row.parent)
  const eachRows = context.rows.filter((one) => one.transform?.kind === 'each' && one.id !== row.id && one.id !== own?.id)
  const places: (Row | undefined)[] = [own, ...(own === undefined ? [] : [undefined]), ...eachRows]
  const targets: MoveTarget[] = []
  for (const each of places) {
    const top = each === undefined ? tree.root : tree.find(each.destination)
    if (top === undefined) continue
    const stack = tree
      .children(top)
      .map((field) => ({ field, level: 1 }))
      .toReversed()
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { field, level } = next
      if (targets.length >= MOST_TARGETS) return targets
      const target: MoveTarget = { path: field.path, field, ...(each === undefined ? {} : { each }) }
      if (whyNotRemap(context, row, target) === undefined) targets.push(target)
      const opens = field.expandable && !field.recursive && level < MOST_LEVELS && !field.facts.types.includes('list') && !isPureMap(field.facts)
      if (opens)
        stack.push(
          ...tree
            .children(field)
            .map((child) => ({ field: child, level: level + 1 }))
            .toReversed(),
        )
    }
  }
  return targets
}

/** What fills two rows changes places: transform, condition, policies, and text that matched nothing. Nothing else. */
export function swapRows(context: MapContext, lines: readonly Line[]): RowsResult {
  const rows = listRows(lines)
  const [one, other] = [rows[0], rows.at(-1)]
  if (one === undefined || other === undefined || one === other) return refuse('Select two rows first: what fills them changes places.')
  const list = [one, other].find((row) => row.transform?.kind === 'each')
  if (list !== undefined) return refuse(`${nameRow(list)} fills a list and has rows below, which would not fit there. Swap rows that fill a single value.`)
  const [here, there] = [eachAbove(context, one), eachAbove(context, other)]
  const toOther = rebaseRow(context, one, here, there)
  const toOne = rebaseRow(context, other, there, here)
  const lost = [...toOther.lost, ...toOne.lost]
  const what = `${nameRow(one)} and ${nameRow(other)}`
  return ok({
    label: `Swap ${what}`,
    message: `${what} changed places.${lost.length === 0 ? '' : ` ${listNames(lost)} cannot be read there, and ${lost.length === 1 ? 'is' : 'are'} kept as text.`}`,
    writes: [...cellWrites(other.id, fillingOf(one, toOther.cells)), ...cellWrites(one.id, fillingOf(other, toOne.cells))],
  })
}

function fillingOf({ transform, when, onMissing, onNull, unmatched }: Row, rebased: RowCells): RowCells {
  return { transform, when, onMissing, onNull, unmatched, ...rebased }
}

function cellWrites(object: string, cells: RowCells): CellWrite[] {
  return Object.entries(cells).map(([cell, value]): CellWrite => ({ home: 'rows', object, cell, value: value as JsonValue | undefined }))
}

export function destinationTree({ destination: { graph, root } }: Pick<MapContext, 'destination'>): FieldTree | undefined {
  return graph === undefined || root === undefined ? undefined : fieldTree(graph, root.node)
}

/** The list or map whose item the field is part of; undefined at the top. */
function listAround(path: FieldPath): FieldPath | undefined {
  const around = [...listPathsAbove(path), path].findLast((above) => above.endsWith('[]') || above.endsWith('{}'))
  return around === undefined ? undefined : (around.slice(0, -2) as FieldPath)
}

function pathUnder(path: FieldPath, before: FieldPath, after: FieldPath): FieldPath {
  return `${after}${path.slice(before.length)}` as FieldPath
}

function placeOfLine(line: Line): RowPlace {
  return line.row ?? placeOfTarget(line)
}

function placeOfTarget({ path, each }: MoveTarget): RowPlace {
  return each === undefined ? { destination: path } : { destination: path, parent: each.id }
}

function nameOf(rows: readonly Row[]): string {
  return rows.length === 1 ? nameRow(rows[0] as Row) : countWords(rows.length, 'row')
}

function refuse(message: string): { readonly ok: false; readonly error: Refused } {
  return fail({ message })
}
