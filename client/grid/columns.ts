// The columns of the field map grid, as data, in the order people see them (DESIGN §9.20). Ids are for ever: views and exports hold them.

export const columnGroups = ['source', 'how', 'destination', 'review'] as const
export type ColumnGroup = (typeof columnGroups)[number]

/** text: typed in the cell. list: one of a few words. form: opens the row's form. open: opens the row's drawer. no: comes from elsewhere, and `why` says so. */
export type ColumnEditing =
  | { readonly by: 'text' | 'list' }
  | { readonly by: 'form'; readonly part: 'transform' | 'when' }
  | { readonly by: 'open' }
  | { readonly by: 'no'; readonly why: string }

export type GridColumn = {
  readonly id: string
  readonly group: ColumnGroup
  readonly title: string
  /** Second word of the header, at the right. */
  readonly aside?: string
  readonly width: number
  readonly fills?: true
  readonly hidden?: true
  readonly editing: ColumnEditing
}

const FROM_SOURCE = 'This comes from the source schema. Type a field in the source cell to take another one.'
const FROM_DESTINATION = 'This comes from the destination schema. It changes when a newer version of the schema is imported.'
const FROM_PREVIEW = 'The preview is worked out from the sample record. Change the transform to change it.'
const FROM_PROBLEMS = 'Problems are found by themselves. Open the row to see each of them.'

export const columns = [
  { id: 'row', group: 'source', title: 'Row', width: 54, editing: { by: 'open' } },
  { id: 'source', group: 'source', title: 'Field', aside: 'type', width: 160, editing: { by: 'text' } },
  { id: 'sourceType', group: 'source', title: 'Source type', width: 84, hidden: true, editing: { by: 'no', why: FROM_SOURCE } },
  { id: 'sourceDescription', group: 'source', title: 'Source description', width: 180, hidden: true, editing: { by: 'no', why: FROM_SOURCE } },
  { id: 'transform', group: 'how', title: 'Transform', width: 212, editing: { by: 'form', part: 'transform' } },
  { id: 'when', group: 'how', title: 'When', width: 80, editing: { by: 'form', part: 'when' } },
  { id: 'preview', group: 'how', title: 'Preview', width: 100, editing: { by: 'no', why: FROM_PREVIEW } },
  { id: 'destination', group: 'destination', title: 'Field', aside: 'type', width: 188, editing: { by: 'no', why: FROM_DESTINATION } },
  { id: 'limit', group: 'destination', title: 'Limit', width: 46, editing: { by: 'no', why: FROM_DESTINATION } },
  { id: 'type', group: 'destination', title: 'Type', width: 72, hidden: true, editing: { by: 'no', why: FROM_DESTINATION } },
  { id: 'required', group: 'destination', title: 'Required', width: 66, hidden: true, editing: { by: 'no', why: FROM_DESTINATION } },
  { id: 'destinationDescription', group: 'destination', title: 'Description', width: 180, hidden: true, editing: { by: 'no', why: FROM_DESTINATION } },
  { id: 'status', group: 'review', title: 'Status', width: 92, editing: { by: 'list' } },
  { id: 'useCases', group: 'review', title: 'Use case', width: 66, editing: { by: 'text' } },
  { id: 'issues', group: 'review', title: 'Issues', width: 52, editing: { by: 'no', why: FROM_PROBLEMS } },
  { id: 'note', group: 'review', title: 'Note', width: 90, fills: true, editing: { by: 'text' } },
  { id: 'scope', group: 'review', title: 'Scope', width: 92, hidden: true, editing: { by: 'list' } },
  { id: 'owner', group: 'review', title: 'Owner', width: 100, hidden: true, editing: { by: 'list' } },
  {
    id: 'questions',
    group: 'review',
    title: 'Questions',
    width: 70,
    hidden: true,
    editing: { by: 'no', why: 'Questions are asked and answered at the foot of the row. Press Ctrl+Alt+Q.' },
  },
  { id: 'problems', group: 'review', title: 'Problems', width: 180, hidden: true, editing: { by: 'no', why: FROM_PROBLEMS } },
  { id: 'outcome', group: 'review', title: 'Outcome', width: 140, hidden: true, editing: { by: 'list' } },
] as const satisfies readonly GridColumn[]

export type ColumnId = (typeof columns)[number]['id']

/** Never offered to hide: without them a line cannot be read (STYLE §3). */
export const ALWAYS_SHOWN: readonly ColumnId[] = ['row', 'source', 'transform', 'destination', 'status', 'issues']

export const columnsById: ReadonlyMap<ColumnId, GridColumn> = new Map(columns.map((column) => [column.id, column as GridColumn]))

export function findColumn(id: string): GridColumn | undefined {
  return columnsById.get(id as ColumnId)
}

const groupWords: Readonly<Record<ColumnGroup, string>> = { source: 'Source ', how: '', destination: 'Destination ', review: '' }

/** As people say it outside the grid, where no side stands above it: `Source field`, `Destination type`, `Status`. */
export function nameColumn(id: ColumnId): string {
  const column = columnsById.get(id)
  if (column === undefined || id === 'row' || /^(Source|Destination) /.test(column.title)) return column?.title ?? id
  const side = groupWords[column.group]
  return side === '' ? column.title : `${side}${column.title.toLowerCase()}`
}
