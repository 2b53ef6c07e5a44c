// How the outcome of a row for the sample record reads in its cell.
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { cell, EMPTY_CELL, type CellView } from './cell-view.ts'

const MOST_SHOWN = 200

export function previewCell(outcome: RowOutcome | undefined, line: Line): CellView {
  if (outcome === undefined) return EMPTY_CELL
  if (line.kind === 'each') {
    const count = 'count' in outcome ? outcome.count : undefined
    if (count !== undefined) return quietMono(count === 1 ? '1 item' : `${count} items`)
  }
  switch (outcome.state) {
    case 'value': {
      const text = printValue(outcome.value)
      const count = outcome.count !== undefined && outcome.count > 1 ? `First of ${outcome.count} items: ` : ''
      return cell(text, [{ part: 'mono', text }], `${count}${text}`)
    }
    case 'missing':
      return cell('omitted', [{ part: 'words', text: 'omitted', tone: 'quiet' }], 'This record has no value here, so the field is left out.')
    case 'null':
      return cell('null', [{ part: 'mono', text: 'null', tone: 'quiet' }])
    case 'issue':
      return cell(
        outcome.message,
        [
          { part: 'icon', icon: 'error', tone: 'err' },
          { part: 'words', text: outcome.message, tone: 'err' },
        ],
        outcome.message,
      )
  }
}

export function printValue(value: JsonValue): string {
  const text = typeof value === 'string' ? value : Array.isArray(value) ? (value.length === 1 ? '1 item' : `${value.length} items`) : JSON.stringify(value)
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

function quietMono(text: string): CellView {
  return cell(text, [{ part: 'mono', text }])
}
