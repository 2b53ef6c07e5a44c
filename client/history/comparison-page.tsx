// The page of what became different from one state to another: finds the two states, and says what stands there when they cannot be found.
import { Link, useParams } from 'wouter'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { sortBaselines } from '../pages/newest-baseline.ts'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { useDifference, useSettledProject } from '../pages/use-comparison.ts'
import { Card, EmptyState, ErrorBox, LoadingBars } from '../ui/parts.tsx'
import { CompareChooser } from './compare-chooser.tsx'
import { ComparisonView } from './comparison-view.tsx'
import { useComparedState } from './comparison-states.ts'
import './history.css'

export function ComparisonPage() {
  const { project } = useProject()
  const { from, to } = useParams<{ from: string; to: string }>()
  const links = projectLinks(project)
  return (
    <ProjectFrame fill crumbs={[{ name: 'History', to: links.history }, { name: 'Comparison' }]}>
      <Comparison key={`${from} ${to}`} from={from} to={to} />
    </ProjectFrame>
  )
}

function Comparison({ from, to }: { readonly from: string; readonly to: string }) {
  const { project } = useProject()
  const baselines = sortBaselines(useCollection('baselines'))
  const now = useSettledProject()
  const before = useComparedState(from, now)
  const after = useComparedState(to, now)
  const found = useDifference(before.state?.project, after.state?.project)
  const failure = before.failure ?? after.failure ?? found.failure
  const chooser = baselines.length === 0 ? undefined : <CompareChooser baselines={baselines} from={from} to={to} />
  if (before.state !== undefined && after.state !== undefined && found.difference !== undefined)
    return <ComparisonView before={before.state} after={after.state} difference={found.difference} pending={found.pending} chooser={chooser} />
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Comparison</h1>
        </div>
        {chooser}
      </div>
      <div className="page-body">
        <Card>
          {before.isGone || after.isGone ? (
            <EmptyState title="There is no such baseline" action={<Link to={projectLinks(project).history}>All baselines</Link>}>
              The address names a baseline that this project does not have.
            </EmptyState>
          ) : failure !== undefined ? (
            <ErrorBox
              message={failure}
              onRetry={() => {
                before.retry()
                after.retry()
              }}
            />
          ) : (
            <LoadingBars rows={8} label="Comparing" />
          )}
        </Card>
      </div>
    </>
  )
}
