// The column table as AG Grid wants it: the only place that knows both.
import type { ColDef, ColGroupDef } from 'ag-grid-community'
import { CellEditor } from './cell-editor.ts'
import { LineCell } from './cell-component.ts'
import { viewCell } from './cell-texts.ts'
import { EMPTY_CELL, type CellView } from './cell-view.ts'
import { columns, nameColumn, type ColumnGroup, type ColumnId, type GridColumn } from './columns.ts'
import type { HeaderMarks } from './header-marks.ts'
import { ColumnHeader, GroupHeader, type ColumnHeaderSetting, type GroupTitle } from './header-parts.ts'
import type { GridLine, MapView } from './map-view.ts'

/** What the grid asks its surroundings while it draws. */
export type ColumnSetting = {
  readonly view: () => MapView | undefined
  readonly groupAside: (group: ColumnGroup) => string
  readonly canEdit: (line: GridLine, column: GridColumn) => boolean
  readonly marks: HeaderMarks
  readonly onMenu: (column: ColumnId, anchor: HTMLElement) => void
}

const groups: readonly { readonly id: ColumnGroup; readonly title: string; readonly side?: 'source' | 'destination' }[] = [
  { id: 'source', title: 'Source', side: 'source' },
  { id: 'how', title: 'How' },
  { id: 'destination', title: 'Destination', side: 'destination' },
  { id: 'review', title: 'Review' },
]

/** The row number stands apart from the four groups, so that Source begins above the source cells. */
export function buildColumnDefs(setting: ColumnSetting): (ColDef<GridLine> | ColGroupDef<GridLine>)[] {
  const row = columns.find((column) => column.id === 'row') as GridColumn
  const numbers: ColGroupDef<GridLine> = {
    groupId: 'side-row',
    headerName: '',
    marryChildren: true,
    headerClass: 'gx-head',
    children: [columnDef(setting, row)],
  }
  return [
    numbers,
    ...groups.map((group): ColGroupDef<GridLine> => {
      const titled = (): GroupTitle => ({ title: group.title, aside: setting.groupAside(group.id), ...(group.side === undefined ? {} : { side: group.side }) })
      return {
        groupId: `side-${group.id}`,
        headerName: group.title,
        marryChildren: true,
        headerClass: sideClass(group.id, 'gx-head'),
        headerGroupComponentParams: { innerHeaderGroupComponent: GroupHeader, innerHeaderGroupComponentParams: { titled } },
        children: columns.filter((column) => column.group === group.id && column.id !== 'row').map((column) => columnDef(setting, column)),
      }
    }),
  ]
}

function columnDef(setting: ColumnSetting, column: GridColumn): ColDef<GridLine> {
  const id = column.id as ColumnId
  return {
    colId: id,
    headerName: column.title,
    width: column.width,
    minWidth: column.fills === true ? 72 : Math.min(column.width, 40),
    ...(column.fills === true ? { flex: 1 } : {}),
    hide: column.hidden === true,
    ...(column.group === 'source' ? { pinned: 'left' as const } : {}),
    sortable: false,
    suppressMovable: id === 'row',
    resizable: id !== 'row',
    suppressHeaderMenuButton: true,
    cellRenderer: LineCell,
    cellEditor: CellEditor,
    valueGetter: ({ data }) => {
      const view = setting.view()
      return data === undefined || view === undefined ? EMPTY_CELL : viewCell(view, data, id)
    },
    valueFormatter: ({ value }) => (value as CellView | null)?.text ?? '',
    equals: (a: CellView | null, b: CellView | null) => a?.key === b?.key,
    cellDataType: false,
    editable: ({ data }) => data !== undefined && setting.canEdit(data, column),
    headerComponentParams: {
      innerHeaderComponent: ColumnHeader,
      innerHeaderComponentParams: {
        name: nameColumn(id),
        marks: setting.marks,
        onMenu: setting.onMenu,
        ...(column.aside === undefined ? {} : { aside: column.aside }),
      } satisfies ColumnHeaderSetting,
    },
    suppressHeaderKeyboardEvent: ({ event }) => {
      const opens = event.type === 'keydown' && (event.key === 'Enter' || (event.key === 'ArrowDown' && event.altKey))
      const button = opens ? (event.target as Element).closest('.ag-header-cell')?.querySelector<HTMLElement>('[data-header-menu]') : undefined
      if (button === undefined || button === null) return false
      event.preventDefault()
      setting.onMenu(id, button)
      return true
    },
    headerClass: sideClass(column.group, id === 'row' ? 'gx-head-row' : ''),
    cellClass: `gx-at-${id} ${id === 'row' ? '' : sideClass(column.group, '')}`,
  }
}

function sideClass(group: ColumnGroup, more: string): string {
  const side = group === 'source' ? 'gx-source' : group === 'destination' ? 'gx-destination' : 'gx-plain'
  return more === '' ? side : `${side} ${more}`
}
