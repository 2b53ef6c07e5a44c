// What every part of a sheet is written with: styles by number, joined cells, and links to places that are known. The only place for these shapes.
import type { Cell } from '../../shared/document/document.ts'
import type { Span } from './excel-grid.ts'
import type { Look, Styles } from './excel-styles.ts'
import { rangeOf, webPlace, type Place, type SheetCell } from './excel-cells.ts'

export type Writing = {
  readonly widths: readonly number[]
  readonly styles: Styles
  readonly findPlace: (target: string) => Place | undefined
  /** Looks that are made of many traits are made once for each key. */
  readonly styleOf: (key: string, make: () => Look) => number
  /** Notes that the cells of the span are one, where they are several. */
  readonly join: (row: number, span: Span) => void
  /** The cells of a span with one text. */
  readonly joined: (row: number, span: Span, look: Look, text: string, link?: Place) => readonly SheetCell[]
  readonly merges: readonly string[]
}

/** `keys`: numbers of styles by key, shared by all sheets. */
export function createWriting(styles: Styles, keys: Map<string, number>, widths: readonly number[], findPlace: Writing['findPlace']): Writing {
  const merges: string[] = []
  const join = (row: number, { first, last }: Span) => {
    if (last > first) merges.push(rangeOf(row, first, row, last))
  }
  return {
    widths,
    styles,
    findPlace,
    merges,
    join,
    styleOf(key, make) {
      const found = keys.get(key)
      if (found !== undefined) return found
      const number = styles.numberOf(make())
      keys.set(key, number)
      return number
    },
    joined(row, span, look, text, link) {
      join(row, span)
      const style = styles.numberOf(look)
      return Array.from({ length: span.last - span.first + 1 }, (_, at) => ({ column: span.first + at, style, ...(at === 0 ? { value: text, link } : {}) }))
    },
  }
}

/** Where the cell leads: to a place of the workbook, or to a checked address. Undefined: it stays text. */
export function linkOf({ findPlace }: Writing, cell: Cell): Place | undefined {
  if (typeof cell === 'string' || 'count' in cell) return undefined
  if (cell.to !== undefined) return findPlace(cell.to)
  return cell.web === undefined ? undefined : webPlace(cell.web)
}
