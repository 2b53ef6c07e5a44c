// What copied cells of ours are on another line: the same values, with their sources as they read there. Pure.
import type { CarriedCells, CopiedCells, CopiedLine } from '../../shared/project/copied-cells.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { isTooDeep } from '../../shared/mapping/compile-row.ts'
import { findRow, ownItems } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { listValueSources } from '../../shared/mapping/row-sources.ts'
import { printSource } from '../../shared/mapping/source-text.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { Condition, SourceRef, Transform } from '../../shared/transform/transform.ts'
import { conditionEach } from '../grid/cell-texts.ts'
import type { ColumnId } from '../grid/columns.ts'
import { carryIn, isCarried } from './carry-between-maps.ts'
import { readCell, replaceSource, sourceCells, type Refused, type RowCells } from '../../shared/spreadsheet/read-cell.ts'
import { rebaseRow, rebaseSource } from './rebase-row.ts'

/** `kept`: a source could not be said there, and stands on the row as text. */
export type OwnRead = { readonly cells: RowCells; readonly kept: boolean }

export type OwnSetting = { readonly context: MapContext; readonly project: string; readonly origin: CopiedCells }

/** A value as it is in the new place, or the text of what cannot be said there. */
type Placed<T> = { readonly value: T } | { readonly lost: string }

export function readOwnCell(setting: OwnSetting, line: Line, column: ColumnId, from: CopiedLine, text: string): Result<OwnRead, Refused> {
  switch (column) {
    case 'source':
      return ok(readOwnSource(setting, line, from, text))
    case 'transform':
      return readOwnTransform(setting, line, from, text)
    case 'when':
      return readOwnCondition(setting, line, from)
    case 'note':
    case 'status':
    case 'scope':
      return ok({ cells: { [column]: from.cells?.[column] }, kept: false })
    case 'owner':
    case 'outcome':
    case 'useCases': {
      if (from.cells?.[column] === undefined) return ok({ cells: { [column]: undefined }, kept: false })
      if (setting.project === setting.origin.project && isKnown(setting.context, column, from.cells))
        return ok({ cells: { [column]: from.cells[column] }, kept: false })
      const read = readCell(setting.context, line, column, text)
      return read.ok ? ok({ cells: read.value, kept: false }) : read
    }
    default:
      return refuse('This cell cannot be edited.')
  }
}

/** Source and transform, copied together. */
export function readOwnMapping(setting: OwnSetting, line: Line, from: CopiedLine): Result<OwnRead, Refused> {
  const placed = placeTransform(setting, line, from)
  if (!placed.ok) return placed
  if (placed.value === undefined) return ok({ cells: { transform: undefined, unmatched: from.cells?.unmatched }, kept: from.cells?.unmatched !== undefined })
  if ('lost' in placed.value) return ok({ cells: { unmatched: placed.value.lost }, kept: true })
  return ok({ cells: { transform: placed.value.value, unmatched: from.cells?.unmatched }, kept: from.cells?.unmatched !== undefined })
}

/** Everything that a row held. What cannot be said here is told, and the rest is taken. */
export function readOwnRow(setting: OwnSetting, line: Line, from: CopiedLine): OwnRead & { readonly refused: readonly { text: string; message: string }[] } {
  const refused: { text: string; message: string }[] = []
  const textOf = (column: ColumnId) => from.texts[setting.origin.columns.indexOf(column)] ?? ''
  const mapping = readOwnMapping(setting, line, from)
  if (!mapping.ok) refused.push({ text: textOf('transform'), message: mapping.error.message })
  const ofMapping: OwnRead = mapping.ok ? mapping.value : { cells: {}, kept: false }
  let cells: RowCells = { ...ofMapping.cells, onMissing: from.cells?.onMissing, onNull: from.cells?.onNull, on: from.cells?.on }
  // The condition of a row that goes through a list is about that list's items.
  const there: Line = line.row === undefined ? line : { ...line, row: { ...line.row, ...ofMapping.cells } as Row }
  for (const column of ['when', 'status', 'scope', 'owner', 'note', 'useCases', 'outcome'] as const) {
    const read = readOwnCell(setting, there, column, from, textOf(column))
    // Nobody looked at the copy yet.
    if (column === 'status' && from.cells?.status !== undefined && from.cells.status !== 'draft') cells = { ...cells, status: 'ready' }
    else if (read.ok) cells = { ...cells, ...read.value.cells }
    else refused.push({ text: textOf(column), message: read.error.message })
  }
  return { cells, kept: ofMapping.kept, refused }
}

