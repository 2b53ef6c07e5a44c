// What is found in cells and what replacing gives: the only place that knows searching text. Pure.
import type { Line } from '../../shared/mapping/line.ts'
import { isSameJson, type CellWrite } from '../../shared/project/edits.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { ColumnId } from '../grid/columns.ts'
import { cellEdit, startText } from './line-edits.ts'
import { type Fresh } from '../../shared/spreadsheet/row-writes.ts'

export type SearchSetting = { readonly text: string; readonly matchCase: boolean; readonly whole: boolean; readonly regex: boolean }

/** As a worker takes it. `literal`: replacements are taken word for word. */
export type Pattern = { readonly source: string; readonly flags: string; readonly literal: boolean }

/** From and to, in order; never empty. */
export type Range = readonly [number, number]

const LONGEST_SEARCH = 500
/** Cells are shorter; what is longer is searched so far. */
const LONGEST_TEXT = 20_000
const MOST_RANGES = 200

/** Undefined: nothing is looked for. */
export function readSearch({ text, matchCase, whole, regex }: SearchSetting): Result<Pattern | undefined, { readonly message: string }> {
  if (text === '') return ok(undefined)
  if (text.length > LONGEST_SEARCH) return fail({ message: `Look for at most ${LONGEST_SEARCH} characters.` })
  const source = regex ? text : text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  const flags = `gs${matchCase ? '' : 'i'}`
  let refused: unknown
  // First with whole characters; people also write expressions that only the older rules take (`\-`).
  for (const flag of ['u', '']) {
    try {
      // The bare expression: what is put around it may close what it leaves open.
      void new RegExp(source, flags + flag)
      return ok({ source: whole ? `^(?:${source})$` : source, flags: flags + flag, literal: !regex })
    } catch (error) {
      refused = error
    }
  }
  return fail({ message: `This is not a regular expression yet: ${plainReason(refused)}.` })
}

/** `Invalid regular expression: /(/gu: Unterminated group` → `unterminated group`. */
function plainReason(error: unknown): string {
  const reason = error instanceof Error ? (error.message.split(': ').at(-1) ?? '') : ''
  return reason.charAt(0).toLowerCase() + reason.slice(1)
}

export function compilePattern({ source, flags }: Pattern): RegExp {
  return new RegExp(source, flags)
}

const NOTHING: readonly Range[] = []

/** Most texts of a large map hold nothing: for these nothing is made. */
export function findRanges(pattern: RegExp, text: string): readonly Range[] {
  pattern.lastIndex = 0
  if (!pattern.test(text)) return NOTHING
  pattern.lastIndex = 0
  return [...matches(pattern, text)].slice(0, MOST_RANGES).map((match) => [match.index, match.index + match[0].length] as const)
}

/** `$1`, `$<name>` and `$&` of an expression are filled in. */
export function replaceIn(pattern: RegExp, text: string, replacement: string, literal: boolean): string {
  let replaced = ''
  let at = 0
  for (const match of matches(pattern, text)) {
    replaced += text.slice(at, match.index) + (literal ? replacement : fillIn(replacement, match))
    at = match.index + match[0].length
  }
  return replaced + text.slice(at)
}

function* matches(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  // An empty match is nowhere to be seen and nothing to be replaced.
  for (const match of (text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text).matchAll(pattern)) if (match[0] !== '') yield match
}

function fillIn(replacement: string, match: RegExpExecArray): string {
  return replacement.replaceAll(/\$(?:(\$)|(&)|(\d{1,2})|<([^>]*)>)/g, (whole, dollar?: string, all?: string, number?: string, name?: string) => {
    if (dollar !== undefined) return '$'
    if (all !== undefined) return match[0]
    if (number !== undefined) return Number(number) > 0 && Number(number) < match.length ? (match[Number(number)] ?? '') : whole
    return name !== undefined && match.groups !== undefined ? (match.groups[name] ?? '') : whole
  })
}

/** The part of a cell that a person could type, and what would have to be typed for another such part. */
export type Typed = { readonly text: string; readonly write: (text: string) => string }

const same = (text: string) => text

