// What is done with whole steps: added, copied, moved, deleted. Each is one undo step; deleting what others use asks first.
import { useState } from 'react'
import { addObject, deleteObject, writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { Step, UseCase } from '../../shared/project/use-case.ts'
import { newId } from '../collab/connection-ports.ts'
import { moveWrites, placeIn } from '../collab/place.ts'
import { useProject } from '../collab/project-context.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { stepWords } from './use-case-words.ts'
import { copyOfStep, dropPlace } from './step-writes.ts'
import { tellDeletion } from './step-users.ts'

export type StepActions = {
  /** `at`: its place; absent: behind all. */
  readonly add: (kind: Step['kind'], at?: number) => void
  readonly duplicate: (step: Step) => void
  readonly move: (step: Step, to: number) => void
  readonly drop: (id: string, on: string, side: 'before' | 'after') => void
  readonly remove: (step: Step) => void
}

/** A deletion that waits for an answer, with what it affects. */
export type AskedDeletion = { readonly step: Step; readonly affects: readonly string[]; readonly confirm: () => void; readonly cancel: () => void }

/** `show`: opens a step, a new one ready to be named, or closes (undefined); `focus`: the card that has the focus next. */
export function useStepActions(
  useCase: UseCase,
  steps: readonly Step[],
  show: (id: string | undefined, isNew?: boolean) => void,
  focus: (id: string) => void,
): { readonly actions: StepActions; readonly asked: AskedDeletion | undefined } {
  const { edit, store } = useProject()
  const { editWithUndo } = useUndo()
  const [asked, setAsked] = useState<AskedDeletion>()
  const place = (step: Omit<Step, 'order'>, at: number, label: string) => {
    const { order, writes } = placeIn('steps', steps, at)
    edit(label, (doc, origin) => [...writeCells(doc, writes, origin), ...addObject(doc, 'steps', { ...step, order }, origin)])
    show(step.id, true)
  }
  const removeNow = (step: Step) => {
    setAsked(undefined)
    const at = steps.findIndex(({ id }) => id === step.id)
    const next = steps[at + 1] ?? steps[at - 1]
    show(undefined)
    if (next !== undefined) focus(next.id)
    editWithUndo(`Deleted the step ${step.title}`, (doc, origin) => deleteObject(doc, 'steps', step.id, origin))
  }
  const move = (step: Step, to: number) => {
    const from = steps.findIndex(({ id }) => id === step.id)
    if (to < 0 || to >= steps.length || to === from) return
    edit(`Move the step ${step.title}`, (doc, origin) => writeCells(doc, moveWrites('steps', steps, step.id, to), origin))
    focus(step.id)
  }
  const actions: StepActions = {
    add: (kind, at = steps.length) =>
      place(
        { id: newId(), useCase: useCase.id, kind, title: newTitles[kind] },
        at,
        `Add a ${stepWords[kind].word.toLowerCase()} step to ${printNumber('useCases', useCase.number)}`,
      ),
    duplicate: (step) => {
      const copy = copyOfStep(
        step,
        newId(),
        steps.map(({ result }) => result),
      )
      place(copy, steps.findIndex(({ id }) => id === step.id) + 1, `Duplicate the step ${step.title}`)
    },
    move,
    drop: (id, on, side) => {
      const step = steps.find((one) => one.id === id)
      if (step === undefined) return
      const ids = steps.map((one) => one.id)
      move(step, dropPlace(ids, id, on, side))
    },
    remove: (step) => {
      const affects = tellDeletion(store.project(), step)
      if (affects.length === 0) removeNow(step)
      else setAsked({ step, affects, confirm: () => removeNow(step), cancel: () => setAsked(undefined) })
    },
  }
  return { actions, asked }
}

/** Whole enough to stand on a card until somebody writes a better one. */
const newTitles: Readonly<Record<Step['kind'], string>> = {
  trigger: 'What starts it',
  retrieve: 'Get the record',
  transform: 'Make the record',
  send: 'Send the record',
  decide: 'Does it go on?',
  wait: 'Wait',
  notify: 'Tell somebody',
}
