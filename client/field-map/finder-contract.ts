// What find and replace of a page is, for whoever shows or runs it.
import type { ColumnId } from '../grid/columns.ts'
import type { Selected } from '../grid/selected.ts'
import type { FoundCell, ReplacePlan, SearchSetting } from './find-in-cells.ts'

export type FindScope = 'selection' | 'column' | 'map'

export type FindState = {
  readonly mode: 'closed' | 'find' | 'replace'
  /** Grows whenever a person asks for the bar: its field takes the focus. */
  readonly asked: number
  readonly setting: SearchSetting
  readonly replacement: string
  readonly scope: FindScope
  /** What was selected when the bar was asked for, where it was more than one cell. */
  readonly selection: Selected | undefined
  readonly column: ColumnId
  readonly hits: readonly FoundCell[]
  /** The hit that was gone to last; -1: none yet. */
  readonly at: number
  readonly isSearching: boolean
  /** Why nothing can be looked for. */
  readonly message: string | undefined
  /** What replacing all would do; shown before it is done. */
  readonly plan: ReplacePlan | undefined
}

export type Finder = {
  readonly state: () => FindState
  readonly subscribe: (listener: () => void) => () => void
  readonly open: (mode: 'find' | 'replace') => void
  readonly close: () => void
  readonly change: (part: Partial<Pick<FindState, 'setting' | 'replacement' | 'scope' | 'mode'>>) => void
  /** `then`: once the hit is in focus. */
  readonly go: (step: 1 | -1, then?: () => void) => void
  readonly replaceOne: (then?: () => void) => void
  readonly planAll: () => void
  readonly replaceAll: () => void
}
