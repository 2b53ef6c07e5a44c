// The life of one grid: AG Grid made, fed, moved through and destroyed. Knows lines and cells; knows nothing of documents or pages.
import {
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
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
import { withOrder, withPin, withWidth } from './arrangement.ts'
import { buildColumnDefs } from './column-defs.ts'
import { columnGroups, findColumn, type ColumnId, type GridColumn } from './columns.ts'
import type { EditorSetting } from './cell-editor.ts'
import { canEdit, createGridActs } from './grid-acts.ts'
import { createGridGeometry } from './grid-geometry.ts'
import { createGridOverlay } from './grid-overlay.ts'
import { GROUP_HEADER_HEIGHT, gridTheme, HEADER_HEIGHT, ROW_HEIGHT } from './grid-theme.ts'
import { isFilledCell } from './cell-filled.ts'
import { isGap } from './cell-texts.ts'
import { createColumnRoom } from './column-room.ts'
import { createHeaderMarks } from './header-marks.ts'
import { createMovement } from './grid-movement.ts'
import type { Selected } from './selected.ts'
import { createFoundMarks } from './found-marks.ts'
import { createLineFeed } from './line-feed.ts'
import { createLiveRegion } from './live-region.ts'
import type { GridLine } from './map-view.ts'
import { listenToMenu, placeOfFocus } from './menu-opening.ts'
import { createRanges } from './ranges.ts'
import { listenToRowDrag } from './row-drag.ts'
import { createSelection } from './selection.ts'
import type { LineGrid, LineGridSetting } from './line-grid-contract.ts'
import { createPresenceOverlay } from './presence-overlay.ts'

/** Only what is in use; nothing of the enterprise edition exists here. */
ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  ClientSideRowModelApiModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
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
    (before) => {
      if (before !== undefined) selection.linesReplaced(before, feed.lines())
      overlay.place()
    },
  )

  const marks = createHeaderMarks()
  const options: GridOptions<GridLine> = {
    theme: gridTheme,
    rowHeight: ROW_HEIGHT,
    headerHeight: HEADER_HEIGHT,
    groupHeaderHeight: GROUP_HEADER_HEIGHT,
    columnDefs: buildColumnDefs({
      view: feed.view,
      groupAside: setting.groupAside,
      canEdit: (line, column) => canEdit(setting.readOnly, line, column),
      marks,
      onMenu: setting.onColumnMenu,
    }),
    defaultColDef: {
      suppressKeyboardEvent: ({ event, data, column, editing }) => data !== undefined && acts.onKey(event, data, column.getColId(), editing),
    },
    getRowId: ({ data }) => data.address,
    rowData: [],
    context: {
      editor: {
        ...setting.editor,
        commit: edited,
        commitAll: (text) => withSelected((selected) => setting.onEditAll(selected, text)),
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
      'gx-context': ({ data }) => data?.context === true,
    },
    // Where an editor ends without a key: a choice that was clicked, a click elsewhere.
    onCellEditRequest: ({ data, column, newValue }) => edited(data, column.getColId() as ColumnId, typeof newValue === 'string' ? newValue : ''),
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
      if (data !== undefined && (event?.target as Element | null)?.closest('[data-fold]') === null) acts.open(data, column.getColId())
    },
    onModelUpdated: () => overlay.place(),
    onColumnResized: () => overlay.place(),
    onDisplayedColumnsChanged: () => {
      selection.columnsChanged()
      overlay.place()
    },
  }
  const api: GridApi<GridLine> = createGrid(box, options)
  api.setGridAriaProperty('label', setting.label)
  const room = createColumnRoom(api, box, host.clientWidth, {
    onOrder: (order) => setting.onArrange((before) => withOrder(before, order)),
    onPin: (column, pinned) => setting.onArrange((before) => withPin(before, column, pinned)),
    onWidth: (column, width) => setting.onArrange((before) => withWidth(before, column, width)),
  })
  const movement = createMovement(api)
  const geometry = createGridGeometry(box, api)
  const overlay = createGridOverlay(geometry)
  const selection = createSelection(api, geometry, {
    lines: feed.lines,
    isFilled(line, column) {
      const view = feed.view()
      return view !== undefined && isFilledCell(view, line, column)
    },
    onChange: overlay.place,
    onSelect: setting.onSelect,
    speak: live.say,
  })
  const ranges = createRanges(box, { overlay, geometry, selection, readOnly: setting.readOnly, stopEditing: () => api.stopEditing(), onFill: setting.onFill })
  const presence = createPresenceOverlay(overlay, geometry, api)
  const acts = createGridActs(api, setting, selection)
  const stopClipboard = listenToClipboard(box, {
    copy: (cut) => withSelected((selected) => setting.onCopy(selected, cut)),
    paste: (clip) => withSelected((selected) => setting.onPaste(selected, clip)),
    cancel: () => {
      selection.setMarked(undefined)
      setting.onCopyCancelled()
    },
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
      if (setting.readOnly || line.line.kind === 'more') setting.onSay(acts.whyNot(line, findColumn('source') as GridColumn))
      else setting.onDrop(line, dropped, feed.lines())
    },
  })

  const stopRowDrag = setting.readOnly
    ? undefined
    : listenToRowDrag(box, {
        geometry,
        lineAt: (address) => api.getRowNode(address)?.data,
        linesWith: (line) => withSelected(({ lines }) => (lines.some((one) => one.address === line.address) ? lines : undefined)) ?? [line],
        plan: setting.planMoveRows,
        drop: setting.onMoveRows,
        press: (line, extend) => {
          const cell = { line: api.getRowNode(line.address)?.rowIndex ?? 0, column: geometry.columns().findIndex((column) => column.getColId() === 'row') }
          if (extend && selection.block() !== undefined) selection.reach(cell, 'rows')
          else selection.begin(cell, 'rows')
          selection.focusHere()
        },
        stopEditing: () => api.stopEditing(),
        say: setting.onSay,
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

  /** What was copied is no longer what stands there. */
  function edited(line: GridLine, column: ColumnId, text: string): void {
    selection.setMarked(undefined)
    setting.onEdit(line, column, text)
  }

  return {
    setLines: feed.setLines,
    changeLines: feed.changeLines,
    setPeople: presence.setPeople,
    flash: presence.flash,
    focus: (line, column) => movement.focus(feed.lines(), line, column),
    show: (line, column) => movement.show(feed.lines(), line, column),
    lines: feed.lines,
    columns: () => api.getAllDisplayedColumns().map((column) => column.getColId() as ColumnId),
    focusHere() {
      const before = feed.takeLeft()
      if (before !== undefined && selection.focused() === undefined) movement.refocus(feed.lines(), before)
      else selection.focusHere()
    },
    setArrangement(arrangement, tight) {
      marks.set(arrangement)
      room.setArrangement(arrangement, tight)
    },
    headerOf(column) {
      api.ensureColumnVisible(column)
      return box.querySelector<HTMLElement>(`[data-header-menu="${column}"]`) ?? undefined
    },
    fitColumn: room.fit,
    selected: selection.selected,
    select: selection.select,
    setMarked: selection.setMarked,
    edit() {
      const focused = selection.focused()
      if (focused !== undefined) acts.open(focused.line, focused.column)
    },
    say: live.say,
    turnPage: () => false,
    openMenu: () => setting.onMenu(placeOfFocus(box)),
    setFound: foundMarks.set,
    act: acts.act,
    close() {
      foundMarks.close()
      stopMenu()
      stopClipboard()
      stopDrops()
      stopRowDrag?.()
      ranges.close()
      selection.close()
      presence.close()
      overlay.close()
      live.close()
      api.destroy()
      box.remove()
    },
  }
}
