// Which columns are filtered or sorted, for their headers: told without making headers anew, which takes longer than drawing all cells.
import type { Arrangement, Sort } from './arrangement.ts'
import type { ColumnId } from './columns.ts'

export type HeaderMark = { readonly filtered: boolean; readonly sort: 'ascending' | 'descending' | undefined }

export type HeaderMarks = {
  readonly of: (column: ColumnId) => HeaderMark
  readonly set: (arrangement: Pick<Arrangement, 'filters' | 'sort'>) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createHeaderMarks(): HeaderMarks {
  const listeners = new Set<() => void>()
  let filters: Arrangement['filters'] = {}
  let sort: Sort | undefined
  return {
    of: (column) => ({
      filtered: filters[column] !== undefined,
      sort: sort?.column !== column ? undefined : sort.descending ? 'descending' : 'ascending',
    }),
    set(arrangement) {
      if (arrangement.filters === filters && arrangement.sort === sort) return
      filters = arrangement.filters
      sort = arrangement.sort
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
