// How the flags of `import` change what was guessed of somebody else's spreadsheet: which sheets, which header, what columns mean, which map.
import { COLUMN_MEANINGS, type ColumnMeaning, type ForeignChoice, type SheetChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import { letterOf } from '../../shared/spreadsheet/find-header.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { CommandRefusal } from './output.ts'
import { listKnown } from './read-project.ts'

/** By title as the header says, or by letter as spreadsheet programs do. */
export type NamedColumns = ReadonlyMap<string, ColumnMeaning>

/** `{ "Source field": "source", "C": "destination" }` */
export function parseColumns(text: string): NamedColumns {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new CommandRefusal('--columns is not JSON: write it like \'{ "Source field": "source", "C": "destination" }\'')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CommandRefusal('--columns is an object: titles or letters, each with a meaning')
  return new Map(
    Object.entries(value).map(([name, meaning]) => {
      const known = COLUMN_MEANINGS.find((one) => one === meaning)
      if (known === undefined) throw new CommandRefusal(`"${String(meaning)}" is no meaning of a column. There are: ${COLUMN_MEANINGS.join(', ')}`)
      return [name, known]
    }),
  )
}

/** `3`, or `2-3` where two rows name the columns together. */
export function parseHeaderRows(text: string): number[] {
  const [, first, last = first] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text.trim()) ?? []
  const from = Number(first)
  const to = Number(last)
  if (first === undefined || from < 1 || to < from || to - from > 9)
    throw new CommandRefusal(`--header-row is a row's number, or two with a dash (2-3); "${text}" is not`)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** The sheets that are to be read, as they are called in the file; all where none is named. */
export function findSheets(spreadsheet: Spreadsheet, names: readonly string[]): ReadonlySet<string> {
  const known = spreadsheet.sheets.map(({ name }) => name)
  if (names.length === 0) return new Set(known)
  return new Set(
    names.map((wanted) => {
      const found = known.find((name) => name === wanted) ?? known.find((name) => name.toLowerCase() === wanted.toLowerCase())
      if (found === undefined) throw new CommandRefusal(`there is no sheet "${wanted}". ${listKnown(known).replace('The project has', 'The file has')}`)
      return found
    }),
  )
}

type ChoiceFlags = {
  readonly sheets: ReadonlySet<string>
  /** Whether somebody named the sheets: then what looked like nothing is tried all the same. */
  readonly named: boolean
  readonly columns?: NamedColumns
  /** Id. */
  readonly map?: string
}

/** Throws CommandRefusal where a named column is in none of the sheets. */
export function changeChoice({ sheets: guesses }: ForeignChoice, { sheets, named, columns, map }: ChoiceFlags): ForeignChoice {
  const used = new Set<string>()
  const changed = guesses.map((guess): SheetChoice => {
    if (!sheets.has(guess.sheet)) return { ...guess, use: 'skip' }
    const withColumns = columns === undefined ? guess : nameColumns(guess, columns, used)
    const use = withColumns.use === 'skip' && (named || columns !== undefined) ? useOf(withColumns) : withColumns.use
    return { ...withColumns, use, ...(use === 'rows' && map !== undefined ? { map } : {}) }
  })
  const unknown = [...(columns?.keys() ?? [])].filter((name) => !used.has(name))
  if (unknown.length > 0) {
    const titles = changed.flatMap((sheet) => (sheets.has(sheet.sheet) ? sheet.columns.map(({ title }, at) => `${letterOf(at)}: ${title}`) : []))
    throw new CommandRefusal(
      `there is no column ${unknown.map((name) => `"${name}"`).join(', ')}. There are:\n${titles.map((title) => `  ${title}`).join('\n')}`,
    )
  }
  return { sheets: changed }
}

function nameColumns(sheet: SheetChoice, columns: NamedColumns, used: Set<string>): SheetChoice {
  const meanings = new Map<number, ColumnMeaning>()
  for (const [name, meaning] of columns) {
    const at = findColumn(sheet, name)
    if (at < 0) continue
    used.add(name)
    meanings.set(at, meaning)
  }
  return { ...sheet, columns: sheet.columns.map((column, at) => ({ ...column, meaning: meanings.get(at) ?? column.meaning })) }
}

/** A whole title first, then the last of several header rows, then a letter. */
function findColumn({ columns }: SheetChoice, name: string): number {
  const wanted = name.trim().toLowerCase()
  const whole = columns.findIndex(({ title }) => title.toLowerCase() === wanted)
  if (whole >= 0) return whole
  const last = columns.findIndex(({ title }) => title.split(' / ').at(-1)?.toLowerCase() === wanted)
  return last >= 0 ? last : columns.findIndex((_, at) => letterOf(at) === name.trim().toUpperCase())
}

function useOf({ columns }: SheetChoice): SheetChoice['use'] {
  const has = (...meanings: readonly ColumnMeaning[]) => columns.some(({ meaning }) => meanings.includes(meaning))
  return has('source', 'destination') ? 'rows' : has('codeFrom', 'codeTo') ? 'codes' : 'skip'
}
