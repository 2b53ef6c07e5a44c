// What is known about one problem: why it matters, where it stands, what may be done about it, who waived it.
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { describePlace } from '../../shared/review/place.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { isProblemCode, rules } from '../../shared/review/rules.ts'
import { takeBackWaiver } from '../api/review.ts'
import { describeFailure } from '../api/request.ts'
import { useProject, useProjectValue } from '../collab/project-context.tsx'
import { placeLink } from '../pages/place-link.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { showFailure, showNotice } from '../ui/notices.tsx'
import { printWhen } from '../ui/print-when.ts'
import { ProblemFixes } from './problem-fixes.tsx'

export function ProblemDetail({ problem, onWaive }: { readonly problem: ReviewProblem; readonly onWaive: () => void }) {
  const { project: id, mayEdit } = useProject()
  const project = useProjectValue()
  const to = placeLink(id, project, problem.at)
  const rule = isProblemCode(problem.code) ? rules[problem.code] : undefined
  const { waiver } = problem
  const takeBack = async () => {
    if (waiver === undefined) return
    try {
      await takeBackWaiver(id, waiver.id)
      showNotice('The waiver is taken back: the problem counts again.')
    } catch (error) {
      showFailure(describeFailure(error))
    }
  }
  return (
    <section className="card problem-detail" aria-label="The chosen problem">
      <div className="card-head">
        <h2 className="row">
          <SeverityMark name={problem.severity} />
          {rule?.title ?? problem.code}
        </h2>
        <span className="sp" />
        <span className="s11 t3">{problem.severity}</span>
      </div>
      <div className="card-body stack s12">
        <p>{problem.message}</p>
        <p>{to === undefined ? describePlace(project, problem.at) : <Link to={to}>{describePlace(project, problem.at)}</Link>}</p>
        {rule !== undefined && <p className="t2">{rule.why}</p>}
        <p className="s11 t3 mono">{problem.code}</p>
        {waiver === undefined ? (
          <div className="row problem-actions">
            <ProblemFixes problem={problem} />
            {mayEdit && (
              <Button variant="default" size="compact-sm" onClick={onWaive}>
                Waive…
              </Button>
            )}
          </div>
        ) : (
          <div className="problem-waiver stack">
            <p>
              <span className="b5">{waiver.byName}</span> waived it {printWhen(waiver.time)}:
            </p>
            <p className="pre-wrap">{waiver.reason}</p>
            {mayEdit && (
              <Button variant="default" size="compact-sm" onClick={() => void takeBack()}>
                Take the waiver back
              </Button>
            )}
          </div>
        )}
      </div>
    </section>
  )
}
