// What the traceability matrix is narrowed by, and what can be taken away from it: as text for a spreadsheet, or as a CSV file.
import { Button } from '@mantine/core'
import { TRACE_VIEWS, type TraceView } from '../../shared/review/traceability-filter.ts'
import { printCsv, printTsv } from '../../shared/review/delimited-text.ts'
import { traceTable } from '../../shared/review/traceability-table.ts'
import type { Trace, TraceLine } from '../../shared/review/traceability.ts'
import { useInfo } from '../collab/project-context.tsx'
import { copyText, downloadText, fileName } from '../pages/hand-over-text.ts'
import { Icon } from '../ui/icon.tsx'
import { showNotice } from '../ui/notices.tsx'

const viewWords: Readonly<Record<TraceView, string>> = {
  all: 'All',
  'not-tested': 'Not tested',
  failing: 'Failing',
  gaps: 'Missing',
  'without-use-case': 'Without use case',
  questions: 'With questions',
}

type ViewsProps = {
  readonly counts: Readonly<Record<TraceView, number>>
  readonly view: TraceView
  /** Of the whole project. */
  readonly isWhole: boolean
  readonly onView: (view: TraceView) => void
}

export function TraceViews({ counts, view, isWhole, onView }: ViewsProps) {
  return (
    <div className="segments" role="radiogroup" aria-label="Which lines">
      {TRACE_VIEWS.map(
        (one) =>
          (isWhole || one !== 'without-use-case') && (
            <button key={one} type="button" role="radio" aria-checked={one === view} onClick={() => onView(one)}>
              {viewWords[one]} {one !== 'all' && <span className="num">{counts[one].toLocaleString('en-GB')}</span>}
            </button>
          ),
      )}
    </div>
  )
}

export function readView(text: string | null): TraceView {
  return TRACE_VIEWS.find((one) => one === text) ?? 'all'
}

export function TraceExport({ trace, lines, of }: { readonly trace: Trace; readonly lines: readonly TraceLine[]; readonly of?: string }) {
  const { name } = useInfo()
  const copy = async () => {
    if (await copyText(printTsv(traceTable(lines, trace.cases))))
      showNotice(`${lines.length.toLocaleString('en-GB')} lines are copied, to be pasted into a spreadsheet.`)
  }
  const download = () => downloadText(fileName(`${name} traceability ${of ?? ''}`, 'csv'), printCsv(traceTable(lines, trace.cases)), 'text/csv')
  return (
    <span className="row" style={{ gap: 6 }}>
      <Button variant="default" size="compact-sm" leftSection={<Icon name="duplicate" size={12} />} disabled={lines.length === 0} onClick={() => void copy()}>
        Copy
      </Button>
      <Button variant="default" size="compact-sm" leftSection={<Icon name="download" size={12} />} disabled={lines.length === 0} onClick={download}>
        CSV
      </Button>
    </span>
  )
}

/** `12 of 73 lines`. */
export function tellCount(shown: number, all: number, notMapped: number): string {
  const number = (count: number) => count.toLocaleString('en-GB')
  const lines = shown === all ? `${number(all)} ${all === 1 ? 'line' : 'lines'}` : `${number(shown)} of ${number(all)} lines`
  return notMapped === 0 ? lines : `${lines}; ${number(notMapped)} ${notMapped === 1 ? 'row is' : 'rows are'} left out on purpose and not listed`
}
