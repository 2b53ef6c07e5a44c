// What people said that columns mean, by their titles, kept in this browser for the next file of the same kind.
import { COLUMN_MEANINGS, type ForeignChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import { readChoice, writeChoice } from '../ui/kept-choice.ts'

const NAME = 'spreadsheet-columns'
/** The newest are kept. */
const MOST_TITLES = 400

export function readRemembered(): Readonly<Record<string, string>> {
  try {
    const parsed: unknown = JSON.parse(readChoice(NAME) ?? '{}')
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {}
    const known: ReadonlySet<unknown> = new Set(COLUMN_MEANINGS)
    return Object.fromEntries(Object.entries(parsed).filter((entry): entry is [string, string] => known.has(entry[1])))
  } catch {
    return {}
  }
}

/** Of the sheets that are used. What nobody gave a meaning is not remembered. */
export function rememberColumns({ sheets }: ForeignChoice): void {
  const said = sheets.filter(({ use }) => use !== 'skip').flatMap(({ columns }) => columns.filter(({ meaning }) => meaning !== 'unknown'))
  const before = Object.entries(readRemembered()).filter(([title]) => !said.some((one) => one.title === title))
  const all = [...before, ...said.map(({ title, meaning }): [string, string] => [title, meaning])]
  writeChoice(NAME, JSON.stringify(Object.fromEntries(all.slice(-MOST_TITLES))))
}
