// The focus on a row that was stored or moved just now: as soon as its line is listed, unfolding what hides it.
import type { ColumnId } from '../grid/columns.ts'
import { rowAddress } from '../../shared/mapping/line.ts'
import { viewToShow } from './reveal.ts'
import type { MapTools } from './tools.tsx'

/** How long the model may take to list what was written. Milliseconds. */
const LONGEST_WAIT = 2_000

export function focusRow(tools: MapTools, row: string, column: ColumnId): void {
  const address = rowAddress({ id: row })
  const stop = tools.model.subscribe({ derived: go })
  const timer = setTimeout(stop, LONGEST_WAIT)
  let isDone = false
  function go(): void {
    const context = tools.context()
    if (isDone || context?.rows.some(({ id }) => id === row) !== true) return
    isDone = true
    clearTimeout(timer)
    stop()
    if (tools.grid()?.focus(address, column) === true) return
    tools.model.setLineView((view) => viewToShow(context, view, address) ?? view)
    tools.grid()?.focus(address, column)
  }
}
