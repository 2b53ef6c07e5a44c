// A new project's home: what to do first, one step after the other, instead of cards with nothing in them.
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { Project } from '../../shared/project/project.ts'
import { useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'
import { listFirstSteps } from './first-steps.ts'

export function FirstStepsCard({ project: value }: { readonly project: Project }) {
  const { project } = useProject()
  const steps = listFirstSteps(value)
  const next = steps.findIndex(({ done }) => !done)
  const links = projectLinks(project)
  return (
    <Card title="What to do first" aside={<span className="s11 t3 num">{`${steps.filter(({ done }) => done).length} of ${steps.length} done`}</span>}>
      <ol className="lined first-steps">
        {steps.map((step, at) => (
          <li key={step.title} className="first-step">
            <span className="first-step-mark num" aria-hidden="true">
              {step.done ? <SeverityMark name="passes" /> : at + 1}
            </span>
            <div>
              <div className={`s12 b5 ${step.done ? 't3' : ''}`}>
                {step.title}
                {step.done && <span className="sr-only">, done</span>}
              </div>
              <div className="s12 t2">{step.why}</div>
            </div>
            <Button variant={at === next ? 'filled' : 'default'} component={Link} to={links[step.page]}>
              {step.action}
            </Button>
          </li>
        ))}
      </ol>
    </Card>
  )
}
