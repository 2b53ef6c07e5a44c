// Which cells a pasted or filled block goes to: one cell fills what is selected, a block is repeated where it fits, else it spills. Pure.
import type { CopiedCells, CopiedLine } from '../../shared/project/copied-cells.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { GridLine } from '../grid/map-view.ts'
import type { Selected } from '../grid/selected.ts'
import { widthOfTable, type TextTable } from '../grid/read-table-text.ts'
import type { CellGiven, LineGiven, RefusedCell } from './plan-cells.ts'

/** `cell`: undefined where a ragged row has none. */
export type Block = {
  readonly height: number
  readonly width: number
  /** How many cells a row has, where rows are ragged. */
  readonly widthOf?: (row: number) => number
  readonly cell: (row: number, column: number, to: ColumnId) => Omit<CellGiven, 'column'> | undefined
}

/** All lines and columns in the order shown: what is hidden is not written. */
export type Sheet = { readonly lines: readonly GridLine[]; readonly columns: readonly ColumnId[] }
export type Area = Pick<Selected, 'lines' | 'columns'>

/** `outside`: cells with a text for which there is no line or no column. */
export type Spread = { readonly given: readonly LineGiven[]; readonly outside: readonly RefusedCell[] }

export function blockOfTable(table: TextTable): Block {
  return {
    height: table.length,
    width: widthOfTable(table),
    widthOf: (row) => table[row]?.length ?? 0,
    cell: (row, column) => {
      const text = table[row]?.[column]
      return text === undefined ? undefined : { text }
    },
  }
}

/** In the same column cells are taken as they are stored, elsewhere as texts. */
export function blockOfCopied(copied: CopiedCells): Block {
  return {
    height: copied.lines.length,
    width: copied.columns.length,
    cell: (row, column, to) => {
      const from = copied.lines[row]
      const text = from?.texts[column]
      return from === undefined || text === undefined ? undefined : { text, ...(copied.columns[column] === to ? { from } : {}) }
    },
  }
}

/** The same block, beginning so many rows and columns later in it. */
export function shiftBlock(block: Block, rows: number, columns: number): Block {
  return { ...block, cell: (row, column, to) => block.cell((row + rows) % block.height, (column + columns) % block.width, to) }
}

/** What the block covers, as spreadsheets do it. */
export function areaOf(block: Pick<Block, 'height' | 'width'>, selected: Area, sheet: Sheet): Area {
  const fits = (chosen: number, size: number) => chosen % size === 0 || chosen === 1
  const isWhole = fits(selected.lines.length, block.height) && fits(selected.columns.length, block.width)
  const height = isWhole ? Math.max(selected.lines.length, block.height) : block.height
  const width = isWhole ? Math.max(selected.columns.length, block.width) : block.width
  const top = sheet.lines.findIndex((line) => line.address === selected.lines[0]?.address)
  const left = sheet.columns.indexOf(selected.columns[0] ?? 'row')
  // What is selected is known also where it is not shown any more.
  const lines = height === selected.lines.length || top < 0 ? selected.lines.slice(0, height) : sheet.lines.slice(top, top + height)
  const columns = width === selected.columns.length || left < 0 ? selected.columns.slice(0, width) : sheet.columns.slice(left, left + width)
  return { lines, columns }
}

export function spreadBlock(block: Block, selected: Area, sheet: Sheet): Spread {
  const area = areaOf(block, selected, sheet)
  return { given: repeatBlock(block, area), outside: listOutside(block, area, sheet) }
}

/** Over and over, until the area is full. */
export function repeatBlock(block: Block, { lines, columns }: Area): LineGiven[] {
  return lines.map(({ line }, row) => ({
    line,
    cells: columns.flatMap((column, at) => {
      const cell = block.cell(row % block.height, at % block.width, column)
      return cell === undefined ? [] : [{ column, ...cell }]
    }),
  }))
}

/** Only where it spills: a repeated block ends where the selection does. */
function listOutside(block: Block, { lines, columns }: Area, sheet: Sheet): RefusedCell[] {
  const outside: RefusedCell[] = []
  if (lines.length >= block.height && columns.length >= block.width) return outside
  for (let row = 0; row < block.height; row++)
    // Not the widest row's cells for each: very many rows and one very wide one would take minutes.
    for (let at = 0, width = block.widthOf?.(row) ?? block.width; at < width; at++) {
      if (row < lines.length && at < columns.length) continue
      const text = block.cell(row, at, sheet.columns[0] ?? 'row')?.text ?? ''
      const reason = row >= lines.length ? 'There is no line below the last one.' : 'There is no column right of the last one.'
      if (text !== '') outside.push({ text, reason, ...(row < lines.length ? lineOf(lines[row]) : {}) })
    }
  return outside
}

function lineOf(held: GridLine | undefined): Pick<RefusedCell, 'line'> {
  return held === undefined ? {} : { line: held.line }
}

/** Whole rows go to lines in their order, with everything they hold. */
export function spreadRows(copied: CopiedCells, selected: Area, sheet: Sheet): Spread {
  const area = areaOf({ height: copied.lines.length, width: 1 }, { lines: selected.lines, columns: selected.columns.slice(0, 1) }, sheet)
  const given = area.lines.map(({ line }, row): LineGiven => ({ line, cells: [], whole: copied.lines[row % copied.lines.length] as CopiedLine }))
  const outside = copied.lines
    .slice(area.lines.length)
    .map((line): RefusedCell => ({ text: line.texts.join('\t'), reason: 'There is no line below the last one.' }))
  return { given, outside }
}
