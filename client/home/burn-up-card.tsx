// The burn-up: how many rows there are and how far, from day to day, as lines, in words, and as a table for who sees no lines.
import { useProgress } from '../api/review.ts'
import { useProject } from '../collab/project-context.tsx'
import { Card } from '../ui/parts.tsx'
import { printDay } from '../ui/print-when.ts'
import { useToday } from '../ui/use-today.ts'
import { BURN_UP_LINES, drawBurnUp, type BurnUpLine } from './burn-up.ts'

const WIDTH = 1_000
const HEIGHT = 120
/** Days in the table. */
const MOST_DAYS = 60
const words: Readonly<Record<BurnUpLine, string>> = { rows: 'Rows', ready: 'Ready', approved: 'Approved', built: 'Built', tested: 'Tested' }

/** Nothing is drawn of a project of a day. */
export function BurnUpCard() {
  const { project } = useProject()
  const days = useProgress(project).data ?? []
  const drawn = drawBurnUp(days, useToday(), WIDTH, HEIGHT)
  if (drawn === undefined) return null
  return (
    <Card
      title="Rows from day to day"
      aside={
        <span className="row s11 t2" style={{ gap: 12 }} aria-hidden="true">
          {BURN_UP_LINES.map((line) => (
            <span key={line} className="row num" style={{ gap: 5 }}>
              <svg width="18" height="8" viewBox="0 0 18 8" className="burn-up-key">
                <path className={`burn-up-line ${line}`} d="M0 4h18" />
              </svg>
              {words[line]} {drawn.now[line].toLocaleString('en-GB')}
            </span>
          ))}
        </span>
      }
    >
      <div className="card-body burn-up">
        <svg viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`} preserveAspectRatio="none" role="img" aria-label={drawn.words}>
          <path className="burn-up-ground" d={`M0 ${HEIGHT}H${WIDTH}`} />
          {BURN_UP_LINES.map((line) => (
            <polyline key={line} className={`burn-up-line ${line}`} points={drawn.lines[line]} />
          ))}
        </svg>
        <div className="row s11 t3 num">
          {printDay(drawn.from)}
          <span className="sp" />
          <span className="t2">{drawn.words}</span>
          <span className="sp" />
          {printDay(drawn.to)}
        </div>
        <table className="sr-only">
          <caption>Rows from day to day</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              {BURN_UP_LINES.map((line) => (
                <th key={line} scope="col">
                  {words[line]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.slice(-MOST_DAYS).map((day) => (
              <tr key={day.day}>
                <th scope="row">{printDay(day.day)}</th>
                {BURN_UP_LINES.map((line) => (
                  <td key={line}>{day[line]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
