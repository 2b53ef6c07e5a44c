// What changed since the last baseline, counted and by person; before there is one, what changed last.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { Project } from '../../shared/project/project.ts'
import type { Baseline } from '../../shared/project/review-parts.ts'
import { countChanges, type ProjectDifference } from '../../shared/review/compare-projects.ts'
import { describeFailure } from '../api/request.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { FreezeDialog } from '../pages/freeze-dialog.tsx'
import { HistoryLines } from '../pages/history-lines.tsx'
import { newestBaseline } from '../pages/newest-baseline.ts'
import { projectLinks } from '../pages/project-links.ts'
import { useRecentHistory } from '../pages/recent-history.ts'
import { useDifference, useFrozenState, useSettledProject } from '../pages/use-comparison.ts'
import { Card, EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'

const MOST_SHOWN = 6

export function HistoryCard() {
  const { project, mayEdit } = useProject()
  const baseline = newestBaseline(useCollection('baselines'))
  const now = useSettledProject()
  const { lines: all, error, retry } = useRecentHistory(now)
  const [freezing, setFreezing] = useState(false)
  const lines = all?.filter(({ time, object }) => baseline === undefined || (time > baseline.at && object !== `baselines:${baseline.id}`)).slice(0, MOST_SHOWN)
  const links = projectLinks(project)
  return (
    <Card
      title={
        baseline === undefined ? (
          'Recent changes'
        ) : (
          <span className="row">
            Since baseline {baseline.number} <SinceBaseline baseline={baseline} now={now} />
          </span>
        )
      }
      aside={
        <span className="row s12" style={{ gap: 12 }}>
          {baseline !== undefined && <Link to={links.comparison(baseline.id, 'now')}>Compare</Link>}
          <Link to={links.history}>History</Link>
        </span>
      }
    >
      {error !== null && <ErrorBox message={describeFailure(error)} onRetry={retry} />}
      {lines === undefined && error === null && <LoadingBars rows={4} />}
      {lines !== undefined && lines.length === 0 && (
        <p className="s12 t3 card-body">{baseline === undefined ? 'Nothing has been changed yet.' : 'Nothing was changed since it was frozen.'}</p>
      )}
      {lines !== undefined && lines.length > 0 && <HistoryLines lines={lines} label="Latest changes" />}
      {baseline === undefined && mayEdit && (
        <div style={{ borderTop: '1px solid var(--line)' }}>
          <EmptyState
            title="No baseline yet"
            action={
              <Button variant="default" onClick={() => setFreezing(true)}>
                Freeze a baseline
              </Button>
            }
          >
            Freeze one when the specification is agreed: from then on this card counts what became different.
          </EmptyState>
        </div>
      )}
      {freezing && <FreezeDialog onClose={() => setFreezing(false)} />}
    </Card>
  )
}

/** `14 rows changed, 2 added, 0 removed`. */
function SinceBaseline({ baseline, now }: { readonly baseline: Baseline; readonly now: Project }) {
  const { state, failure } = useFrozenState(baseline.id)
  const { difference, failure: broken } = useDifference(state?.project, now)
  const words = failure ?? broken ?? (difference === undefined ? 'comparing …' : countRows(difference))
  return (
    <span className="s12 t3" style={{ fontWeight: 400 }}>
      {words}
    </span>
  )
}

function countRows({ groups, totals }: ProjectDifference): string {
  const rows = countChanges(groups.flatMap(({ changes }) => changes.filter(({ home }) => home === 'rows')))
  const changed = rows.changed + rows.moved
  const added = rows.added + rows['brought-back']
  const others = Object.values(totals).reduce((sum, one) => sum + one, 0) - changed - added - rows.removed
  const rest = others === 0 ? '' : `; ${others} ${others === 1 ? 'change' : 'changes'} elsewhere`
  return `${changed} ${changed === 1 ? 'row' : 'rows'} changed, ${added} added, ${rows.removed} removed${rest}`
}
