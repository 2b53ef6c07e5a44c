// The steps of a use case as one strip of cards: gone through with the arrows, ordered with Alt and the arrows or by dragging.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Step } from '../../shared/project/use-case.ts'
import type { StepActions } from './step-actions.ts'
import { StepCardItem, type DropSide } from './step-card.tsx'
import type { StepMarks } from './step-problems.ts'

type Props = {
  readonly steps: readonly Step[]
  readonly opened: string | undefined
  readonly marks: ReadonlyMap<string, StepMarks>
  readonly actions: StepActions
  readonly onOpen: (id: string | undefined) => void
  /** The card that the focus goes to, once. */
  readonly wanted: { readonly id: string } | undefined
  readonly mayEdit: boolean
}

export function StepStrip({ steps, opened, marks, actions, onOpen, wanted, mayEdit }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const [current, setCurrent] = useState<string>()
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<{ id: string; side: DropSide }>()
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === (current ?? opened)),
  )
  const focusCard = (id: string | undefined) => {
    if (id !== undefined) list.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(id)}"]`)?.focus()
  }
  // A card that moves loses the focus on the way.
  useEffect(() => focusCard(wanted?.id), [wanted])
  const onKey = (event: KeyboardEvent) => {
    const step = steps[at]
    if (step === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey) return
    if (!(event.target instanceof HTMLElement) || event.target.dataset['step'] === undefined) return
    const forward = event.key === 'ArrowRight' || event.key === 'ArrowDown'
    if (forward || event.key === 'ArrowLeft' || event.key === 'ArrowUp') {
      const to = at + (forward ? 1 : -1)
      if (event.altKey) {
        if (mayEdit) actions.move(step, to)
      } else focusCard(steps[to]?.id)
    } else if (event.key === 'Home') focusCard(steps[0]?.id)
    else if (event.key === 'End') focusCard(steps.at(-1)?.id)
    else if (event.key === 'Delete' && mayEdit) actions.remove(step)
    else if (event.key === 'Escape' && opened !== undefined) onOpen(undefined)
    else return
    event.preventDefault()
  }
  return (
    <ol className="steps-strip" ref={list} onKeyDown={onKey} aria-label="Steps in their order">
      {steps.map((step, index) => (
        <StepCardItem
          key={step.id}
          step={step}
          at={index}
          marks={marks.get(step.id)}
          actions={mayEdit ? actions : undefined}
          state={{ open: step.id === opened, current: index === at, last: index === steps.length - 1, over: over?.id === step.id ? over.side : undefined }}
          on={{
            focus: () => setCurrent(step.id),
            open: () => onOpen(step.id === opened ? undefined : step.id),
            drag: () => setDragged(step.id),
            over: (side) => dragged !== undefined && dragged !== step.id && setOver({ id: step.id, side }),
            drop: (side) => dragged !== undefined && dragged !== step.id && actions.drop(dragged, step.id, side),
            end: () => {
              setDragged(undefined)
              setOver(undefined)
            },
          }}
        />
      ))}
    </ol>
  )
}
