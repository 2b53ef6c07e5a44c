// Applies what was planned for many cells as one step of undo, and says what happened: nothing that was not taken is dropped silently.
import type { CellWrite } from '../../shared/project/edits.ts'
import type { CopiedCells } from '../../shared/project/copied-cells.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { GridLine, MapView } from '../grid/map-view.ts'
import { showNotice } from '../ui/notices.tsx'
import { copyText } from './copy-cells.ts'
import type { Sheet, Spread } from './paste-cells.ts'
import { planCells, type CellPlan, type LineGiven } from './plan-cells.ts'
import { describePlan } from './plan-words.ts'
import { RefusedDialog } from './refused-dialog.tsx'
import type { MapTools } from './tools.tsx'
import { latestLines } from './latest-lines.ts'

/** `label`: in the list of undo. `done`: what happened to the cells, behind their count. `besides`: written in the same step. */
export type BulkEdit = {
  readonly label: string
  readonly done: string | ((plan: CellPlan) => string)
  readonly origin?: CopiedCells
  readonly besides?: (plan: CellPlan) => readonly CellWrite[]
}

/** Undefined: the map is gone. */
export function applySpread(tools: MapTools, { given, outside }: Spread, { label, done, origin, besides }: BulkEdit): CellPlan | undefined {
  const view = tools.model.state()?.view
  if (view === undefined) return undefined
  const latest = latestLines(tools)
  const planned = planCells(
    given.map((one) => ({ ...one, line: latest(one.line) })),
    {
      context: view.context,
      project: tools.project,
      shown: (line, column) => copyText(view, line, column),
      fresh: tools.fresh,
      ...(origin === undefined ? {} : { origin }),
    },
  )
  const plan: CellPlan = { ...planned, refused: [...planned.refused, ...outside] }
  tools.apply({ label, writes: [...plan.writes, ...(besides?.(plan) ?? [])] })
  tell(tools, plan, typeof done === 'string' ? done : done(plan))
  return plan
}

function tell(tools: MapTools, plan: CellPlan, done: string): void {
  const [refused, ...others] = plan.refused
  const sentence = describePlan(plan, done)
  if (refused === undefined || plan.taken + plan.locked + others.length > 0 || refused.column === undefined) tools.say(sentence)
  if (refused === undefined) return
  // One cell alone answers as if it had been typed in.
  if (plan.taken + plan.locked + others.length === 0) showNotice(`"${shorten(refused.text)}" was not taken. ${refused.reason}`)
  else tools.show((close) => <RefusedDialog refused={plan.refused} summary={sentence} onClose={close} />)
}

const LONGEST_NOTED = 80

function shorten(text: string): string {
  return text.length > LONGEST_NOTED ? `${text.slice(0, LONGEST_NOTED)}…` : text
}

/** All that is shown, where a block may go on. */
export function sheetOf(tools: MapTools): Sheet {
  const grid = tools.grid()
  return { lines: grid?.lines() ?? tools.model.state()?.lines ?? [], columns: grid?.columns() ?? tools.arrangement().columns.map(({ id }) => id) }
}

export function viewOf(tools: MapTools): MapView | undefined {
  return tools.model.state()?.view
}

/** The same text in all the cells. */
export function giveText(lines: readonly GridLine[], columns: readonly ColumnId[], text: string): LineGiven[] {
  return lines.map(({ line }) => ({ line, cells: columns.map((column) => ({ column, text })) }))
}
