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
import { columnGroups, findColumn, type ColumnGroup, type ColumnId, type GridColumn } from './columns.ts'
import type { EditorSetting } from './cell-editor.ts'
import { commandOfKey, type GridCommand } from './grid-keys.ts'
import { GROUP_HEADER_HEIGHT, gridTheme, HEADER_HEIGHT, ROW_HEIGHT } from './grid-theme.ts'
import { isGap } from './cell-texts.ts'
import { createColumnRoom } from './column-room.ts'
import { createMovement } from './grid-movement.ts'
import { createLineFeed } from './line-feed.ts'
import { createLiveRegion } from './live-region.ts'
import type { GridLine, MapView } from './map-view.ts'
import { createPresenceOverlay, type OtherPerson, type RemoteChange } from './presence-overlay.ts'

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

export type Place = { readonly line: string; readonly column: ColumnId }

export type LineGridSetting = {
  readonly label: string
  readonly shown: readonly ColumnId[]
  readonly readOnly: boolean
  readonly groupAside: (group: ColumnGroup) => string
  readonly editor: Omit<EditorSetting, 'typing' | 'commit'>
  /** Text typed, pasted or cleared in a cell. */
  readonly onEdit: (line: GridLine, column: ColumnId, text: string) => void
  readonly onFocus: (place: Place | undefined) => void
  readonly onTyping: (place: Place, typing: boolean) => void
  readonly onFold: (line: GridLine, fold: boolean) => void
  readonly onOpen: (line: GridLine, part: 'row' | 'transform' | 'when') => void
  /** Does what is proposed first about the line's formula. */
  readonly onFix: (line: GridLine) => void
  readonly onCommand: (command: 'undo' | 'redo' | 'shortcuts') => void
  /** Something of `dropType` was dropped on a line. */
  readonly onDrop: (line: GridLine, dropped: string) => void
  readonly dropType: string
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
  readonly focusHere: () => void
  /** `tight`: beside an open drawer, with narrower columns and without source types. */
  readonly setShown: (shown: readonly ColumnId[], tight: boolean) => void
  readonly say: (message: string) => void
  readonly close: () => void
}

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
    columnDefs: buildColumnDefs({ view: feed.view, groupAside: setting.groupAside, canEdit }, setting.shown),
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
  const stopClipboard = listenToClipboard(box, {
    read: () => focusedCellText(),
    write: (text) => {
      const place = movement.focused()
      const column = place === undefined ? undefined : findColumn(place.column)
      if (place === undefined || column === undefined) return
      if (canEdit(place.line, column)) setting.onEdit(place.line, place.column, text)
      else setting.onSay(whyNot(place.line, column))
    },
    clear: () => clear(),
  })

  const stopDrops = listenToDrops(box, setting.dropType, (address, dropped) => {
    const line = api.getRowNode(address)?.data
    if (line === undefined) return
    if (setting.readOnly || line.line.kind === 'more') say(whyNot(line, findColumn('source') as GridColumn))
    else setting.onDrop(line, dropped)
  })

  function focusedCellText(): string | undefined {
    const place = movement.focused()
    const node = place === undefined ? undefined : api.getRowNode(place.line.address)
    if (place === undefined || node === undefined) return undefined
    const startText =
      canEdit(place.line, findColumn(place.column) as GridColumn) && (place.column !== 'transform' || hasText(place.line, place.column))
        ? setting.editor.startText(place.line, place.column)
        : undefined
    return startText ?? (api.getCellValue({ rowNode: node, colKey: place.column, useFormatter: true }) as string | null) ?? ''
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

  function clear(): void {
    const place = movement.focused()
    const column = place === undefined ? undefined : findColumn(place.column)
    if (place === undefined || column === undefined) return
    if (canEdit(place.line, column) || (column.editing.by === 'form' && !setting.readOnly && place.line.line.kind !== 'more'))
      setting.onEdit(place.line, place.column, '')
    else say(whyNot(place.line, column))
  }

  function say(message: string): void {
    live.say(message)
    setting.onSay(message)
  }

  /** True: the key was ours, AG Grid leaves it alone. */
  function run(event: KeyboardEvent, line: GridLine, columnId: string): boolean {
    const column = findColumn(columnId)
    if (column === undefined || event.type !== 'keydown') return false
    const command = commandOfKey(
      { key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey },
      { column, isMore: line.line.kind === 'more', hasText: hasText(line, column.id as ColumnId) },
    )
    if (command === undefined) {
      if (!setting.readOnly || !wouldEdit(event)) return false
      say(whyNot(line, column))
      return true
    }
    event.preventDefault()
    commands[command](line, column)
    return true
  }

  const commands: Record<GridCommand, (line: GridLine, column: GridColumn) => void> = {
    undo: () => setting.onCommand('undo'),
    redo: () => setting.onCommand('redo'),
    shortcuts: () => setting.onCommand('shortcuts'),
    fix: (line, column) => (setting.readOnly ? say(whyNot(line, column)) : setting.onFix(line)),
    fold: (line) => setting.onFold(line, true),
    unfold: (line) => setting.onFold(line, false),
    toggle: (line) => setting.onFold(line, !line.line.folded),
    'open-row': (line) => setting.onOpen(line, 'row'),
    'open-form': (line, column) => open(line, column.id),
    why: (line, column) => say(whyNot(line, column)),
    clear,
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
    focusHere: movement.focusHere,
    setShown: room.setShown,
    say: live.say,
    close() {
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
