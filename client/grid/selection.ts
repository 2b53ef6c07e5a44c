// Which cells are selected: the only place that knows the range and the cell in focus, and keeps both on their lines.
import type { Column, GridApi } from 'ag-grid-community'
import {
  blockOf,
  extendRange,
  fillDown,
  isInside,
  isOneCell,
  isSameBlock,
  isSameCell,
  moveCell,
  rangeAt,
  walkBlock,
  widen,
  type Block,
  type Cell,
  type CellRange,
  type Move,
  type Sheet,
  type Walk,
} from './cell-range.ts'
import type { ColumnId } from './columns.ts'
import type { GridGeometry } from './grid-geometry.ts'
import { placeKey } from './grid-movement.ts'
import type { GridLine } from './map-view.ts'
import { followBlock, followRuns, followStanding, type Axis, type Follow, type Standing } from './range-follow.ts'
import type { Place, Selected, SelectedShape } from './selected.ts'
import { tellSelection } from './selection-told.ts'

export type Mark = 'copied' | 'cut'

export type GridSelection = {
  readonly selected: () => Selected | undefined
  readonly select: (from: Place, to: Place) => void
  readonly setMarked: (mark: Mark | undefined) => void
  readonly marked: () => { readonly block: Block; readonly mark: Mark } | undefined
  readonly block: () => Block | undefined
  readonly focusBlock: () => Block | undefined
  readonly focused: () => { readonly line: GridLine; readonly column: ColumnId } | undefined
  /** The focus of the browser comes to the cell in focus, or to the first one. */
  readonly focusHere: () => void
  /** AG Grid's focus went elsewhere, by whatever way. */
  readonly focusMoved: () => void
  readonly linesReplaced: (before: readonly GridLine[], after: readonly GridLine[]) => void
  readonly columnsChanged: () => void
  /** A new range begins at a cell, which gets the focus. */
  readonly begin: (cell: Cell, shape?: SelectedShape) => void
  /** The range reaches to a cell; it keeps its shape where none is given. */
  readonly reach: (cell: Cell, shape?: SelectedShape) => void
  readonly move: (move: Move) => void
  readonly extend: (move: Move) => void
  readonly widen: (to: 'rows' | 'columns' | 'all') => void
  /** False: the range is one cell, and the focus moves as ever. */
  readonly walk: (walk: Walk) => boolean
  /** Back to one cell. False: it was one, and nothing was marked. */
  readonly collapse: () => boolean
  /** The range and what a fill makes of it; the range then is what was filled. */
  readonly fill: (to: Block) => { readonly from: Selected; readonly to: Selected } | undefined
  /** The block as a double click on the handle fills it. */
  readonly filledDown: () => Block | undefined
  readonly close: () => void
}

type Setting = {
  readonly lines: () => readonly GridLine[]
  readonly isFilled: (line: GridLine, column: ColumnId) => boolean
  /** Something is to be drawn anew. */
  readonly onChange: () => void
  readonly onSelect: (selected: Selected | undefined) => void
  readonly speak: (message: string) => void
}

type Marked = { readonly block: Block; readonly mark: Mark }

