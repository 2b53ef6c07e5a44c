// Source fields mapped onto lines in one step: which line takes which field, what is written, and what is said of it. Pure.
import { isSameJson } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import { findSourceField } from '../../shared/mapping/item-scope.ts'
import type { Line, LineAddress } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { parseSource, printSource } from '../../shared/mapping/source-text.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import type { SourceField } from '../panels/dragged-fields.ts'
import { rowEdit, type MapEdit } from './line-edits.ts'
import { sourceCells } from '../../shared/spreadsheet/read-cell.ts'
import { type Fresh } from '../../shared/spreadsheet/row-writes.ts'

export type Receiver = { readonly line: Line; readonly field: SourceField }

/** `replaced`: rows that had another transform. `kept`: rows whose formula names its fields itself. `left`: fields for which there was no line. */
export type MappedFields = {
  readonly edit: MapEdit
  readonly mapped: readonly Receiver[]
  readonly replaced: number
  readonly kept: readonly Line[]
  readonly left: number
}

/**
 * Lines that a drop on `at` may fill, in order: one field goes onto that line; several onto the chosen range where the line is
 * part of it, else onto that line and those below it.
 */
export function linesForFields(lines: readonly Line[], at: LineAddress, chosen: readonly LineAddress[], fields: number): readonly Line[] {
  const first = lines.findIndex((line) => line.address === at)
  if (first < 0) return []
  if (fields < 2) return lines.slice(first, first + 1)
  if (chosen.length < 2 || !chosen.includes(at)) return lines.slice(first)
  const range = new Set(chosen)
  return lines.filter((line) => range.has(line.address))
}

/** Each field with the next line that takes it. The first line takes what is put on it; others are passed over where it would make no sense. */
export function pairFields(context: MapContext, lines: readonly Line[], fields: readonly SourceField[]): readonly Receiver[] {
  const pairs: Receiver[] = []
  let at = 0
  for (const field of fields) {
    while (at < lines.length && !takes(context, lines[at] as Line, field, at === 0)) at += 1
    const line = lines[at]
    if (line === undefined) break
    pairs.push({ line, field })
    at += 1
  }
  return pairs
}

function takes(context: MapContext, line: Line, { input, path }: SourceField, isPointedAt: boolean): boolean {
  if (line.kind === 'more') return false
  const field = findSourceField(context, { of: 'input', input, path })
  // The rows below an `each` would lose the item that they read.
  if (line.row?.transform?.kind === 'each') return field?.facts.types.includes('list') === true
  if (isPointedAt) return true
  // A value cannot fill an object or a list that has fields of its own below.
  return line.field?.readOnly !== true && (line.field?.expandable !== true || field?.expandable === true)
}

export function mapFields(context: MapContext, lines: readonly Line[], fields: readonly SourceField[], fresh: () => Fresh): MappedFields {
  const pairs = pairFields(context, lines, fields)
  const kept: Line[] = []
  const mapped: Receiver[] = []
  const writes: MapEdit['writes'][number][] = []
  let replaced = 0
  let label = ''
  for (const pair of pairs) {
    const { line, field } = pair
    const before = line.row?.transform
    if (keepsFields(line)) {
      kept.push(line)
      continue
    }
    const cells = sourceCells(context, line, refOn(context, line, field))
    const edit = rowEdit(context, line, cells, fresh(), 'Map the source')
    if (before !== undefined && !isSameJson(before as JsonValue, cells.transform as JsonValue)) replaced += 1
    mapped.push(pair)
    writes.push(...edit.writes)
    label = edit.label
  }
  return {
    edit: { label: mapped.length === 1 ? label : `Map ${mapped.length} fields`, writes },
    mapped,
    replaced,
    kept,
    left: fields.length - pairs.length,
  }
}

/** Its fields stand in several places: only a person can say which of them is meant. */
function keepsFields({ row }: Line): boolean {
  return row?.transform?.kind === 'formula' || row?.transform?.kind === 'when'
}

/** Inside an `each` it becomes a field of the item where it can. */
function refOn(context: MapContext, line: Line, { input, path }: SourceField): SourceRef {
  const whole: SourceRef = { of: 'input', input, path }
  const parsed = parseSource(context, printSource(context, whole, line.each), line.each)
  return parsed.ok ? parsed.value : whole
}

const NO_ROOM = 'Nothing was mapped: this line goes through a list, so that only another list can take its place.'

/** "5 fields mapped onto 5 rows, 2 of them had another source." */
export function tellMapped(context: MapContext, { mapped, replaced, kept, left }: MappedFields): string {
  const sentences: string[] = []
  const [only] = mapped
  if (mapped.length === 1 && only !== undefined)
    sentences.push(`${printField(context, only.field)} mapped onto ${only.line.path}${replaced === 1 ? ' in place of its source' : ''}.`)
  else if (mapped.length > 1) sentences.push(`${count(mapped.length, 'field')} mapped onto ${count(mapped.length, 'row')}${replacedWords(replaced)}.`)
  if (kept.length > 0) {
    const names = kept.slice(0, 3).map((line) => (line.row === undefined ? line.path : printNumber('rows', line.row.number)))
    sentences.push(
      `${names.join(', ')}${kept.length > 3 ? ` and ${kept.length - 3} more` : ''} ${kept.length === 1 ? 'keeps its formula' : 'keep their formulas'}: press F2 on the transform to change the fields in it.`,
    )
  }
  if (mapped.length + kept.length === 0) return left === 0 ? 'Nothing was mapped.' : NO_ROOM
  if (left > 0) sentences.push(`${count(left, 'field')} had no row left.`)
  return sentences.join(' ')
}

function replacedWords(replaced: number): string {
  return replaced === 0 ? '' : `, ${replaced} in place of another source`
}

/** While they are dragged: the lines that will change, and in words "3 fields → 3 rows". */
export function previewDrop(
  context: MapContext,
  lines: readonly Line[],
  fields: readonly SourceField[],
): { readonly lines: LineAddress[]; readonly words: string } {
  const pairs = pairFields(context, lines, fields)
  const taking = pairs.filter(({ line }) => !keepsFields(line))
  const kept = pairs.length - taking.length
  const left = fields.length - pairs.length
  const words =
    pairs.length === 0
      ? 'Only a list fits here'
      : [
          `${count(fields.length, 'field')} → ${count(taking.length, 'row')}`,
          ...(kept === 0 ? [] : [`${count(kept, 'formula')} kept`]),
          ...(left === 0 ? [] : [`${left} left over`]),
        ].join(', ')
  return { lines: taking.map(({ line }) => line.address), words }
}

function printField(context: MapContext, { input, path }: SourceField): string {
  return printSource(context, { of: 'input', input, path })
}

function count(many: number, word: string): string {
  return `${many} ${word}${many === 1 ? '' : 's'}`
}
