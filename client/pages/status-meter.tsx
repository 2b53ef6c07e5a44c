// The bar of rows by status, and its legend.
import { Meter } from '../ui/meter.tsx'
import { statusWord } from '../ui/marks.tsx'
import type { StatusCounts } from '../../shared/review/progress.ts'
import { SHOWN_STATUSES as COUNTED_STATUSES } from '../../shared/review/row-status.ts'

export function StatusMeter({ counts, label }: { readonly counts: StatusCounts; readonly label: string }) {
  return <Meter label={label} parts={COUNTED_STATUSES.map((status) => ({ look: status, count: counts[status], word: statusWord(status).toLowerCase() }))} />
}

export function StatusLegend() {
  return (
    <span className="row s11 t2 legend" style={{ gap: 12 }} aria-hidden="true">
      {COUNTED_STATUSES.map((status) => (
        <span key={status} className="row" style={{ gap: 5 }}>
          <span className="meter" style={{ width: 10 }}>
            <i className={status} style={{ flex: 1 }} />
          </span>
          {statusWord(status)}
        </span>
      ))}
    </span>
  )
}
