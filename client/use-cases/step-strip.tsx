// The steps of a use case as one strip, the failure lane under each step; a step opens its form.
import { useState } from 'react'
import { Link } from 'wouter'
import { addObject, deleteObject, writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { Step, UseCase } from '../../shared/project/use-case.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { StepForm } from './step-form.tsx'
import { describeFailureOf } from './step-words.ts'
import { stepWords } from './use-case-words.ts'
import { useUndo } from '../pages/use-undo.ts'

export function StepStrip({ useCase }: { readonly useCase: UseCase }) {
  const { edit } = useProject()
  const { editWithUndo } = useUndo()
  const steps = useCollection('steps').filter((step) => step.useCase === useCase.id)
  const [opened, setOpened] = useState<string>()
  const add = () => {
    const id = newId()
    const { order, writes } = placeIn('steps', steps)
    const step: Step = { id, useCase: useCase.id, kind: steps.length === 0 ? 'trigger' : 'retrieve', title: 'New step', order }
    edit(`Add a step to ${printNumber('useCases', useCase.number)}`, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'steps', step, origin),
    ])
    setOpened(id)
  }
  const remove = (step: Step) => {
    setOpened(undefined)
    editWithUndo(`Deleted the step ${step.title}`, (doc, origin) => deleteObject(doc, 'steps', step.id, origin))
  }
  const addButton = (
    <button type="button" className="link-button s12 row" style={{ gap: 3 }} onClick={add}>
      <Icon name="plus" size={12} />
      Add a step
    </button>
  )
  const open = steps.find((step) => step.id === opened)
  return (
    <Card
      title={
        <>
          Steps{' '}
          {steps.length > 0 && (
            <span className="s11 t3" style={{ fontWeight: 400, marginLeft: 6 }}>
              on success above, on failure below
            </span>
          )}
        </>
      }
      aside={addButton}
    >
      {steps.length === 0 ? (
        <EmptyState title="No steps yet">
          What starts it, what is read where, which field map runs, where it is sent, and what happens when one of these fails.
        </EmptyState>
      ) : (
        <ol className="step-strip">
          {steps.map((step, at) => (
            <StepCard key={step.id} step={step} at={at} isOpen={step.id === opened} onOpen={() => setOpened(step.id === opened ? undefined : step.id)} />
          ))}
        </ol>
      )}
      {open !== undefined && <StepForm key={open.id} step={open} steps={steps} onClose={() => setOpened(undefined)} onDelete={() => remove(open)} />}
    </Card>
  )
}

function StepCard({ step, at, isOpen, onOpen }: { readonly step: Step; readonly at: number; readonly isOpen: boolean; readonly onOpen: () => void }) {
  const { project } = useProject()
  const system = useCollection('systems').find((one) => one.id === step.system)
  const map = useCollection('fieldMaps').find((one) => one.id === step.fieldMap)
  const words = stepWords[step.kind]
  const failure = describeFailureOf(step)
  return (
    <li className="step">
      <div className={`step-card${isOpen ? ' open' : ''}${step.kind === 'transform' ? ' transforms' : ''}`}>
        <button type="button" className="step-open" aria-expanded={isOpen} onClick={onOpen} aria-label={`Step ${at + 1}, ${words.word}: ${step.title}. Edit`}>
          <span className="row s11 t2" style={{ gap: 5 }}>
            <Icon name={words.icon} size={14} />
            <span className="num">{at + 1}</span> {words.word}
          </span>
          <span className="b6 s12 two-lines" title={step.title}>
            {step.title}
          </span>
        </button>
        {map !== undefined && (
          <Link to={projectLinks(project).map(map.id)} className="s11 ell" style={{ display: 'block' }} title={map.name}>
            {map.name}
          </Link>
        )}
        {step.endpoint !== undefined && (
          <span className="mono ell" style={{ display: 'block' }} title={step.endpoint}>
            {step.endpoint}
          </span>
        )}
        {step.result !== undefined && (
          <span className="s11 t2 ell" style={{ display: 'block' }}>
            gives <span className="mono">{step.result}</span>
          </span>
        )}
        <span className="s11 t3 two-lines" title={[system?.name, step.frequency, step.volume].filter(Boolean).join(', ')}>
          {[system?.name, step.frequency, step.volume].filter(Boolean).join(', ') || 'no schedule yet'}
        </span>
        {step.onSuccess !== undefined && (
          <span className="s11 t2 two-lines" title={step.onSuccess}>
            then {step.onSuccess}
          </span>
        )}
      </div>
      <div className="step-failure" title={failure}>
        <Icon name="failure" size={12} />
        <span className="two-lines">{failure}</span>
      </div>
    </li>
  )
}
