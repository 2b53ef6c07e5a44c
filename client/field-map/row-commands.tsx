// Commands on whole rows and on what they map: add, duplicate, delete, move, swap, copy to another map; reasons; map same names.
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { GridLine } from '../grid/map-view.ts'
import type { RowDragPlan } from '../grid/row-drag.ts'
import type { Selected } from '../grid/selected.ts'
import { offerUndo } from '../ui/notices.tsx'
import { editing, type CommandRun, type CommandRuns } from './command-run.ts'
import { CopyRowsDialog } from './copy-rows-dialog.tsx'
import { writeCopies } from './copy-rows.ts'
import { focusRow } from './focus-row.ts'
import { latestLines } from './latest-lines.ts'
import { MoveRowDialog } from './move-row-dialog.tsx'
import { moveRows, planMove, remapRow, swapRows } from './move-rows.ts'
import { listReasons, planNotMapped, tellPlan, writeNotMapped } from './not-mapped.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { addRows, deleteRows, duplicateRows, listRows, NO_ROW, restoreRows, SEVERAL_FIELDS, shiftRows, type RowsResult } from './row-edits.ts'
import { isSameRowPlace } from './row-order.ts'
import { countWords } from './row-words.ts'
import { SameNamesDialog } from './same-names-dialog.tsx'
import { findSameNames, writeSameNames } from './same-names.ts'
import type { MapTools } from './tools.tsx'

export function rowCommands(tools: MapTools): CommandRuns {
  /** An edit of the selected lines in one step. */
  const edit = (make: (context: MapContext, lines: readonly Line[]) => RowsResult): CommandRun =>
    editing(tools, { run: (selected) => withLines(tools, selected, (context, lines) => finish(tools, make(context, lines))) })
  /** One that asks something first. */
  const ask = (whyNot: (lines: readonly Line[]) => string | undefined, work: (context: MapContext, lines: readonly Line[]) => void): CommandRun =>
    editing(tools, {
      whyNot: (selected) => whyNot(selected.lines.map(({ line }) => line)),
      run: (selected) => withLines(tools, selected, work),
    })
  return {
    'add-row': edit((context, lines) => addRows(context, lines, tools.fresh)),
    'duplicate-row': edit((context, lines) => duplicateRows(context, lines, tools.fresh)),
    'delete-row': ask(
      () => undefined,
      (context, lines) => removeRows(tools, context, lines),
    ),
    'row-up': edit((context, lines) => shiftRows(context, lines, -1, tools.fresh)),
    'row-down': edit((context, lines) => shiftRows(context, lines, 1, tools.fresh)),
    swap: edit(swapRows),
    'move-row': ask(
      (lines) =>
        listRows(lines).length === 0 ? NO_ROW : listRows(lines).length > 1 ? 'Select one row: rows are moved to another destination one at a time.' : undefined,
      (context, lines) => askWhereTo(tools, context, lines),
    ),
    'copy-to-map': ask(
      (lines) => (listRows(lines).length === 0 ? NO_ROW : undefined),
      (context, lines) => askWhichMap(tools, context, lines),
    ),
    'not-mapped': ask(
      () => undefined,
      (context, lines) => askReason(tools, context, lines),
    ),
    'map-same-names': ask(
      (lines) =>
        lines.length === 1 && lines[0]?.kind === 'more'
          ? SEVERAL_FIELDS
          : lines.length === 1 && lines[0]?.field?.expandable !== true
            ? 'Choose a group, an object or a list: the fields below it are mapped.'
            : undefined,
      (context, lines) => askSameNames(tools, context, lines),
    ),
  }
}

/** Rows that were dragged by their grip onto a line. */
export function dropRows(tools: MapTools, moved: readonly Line[], to: Line): void {
  const context = tools.context()
  if (context === undefined) return
  const latest = latestLines(tools)
  finish(tools, moveRows(context, moved.map(latest), latest(to), tools.fresh))
}

/** What dropping them there would do, or why it does nothing. */
export function tellMove(tools: MapTools, moved: readonly GridLine[], to: GridLine): RowDragPlan {
  const context = tools.context()
  if (context === undefined) return { does: 'refuse', words: 'The field map is gone.' }
  const plan = planMove(
    context,
    moved.map(({ line }) => line),
    to.line,
  )
  return plan.ok ? plan.value : { does: 'refuse', words: plan.error.message }
}

