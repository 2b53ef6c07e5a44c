// Cards of the project's home that are worked out from the field maps: coverage and problems.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { SeverityCount, SeverityMark } from '../ui/marks.tsx'
import { Card, EmptyState, ErrorBox, LoadingBars, PathText } from '../ui/parts.tsx'
import { CoverageLegend, CoverageLine } from '../pages/coverage-lines.tsx'
import type { MapFacts } from '../pages/map-facts.ts'
import { projectLinks } from '../pages/project-links.ts'

export type MapCardProps = { readonly facts: readonly MapFacts[]; readonly loading: boolean; readonly error: Error | undefined }

export function CoverageCard({ facts, loading, error }: MapCardProps) {
  const { project } = useProject()
  return (
    <Card title="Coverage" aside={<CoverageLegend />}>
      {loading && <LoadingBars rows={4} />}
      {error !== undefined && <ErrorBox message={error.message} />}
      {!loading && error === undefined && facts.length === 0 && (
        <EmptyState
          title="No field maps yet"
          action={
            <Button variant="default" component={Link} to={projectLinks(project).maps}>
              Field maps
            </Button>
          }
        >
          Here stands how much of both sides is decided.
        </EmptyState>
      )}
      {facts.length > 0 && (
        <div className="card-body stack" style={{ gap: 14 }}>
          {facts.map((fact) => (
            <div key={fact.map.id} className="stack" style={{ gap: 6 }}>
              <Link to={projectLinks(project).map(fact.map.id)} className="ell b5 s12" title={fact.map.name}>
                {fact.map.name}
              </Link>
              <CoverageLine side="source" name={fact.source} coverage={fact.sourceCoverage} />
              <CoverageLine side="destination" name={fact.destination} coverage={fact.destinationCoverage} />
            </div>
          ))}
        </div>
      )}
    </Card>
  )
}

const MOST_SHOWN = 8
const weight = { error: 0, warning: 1, hint: 2 } as const

export function ProblemsCard({ facts, loading, error }: MapCardProps) {
  const { project } = useProject()
  const rows = useCollection('rows')
  const [all, setAll] = useState(false)
  const pathOf = (at: string, map: string) =>
    at.startsWith('field:') ? at.slice(`field:${map}:`.length) : rows.find((row) => `row:${row.id}` === at)?.destination
  const problems = facts
    .flatMap(({ map, problems: found }) => found.map((problem) => ({ map, problem })))
    .sort((a, b) => weight[a.problem.severity] - weight[b.problem.severity])
  const shown = all ? problems.slice(0, 200) : problems.slice(0, MOST_SHOWN)
  const count = (severity: keyof typeof weight) => problems.filter(({ problem }) => problem.severity === severity).length
  return (
    <Card
      title="Problems"
      aside={
        <span className="row" style={{ gap: 12 }}>
          {(['error', 'warning', 'hint'] as const).map(
            (severity) => count(severity) > 0 && <SeverityCount key={severity} name={severity} count={count(severity)} />,
          )}
        </span>
      }
    >
      {loading ? (
        <LoadingBars rows={4} />
      ) : error !== undefined ? (
        <ErrorBox message="The problems cannot be worked out without the schemas." />
      ) : problems.length === 0 ? (
        <p className="s12 t3 card-body">{facts.length === 0 ? 'Findings about the field maps will be listed here.' : 'No problems in any field map.'}</p>
      ) : (
        <table className="table hover">
          <tbody>
            {shown.map(({ map, problem }, at) => (
              <tr key={at}>
                <td style={{ width: 22, paddingRight: 0 }}>
                  <SeverityMark name={problem.severity} />
                  <span className="sr-only">{problem.severity}</span>
                </td>
                <td style={{ maxWidth: 0, width: '58%' }}>
                  <div className="ell" title={problem.message}>
                    {problem.message}
                  </div>
                </td>
                <td style={{ maxWidth: 0, width: '24%' }}>
                  <PathText path={pathOf(problem.at, map.id) ?? ''} />
                </td>
                <td className="mono t3" style={{ whiteSpace: 'nowrap' }}>
                  <Link to={projectLinks(project).map(map.id, problem.at)}>{problem.row === null ? 'open' : `R-${problem.row}`}</Link>
                </td>
                <td className="t2" style={{ maxWidth: 0, width: '18%' }}>
                  <div className="ell" title={map.name}>
                    {map.name}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {problems.length > shown.length && (
        <p className="s12" style={{ padding: '6px 14px', borderTop: '1px solid var(--line)' }}>
          {all ? (
            `${problems.length - shown.length} more: open the field maps to see them`
          ) : (
            <button type="button" className="link-button" onClick={() => setAll(true)}>
              Show {problems.length - shown.length} more
            </button>
          )}
        </p>
      )}
    </Card>
  )
}
