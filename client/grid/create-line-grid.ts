// The life of one grid: AG Grid made, fed, moved through and destroyed. Knows lines and cells; knows nothing of documents or pages.
import {
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  createGrid,
  CustomEditorModule,
  EventApiModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  type GridApi,
  type GridOptions,
} from 'ag-grid-community'
import { listenToClipboard } from './clipboard.ts'
import { listenToDrops } from './drops.ts'
import { buildColumnDefs } from './column-defs.ts'
import { columnGroups, findColumn, type ColumnId, type GridColumn } from './columns.ts'
import type { EditorSetting } from './cell-editor.ts'
import type { CommandId } from './commands.ts'
import { commandOfKey, type GridAct } from './grid-keys.ts'
import { GROUP_HEADER_HEIGHT, gridTheme, HEADER_HEIGHT, ROW_HEIGHT } from './grid-theme.ts'
import { isGap } from './cell-texts.ts'
import { createColumnRoom } from './column-room.ts'
import { createMovement } from './grid-movement.ts'
import { readKey } from './key-combo.ts'
import type { Selected } from './selected.ts'
import { createFoundMarks } from './found-marks.ts'
import { createLineFeed } from './line-feed.ts'
import { createLiveRegion } from './live-region.ts'
import type { GridLine } from './map-view.ts'
import { listenToMenu, placeOfFocus } from './menu-opening.ts'
import { createSelection } from './selection.ts'
import type { LineGrid, LineGridSetting } from './line-grid-contract.ts'
import { createPresenceOverlay } from './presence-overlay.ts'

/** Only what is in use; nothing of the enterprise edition exists here. */
ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  ClientSideRowModelApiModule,
  ColumnApiModule,
  RowApiModule,
  CellApiModule,
  ScrollApiModule,
  RenderApiModule,
  EventApiModule,
  CustomEditorModule,
  CellStyleModule,
  RowStyleModule,
])