export function createSelection(api: GridApi<GridLine>, geometry: GridGeometry, setting: Setting): GridSelection {
  let state: Standing | undefined
  let marked: Marked | undefined
  let columns: readonly ColumnId[] = []
  /** Where AG Grid's focus was when it was last looked at. */
  let seen: Cell | undefined

  const told = tellSelection(() => selected(), setting)

  const sheet = (): Sheet => ({
    lines: setting.lines().length,
    columns: columns.length,
    page: Math.max(1, geometry.linesInView() - 1),
    isFilled: ({ line, column }) => {
      const [at, id] = [setting.lines()[line], columns[column]]
      return at !== undefined && id !== undefined && setting.isFilled(at, id)
    },
  })
  const size = () => ({ lines: setting.lines().length, columns: columns.length })
  const block = () => (state === undefined ? undefined : blockOf(state.range, size()))

  function set(next: Standing | undefined): void {
    state = next
    setting.onChange()
    told.soon()
  }

  function selected(): Selected | undefined {
    catchUp()
    return state === undefined ? undefined : selectedIn(blockOf(state.range, size()), state.range.shape, state.focus)
  }

  function selectedIn({ top, bottom, left, right }: Block, shape: SelectedShape, focus: Cell): Selected | undefined {
    const lines = setting.lines()
    const line = lines[focus.line]
    const column = columns[focus.column]
    if (line === undefined || column === undefined) return undefined
    return { shape, lines: lines.slice(top, bottom + 1), columns: columns.slice(left, right + 1), line, column }
  }

  function readFocus(): Cell | undefined {
    const cell = api.getFocusedCell() ?? undefined
    const column = cell === undefined ? -1 : columns.indexOf(idOf(cell.column))
    return cell === undefined || column < 0 || cell.rowIndex >= setting.lines().length ? undefined : { line: cell.rowIndex, column }
  }

  /** AG Grid tells late that its focus moved: whoever needs the selection looks first. Another cell than ours ends the range. */
  function catchUp(): void {
    columnsChanged()
    const now = readFocus()
    const isSeen = now === undefined || (seen !== undefined && isSameCell(now, seen))
    seen = now
    if (isSeen) return
    if (state === undefined || !isSameCell(now, state.focus)) set({ range: rangeAt(now), focus: now })
  }

  function putFocus(cell: Cell): void {
    const column = columns[cell.column]
    if (column === undefined || cell.line < 0) return
    seen = cell
    api.setFocusedCell(cell.line, column)
  }

  function show({ line, column }: Cell, shape: SelectedShape): void {
    const id = columns[column]
    if (shape === 'cells' || shape === 'rows') api.ensureIndexVisible(line)
    if (id !== undefined && (shape === 'cells' || shape === 'columns')) api.ensureColumnVisible(id)
  }

  /** The focus stays where it is as long as the range still holds it. */
  function setRange(range: CellRange, focus: Cell): void {
    const stays = isInside(blockOf(range, size()), focus)
    set({ range, focus: stays ? focus : range.anchor })
    if (!stays) putFocus(range.anchor)
  }

  function goTo(cell: Cell): void {
    show(cell, 'cells')
    set({ range: rangeAt(cell), focus: cell })
    putFocus(cell)
  }

  function columnsChanged(): void {
    const next = geometry.columns().map(idOf)
    if (next.length === columns.length && next.every((id, at) => id === columns[at])) return
    const before = columns
    columns = next
    keep(
      'column',
      followRuns(before, next, (id) => id),
      next.length,
    )
  }

  function linesReplaced(before: readonly GridLine[], after: readonly GridLine[]): void {
    keep(
      'line',
      followRuns(before, after, (line) => line.address, placeKey),
      after.length,
    )
  }

  function keep(axis: Axis, follow: Follow, count: number): void {
    const block = marked === undefined ? undefined : followBlock(marked.block, axis, follow)
    marked = marked === undefined || block === undefined ? undefined : { ...marked, block }
    const next = state === undefined ? undefined : followStanding(state, axis, follow, count)
    seen = readFocus() === undefined ? undefined : seen
    const isHere = geometry.viewport.contains(document.activeElement)
    // While the keyboard is elsewhere, no other line takes the place of one that went.
    set(axis === 'line' && next?.isOther === true && !isHere ? undefined : next?.standing)
  }

  return {
    selected,
    block,
    focusBlock: () => (state === undefined ? undefined : blockOf(rangeAt(state.focus), size())),
    marked: () => marked,
    columnsChanged,
    linesReplaced,
    focusMoved: catchUp,
    focused() {
      catchUp()
      const line = state === undefined ? undefined : setting.lines()[state.focus.line]
      const column = state === undefined ? undefined : columns[state.focus.column]
      return line === undefined || column === undefined ? undefined : { line, column }
    },
    focusHere() {
      catchUp()
      const first = { line: 0, column: Math.max(0, columns.indexOf('source')) }
      if (setting.lines().length > 0) putFocus(state?.focus ?? first)
    },
    select(from, to) {
      catchUp()
      const place = ({ line, column }: Place): Cell | undefined => {
        const index = setting.lines().findIndex((one) => one.address === line)
        return index < 0 || !columns.includes(column) ? undefined : { line: index, column: columns.indexOf(column) }
      }
      const [anchor, head] = [place(from), place(to)]
      if (anchor === undefined || head === undefined) return
      show(head, 'cells')
      goTo(anchor)
      set({ range: { shape: 'cells', anchor, head }, focus: anchor })
    },
    setMarked(mark) {
      const now = block()
      marked = mark === undefined || now === undefined ? undefined : { block: now, mark }
      setting.onChange()
    },
    begin(cell, shape = 'cells') {
      columnsChanged()
      const on = { line: Math.min(cell.line, setting.lines().length - 1), column: cell.column }
      if (on.line >= 0) set({ range: rangeAt(on, shape), focus: on })
    },
    reach(cell, shape) {
      catchUp()
      if (state === undefined) return goTo(cell)
      const { range, focus } = state
      if (isSameCell(range.head, cell) && (shape ?? range.shape) === range.shape) return
      setRange({ shape: shape ?? range.shape, anchor: range.anchor, head: cell }, focus)
    },
    move(move) {
      catchUp()
      if (state !== undefined) goTo(moveCell(state.focus, move, sheet()))
    },
    extend(move) {
      catchUp()
      if (state === undefined) return
      const range = extendRange(state.range, move, sheet())
      show(range.head, range.shape)
      if (!isSameCell(range.head, state.range.head)) setRange(range, state.focus)
    },
    widen(to) {
      catchUp()
      if (state === undefined && setting.lines().length > 0) goTo({ line: 0, column: 0 })
      if (state !== undefined) set({ ...state, range: to === 'all' ? { ...state.range, shape: 'all' } : widen(state.range, to) })
    },
    walk(walk) {
      catchUp()
      const within = block()
      if (state === undefined || within === undefined || isOneCell(within)) return false
      const focus = walkBlock(within, state.focus, walk)
      show(focus, 'cells')
      set({ ...state, focus })
      putFocus(focus)
      return true
    },
    collapse() {
      catchUp()
      const within = block()
      const isNothing = marked === undefined && (within === undefined || isOneCell(within))
      marked = undefined
      if (state !== undefined) set({ range: rangeAt(state.focus), focus: state.focus })
      return !isNothing
    },
    fill(to) {
      const from = selected()
      const within = block()
      if (from === undefined || state === undefined || within === undefined || isSameBlock(to, within)) return undefined
      const { range, focus } = state
      const filled = selectedIn(to, range.shape, focus)
      set({ range: { shape: range.shape, anchor: { line: to.top, column: to.left }, head: { line: to.bottom, column: to.right } }, focus })
      return filled === undefined ? undefined : { from, to: filled }
    },
    filledDown() {
      const within = block()
      return within === undefined ? undefined : fillDown(within, sheet())
    },
    close: told.close,
  }
}

function idOf(column: Column): ColumnId {
  return column.getColId() as ColumnId
}
