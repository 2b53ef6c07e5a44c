// Commands that set the status of the chosen rows.
import type { CellWrite } from '../../shared/project/edits.ts'
import type { RowStatus } from '../../shared/project/field-map.ts'
import { statusWords } from '../../shared/review/row-status.ts'
import type { Selected } from '../grid/selected.ts'
import { editing, type CommandRun, type CommandRuns } from './command-run.ts'
import { latestLines } from './latest-lines.ts'
import { countWords } from './row-words.ts'
import type { MapTools } from './tools.tsx'

export function statusCommands(tools: MapTools): CommandRuns {
  return { 'set-draft': set(tools, 'draft'), 'set-ready': set(tools, 'ready'), approve: set(tools, 'approved'), 'set-built': set(tools, 'built') }
}

function set(tools: MapTools, status: RowStatus): CommandRun {
  return editing(tools, {
    whyNot: ({ lines }) => (lines.some(({ line }) => line.row !== undefined) ? undefined : 'These lines are not decided yet, so they have no status.'),
    run: (selected) => {
      const writes = statusCells(tools, selected, status)
      const what = `${countWords(writes.length, 'row')} as ${statusWords[status].toLowerCase()}`
      tools.apply({ label: `Mark ${what}`, writes })
    },
  })
}

function statusCells(tools: MapTools, { lines }: Selected, status: RowStatus): CellWrite[] {
  const latest = latestLines(tools)
  return lines.flatMap(({ line }): CellWrite[] => {
    const { row } = latest(line)
    return row === undefined ? [] : [{ home: 'rows', object: row.id, cell: 'status', value: status === 'draft' ? undefined : status }]
  })
}