function readOwnSource(setting: OwnSetting, line: Line, from: CopiedLine, text: string): OwnRead {
  const { context } = setting
  if (from.cells?.unmatched !== undefined) return { cells: { unmatched: from.cells.unmatched }, kept: true }
  if (from.source === undefined) {
    const emptied = readCell(context, line, 'source', '')
    return { cells: emptied.ok ? emptied.value : {}, kept: false }
  }
  const placed = placeSource(setting, line, from, text)
  return 'lost' in placed ? { cells: { unmatched: placed.lost }, kept: true } : { cells: sourceCells(context, line, placed.value), kept: false }
}

/** A row that has one source of its own keeps it: the kind and its parameters travel. */
function readOwnTransform(setting: OwnSetting, line: Line, from: CopiedLine, text: string): Result<OwnRead, Refused> {
  const placed = placeTransform(setting, line, from)
  if (!placed.ok) return placed
  if (placed.value === undefined) return ok({ cells: { transform: undefined }, kept: false })
  const own = onlySource(setting.context, line)
  if ('lost' in placed.value) {
    const stored = from.cells?.transform
    if (own === undefined || stored === undefined) return ok({ cells: { unmatched: placed.value.lost === '' ? text : placed.value.lost }, kept: true })
    const kept = withOwnSource(setting.context, line, stored, own)
    return kept === undefined
      ? ok({ cells: { unmatched: placed.value.lost }, kept: true })
      : ok({ cells: { transform: kept, unmatched: undefined }, kept: false })
  }
  const transform = placed.value.value
  const kept = own === undefined ? undefined : withOwnSource(setting.context, line, transform, own)
  return ok({ cells: { transform: kept ?? transform, unmatched: undefined }, kept: false })
}

const WITH_ONE_SOURCE: ReadonlySet<Transform['kind']> = new Set(['copy', 'lookup', 'convert', 'number', 'date', 'text', 'list', 'join', 'template'])

/** Undefined: it names several fields, or none. */
function withOwnSource(context: MapContext, line: Line, transform: Transform, own: SourceRef): Transform | undefined {
  if (!WITH_ONE_SOURCE.has(transform.kind) || sourcesOf(context, line, transform).length !== (transform.kind === 'join' ? 2 : 1)) return undefined
  return replaceSource(transform, own)
}

function onlySource(context: MapContext, line: Line): SourceRef | undefined {
  const [first, ...others] = line.row?.transform === undefined ? [] : sourcesOf(context, line, line.row.transform)
  return others.length === 0 ? first : undefined
}

/** Each once. Of a `list` the fields of its entries are part of the one list. */
function sourcesOf(context: MapContext, line: Line, transform: Transform): SourceRef[] {
  if (transform.kind === 'list') return [transform.from]
  if (transform.kind === 'join') return [transform.list, ...(transform.equals.of === 'constant' || transform.equals.of === 'config' ? [] : [transform.equals])]
  const row: Row = { ...(line.row ?? { id: '', fieldMap: context.fieldMap.id, destination: line.path, order: '' }), transform }
  const refs = listValueSources(context, line.each === undefined ? row : { ...row, parent: line.each.id })
  return [...new Map(refs.map((ref) => [printSource(context, ref, line.each), ref])).values()]
}

function readOwnCondition(setting: OwnSetting, line: Line, from: CopiedLine): Result<OwnRead, Refused> {
  const when = from.cells?.when
  if (when === undefined) return ok({ cells: { when: undefined }, kept: false })
  if (isTooDeep(when)) return refuse('The condition is too deep to be read.')
  if (!isOfThisProject(setting) && usesProjectParts(when)) return refuse('The condition uses a config value of another project.')
  const placed = placeCondition(setting, line, from, when)
  return 'lost' in placed ? refuse(`The condition reads "${placed.lost}", which is no field here.`) : ok({ cells: { when: placed.value }, kept: false })
}

