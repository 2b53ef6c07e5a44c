// What the chosen lines of the grid read, for marking it in the source panel. Pure.
import { printNumber } from '../../shared/project/project.ts'
import { findRow } from '../../shared/mapping/item-scope.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Selected } from '../grid/selected.ts'
import type { SourceField } from '../panels/dragged-fields.ts'
import type { ReadsOfLine } from '../panels/panel-foot.tsx'
import { listReads } from './field-readers.ts'

/** Of more chosen lines nobody looks at each field: they are not marked. */
const MOST_LINES = 200

export function readsOfSelected(context: MapContext, selected: Selected | undefined): ReadsOfLine {
  if (selected === undefined) return { line: undefined, lines: 0, fields: [] }
  const lines = selected.lines.slice(0, MOST_LINES).map(({ line }) => line)
  const fields = new Map<string, SourceField>()
  for (const { row } of lines) {
    // The selection may hold the row as it was when it was chosen.
    const latest = row === undefined ? undefined : (findRow(context, row.id) ?? row)
    if (latest !== undefined) for (const field of listReads(context, latest)) fields.set(`${field.input}:${field.path}`, field)
  }
  const { line } = selected.line
  const name = line.row === undefined ? line.label : printNumber('rows', line.row.number)
  return { line: name, lines: selected.lines.length, fields: [...fields.values()] }
}
