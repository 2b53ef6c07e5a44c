// How lines of code are marked with the rows that caused them, and where they are broken: every line a row caused names it,
// so that an edit to one row touches no line that names none.
import { comment } from './text.ts'
import { breakCode } from './break-code.ts'
import type { Code } from './writer.ts'

/** Words about rows that are no part of their meaning, by row id. `useCases`: only where they are narrower than the map's. */
export type RowNotes = (row: string) => RowNote
/** `formula`: as it was written, where that is what the row's value is. */
type RowNote = { readonly label: string; readonly useCases: string; readonly note: string; readonly formula?: string }

/** What marks a row's lines: words at the end of the first, and a longer note on a line of its own above. `label`: what marks the others. */
export type Mark = { readonly end: string; readonly above: readonly string[]; readonly label: string }

/**
 * Code where it may be broken, with the row that each piece comes from: joined by spaces the pieces are the code. At least one.
 * `lines`: where a piece may be broken in its turn.
 */
export type MarkedCode = readonly { readonly text: string; readonly label: string; readonly lines?: readonly string[] }[]

const SHORT_NOTE = 48
export const MOST_WIDTH = 140

export function markOf(notes: RowNotes, rows: readonly string[]): Mark {
  return {
    end: rows.map((row) => trail(notes, row)).join('; '),
    above: rows.flatMap((row) => longNote(notes, row)),
    label: rows.map((row) => notes(row).label).join(', '),
  }
}

/** Code that one row alone has caused. */
export function markCode(code: Code, label: string): MarkedCode {
  return (code.lines ?? [code.text]).map((text) => ({ text, label }))
}

/**
 * On one line where it fits, else broken between its pieces, and where that is not enough inside them.
 * Rows that share a field have a line each: how long the one is must not move the other.
 */
export function layOut(start: string, code: MarkedCode, end: string, mark: Mark): string[] {
  const whole = `${start}${joinPieces(code)}${end}`
  const isOneRow = code.every(({ label }) => label === code[0]?.label)
  if (isOneRow && whole.length <= MOST_WIDTH) return [...mark.above, `${whole} // ${mark.end}`]
  const lines = bracketPieces(start, code, end).flatMap((piece, index) => {
    const by = index === 0 ? '' : '  '
    return breakPiece(piece).map((line) => ({ text: by + line, label: piece.label }))
  })
  return [...mark.above, ...lines.map(({ text, label }, index) => `${text} // ${index === 0 ? mark.end : label}`)]
}

function breakPiece({ text, lines }: MarkedCode[number]): string[] {
  if (text.length <= MOST_WIDTH) return [text]
  const [first = text, ...rest] = lines ?? [text]
  return [...breakCode(first, MOST_WIDTH), ...rest.flatMap((line) => breakCode(line, MOST_WIDTH - 2)).map((line) => `  ${line}`)]
}

/** The same between two texts. */
export function bracketPieces(before: string, code: MarkedCode, after: string): MarkedCode {
  const last = code.length - 1
  const put = (text: string, isFirst: boolean, isLast: boolean) => `${isFirst ? before : ''}${text}${isLast ? after : ''}`
  return code.map(({ text, label, lines }, at) => {
    const inner = lines?.map((line, index) => put(line, at === 0 && index === 0, at === last && index === lines.length - 1))
    return { text: put(text, at === 0, at === last), label, ...(inner === undefined ? {} : { lines: inner }) }
  })
}

export function joinPieces(code: MarkedCode): string {
  return code.map(({ text }) => text).join(' ')
}

export function indent(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split('\n')).map((line) => (line === '' ? '' : `  ${line}`))
}

function longNote(notes: RowNotes, row: string): string[] {
  const { label, note, formula } = notes(row)
  const above = note.length <= SHORT_NOTE ? [] : [`${label}: ${note}`]
  return [...above, ...(formula === undefined ? [] : [`${label} = ${formula}`])].map((text) => `// ${comment(text, 400)}`)
}

function trail(notes: RowNotes, row: string): string {
  const { label, useCases, note } = notes(row)
  // What follows the last `//` of a line are always these words (rows-file.ts).
  return comment(`${label}${useCases === '' ? '' : ` (${useCases})`}${note === '' || note.length > SHORT_NOTE ? '' : ` ${note}`}`).replaceAll('//', '/ /')
}
