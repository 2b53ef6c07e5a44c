// One step on the strip: its kind, what it does in a few words, its failure lane, and marks of what is wrong with it.
import type { DragEvent } from 'react'
import { Link } from 'wouter'
import { stepCard } from '../../shared/codegen/english-steps.ts'
import type { Step } from '../../shared/project/use-case.ts'
import { placeAddress } from '../../shared/review/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { QuestionBadge } from '../pages/question-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { RowMenu } from '../ui/row-menu.tsx'
import type { StepActions } from './step-actions.ts'
import { AddStepMenu } from './step-add-menu.tsx'
import type { StepMarks } from './step-problems.ts'
import { stepWords } from './use-case-words.ts'

export type DropSide = 'before' | 'after'

type Props = {
  readonly step: Step
  readonly at: number
  readonly marks: StepMarks | undefined
  /** Undefined: it may only be read. */
  readonly actions: StepActions | undefined
  readonly state: { readonly open: boolean; readonly current: boolean; readonly last: boolean; readonly over: DropSide | undefined }
  readonly on: {
    readonly focus: () => void
    readonly open: () => void
    readonly drag: () => void
    readonly over: (side: DropSide) => void
    readonly drop: (side: DropSide) => void
    readonly end: () => void
  }
}

export function StepCardItem({ step, at, marks, actions, state, on }: Props) {
  const { store } = useProject()
  useCollection('fieldMaps')
  const card = stepCard(store.project(), step, at + 1)
  const sideOf = (event: DragEvent): DropSide => {
    const box = event.currentTarget.getBoundingClientRect()
    return event.clientX < box.left + box.width / 2 ? 'before' : 'after'
  }
  const tab = state.current ? 0 : -1
  return (
    <li
      className={`steps-step${state.over === undefined ? '' : ` drop-${state.over}`}`}
      draggable={actions !== undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', step.title)
        on.drag()
      }}
      onDragOver={(event) => {
        if (actions === undefined) return
        event.preventDefault()
        on.over(sideOf(event))
      }}
      onDrop={(event) => {
        event.preventDefault()
        on.drop(sideOf(event))
        on.end()
      }}
      onDragEnd={on.end}
    >
      {at > 0 && (actions === undefined ? <span className="steps-arrow" aria-hidden="true" /> : <InsertBefore at={at} step={step} actions={actions} />)}
      <div className={`steps-card${state.open ? ' open' : ''}${step.kind === 'transform' ? ' transforms' : ''}`}>
        <button
          type="button"
          className="steps-open"
          data-step={step.id}
          tabIndex={tab}
          aria-expanded={state.open}
          aria-label={`Step ${at + 1}, ${card.word}: ${step.title}${marks === undefined ? '' : `. ${marks.words}`}`}
          title={step.title}
          onFocus={on.focus}
          onClick={on.open}
        >
          <span className="row s11 t2 steps-kind">
            <Icon name={stepWords[step.kind].icon} size={14} />
            <span className="num">{at + 1}</span> {card.word}
            <span className="sp" />
            <QuestionBadge at={placeAddress('step', step.id)} />
            {marks !== undefined && (
              <span className={`count-mark ${marks.severity === 'error' ? 'err' : 'warn'}`} title={marks.words}>
                <SeverityMark name={marks.severity} />
                {marks.count}
              </span>
            )}
          </span>
          <span className="b6 s12 steps-two">{step.title}</span>
        </button>
        {card.lines.map((line) =>
          line.as === 'map' && step.fieldMap !== undefined ? (
            <MapLink key={line.text} id={step.fieldMap} name={line.text} tabIndex={tab} />
          ) : (
            <span key={line.text} className={line.as === 'endpoint' ? 'mono ell steps-line' : 's11 t3 steps-two'} title={line.text}>
              {line.text}
            </span>
          ),
        )}
        {actions !== undefined && <CardMenu step={step} at={at} last={state.last} actions={actions} onOpen={on.open} />}
      </div>
      <div className="steps-failure" title={`If it fails: ${card.failure}`}>
        <Icon name="failure" size={12} />
        <span className="steps-two">{card.failure}</span>
      </div>
    </li>
  )
}

function MapLink({ id, name, tabIndex }: { readonly id: string; readonly name: string; readonly tabIndex: number }) {
  const { project } = useProject()
  const exists = useCollection('fieldMaps').some((map) => map.id === id)
  if (!exists) return <span className="s11 err">{name}</span>
  return (
    <Link to={projectLinks(project).map(id)} className="s11 ell steps-line" title={name} tabIndex={tabIndex} draggable={false}>
      {name}
    </Link>
  )
}

/** Between two cards: an arrow, and a plus under the pointer. By keyboard the card's menu does the same. */
function InsertBefore({ at, step, actions }: { readonly at: number; readonly step: Step; readonly actions: StepActions }) {
  return (
    <AddStepMenu onAdd={(kind) => actions.add(kind, at)}>
      <button type="button" className="steps-arrow" tabIndex={-1} aria-label={`Insert a step before ${step.title}`} title="Insert a step here" />
    </AddStepMenu>
  )
}

function CardMenu({
  step,
  at,
  last,
  actions,
  onOpen,
}: {
  readonly step: Step
  readonly at: number
  readonly last: boolean
  readonly actions: StepActions
  readonly onOpen: () => void
}) {
  return (
    <span className="steps-menu">
      <RowMenu
        label={`More for step ${at + 1}`}
        actions={[
          { name: 'Open or close', icon: 'edit', onClick: onOpen },
          { name: 'Insert a step before', icon: 'plus', onClick: () => actions.add('retrieve', at) },
          { name: 'Insert a step after', icon: 'plus', onClick: () => actions.add('retrieve', at + 1) },
          { name: 'Duplicate', icon: 'duplicate', onClick: () => actions.duplicate(step) },
          { name: 'Move left (Alt+←)', icon: 'left', disabled: at === 0, onClick: () => actions.move(step, at - 1) },
          { name: 'Move right (Alt+→)', icon: 'right', disabled: last, onClick: () => actions.move(step, at + 1) },
          { name: 'Delete', icon: 'trash', danger: true, onClick: () => actions.remove(step) },
        ]}
      />
    </span>
  )
}