export function createLineGrid(host: HTMLElement, setting: LineGridSetting): LineGrid {
  const box = document.createElement('div')
  box.className = 'gx-box'
  const live = createLiveRegion()
  host.append(box, live.element)
  const feed = createLineFeed(
    () => api,
    box,
    () => movement,
    () => columnGroups.map((group) => setting.groupAside(group)).join('\n'),
    () => overlay.place(),
  )

  const canEdit = (line: GridLine, column: GridColumn) =>
    !setting.readOnly &&
    line.line.kind !== 'more' &&
    (column.editing.by === 'text' || column.editing.by === 'list' || (column.editing.by === 'form' && column.editing.part === 'transform'))

  const options: GridOptions<GridLine> = {
    theme: gridTheme,
    rowHeight: ROW_HEIGHT,
    headerHeight: HEADER_HEIGHT,
    groupHeaderHeight: GROUP_HEADER_HEIGHT,
    columnDefs: buildColumnDefs({ view: feed.view, groupAside: setting.groupAside, canEdit }),
    defaultColDef: {
      suppressKeyboardEvent: (params) => !params.editing && params.data !== undefined && run(params.event, params.data, params.column.getColId()),
    },
    getRowId: ({ data }) => data.address,
    rowData: [],
    context: {
      editor: {
        ...setting.editor,
        commit: setting.onEdit,
        typing: (line, column, typing) => setting.onTyping({ line: line.address, column }, typing),
      } satisfies EditorSetting,
    },
    readOnlyEdit: true,
    suppressClickEdit: true,
    stopEditingWhenCellsLoseFocus: true,
    enterNavigatesVertically: true,
    enterNavigatesVerticallyAfterEdit: true,
    animateRows: false,
    suppressColumnMoveAnimation: true,
    suppressNoRowsOverlay: true,
    suppressDragLeaveHidesColumns: true,
    suppressCellFocus: false,
    ensureDomOrder: setting.paged,
    suppressRowVirtualisation: setting.paged,
    suppressColumnVirtualisation: setting.paged,
    rowBuffer: 12,
    rowClassRules: {
      'gx-group-row': ({ data }) => data?.line.kind === 'group' || data?.line.kind === 'each',
      'gx-gap': ({ data }) => {
        const view = feed.view()
        return data !== undefined && view !== undefined && data.line.row?.transform === undefined && isGap(view, data.line)
      },
      'gx-not-mapped': ({ data }) => data?.line.row?.transform?.kind === 'notMapped',
      'gx-read-only': ({ data }) => data?.line.field?.readOnly === true,
      'gx-more': ({ data }) => data?.line.kind === 'more',
    },
    // Where an editor ends without a key: a choice that was clicked, a click elsewhere.
    onCellEditRequest: ({ data, column, newValue }) => setting.onEdit(data, column.getColId() as ColumnId, typeof newValue === 'string' ? newValue : ''),
    // After the focus has moved on, so that it is kept where it went.
    onCellEditingStopped: () => queueMicrotask(() => !api.isDestroyed() && feed.editingStopped()),
    onCellFocused: ({ rowIndex, column }) => {
      const line = movement.lineAt(rowIndex)
      setting.onFocus(
        line === undefined || column === null || typeof column === 'string' ? undefined : { line: line.address, column: column.getColId() as ColumnId },
      )
      selection.focusMoved()
    },
    onCellClicked: ({ event, data }) => {
      if (data !== undefined && (event?.target as Element | null)?.closest('[data-fold]') !== null) setting.onFold(data, !data.line.folded)
    },
    onCellDoubleClicked: ({ data, column, event }) => {
      if (data !== undefined && (event?.target as Element | null)?.closest('[data-fold]') === null) open(data, column.getColId())
    },
    onBodyScroll: () => overlay.place(),
    onViewportChanged: () => overlay.place(),
    onColumnResized: () => overlay.place(),
    onDisplayedColumnsChanged: () => overlay.place(),
  }
  const api: GridApi<GridLine> = createGrid(box, options)
  api.setGridAriaProperty('label', setting.label)
  const room = createColumnRoom(api, box, host.clientWidth)
  const movement = createMovement(api)
  const overlay = createPresenceOverlay(box, api)
  const selection = createSelection(movement, setting.onSelect)
  const stopClipboard = listenToClipboard(box, {
    copy: (cut) => withSelected((selected) => setting.onCopy(selected, cut)),
    paste: (clip) => withSelected((selected) => setting.onPaste(selected, clip)),
  })

  const stopDrops = listenToDrops(box, {
    type: setting.dropType,
    plan: (address) => {
      const line = api.getRowNode(address)?.data
      return line === undefined || setting.readOnly ? undefined : setting.planDrop(line, feed.lines())
    },
    drop: (address, dropped) => {
      const line = api.getRowNode(address)?.data
      if (line === undefined) return
      if (setting.readOnly || line.line.kind === 'more') say(whyNot(line, findColumn('source') as GridColumn))
      else setting.onDrop(line, dropped, feed.lines())
    },
  })

  const foundMarks = createFoundMarks(box)
  const stopMenu = listenToMenu(box, {
    isSelected: (place) =>
      withSelected((selected) => selected.lines.some((line) => line.address === place.line) && selected.columns.includes(place.column)) === true,
    select: (place) => selection.select(place, place),
    open: setting.onMenu,
  })

  function withSelected<T>(work: (selected: Selected) => T): T | undefined {
    const selected = selection.selected()
    return selected === undefined ? undefined : work(selected)
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
    else if (setting.readOnly || column.editing.by === 'no') say(whyNot(line, column))
    else if (column.editing.by === 'form') setting.onOpen(line, column.editing.part)
    else api.startEditingCell({ rowIndex: api.getRowNode(line.address)?.rowIndex ?? 0, colKey: columnId })
  }

  function say(message: string): void {
    setting.onSay(message)
  }

  /** True: the key was ours, AG Grid leaves it alone. */
  function run(event: KeyboardEvent, line: GridLine, columnId: string): boolean {
    const column = findColumn(columnId)
    if (column === undefined || event.type !== 'keydown') return false
    const act = commandOfKey(readKey(event), {
      column,
      isMore: line.line.kind === 'more',
      hasText: hasText(line, column.id as ColumnId),
    })
    if (act === undefined) {
      if (!setting.readOnly || !wouldEdit(event)) return false
      say(whyNot(line, column))
      return true
    }
    event.preventDefault()
    const own = acts[act]
    if (own === undefined) setting.run(act as CommandId)
    else own(line, column)
    return true
  }

  /** What needs nothing of the page. */
  const acts: Partial<Record<GridAct, (line: GridLine, column: GridColumn) => void>> = {
    fold: (line) => setting.onFold(line, true),
    unfold: (line) => setting.onFold(line, false),
    toggle: (line) => setting.onFold(line, !line.line.folded),
    'open-row': (line) => setting.onOpen(line, 'row'),
    'open-form': (line, column) => open(line, column.id),
    why: (line, column) => say(whyNot(line, column)),
    'row-start': () => movement.move('here', 'first'),
    'row-end': () => movement.move('here', 'last'),
    'grid-start': () => movement.move('first', 'first'),
    'grid-end': () => movement.move('last', 'last'),
  }

  return {
    setLines: feed.setLines,
    changeLines: feed.changeLines,
    setPeople: overlay.setPeople,
    flash: overlay.flash,
    focus: (line, column) => movement.focus(feed.lines(), line, column),
    lines: feed.lines,
    focusHere: movement.focusHere,
    setArrangement: room.setArrangement,
    selected: selection.selected,
    select: selection.select,
    setMarked: selection.setMarked,
    edit() {
      const place = movement.focused()
      if (place !== undefined) open(place.line, place.column)
    },
    say: live.say,
    turnPage: () => false,
    openMenu: () => setting.onMenu(placeOfFocus(box)),
    setFound: foundMarks.set,
    act(command) {
      const place = movement.focused()
      const own = acts[command]
      const column = place === undefined ? undefined : findColumn(place.column)
      if (place === undefined || own === undefined || column === undefined) return false
      own(place.line, column)
      return true
    },
    close() {
      foundMarks.close()
      stopMenu()
      stopClipboard()
      stopDrops()
      overlay.close()
      live.close()
      api.destroy()
      box.remove()
    },
  }
}

/** Keys that open an editor where one may edit. */
function wouldEdit(event: KeyboardEvent): boolean {
  return (
    !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === 'F2' || event.key === 'Backspace' || ([...event.key].length === 1 && event.key !== ' '))
  )
}
