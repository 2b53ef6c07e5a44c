// What the grid asks of its page, and what the page may ask of the grid.
import type { Arrangement } from './arrangement.ts'
import type { EditorSetting } from './cell-editor.ts'
import type { Clip } from './clip.ts'
import type { ColumnGroup, ColumnId } from './columns.ts'
import type { CommandId } from './commands.ts'
import type { DropPlan } from './drops.ts'
import type { Found } from './found-marks.ts'
import type { GridLine, MapView } from './map-view.ts'
import type { MenuPlace } from './menu-opening.ts'
import type { OtherPerson, RemoteChange } from './presence-overlay.ts'
import type { RowDragPlan } from './row-drag.ts'
import type { Place, Selected } from './selected.ts'
import type { SpokenKind } from './speech.ts'

export type LineGridSetting = {
  readonly label: string
  readonly readOnly: boolean
  /** In pages of 100 lines, with every cell in the document, for screen readers. Read when the grid is made. */
  readonly paged: boolean
  readonly groupAside: (group: ColumnGroup) => string
  readonly editor: Omit<EditorSetting, 'typing' | 'commit' | 'commitAll'>
  /** Text typed into one cell. */
  readonly onEdit: (line: GridLine, column: ColumnId, text: string) => void
  /** Text typed into one cell and meant for every selected one (Ctrl+Enter). */
  readonly onEditAll: (selected: Selected, text: string) => void
  readonly onFocus: (place: Place | undefined) => void
  readonly onSelect: (selected: Selected | undefined) => void
  readonly onTyping: (place: Place, typing: boolean) => void
  readonly onFold: (line: GridLine, fold: boolean) => void
  readonly onOpen: (line: GridLine, part: 'row' | 'transform' | 'when') => void
  /** What the grid does not do by itself: everything but moving, selecting and folding one line. */
  readonly run: (command: CommandId) => void
  /** The menu of a column was asked for; `anchor` is where it belongs. */
  readonly onColumnMenu: (column: ColumnId, anchor: HTMLElement) => void
  /** Columns were dragged, pinned or made wider or narrower by hand. */
  readonly onArrange: (change: (arrangement: Arrangement) => Arrangement) => void
  /** Undefined: there is nothing to copy. */
  readonly onCopy: (selected: Selected, cut: boolean) => Clip | undefined
  readonly onPaste: (selected: Selected, clip: Clip) => void
  /** Esc: what was cut stays where it is. */
  readonly onCopyCancelled: () => void
  /** The handle was dragged from `from` to `to`, which holds `from`. */
  readonly onFill: (from: Selected, to: Selected) => void
  /** Something of `dropType` was dropped on a line. `shown`: all lines, in the order shown. */
  readonly onDrop: (line: GridLine, dropped: string, shown: readonly GridLine[]) => void
  /** What a drop on this line would do, while something is still dragged. Undefined: only the drop tells. */
  readonly planDrop: (line: GridLine, shown: readonly GridLine[]) => DropPlan | undefined
  readonly dropType: string
  /** Rows were dragged by their grip onto a line. */
  readonly onMoveRows: (moved: readonly GridLine[], to: GridLine) => void
  /** What dropping the rows there would do, or why it does nothing. */
  readonly planMoveRows: (moved: readonly GridLine[], to: GridLine) => RowDragPlan
  /** The menu of what is selected is asked for. */
  readonly onMenu: (at: MenuPlace) => void
  /** A sentence for the person: why a cell cannot be edited. */
  readonly onSay: (message: string) => void
}

export type LineGrid = {
  /** Lines in order with what their cells are drawn from. */
  readonly setLines: (lines: readonly GridLine[], view: MapView) => void
  /** Single lines changed in place; their addresses must be known. The fast way for edits of others. */
  readonly changeLines: (lines: readonly GridLine[], view: MapView) => void
  readonly setPeople: (people: readonly OtherPerson[]) => void
  readonly flash: (changes: readonly RemoteChange[]) => void
  readonly focus: (line: string, column?: ColumnId) => boolean
  /** Scrolls to the cell; the focus stays where it is. */
  readonly show: (line: string, column?: ColumnId) => boolean
  /** In the order shown. */
  readonly lines: () => readonly GridLine[]
  /** In the order shown, from the left. */
  readonly columns: () => readonly ColumnId[]
  readonly focusHere: () => void
  /** `tight`: beside an open drawer, with narrower columns and without source types. */
  readonly setArrangement: (arrangement: Arrangement, tight: boolean) => void
  /** The button in the header of a column, scrolled into view. */
  readonly headerOf: (column: ColumnId) => HTMLElement | undefined
  /** Makes a column as wide as what it shows. */
  readonly fitColumn: (column: ColumnId) => void
  readonly selected: () => Selected | undefined
  /** From corner to corner; the focus goes to the first. */
  readonly select: (from: Place, to: Place) => void
  /** A dashed outline around what is selected now; undefined takes it away. */
  readonly setMarked: (mark: 'copied' | 'cut' | undefined) => void
  /** Begins to edit the cell in focus, by its form where it has one. */
  readonly edit: () => void
  readonly say: (message: string, kind?: SpokenKind) => void
  /** One page of lines on or back; false: the lines are not in pages. */
  readonly turnPage: (step: 1 | -1) => boolean
  /** Asks for the menu at the cell in focus. */
  readonly openMenu: () => void
  /** Marks what a search found. */
  readonly setFound: (found: Found | undefined) => void
  /** Does one of the grid's own commands (folding, going to an end, selecting all); false: it has none of this id, or no cell is in focus. */
  readonly act: (command: CommandId) => boolean
  readonly close: () => void
}
