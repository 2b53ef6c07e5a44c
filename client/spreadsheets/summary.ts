// What an import did, for whoever sent the file: kept on the page, copied, downloaded. Pure.
import type { ImportItem } from '../../shared/spreadsheet/import-plan.ts'
import type { Stand, Stands } from './decisions.ts'
import { count, describeFilePlace, kindWords, standWords } from './import-words.ts'

export type Summary = {
  readonly file: string
  readonly at: string
  readonly by: string
  /** Of the command, to take it back. */
  readonly command: string
  readonly entries: readonly SummaryEntry[]
  readonly notes: readonly string[]
}

/** `asks`: it brings a question. */
export type SummaryEntry = Pick<ImportItem, 'id' | 'kind' | 'place' | 'title' | 'cell' | 'ours' | 'theirs' | 'message' | 'at'> & {
  readonly stand: Stand
  readonly asks: boolean
}

export function summarise(items: readonly ImportItem[], stands: Stands): SummaryEntry[] {
  return items.map(({ id, kind, place, title, cell, ours, theirs, message, at, writes }) => ({
    id,
    kind,
    place,
    title,
    theirs,
    message,
    stand: stands.get(id) ?? 'told',
    asks: writes.some(({ home }) => home === 'questions'),
    ...(cell === undefined ? {} : { cell }),
    ...(ours === undefined ? {} : { ours }),
    ...(at === undefined ? {} : { at }),
  }))
}

const SECTIONS: readonly Stand[] = ['accepted', 'rejected', 'undecided', 'told']

export const summaryTitles: Readonly<Record<Stand, string>> = { ...standWords, undecided: 'Left as it was', told: 'Could not be applied' }

export function printSummary({ file, at, by, entries, notes }: Summary): string {
  const lines = [`Import of ${file}, ${at.slice(0, 16).replace('T', ' ')} UTC, by ${by}`]
  for (const stand of SECTIONS) {
    const of = entries.filter((entry) => entry.stand === stand)
    if (of.length === 0) continue
    lines.push('', `${summaryTitles[stand]}: ${count(of.length, 'change')}`, ...of.map(printEntry))
  }
  if (notes.length > 0) lines.push('', 'About the file', ...notes.map((note) => `- ${note}`))
  return `${lines.join('\n')}\n`
}

function printEntry({ kind, place, title, cell, ours, theirs, message, stand }: SummaryEntry): string {
  const what = cell === undefined ? title : `${title}, ${cell}`
  const said = ours === undefined || ours === '' ? oneLine(theirs) : `${oneLine(ours)} -> ${oneLine(theirs)}`
  return `- ${kindWords[kind]} · ${what} (${describeFilePlace(place)}): ${said}${stand === 'accepted' || message === '' ? '' : `. ${oneLine(message)}`}`
}

function oneLine(text: string): string {
  return text === '' ? '(empty)' : text.replaceAll(/\s+/g, ' ')
}