function placeTransform(setting: OwnSetting, line: Line, from: CopiedLine): Result<Placed<Transform> | undefined, Refused> {
  const transform = from.cells?.transform
  if (transform === undefined) return ok(undefined)
  if (isTooDeep(transform)) return refuse('The transform is too deep to be read.')
  if (!isOfThisProject(setting) && usesProjectParts(transform)) return refuse('The transform uses a lookup table or config value of another project.')
  const place = originPlace(setting, from)
  if (place !== undefined) {
    const { cells, lost } = rebaseRow(setting.context, asRow(line, { transform }), place.each, line.each)
    return ok(lost.length > 0 ? { lost: lost.join(', ') } : { value: cells.transform ?? transform })
  }
  const { whole } = from
  if (whole?.transform === undefined || isTooDeep(whole.transform)) return ok({ lost: from.texts[setting.origin.columns.indexOf('source')] ?? '' })
  const carried = carryIn({ context: setting.context, each: line.each }, namesOf(setting.origin)).transform(whole.transform)
  return ok(isCarried(carried) ? { value: carried } : carried)
}

function placeCondition(setting: OwnSetting, line: Line, from: CopiedLine, when: Condition): Placed<Condition> {
  const here = conditionEach(line)
  const place = originPlace(setting, from)
  if (place !== undefined) {
    const own = from.own === undefined ? undefined : findRow(setting.context, from.own)
    const { cells, lost } = rebaseRow(setting.context, asRow(line, { when }), own?.transform?.kind === 'each' ? ownItems(own) : place.each, here)
    return lost.length > 0 ? { lost: lost.join(', ') } : { value: cells.when ?? when }
  }
  if (from.whole?.when === undefined || isTooDeep(from.whole.when)) return { lost: from.texts[setting.origin.columns.indexOf('when')] ?? '' }
  const carried = carryIn({ context: setting.context, each: here }, namesOf(setting.origin)).condition(from.whole.when)
  return isCarried(carried) ? { value: carried } : carried
}

function placeSource(setting: OwnSetting, line: Line, from: CopiedLine, text: string): Placed<SourceRef> {
  const place = originPlace(setting, from)
  if (place !== undefined && from.source !== undefined) {
    const ref = rebaseSource(setting.context, from.source, place.each, line.each)
    return ref === undefined ? { lost: text } : { value: ref }
  }
  if (from.whole?.source === undefined) return { lost: text }
  const carried = carryIn({ context: setting.context, each: line.each }, namesOf(setting.origin)).ref(from.whole.source)
  return isCarried(carried) ? { value: carried } : carried
}

/** Undefined: it comes from another map, or from inside a row that is gone. */
function originPlace({ context, project, origin }: OwnSetting, from: CopiedLine): { readonly each: Row | undefined } | undefined {
  if (origin.project !== project || origin.fieldMap !== context.fieldMap.id) return undefined
  if (from.each === undefined) return { each: undefined }
  const each = findRow(context, from.each)
  return each?.transform?.kind === 'each' ? { each } : undefined
}

function isOfThisProject({ project, origin }: OwnSetting): boolean {
  return project === origin.project
}

const names = new WeakMap<CopiedCells, ReadonlyMap<string, string>>()

function namesOf(origin: CopiedCells): ReadonlyMap<string, string> {
  const known = names.get(origin) ?? new Map(origin.inputs.map(({ id, name }) => [id, name]))
  names.set(origin, known)
  return known
}

function asRow(line: Line, cells: Pick<Row, 'transform' | 'when'>): Row {
  return { id: line.row?.id ?? '', fieldMap: '', destination: line.path, order: '', ...cells }
}

/** What is found by an id in its own project alone. */
function usesProjectParts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if ('kind' in value && (value.kind === 'lookup' || value.kind === 'config')) return true
  if ('of' in value && value.of === 'config') return true
  return Object.values(value).some(usesProjectParts)
}

/** An id on the clipboard may be of something that is gone. */
function isKnown({ project }: MapContext, column: 'owner' | 'outcome' | 'useCases', cells: CarriedCells): boolean {
  const isThere = (objects: readonly { readonly id: string; readonly deleted?: boolean | undefined }[], id: string | undefined) =>
    objects.some((object) => object.id === id && object.deleted !== true)
  if (column === 'owner') return isThere(project.people, cells.owner)
  if (column === 'outcome') return isThere(project.useCaseItems, cells.outcome)
  return cells.useCases?.every((id) => isThere(project.useCases, id)) === true
}

function refuse(message: string): { readonly ok: false; readonly error: Refused } {
  return fail({ message })
}