function withLines(tools: MapTools, { lines }: Selected, work: (context: MapContext, lines: readonly Line[]) => void): void {
  const context = tools.context()
  const latest = latestLines(tools)
  if (context !== undefined)
    work(
      context,
      lines.map(({ line }) => latest(line)),
    )
}

function finish(tools: MapTools, result: RowsResult): void {
  if (!result.ok) return tools.say(result.error.message)
  tools.apply(result.value)
  tools.say(result.value.message)
  if (result.value.focus !== undefined) focusRow(tools, result.value.focus, tools.selected()?.column ?? 'source')
}

function removeRows(tools: MapTools, context: MapContext, lines: readonly Line[]): void {
  const result = deleteRows(context, lines)
  finish(tools, result)
  if (result.ok) offerUndo(result.value.message, () => tools.apply(restoreRows(result.value.rows)))
}

function askWhereTo(tools: MapTools, context: MapContext, lines: readonly Line[]): void {
  const [row] = listRows(lines)
  if (row === undefined) return
  tools.show((close) => (
    <MoveRowDialog
      context={context}
      row={row}
      onClose={close}
      onMove={(to) => {
        close()
        const now = tools.context()
        const latest = now?.rows.find(({ id }) => id === row.id)
        if (now === undefined || latest === undefined) return tools.say('Somebody deleted the row meanwhile.')
        finish(tools, remapRow(now, latest, to, tools.fresh))
      }}
    />
  ))
}

function askWhichMap(tools: MapTools, context: MapContext, lines: readonly Line[]): void {
  tools.show((close) => (
    <CopyRowsDialog
      context={context}
      rows={listRows(lines)}
      onClose={close}
      onCopy={(to, plan) => {
        close()
        const edit = writeCopies(to, plan, tools.fresh)
        tools.apply(edit)
        tools.say(edit.message)
      }}
    />
  ))
}

function askReason(tools: MapTools, context: MapContext, lines: readonly Line[]): void {
  const listed = () => tools.model.state()?.lines.map(({ line }) => line) ?? []
  const plan = planNotMapped(context, lines, listed())
  const [only] = plan.places
  if (only === undefined) return tools.say(plan.left[0] ?? 'Nothing here needs a reason.')
  tools.show((close) => (
    <ReasonDialog
      title={`Not mapped: ${plan.places.length === 1 ? only.place.destination : countWords(plan.places.length, 'line')}`}
      covers={tellPlan(plan)}
      reasons={listReasons(context)}
      before={plan.places.length === 1 && only.row?.transform?.kind === 'notMapped' ? only.row.transform.reason : ''}
      onClose={close}
      onReason={(reason) => {
        close()
        const now = tools.context() ?? context
        const latest = latestLines(tools)
        finish(tools, { ok: true, value: writeNotMapped(now, planNotMapped(now, lines.map(latest), listed()), reason, tools.fresh) })
      }}
    />
  ))
}

function askSameNames(tools: MapTools, context: MapContext, lines: readonly Line[]): void {
  const names = findSameNames(context, lines, tools.model.state()?.lines.map(({ line }) => line) ?? [])
  const [only] = lines
  if (names.fields.length === 0) return tools.say('Every field below is mapped, or is an object of its own: open it first.')
  tools.show((close) => (
    <SameNamesDialog
      title={`Map same names${lines.length === 1 && only !== undefined ? ` below ${only.path}` : ''}`}
      names={names}
      onClose={close}
      onMap={(chosen) => {
        close()
        const now = tools.context() ?? context
        // Others may have mapped some of them while the dialog was open.
        const open = chosen.flatMap(({ named, ref }) => {
          const row = now.rows.find((one) => isSameRowPlace(one, named.place))
          return row?.transform === undefined ? [{ named: row === undefined ? named : { ...named, row }, ref }] : []
        })
        finish(tools, { ok: true, value: writeSameNames(now, open, names.wholes, tools.fresh) })
      }}
    />
  ))
}
