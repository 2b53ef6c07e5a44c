// What keys do in the grid: moving, selecting, opening and folding here; everything else is the page's.
import type { GridApi } from 'ag-grid-community'
import { isOneCell } from './cell-range.ts'
import { findColumn, type ColumnId, type GridColumn } from './columns.ts'
import type { CommandId } from './commands.ts'
import { commandOfKey, type GridAct } from './grid-keys.ts'
import { readKey, type GridKey } from './key-combo.ts'
import type { LineGridSetting } from './line-grid-contract.ts'
import type { GridLine } from './map-view.ts'
import { rangeActOfKey, walkOfKey } from './range-keys.ts'
import type { GridSelection } from './selection.ts'

export type GridActs = {
  /** True: the key was ours, AG Grid leaves it alone. `isEditing`: it was pressed in the cell's editor, which let it through. */
  readonly onKey: (event: KeyboardEvent, line: GridLine, columnId: string, isEditing: boolean) => boolean
  /** Does what the grid does by itself; false: that is the page's, or no cell has the focus. */
  readonly act: (command: CommandId) => boolean
  /** Begins to edit a cell, by its form where it has one. */
  readonly open: (line: GridLine, columnId: string) => void
  readonly whyNot: (line: GridLine, column: GridColumn) => string
}

type Act = (line: GridLine, column: GridColumn) => void

export function createGridActs(api: GridApi<GridLine>, setting: LineGridSetting, selection: GridSelection): GridActs {
  /** What needs nothing of the page. */
  const acts: Partial<Record<GridAct, Act>> = {
    fold: (line) => setting.onFold(line, true),
    unfold: (line) => setting.onFold(line, false),
    toggle: (line) => setting.onFold(line, !line.line.folded),
    'open-row': (line) => setting.onOpen(line, 'row'),
    'open-form': (line, column) => open(line, column.id),
    why: (line, column) => setting.onSay(whyNot(line, column)),
    'row-start': () => selection.move({ by: 'all', to: 'left' }),
    'row-end': () => selection.move({ by: 'all', to: 'right' }),
    'grid-start': () => selection.move({ by: 'corner', to: 'start' }),
    'grid-end': () => selection.move({ by: 'corner', to: 'end' }),
    'select-all': () => selection.widen('all'),
    'select-row': () => selection.widen('rows'),
    'select-column': () => selection.widen('columns'),
  }

  /** A formula is a text of its own in a cell that else has a form. */
  function hasText(line: GridLine, column: ColumnId): boolean {
    return column === 'transform' && !setting.readOnly && line.line.kind !== 'more' && setting.editor.startText(line, column) !== ''
  }

  function whyNot(line: GridLine, column: GridColumn): string {
    if (setting.readOnly) return 'You may look at this project but not edit it. Ask its owner for the right to edit.'
    if (line.line.kind === 'more') return 'This line stands for several fields. Press Enter to list them.'
    return column.editing.by === 'no' ? column.editing.why : 'This cell is edited in the row’s form. Press F2 to open it.'
  }

  function open(line: GridLine, columnId: string): void {
    const column = findColumn(columnId)
    if (column === undefined) return
    if (line.line.kind === 'more') setting.onFold(line, !line.line.folded)
    else if (column.editing.by === 'open') setting.onOpen(line, 'row')
    else if (setting.readOnly || column.editing.by === 'no') setting.onSay(whyNot(line, column))
    else if (column.editing.by === 'form') setting.onOpen(line, column.editing.part)
    else api.startEditingCell({ rowIndex: api.getRowNode(line.address)?.rowIndex ?? 0, colKey: columnId })
  }

  function onKey(event: KeyboardEvent, line: GridLine, columnId: string, isEditing: boolean): boolean {
    const column = findColumn(columnId)
    if (column === undefined || event.type !== 'keydown' || event.isComposing) return false
    const key = readKey(event)
    const isOurs = isEditing ? endEdit(key) : selectByKey(key, column) || actByKey(key, event, line, column)
    if (isOurs) event.preventDefault()
    return isOurs
  }

  /** The editor has handed over its text. Alone, Enter and Tab go on as AG Grid has it. */
  function endEdit(key: GridKey): boolean {
    const walk = walkOfKey(key)
    const block = selection.block()
    const stays = key.key === 'Enter' && key.ctrl && !key.alt
    if (!stays && (walk === undefined || block === undefined || isOneCell(block))) return false
    api.stopEditing()
    if (walk === undefined) selection.focusHere()
    else selection.walk(walk)
    return true
  }

  function selectByKey(key: GridKey, column: GridColumn): boolean {
    if (key.key === 'Escape') return selection.collapse()
    const walk = walkOfKey(key)
    // Enter on a row number opens the row, also where the whole row is selected.
    if (walk !== undefined) return !(key.key === 'Enter' && column.editing.by === 'open') && selection.walk(walk)
    const act = rangeActOfKey(key)
    if (act === undefined) return false
    if (act.extends) selection.extend(act.move)
    else selection.move(act.move)
    return true
  }

  function actByKey(key: GridKey, event: KeyboardEvent, line: GridLine, column: GridColumn): boolean {
    const act = commandOfKey(key, { column, isMore: line.line.kind === 'more', hasText: hasText(line, column.id as ColumnId) })
    if (act === undefined) {
      if (!setting.readOnly || !wouldEdit(event)) return false
      setting.onSay(whyNot(line, column))
      return true
    }
    const own = acts[act]
    if (own === undefined) setting.run(act as CommandId)
    else own(line, column)
    return true
  }

  return {
    onKey,
    open,
    whyNot,
    act(command) {
      const focused = selection.focused()
      const own = acts[command]
      const column = focused === undefined ? undefined : findColumn(focused.column)
      if (focused === undefined || own === undefined || column === undefined) return false
      own(focused.line, column)
      return true
    },
  }
}

/** Whether an editor may open on the cell; those with a form of their own have it in the drawer. */
export function canEdit(readOnly: boolean, line: GridLine, { editing }: GridColumn): boolean {
  const isTyped = editing.by === 'text' || editing.by === 'list' || (editing.by === 'form' && editing.part === 'transform')
  return !readOnly && line.line.kind !== 'more' && isTyped
}

/** Keys that open an editor where one may edit. */
function wouldEdit(event: KeyboardEvent): boolean {
  return (
    !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === 'F2' || event.key === 'Backspace' || ([...event.key].length === 1 && event.key !== ' '))
  )
}
