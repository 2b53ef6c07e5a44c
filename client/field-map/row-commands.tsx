// Commands on whole rows and on what they map: add, duplicate, delete, move, unmap, map same names.
import { editing, type CommandRuns } from './command-run.ts'
import { anotherRow } from './line-edits.ts'
import { latestLine } from './model.ts'
import type { MapTools } from './tools.tsx'

export function rowCommands(tools: MapTools): CommandRuns {
  return {
    'add-row': editing(tools, {
      whyNot: ({ line }) => (line.line.kind === 'more' || line.line.row === undefined ? 'The line has no row yet: type into it first.' : undefined),
      run: ({ line }) => {
        const context = tools.context()
        if (context !== undefined) tools.apply(anotherRow(context, latestLine(tools.model, line).line, tools.fresh()))
      },
    }),
  }
}
