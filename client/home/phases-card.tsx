// How far the project is by phase: five bars with their words, each leading to where the work is.
import { Link } from 'wouter'
import type { Phase, PhaseName } from '../../shared/review/phases.ts'
import { useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { Meter, type MeterPart } from '../ui/meter.tsx'
import { Card } from '../ui/parts.tsx'

const looks = { 'use-cases': 'approved', mapping: 'ready', construction: 'built', testing: 'tested', 'go-live': 'tested' } as const satisfies Record<
  PhaseName,
  MeterPart['look']
>

export function PhasesCard({ phases }: { readonly phases: readonly Phase[] }) {
  const { project } = useProject()
  const links = projectLinks(project)
  const to: Readonly<Record<PhaseName, string>> = {
    'use-cases': links.useCases,
    mapping: links.coverage,
    construction: links.maps,
    testing: links.tests,
    'go-live': '#go-live',
  }
  return (
    <Card className="phases" title={<span className="sr-only">Phases</span>}>
      <ol className="phase-list">
        {phases.map((phase) => (
          <li key={phase.name} className="phase">
            <div className="row" style={{ gap: 6 }}>
              <PhaseLink to={to[phase.name]}>{phase.title}</PhaseLink>
              <span className="sp" />
              {phase.isDone ? (
                <span className="count-mark ok">
                  <SeverityMark name="passes" /> done
                </span>
              ) : (
                <span className="s11 t2 num">{phase.total === 0 ? 'nothing yet' : `${Math.floor((phase.done / phase.total) * 100)} %`}</span>
              )}
            </div>
            <Meter
              label={phase.title}
              parts={[
                { look: looks[phase.name], count: phase.done, word: 'done' },
                { look: 'open', count: phase.total - phase.done, word: 'open' },
              ]}
            />
            <div className="s11 t3">{phase.words}</div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** A place on this page is gone to by the browser. */
function PhaseLink({ to, children }: { readonly to: string; readonly children: string }) {
  return to.startsWith('#') ? (
    <a href={to} className="b5 s12 plain-link">
      {children}
    </a>
  ) : (
    <Link to={to} className="b5 s12 plain-link">
      {children}
    </Link>
  )
}
