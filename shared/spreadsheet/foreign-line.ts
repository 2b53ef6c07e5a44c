// One line of somebody else's mapping, taken apart by what its columns mean. Pure.
import type { ColumnMeaning, SheetChoice } from './foreign-choice.ts'
import { parseForeignPaths, type ForeignPath } from './foreign-path.ts'
import type { Sheet, SheetRow } from './spreadsheet.ts'

export type ForeignCell = { readonly column: number; readonly title: string; readonly meaning: ColumnMeaning; readonly text: string }

/** `cells`: those that hold something and are not left out, in order. Paths: undefined where the text is no path. */
export type ForeignLine = {
  readonly row: number
  readonly cells: readonly ForeignCell[]
  readonly ignored: number
  readonly source: readonly ForeignPath[] | undefined
  readonly destination: readonly ForeignPath[] | undefined
  readonly remarks: readonly string[]
}

/** The lines below the header; what stands above it is the sheet's title. */
export function listForeignLines(
  sheet: Sheet,
  { headerRows, columns }: SheetChoice,
): { readonly lines: readonly ForeignLine[]; readonly titles: readonly string[] } {
  const last = headerRows.at(-1) ?? 0
  const first = headerRows[0] ?? 0
  const titles = sheet.rows
    .flatMap((row) => (row.number < first ? [row.cells.filter((cell) => cell.trim() !== '').join(' · ')] : []))
    .filter((text) => text !== '')
  const remarks = new Map<number, string[]>()
  for (const { row, kind, text } of sheet.remarks) remarks.set(row, [...(remarks.get(row) ?? []), `${kind === 'comment' ? 'Comment' : 'Link'}: ${text}`])
  return {
    titles,
    lines: sheet.rows.flatMap((row) => (row.number > last ? [readLine(row, columns, remarks.get(row.number) ?? [])] : [])),
  }
}

function readLine({ number, cells }: SheetRow, columns: SheetChoice['columns'], remarks: readonly string[]): ForeignLine {
  const filled = cells.flatMap((text, at): ForeignCell[] => {
    const { title, meaning } = columns[at] ?? { title: `Column ${at + 1}`, meaning: 'unknown' as const }
    return text.trim() === '' ? [] : [{ column: at + 1, title, meaning, text: text.trim() }]
  })
  const taken = filled.filter(({ meaning }) => meaning !== 'ignore')
  const line = { row: number, cells: taken, ignored: filled.length - taken.length, remarks }
  return { ...line, source: pathsOf(line, 'source'), destination: pathsOf(line, 'destination') }
}

function pathsOf(line: Pick<ForeignLine, 'cells'>, side: 'source' | 'destination'): readonly ForeignPath[] | undefined {
  const text = textOf(line, side)
  return text === '' ? undefined : parseForeignPaths(text)
}

/** All cells of a meaning, one below the other. */
export function textOf({ cells }: Pick<ForeignLine, 'cells'>, meaning: ColumnMeaning): string {
  return cells.flatMap((cell) => (cell.meaning === meaning ? [cell.text] : [])).join('\n')
}

/** With their titles: `Logic: Choose one`. */
export function told(cells: readonly ForeignCell[]): string[] {
  return cells.map(({ title, text }) => `${title.replaceAll('\n', ' ')}: ${text}`)
}
