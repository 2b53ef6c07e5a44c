// The second tab of a use case: how the data flows, step by step. Endpoints and field maps belong here, not into the business part.
import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { listStepCells } from '../../shared/codegen/english-step-cells.ts'
import type { Step, UseCase } from '../../shared/project/use-case.ts'
import { placeAddress } from '../../shared/review/place.ts'
import { useCollection, useGraphs, useProject } from '../collab/project-context.tsx'
import { PlaceQuestions } from '../pages/place-questions.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { useReview } from '../review/use-review.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { useStepActions, type AskedDeletion, type StepActions } from './step-actions.ts'
import { AddStepMenu } from './step-add-menu.tsx'
import { StepForm } from './step-form.tsx'
import { Problems } from './step-parts.tsx'
import { HowItRuns, PictureButton } from './step-plan.tsx'
import { marksOf, problemsOfStep } from './step-problems.ts'
import { StepStrip } from './step-strip.tsx'
import { stepWords } from './use-case-words.ts'
import './steps.css'

export function StepsTab({ useCase }: { readonly useCase: UseCase }) {
  const { project, mayEdit } = useProject()
  const [, go] = useLocation()
  const opened = new URLSearchParams(useSearch()).get('step') ?? undefined
  const steps = useCollection('steps').filter((step) => step.useCase === useCase.id)
  const { review } = useReview()
  const [wanted, setWanted] = useState<{ id: string }>()
  const [fresh, setFresh] = useState<string>()
  const show = (id: string | undefined, isNew = false) => {
    setFresh(isNew ? id : undefined)
    go(projectLinks(project).steps(useCase.id, id), { replace: true })
  }
  const { actions, asked } = useStepActions(useCase, steps, show, (id) => setWanted({ id }))
  const problems = useMemo(() => (review?.problems ?? []).filter(({ at }) => at.startsWith('step:')), [review])
  // What keeps the flow as a whole from being made stands at the use case.
  const flow = (review?.problems ?? []).filter(
    ({ at, code, waiver }) => waiver === undefined && code.startsWith('step-') && at === placeAddress('use-case', useCase.id),
  )
  const marks = useMemo(
    () =>
      new Map(
        steps.flatMap(({ id }) => {
          const found = marksOf(problemsOfStep(problems, id))
          return found === undefined ? [] : [[id, found] as const]
        }),
      ),
    // oxlint-disable-next-line react/exhaustive-deps -- the ids stand for the list, which is another one on each drawing
    [problems, steps.map(({ id }) => id).join(' ')],
  )
  const open = steps.find(({ id }) => id === opened)
  const close = () => {
    show(undefined)
    if (open !== undefined) setWanted({ id: open.id })
  }
  return (
    <div className="stack">
      <Card
        title={
          <>
            Steps <span className="s11 t3 steps-hint">{steps.length > 0 && 'on success above, on failure below'}</span>
          </>
        }
        aside={
          <span className="row" style={{ gap: 14 }}>
            {steps.length > 0 && <PictureButton useCase={useCase} />}
            {mayEdit && <AddButton onAdd={(kind) => actions.add(kind)} />}
          </span>
        }
      >
        {steps.length === 0 ? (
          <EmptyState title="No steps yet" action={mayEdit && <AddButton onAdd={(kind) => actions.add(kind)} first />}>
            What starts it, what is read where, which field map runs, where it is sent, and what happens when one of these fails.
          </EmptyState>
        ) : (
          <StepStrip steps={steps} opened={opened} marks={marks} actions={actions} wanted={wanted} mayEdit={mayEdit} onOpen={show} />
        )}
      </Card>
      <Problems problems={flow} />
      {opened !== undefined && open === undefined && (
        <Card>
          <EmptyState
            title="This step is not here"
            action={
              <Button variant="default" onClick={() => show(undefined)}>
                Close
              </Button>
            }
          >
            It was deleted, or belongs to another use case.
          </EmptyState>
        </Card>
      )}
      {open !== undefined && (
        <StepDetail key={open.id} step={open} at={steps.indexOf(open)} count={steps.length} actions={actions} isNew={open.id === fresh} onClose={close} />
      )}
      {steps.length > 0 && <HowItRuns useCase={useCase} onOpen={show} />}
      {asked !== undefined && <AskDeletion asked={asked} />}
    </div>
  )
}

