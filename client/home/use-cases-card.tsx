// How far each use case is: its rows by status, what is tested, its questions, and how its forecast stands to its target.
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import { peopleByName } from '../../shared/review/prerequisites.ts'
import type { CaseCounts, UseCaseProgress } from '../../shared/review/progress.ts'
import { useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { StatusLegend, StatusMeter } from '../pages/status-meter.tsx'
import { SeverityMark, StatusMark } from '../ui/marks.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { printDay } from '../ui/print-when.ts'
import type { HomeFacts } from './home-facts.ts'

export function UseCasesCard({ project: value, progress }: Pick<HomeFacts, 'project' | 'progress'>) {
  const { project } = useProject()
  const links = projectLinks(project)
  if (progress.useCases.length === 0) {
    return (
      <Card title="Use cases">
        <EmptyState
          title="No use cases yet"
          action={
            <Button component={Link} to={links.useCases}>
              Add a use case
            </Button>
          }
        >
          They say what the field maps are for and how one knows that they work.
        </EmptyState>
      </Card>
    )
  }
  const nameOf = peopleByName(value)
  const without = progress.rowsWithoutUseCase
  return (
    <Card title={<Link to={links.useCases}>Use cases</Link>} aside={<StatusLegend />} className="home-use-cases">
      <table className="table hover two">
        <thead>
          <tr>
            <th style={{ width: 52 }}>Id</th>
            <th>Title</th>
            <th>Status</th>
            <th style={{ width: 190 }}>Rows by status</th>
            <th className="right">Tested</th>
            <th>Tests</th>
            <th>Questions</th>
          </tr>
        </thead>
        <tbody>
          {progress.useCases.map((one) => (
            <UseCaseLine key={one.useCase.id} progress={one} owner={nameOf(one.useCase.owner)} />
          ))}
        </tbody>
      </table>
      {without > 0 && (
        <p className="s11 t3 home-foot">
          <Link to={`${links.traceability}?show=without-use-case`}>
            {without === 1 ? '1 row serves' : `${without.toLocaleString('en-GB')} rows serve`} no use case
          </Link>
        </p>
      )}
    </Card>
  )
}

function UseCaseLine({ progress, owner }: { readonly progress: UseCaseProgress; readonly owner: string | undefined }) {
  const { project } = useProject()
  const links = projectLinks(project)
  const { useCase, rows, cases, openQuestions, plan } = progress
  const title = useCase.title === '' ? 'Without a title' : useCase.title
  const facts = [owner ?? 'no owner', ...(useCase.targetDate === undefined ? [] : [`target ${printDay(useCase.targetDate)}`])]
  return (
    <tr>
      <td className="mono t3">{printNumber('useCases', useCase.number)}</td>
      <td style={{ maxWidth: 0, width: '40%' }}>
        <div className="ell b5">
          <Link to={links.useCase(useCase.id)} title={title}>
            {title}
          </Link>
        </div>
        <div className="s11 t3 ell" title={[...facts, plan?.words].filter(Boolean).join(', ')}>
          {facts.join(', ')}
          {plan !== undefined && (
            <>
              {', '}
              <span className={plan.late > 0 ? 'warn b5' : undefined}>{plan.words}</span>
            </>
          )}
        </div>
      </td>
      <td>
        <StatusMark name={useCase.status ?? 'draft'} />
      </td>
      <td>{rows.total === 0 ? <span className="s11 t3">no rows yet</span> : <StatusMeter counts={rows} label={`Rows of ${title}`} />}</td>
      <td className="right t2 home-nowrap">{rows.total > 0 && `${rows.tested} of ${rows.total}`}</td>
      <td>
        <CaseMarks cases={cases} />
      </td>
      <td>
        {openQuestions === 0 ? (
          <span className="t3">0</span>
        ) : (
          <Link to={links.questions} className="count-mark acc" aria-label={`${openQuestions} open questions of ${title}`}>
            <SeverityMark name="question" />
            {openQuestions}
          </Link>
        )}
      </td>
    </tr>
  )
}

function CaseMarks({ cases: { passed, failed, other, total } }: { readonly cases: CaseCounts }) {
  const { project } = useProject()
  if (total === 0) return <span className="t3">none</span>
  const spoken = `${passed} of ${total} pass, ${failed} fail${other === 0 ? '' : `, ${other} not known`}`
  return (
    <Link to={projectLinks(project).tests} className="row plain-link" style={{ gap: 8 }} aria-label={spoken} title={spoken}>
      {passed > 0 && (
        <span className="count-mark ok">
          <SeverityMark name="passes" />
          {passed}
        </span>
      )}
      {failed > 0 && (
        <span className="count-mark err">
          <SeverityMark name="fails" />
          {failed}
        </span>
      )}
      {other > 0 && <span className="s11 t3 num home-nowrap">{other} open</span>}
    </Link>
  )
}
