// Source fields sent to lines by a drop, Enter or a button: the only place that joins the plan with the document and says what happened.
import type { Line, LineAddress } from '../../shared/mapping/line.ts'
import type { DropPlan } from '../grid/drops.ts'
import type { GridLine } from '../grid/map-view.ts'
import { draggedFields, type SourceField } from '../panels/dragged-fields.ts'
import { READ_ONLY } from './command-run.ts'
import { latestLines } from './latest-lines.ts'
import { linesForFields, mapFields, previewDrop, tellMapped } from './map-fields.ts'
import { offerChildren } from './offer-children.ts'
import type { MapTools } from './tools.tsx'

/** Fields dropped on the line `at`, of the lines that are shown. */
export function dropFields(tools: MapTools, fields: readonly SourceField[], at: LineAddress, shown: readonly GridLine[]): void {
  if (fields.length === 0) return
  const latest = latestLines(tools)
  const lines = shown.map(({ line }) => latest(line))
  mapOnto(tools, linesForFields(lines, at, chosenAddresses(tools), fields.length), fields)
}

/** Onto the line in focus, or onto the chosen lines. */
export function sendFields(tools: MapTools, fields: readonly SourceField[]): void {
  const at = tools.selected()?.line.address
  const shown = tools.grid()?.lines() ?? []
  if (at === undefined || !shown.some((line) => line.address === at))
    tools.say('Choose a line in the grid first: the fields are mapped onto the line in focus.')
  else dropFields(tools, fields, at, shown)
}

export function mapOnto(tools: MapTools, lines: readonly Line[], fields: readonly SourceField[]): void {
  const context = tools.context()
  if (tools.readOnly) return tools.say(READ_ONLY)
  if (context === undefined) return
  if (lines[0]?.kind === 'more') return tools.say('This line stands for several fields. Unfold it first.')
  const mapped = mapFields(context, lines, fields, tools.fresh)
  tools.apply(mapped.edit)
  tools.say(tellMapped(context, mapped))
  const [only] = mapped.mapped
  if (mapped.mapped.length === 1 && only !== undefined) offerChildren(tools, only.line)
}

/** What dropping the fields that are dragged now would do. */
export function planDrop(tools: MapTools, at: LineAddress, shown: readonly GridLine[]): DropPlan | undefined {
  const fields = draggedFields()
  const context = tools.context()
  if (fields.length === 0 || context === undefined) return undefined
  const lines = linesForFields(
    shown.map(({ line }) => line),
    at,
    chosenAddresses(tools),
    fields.length,
  )
  if (lines[0]?.kind === 'more') return { lines: [], words: 'Unfold these fields first' }
  return previewDrop(context, lines, fields)
}

function chosenAddresses(tools: MapTools): readonly LineAddress[] {
  return tools.selected()?.lines.map((line) => line.address) ?? []
}
