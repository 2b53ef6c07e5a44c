// Commands that change many cells at once: fill, clear, quick fix, copy, paste.
import type { Clip } from '../grid/clip.ts'
import type { Selected } from '../grid/selected.ts'
import { viewCell } from '../grid/cell-texts.ts'
import { cellEdit, fixEdit } from './line-edits.ts'
import { editing, type CommandRuns } from './command-run.ts'
import { latestLine } from './model.ts'
import type { MapTools } from './tools.tsx'

export function cellCommands(tools: MapTools): CommandRuns {
  return {
    undo: { anywhere: true, run: tools.undo },
    redo: { anywhere: true, run: tools.redo },
    clear: editing(tools, { run: (selected) => writeText(tools, selected, '') }),
    fix: editing(tools, {
      run: ({ line }) => {
        const view = tools.model.state()?.view
        const fixed =
          view === undefined ? undefined : fixEdit(view.context, latestLine(tools.model, line).line, view.problemsByLine.get(line.address) ?? [], tools.fresh())
        if (fixed === undefined) tools.say('Nothing is proposed for this line.')
        else tools.apply(fixed)
      },
    }),
  }
}

export function copyCells(tools: MapTools, selected: Selected, cut: boolean): Clip | undefined {
  const view = tools.model.state()?.view
  if (view === undefined) return undefined
  const { text } = viewCell(view, selected.line, selected.column)
  if (cut) writeText(tools, selected, '')
  return { text, html: '' }
}

export function pasteCells(tools: MapTools, selected: Selected, clip: Clip): void {
  writeText(tools, selected, clip.text)
}

export function fillCells(_tools: MapTools, _from: Selected, _to: Selected): void {}

function writeText(tools: MapTools, { line, column }: Selected, text: string): void {
  const context = tools.context()
  if (context === undefined) return
  const result = cellEdit(context, latestLine(tools.model, line).line, column, text, tools.fresh())
  if (result.ok) tools.apply(result.value)
  else tools.say(result.error.message)
}
