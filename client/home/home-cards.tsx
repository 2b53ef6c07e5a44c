// Cards of the project's home that are drawn from the review: coverage and problems.
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import { describePlace, parsePlace } from '../../shared/review/place.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { useProject } from '../collab/project-context.tsx'
import { CoverageLegend, CoverageLine } from '../pages/coverage-lines.tsx'
import { listMapFacts } from '../pages/map-facts.ts'
import { placeLink } from '../pages/place-link.ts'
import { projectLinks } from '../pages/project-links.ts'
import { SeverityCount, SeverityMark } from '../ui/marks.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars, PathText } from '../ui/parts.tsx'
import type { HomeFacts } from './home-facts.ts'

type ReviewedFacts = Pick<HomeFacts, 'project' | 'review' | 'error'>

const MOST_MAPS = 6

export function CoverageCard({ project: value, review, error }: ReviewedFacts) {
  const { project } = useProject()
  const links = projectLinks(project)
  const facts = useMemo(() => (review === undefined ? [] : listMapFacts(value, review)), [value, review])
  const shown = facts.slice(0, MOST_MAPS)
  return (
    <Card title={<Link to={links.coverage}>Coverage</Link>} aside={facts.length > 0 && <CoverageLegend />}>
      {review === undefined && error === undefined && <LoadingBars rows={4} />}
      {error !== undefined && <ErrorBox message={error.message} />}
      {review !== undefined && facts.length === 0 && (
        <EmptyState
          title="No field maps yet"
          action={
            <Button variant="default" component={Link} to={links.maps}>
              Field maps
            </Button>
          }
        >
          Here stands how much of both sides is decided.
        </EmptyState>
      )}
      {shown.length > 0 && (
        <div className="card-body stack" style={{ gap: 14 }}>
          {shown.map((fact) => (
            <div key={fact.map.id} className="stack" style={{ gap: 6 }}>
              <Link to={links.map(fact.map.id)} className="ell b5 s12 plain-link" title={fact.map.name}>
                {fact.map.name}
              </Link>
              <CoverageLine side="source" name={fact.source} coverage={fact.sourceCoverage} />
              <CoverageLine side="destination" name={fact.destination} coverage={fact.destinationCoverage} />
            </div>
          ))}
        </div>
      )}
      {facts.length > shown.length && (
        <p className="s12 home-foot">
          <Link to={links.coverage}>{facts.length - shown.length} more field maps</Link>
        </p>
      )}
    </Card>
  )
}

const MOST_PROBLEMS = 6
const SEVERITIES = ['error', 'warning', 'hint'] as const

export function ProblemsCard({ project: value, review, error }: ReviewedFacts) {
  const { project } = useProject()
  const links = projectLinks(project)
  const open = useMemo(() => (review?.problems ?? []).filter(({ waiver }) => waiver === undefined), [review])
  const waived = (review?.problems.length ?? 0) - open.length
  const shown = SEVERITIES.flatMap((severity) => firstOf(open, severity)).slice(0, MOST_PROBLEMS)
  return (
    <Card
      title={<Link to={links.review}>Problems</Link>}
      aside={
        <span className="row" style={{ gap: 12 }}>
          {SEVERITIES.map((severity) => {
            const count = open.filter((problem) => problem.severity === severity).length
            return count > 0 && <SeverityCount key={severity} name={severity} count={count} />
          })}
          {waived > 0 && <span className="s11 t3 num">{waived} waived</span>}
        </span>
      }
    >
      {review === undefined && error === undefined ? (
        <LoadingBars rows={4} />
      ) : error !== undefined ? (
        <ErrorBox message="The problems cannot be worked out without the schemas." />
      ) : open.length === 0 ? (
        <p className="s12 t3 card-body">No problems. Findings about maps, steps, tests and customers are listed here.</p>
      ) : (
        <table className="table hover">
          <tbody>
            {shown.map((problem, at) => (
              <ProblemLine key={at} problem={problem} value={value} />
            ))}
          </tbody>
        </table>
      )}
      {open.length > shown.length && (
        <p className="s12 home-foot">
          <Link to={links.review}>All {open.length.toLocaleString('en-GB')} problems</Link>
        </p>
      )}
    </Card>
  )
}

function ProblemLine({ problem, value }: { readonly problem: ReviewProblem; readonly value: HomeFacts['project'] }) {
  const { project, store } = useProject()
  const place = parsePlace(problem.at)
  const row = place?.kind === 'row' ? store.find('rows', place.row) : undefined
  const path = place?.kind === 'field' ? place.path : row?.destination
  const map = problem.map === undefined ? undefined : store.find('fieldMaps', problem.map)
  const to = placeLink(project, value, problem.at) ?? projectLinks(project).review
  return (
    <tr>
      <td style={{ width: 22, paddingRight: 0 }}>
        <SeverityMark name={problem.severity} />
        <span className="sr-only">{problem.severity}</span>
      </td>
      <td style={{ maxWidth: 0, width: '54%' }}>
        <div className="ell">
          <Link to={to} className="plain-link" title={problem.message}>
            {problem.message}
          </Link>
        </div>
      </td>
      <td style={{ maxWidth: 0, width: '28%' }}>
        {path === undefined ? <div className="ell t2">{describePlace(value, problem.at)}</div> : <PathText path={path} />}
      </td>
      <td className="mono t3" style={{ whiteSpace: 'nowrap' }}>
        {row === undefined ? '' : printNumber('rows', row.number)}
      </td>
      <td className="t2" style={{ maxWidth: 0, width: '18%' }}>
        <div className="ell" title={map?.name}>
          {map?.name}
        </div>
      </td>
    </tr>
  )
}

function firstOf(problems: readonly ReviewProblem[], severity: ReviewProblem['severity']): ReviewProblem[] {
  const found: ReviewProblem[] = []
  for (const problem of problems) {
    if (problem.severity === severity) found.push(problem)
    if (found.length === MOST_PROBLEMS) break
  }
  return found
}
