// The form of the chosen step: what its kind needs, in groups, each with one line of guidance. Every cell is written when it is left.
import { useEffect, useRef, type ReactNode } from 'react'
import { STEP_KINDS, type Step } from '../../shared/project/use-case.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import { writeCells } from '../../shared/project/edits.ts'
import { useProject } from '../collab/project-context.tsx'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import { CallForm, type SetStep } from './step-call-form.tsx'
import { StepConditionForm } from './step-condition-form.tsx'
import { cellWords, listGroups, listIdleCells, type StepGroup } from './step-fields.ts'
import { AskForm, MapForm, NotifyForm, RecordsForm, ResultForm, RhythmForm, WaitForm } from './step-group-forms.tsx'
import { OutcomeForm } from './step-outcome-form.tsx'
import { Cell, Group, groupId, Problems } from './step-parts.tsx'
import { problemsByGroup } from './step-problems.ts'
import { SendForm } from './step-send-form.tsx'
import { stepWords } from './use-case-words.ts'
import { stepWrites } from './step-writes.ts'
import '../panels/panels.css'

type Props = {
  readonly step: Step
  readonly problems: readonly ReviewProblem[]
  /** It was just made: its title is ready to be written over. */
  readonly isNew: boolean
}

export function StepForm({ step, problems, isNew }: Props) {
  const { edit, store } = useProject()
  const set: SetStep = (patch, what) => {
    // As it is now: a colleague may have changed it since it was drawn.
    const now = store.list('steps').find(({ id }) => id === step.id) ?? step
    const writes = stepWrites(now, patch)
    if (writes.length > 0) edit(`Change ${what ?? 'a cell'} of the step ${now.title}`, (doc, origin) => writeCells(doc, writes, origin))
  }
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isNew) form.current?.querySelector<HTMLInputElement>('input')?.select()
  }, [isNew])
  const byGroup = problemsByGroup(step, problems)
  return (
    <div className="steps-form" ref={form}>
      <Problems problems={problems}>
        {(problem) => {
          const group = [...byGroup].find(([, list]) => list.includes(problem))?.[0]
          return group === undefined ? null : (
            <button type="button" className="link-button" onClick={() => goTo(group)}>
              Go there
            </button>
          )
        }}
      </Problems>
      {listGroups(step).map((group) => (
        <Group key={group} group={group} problems={byGroup.get(group) ?? []}>
          {drawGroup[group](step, set)}
        </Group>
      ))}
      <IdleCells step={step} set={set} />
    </div>
  )
}

/** The first thing in the group that can be written. */
function goTo(group: StepGroup): void {
  const found = document.getElementById(groupId(group))
  found?.scrollIntoView({ block: 'center' })
  found?.querySelector<HTMLElement>('.steps-cells :is(input, select, textarea, button):not(:disabled)')?.focus({ preventScroll: true })
}

const drawGroup: Readonly<Record<StepGroup, (step: Step, set: SetStep) => ReactNode>> = {
  about: (step, set) => <AboutForm step={step} set={set} />,
  call: (step, set) => <CallForm step={step} set={set} />,
  parameters: (step, set) => <AskForm step={step} set={set} />,
  records: (step, set) => <RecordsForm step={step} set={set} />,
  map: (step, set) => <MapForm step={step} set={set} />,
  send: (step, set) => <SendForm step={step} set={set} />,
  condition: (step, set) => (
    <StepConditionForm
      step={step}
      place="values"
      value={step.condition}
      always="Nothing is said yet, so nothing is decided."
      lead="Goes on only where"
      onChange={(condition) => set({ condition }, 'the condition')}
    />
  ),
  wait: (step, set) => <WaitForm step={step} set={set} />,
  notify: (step, set) => <NotifyForm step={step} set={set} />,
  result: (step, set) => <ResultForm step={step} set={set} />,
  rhythm: (step, set) => <RhythmForm step={step} set={set} />,
  outcome: (step, set) => <OutcomeForm step={step} set={set} />,
}

function AboutForm({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  return (
    <>
      <Cell label="Title">
        <CellInput
          label="Title"
          value={step.title}
          placeholder="What happens"
          check={(text) => (text === '' ? 'A step needs a title' : undefined)}
          onChange={(title) => set({ title }, 'the title')}
        />
      </Cell>
      <Cell label="Kind">
        <CellSelect
          label="Kind"
          value={step.kind}
          choices={STEP_KINDS.map((kind) => ({ value: kind, word: stepWords[kind].word }))}
          onChange={(kind) => set({ kind }, 'the kind')}
        />
      </Cell>
    </>
  )
}

/** After a change of kind: what is still stored and does nothing. */
function IdleCells({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  const cells = listIdleCells(step)
  if (cells.length === 0) return null
  return (
    <p className="s12 t3 steps-idle">
      Also stored, and not used by a step of this kind: {cells.map((cell) => cellWords[cell].toLowerCase()).join(', ')}.{' '}
      <button type="button" className="link-button" onClick={() => set(Object.fromEntries(cells.map((cell) => [cell, undefined])), 'what is not used')}>
        Clear them
      </button>
    </p>
  )
}