function AddButton({ onAdd, first = false }: { readonly onAdd: (kind: Step['kind']) => void; readonly first?: boolean }) {
  return (
    <AddStepMenu onAdd={onAdd}>
      {first ? (
        <Button leftSection={<Icon name="plus" size={14} />}>Add the first step</Button>
      ) : (
        <button type="button" className="link-button s12 row" style={{ gap: 3 }}>
          <Icon name="plus" size={12} />
          Step
        </button>
      )}
    </AddStepMenu>
  )
}

type DetailProps = {
  readonly step: Step
  readonly at: number
  readonly count: number
  readonly actions: StepActions
  readonly isNew: boolean
  readonly onClose: () => void
}

function StepDetail({ step, at, count, actions, isNew, onClose }: DetailProps) {
  const { mayEdit } = useProject()
  const { review, pending } = useReview()
  const problems = problemsOfStep(review?.problems ?? [], step.id)
  const head = useRef<HTMLDivElement>(null)
  // Opened from below, or by a link: its head comes into view.
  useEffect(() => {
    // Newer browsers answer with a promise, which is nothing that an effect may give back.
    void head.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section
      className="card"
      aria-label={`Step ${at + 1}: ${step.title}`}
      onKeyDown={(event) => {
        const { target } = event
        if (event.key !== 'Escape' || event.defaultPrevented || !(target instanceof HTMLElement)) return
        // A list that is open closes first; what floats above the page is no part of the form.
        if (!event.currentTarget.contains(target) || target.getAttribute('aria-expanded') === 'true') return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="card-head" ref={head}>
        <Icon name={stepWords[step.kind].icon} size={14} />
        <h2 className="ell" title={step.title}>
          {at + 1} {step.title}
        </h2>
        {pending && <span className="s11 t3">looking for problems</span>}
        <span className="sp" />
        {mayEdit && (
          <>
            <IconButton label="Move left (Alt+←)" icon="left" disabled={at === 0} onClick={() => actions.move(step, at - 1)} />
            <IconButton label="Move right (Alt+→)" icon="right" disabled={at === count - 1} onClick={() => actions.move(step, at + 1)} />
            <IconButton label="Duplicate" icon="duplicate" onClick={() => actions.duplicate(step)} />
            <IconButton label="Delete the step" icon="trash" onClick={() => actions.remove(step)} />
          </>
        )}
        <IconButton label="Close (Esc)" icon="close" onClick={onClose} />
      </div>
      {mayEdit ? <StepForm step={step} problems={problems} isNew={isNew} /> : <StepFacts step={step} problems={problems} />}
      <div className="steps-questions">
        <PlaceQuestions at={placeAddress('step', step.id)} />
      </div>
    </section>
  )
}

function IconButton({
  label,
  icon,
  onClick,
  disabled = false,
}: {
  readonly label: string
  readonly icon: 'left' | 'right' | 'duplicate' | 'trash' | 'close'
  readonly onClick: () => void
  readonly disabled?: boolean
}) {
  return (
    <button type="button" className="icon-button small" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} size={14} />
    </button>
  )
}

/** What a person reads who may not change it. */
function StepFacts({ step, problems }: { readonly step: Step; readonly problems: ReturnType<typeof problemsOfStep> }) {
  const { store } = useProject()
  const { graphs } = useGraphs()
  const cells = listStepCells({ project: store.project(), step, findGraph: (key) => graphs.get(key) })
  return (
    <div className="steps-form">
      <Problems problems={problems} />
      {cells.length === 0 ? (
        <p className="steps-idle s12 t3">Nothing is written about this step yet.</p>
      ) : (
        <dl className="steps-facts s12">
          {cells.map(({ label, text }) => (
            <div key={label}>
              <dt className="t3">{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function AskDeletion({ asked }: { readonly asked: AskedDeletion }) {
  return (
    <Dialog title={`Delete the step ${asked.step.title}?`} onClose={asked.cancel}>
      <ul className="steps-affects s12">
        {asked.affects.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="s12 t3">They stay as they are, and are marked until somebody chooses again. Deleting can be undone.</p>
      <DialogFoot onCancel={asked.cancel} cancel="Keep it">
        <Button data-autofocus onClick={asked.confirm}>
          Delete the step
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