/** Undefined: the cell has no text that could be typed. `shown`: what the cell shows. */
export function readTyped(line: Line, column: ColumnId, shown: string): Typed | undefined {
  const { row } = line
  if (row === undefined || line.kind === 'more' || shown === '') return undefined
  switch (column) {
    case 'source':
      // The fields of these stand in several places: they are replaced where they are written.
      if (row.unmatched === undefined && (row.transform?.kind === 'formula' || row.transform?.kind === 'when')) return undefined
      return { text: shown, write: same }
    case 'transform': {
      const { transform } = row
      if (transform?.kind === 'formula') return { text: transform.text, write: (text) => (text === '' ? '' : `=${text}`) }
      if (transform?.kind !== 'constant') return undefined
      const { value } = transform
      if (typeof value === 'string') return { text: value, write: (text) => `"${text.replaceAll('"', '""')}"` }
      return { text: String(value), write: (text) => `=${text}` }
    }
    case 'status':
    case 'scope':
    case 'owner':
    case 'outcome':
    case 'note':
      return { text: column === 'note' ? (row.note ?? '') : shown, write: same }
    case 'useCases':
      return startText(line, column, shown) === '' ? undefined : { text: shown, write: same }
    default:
      return undefined
  }
}

/** A cell that was found. `typed`: undefined where nothing can be replaced. */
export type FoundCell = { readonly line: Line; readonly column: ColumnId; readonly shown: string; readonly ranges: readonly Range[]; readonly typed?: Typed }

export type Replaced = { readonly cell: FoundCell; readonly from: string; readonly to: string }

/** What replacing would do: one step of undo. */
export type ReplacePlan = {
  readonly writes: readonly CellWrite[]
  readonly replaced: readonly Replaced[]
  /** Found in what cannot be typed into. */
  readonly locked: number
  /** Not taken: how often, by why. */
  readonly refused: ReadonlyMap<string, number>
  /** Of the replaced: texts that are no source field now, and stay on their rows to be settled. */
  readonly unmatched: number
}

const TWICE = 'What fills this row was replaced in its other cell.'

function keyOf({ object, cell }: CellWrite): string {
  return `${object} ${cell}`
}

/** `replace`: the new text of a cell's typed part, in the order of `cells`. */
export function planReplace(context: MapContext, cells: readonly FoundCell[], replacedTexts: readonly (string | undefined)[], fresh: () => Fresh): ReplacePlan {
  const writes: CellWrite[] = []
  const replaced: Replaced[] = []
  const refused = new Map<string, number>()
  const written = new Map<string, JsonValue | undefined>()
  let locked = 0
  let unmatched = 0
  cells.forEach((cell, at) => {
    const { typed } = cell
    const to = replacedTexts[at]
    if (typed === undefined || to === undefined || to === typed.text) return void (locked += 1)
    const edit = cellEdit(context, cell.line, cell.column, typed.write(to), fresh())
    if (!edit.ok) return void refused.set(edit.error.message, (refused.get(edit.error.message) ?? 0) + 1)
    // Source and transform of a row write the same cells: the second may not take back what the first says.
    if (edit.value.writes.some((write) => written.has(keyOf(write)) && !isSameJson(written.get(keyOf(write)), write.value)))
      return void refused.set(TWICE, (refused.get(TWICE) ?? 0) + 1)
    for (const write of edit.value.writes) written.set(keyOf(write), write.value)
    writes.push(...edit.value.writes)
    replaced.push({ cell, from: typed.text, to })
    if (edit.value.writes.some((write) => write.cell === 'unmatched' && write.value !== undefined)) unmatched += 1
  })
  return { writes, replaced, locked, refused, unmatched }
}

/** "14 replaced, 2 locked, 1 not taken: ...". */
export function describeReplace({ replaced, locked, refused, unmatched }: Pick<ReplacePlan, 'replaced' | 'locked' | 'refused' | 'unmatched'>): string {
  const notTaken = [...refused.values()].reduce((sum, count) => sum + count, 0)
  const [why] = refused.keys()
  const counts = [`${replaced.length} replaced`, ...(locked > 0 ? [`${locked} locked`] : []), ...(notTaken > 0 ? [`${notTaken} not taken`] : [])].join(', ')
  const kept = unmatched === 0 ? '' : ` ${unmatched} ${unmatched === 1 ? 'is' : 'are'} no source field now and kept as text.`
  return `${counts}${why === undefined ? '.' : `: ${why}`}${kept}`
}
