// A comparison as text: one line for a change, all of it for a mail or a terminal, and as flat lines for a sheet.
import { CHANGE_KINDS, type CellDifference, type ChangeKind, type ChangeTotals, type ObjectChange, type ProjectDifference } from './compare-projects.ts'

export const kindWords: Readonly<Record<ChangeKind, string>> = {
  added: 'added',
  'brought-back': 'brought back',
  changed: 'changed',
  moved: 'moved',
  removed: 'removed',
}

const LONGEST = 90

/** What happened to it, in a line: `Rule: the price → the price without tax`; where that is too long for one, the names of its cells. Empty where the kind says it all. */
export function summarizeChange({ kind, cells }: ObjectChange): string {
  if (kind === 'added' || kind === 'brought-back' || kind === 'removed') return ''
  // Who approved and when goes with the status.
  const told = cells.filter(({ cell }) => !companions.has(cell))
  const parts = (told.length === 0 ? cells : told).map(summarizeCell)
  const line = parts.join('; ')
  return parts.length < 2 || line.length <= LONGEST ? line : told.map(({ name }) => name).join(', ')
}

const companions = new Set(['approvedBy', 'approvedAt', 'doneAt', 'doneBy'])

function summarizeCell({ name, before, after }: CellDifference): string {
  if (after === '') return `${name} cleared: ${shorten(before)}`
  return before === '' ? `${name}: ${shorten(after)}` : `${name}: ${shorten(before)} → ${shorten(after)}`
}

/** `Row R-14 Name`; the name alone for what is known by it. */
export function titleOfChange({ what, number, name }: ObjectChange): string {
  return `${number ?? what} ${name}`.trim()
}

/** `3 changed, 1 added`; empty for nothing. */
export function printTotals(totals: ChangeTotals): string {
  return CHANGE_KINDS.flatMap((kind) => (totals[kind] === 0 ? [] : [`${totals[kind].toLocaleString('en-GB')} ${kindWords[kind]}`])).join(', ')
}

/** Headings with their changes; of a change, each cell with what it was and is. */
export function printDifference({ groups }: ProjectDifference): string {
  return groups.map(({ title, totals, changes }) => `${inLine(title)} (${printTotals(totals)})\n${changes.map(printChange).join('')}`).join('\n')
}

function printChange(change: ObjectChange): string {
  const head = `  ${kindWords[change.kind].padEnd(12)}  ${inLine(titleOfChange(change))}\n`
  if (change.kind === 'removed') return head
  return `${head}${change.cells.map(({ name, before, after }) => `                ${inLine(name)}: ${before === '' ? inLine(after) : `${inLine(before)} → ${after === '' ? '(cleared)' : inLine(after)}`}\n`).join('')}`
}

/** One line of the change log: a cell of an object, or the object itself where it came, went or moved. */
export type ChangeLogLine = {
  /** The heading: the field map, the use case. */
  readonly where: string
  /** `R-14 Name`. */
  readonly what: string
  /** `Rule`; for an object that came or went, `added` or `removed`. */
  readonly cell: string
  readonly before: string
  readonly after: string
  /** Who changed it last and when, where the history tells. */
  readonly who?: string
  readonly when?: string
}

/** Who wrote a cell last; `home` and `object` as in ObjectChange. */
export type WhoChanged = (at: {
  readonly home: string
  readonly object: string
  readonly cell: string
}) => { readonly who: string; readonly when: string } | undefined

/** The changes as flat lines in the order of the comparison, for a sheet. An object that came or went is one line. */
export function listChangeLog({ groups }: ProjectDifference, whoChanged: WhoChanged = () => undefined): ChangeLogLine[] {
  return groups.flatMap(({ title, changes }) =>
    changes.flatMap((change): ChangeLogLine[] => {
      const { kind, home, object } = change
      const line = { where: title, what: titleOfChange(change) }
      if (kind === 'added' || kind === 'brought-back' || kind === 'removed') {
        const said = change.cells.map(({ name, before, after }) => `${name}: ${kind === 'removed' ? before : after}`).join('\n')
        const by = whoChanged({ home, object, cell: kind === 'added' ? (change.cells[0]?.cell ?? '') : 'deleted' })
        return [{ ...line, cell: kindWords[kind], before: kind === 'removed' ? said : '', after: kind === 'removed' ? '' : said, ...by }]
      }
      return change.cells.map(({ cell, name, before, after }) => ({ ...line, cell: name, before, after, ...whoChanged({ home, object, cell }) }))
    }),
  )
}

function shorten(text: string): string {
  const line = inLine(text)
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()}…` : line
}

/** One line, without what would drive a terminal or turn the direction of writing. */
function inLine(text: string): string {
  return text.replaceAll(/\s*[\r\n\u0085\u2028\u2029]\s*/gu, ' ').replaceAll(/(?!\t)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\u{FFFD}')
}
