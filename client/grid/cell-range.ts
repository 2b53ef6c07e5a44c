// Ranges of cells as numbers: how they begin, grow, are walked through and filled. Pure: knows neither lines nor pixels.
import type { SelectedShape } from './selected.ts'

/** Indices of what is shown: lines from the top, columns from the left. */
export type Cell = { readonly line: number; readonly column: number }

/** From the cell it began at to the cell it was drawn to. Whole rows, columns and all keep both cells, and mean more than what lies between. */
export type CellRange = { readonly shape: SelectedShape; readonly anchor: Cell; readonly head: Cell }

/** The first and last line and column of it. */
export type Block = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }

export type Direction = 'up' | 'down' | 'left' | 'right'

/** edge: to the next change between filled and empty cells. page: as many lines as are in the picture. all: to the last line or column. */
export type Move = { readonly by: 'cell' | 'edge' | 'page' | 'all'; readonly to: Direction } | { readonly by: 'corner'; readonly to: 'start' | 'end' }

/** `page`: how many lines a page key goes. */
export type Sheet = {
  readonly lines: number
  readonly columns: number
  readonly page: number
  readonly isFilled: (cell: Cell) => boolean
}

type Size = Pick<Sheet, 'lines' | 'columns'>

export function rangeAt(cell: Cell, shape: SelectedShape = 'cells'): CellRange {
  return { shape, anchor: cell, head: cell }
}

export function blockOf({ shape, anchor, head }: CellRange, { lines, columns }: Size): Block {
  const wide = shape === 'rows' || shape === 'all'
  const high = shape === 'columns' || shape === 'all'
  return {
    top: high ? 0 : Math.min(anchor.line, head.line),
    bottom: high ? lines - 1 : Math.max(anchor.line, head.line),
    left: wide ? 0 : Math.min(anchor.column, head.column),
    right: wide ? columns - 1 : Math.max(anchor.column, head.column),
  }
}

export function isOneCell({ top, bottom, left, right }: Block): boolean {
  return top === bottom && left === right
}

export function isInside(block: Block, { line, column }: Cell): boolean {
  return line >= block.top && line <= block.bottom && column >= block.left && column <= block.right
}

export function isSameBlock(a: Block, b: Block): boolean {
  return a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right
}

export function isSameCell(a: Cell, b: Cell): boolean {
  return a.line === b.line && a.column === b.column
}

/** Stays on the sheet. */
export function moveCell(cell: Cell, move: Move, sheet: Sheet): Cell {
  const { line, column } = cell
  if (move.by === 'corner') return move.to === 'start' ? { line: 0, column: 0 } : { line: sheet.lines - 1, column: sheet.columns - 1 }
  if (move.by === 'edge') return findEdge(cell, move.to, sheet)
  const vertical = isVertical(move.to)
  const far = move.by === 'cell' ? 1 : move.by === 'page' && vertical ? sheet.page : Infinity
  const step = isForward(move.to) ? far : -far
  return vertical ? { line: clamp(line + step, sheet.lines), column } : { line, column: clamp(column + step, sheet.columns) }
}

/** From a filled cell to the last one before an empty one, else to the next filled one; where there is none, to the end. */
function findEdge(cell: Cell, to: Direction, { lines, columns, isFilled }: Sheet): Cell {
  const vertical = isVertical(to)
  const last = (vertical ? lines : columns) - 1
  const step = isForward(to) ? 1 : -1
  const end = step > 0 ? last : 0
  const at = (index: number): Cell => (vertical ? { line: index, column: cell.column } : { line: cell.line, column: index })
  let index = vertical ? cell.line : cell.column
  if (index === end) return cell
  const inBlock = isFilled(cell) && isFilled(at(index + step))
  do index += step
  while (index !== end && isFilled(inBlock ? at(index + step) : at(index)) === inBlock)
  return at(index)
}

/** The cell it began at stays; only what the shape leaves open moves. */
export function extendRange(range: CellRange, move: Move, sheet: Sheet): CellRange {
  const { shape, anchor, head } = range
  if (shape === 'all') return range
  // Where the edge lies is read beside the cell it began at, as spreadsheets do.
  const from = move.by !== 'edge' ? head : isVertical(move.to) ? { line: head.line, column: anchor.column } : { line: anchor.line, column: head.column }
  const to = moveCell(from, move, sheet)
  const goesDown = move.by === 'corner' || isVertical(move.to)
  const goesAside = move.by === 'corner' || !isVertical(move.to)
  return {
    shape,
    anchor,
    head: {
      line: goesDown && shape !== 'columns' ? to.line : head.line,
      column: goesAside && shape !== 'rows' ? to.column : head.column,
    },
  }
}

/** The rows or columns that a range lies in, whole; both make everything. */
export function widen(range: CellRange, to: 'rows' | 'columns'): CellRange {
  const isBoth = range.shape === 'all' || (range.shape !== 'cells' && range.shape !== to)
  return { ...range, shape: isBoth ? 'all' : to }
}

export type Walk = 'next' | 'previous' | 'below' | 'above'

/** Tab and Enter inside a block: line by line or column by column, and from the end to the start. */
export function walkBlock(block: Block, cell: Cell, walk: Walk): Cell {
  const across = walk === 'next' || walk === 'previous'
  const wide = block.right - block.left + 1
  const high = block.bottom - block.top + 1
  const line = cell.line - block.top
  const column = cell.column - block.left
  const at = across ? line * wide + column : column * high + line
  const next = (at + (walk === 'next' || walk === 'below' ? 1 : -1) + wide * high) % (wide * high)
  return across
    ? { line: block.top + Math.floor(next / wide), column: block.left + (next % wide) }
    : { line: block.top + (next % high), column: block.left + Math.floor(next / high) }
}

/** What dragging the handle to a cell fills: one direction only, the farther one. */
export function fillTo(block: Block, shape: SelectedShape, { line, column }: Cell): Block {
  const down = shape === 'rows' || shape === 'cells' ? Math.max(line - block.bottom, block.top - line, 0) : 0
  const aside = shape === 'columns' || shape === 'cells' ? Math.max(column - block.right, block.left - column, 0) : 0
  if (down === 0 && aside === 0) return block
  return down >= aside
    ? { ...block, top: Math.min(block.top, line), bottom: Math.max(block.bottom, line) }
    : { ...block, left: Math.min(block.left, column), right: Math.max(block.right, column) }
}

/** What a double click on the handle fills: down as far as the cells beside the block are filled, those at the left first. */
export function fillDown(block: Block, { lines, columns, isFilled }: Sheet): Block {
  for (const column of [block.left - 1, block.right + 1]) {
    if (column < 0 || column >= columns) continue
    let bottom = block.bottom
    while (bottom + 1 < lines && isFilled({ line: bottom + 1, column })) bottom += 1
    if (bottom > block.bottom) return { ...block, bottom }
  }
  return block
}

function isVertical(to: Direction): boolean {
  return to === 'up' || to === 'down'
}

function isForward(to: Direction): boolean {
  return to === 'down' || to === 'right'
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1))
}
