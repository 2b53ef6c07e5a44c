// The only place that reads how a workbook names cells: `B7`, `A1:C3`.
import type { Merge } from '../../../shared/spreadsheet/spreadsheet.ts'

/** From 1. */
export type CellPlace = { readonly row: number; readonly column: number }

/** Undefined: no name of a cell. */
export function parsePlace(text: string): CellPlace | undefined {
  const [, letters, digits] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(text) ?? []
  return letters === undefined || digits === undefined ? undefined : { row: Number(digits), column: parseColumn(letters) }
}

/** `AA` is 27. */
export function parseColumn(letters: string): number {
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

/** One cell is an area, too. */
export function parseArea(text: string): Merge | undefined {
  const [first = '', last = first] = text.split(':')
  const from = parsePlace(first)
  const to = parsePlace(last)
  if (from === undefined || to === undefined) return undefined
  return {
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.max(from.row, to.row),
    right: Math.max(from.column, to.column),
  }
}
