// Fill down, fill right, and the drag handle: which block is repeated where. Pure.
import type { Selected } from '../grid/selected.ts'
import type { Area, Sheet } from './paste-cells.ts'

/** What is repeated, and where it goes. `rowShift`, `columnShift`: with which line and column of `from` it begins. */
export type Fill = { readonly from: Area; readonly to: Area; readonly rowShift?: number; readonly columnShift?: number }

/** The first line of what is selected goes to the others; one line alone takes that above it, as in a spreadsheet. Undefined: there is none. */
export function fillDown({ lines, columns }: Area, sheet: Sheet): Fill | undefined {
  const [first, ...rest] = lines
  if (first === undefined) return undefined
  if (rest.length > 0) return { from: { lines: [first], columns }, to: { lines: rest, columns } }
  const above = sheet.lines[sheet.lines.findIndex((line) => line.address === first.address) - 1]
  return above === undefined ? undefined : { from: { lines: [above], columns }, to: { lines, columns } }
}

export function fillRight({ lines, columns }: Area, sheet: Sheet): Fill | undefined {
  const [first, ...rest] = columns
  if (first === undefined) return undefined
  if (rest.length > 0) return { from: { lines, columns: [first] }, to: { lines, columns: rest } }
  const before = sheet.columns[sheet.columns.indexOf(first) - 1]
  return before === undefined ? undefined : { from: { lines, columns: [before] }, to: { lines, columns } }
}

/** `to` holds `from`, and goes on from it in one direction; the block is repeated as if it went on for ever. */
export function fillFromHandle(from: Selected, to: Selected): Fill | undefined {
  const isIn = new Set(from.lines.map((line) => line.address))
  const lines = to.lines.filter((line) => !isIn.has(line.address))
  const columns = to.columns.filter((column) => !from.columns.includes(column))
  if (lines.length > 0) {
    // Above, the last line of the block stands next to it.
    const before = to.lines.findIndex((line) => isIn.has(line.address))
    return { from, to: { lines, columns: from.columns }, rowShift: shiftOf(before, from.lines.length), columnShift: 0 }
  }
  if (columns.length === 0) return undefined
  const before = to.columns.findIndex((column) => from.columns.includes(column))
  return { from, to: { lines: from.lines, columns }, rowShift: 0, columnShift: shiftOf(before, from.columns.length) }
}

/** With which line of the block `before` lines above it begin. */
function shiftOf(before: number, size: number): number {
  return before <= 0 ? 0 : (size - (before % size)) % size
}
