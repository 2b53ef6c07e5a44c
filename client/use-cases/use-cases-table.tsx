// The table of use cases: who, how much, by when, how far; ordered by dragging or by Alt and an arrow.
import { useDeferredValue, useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { Link } from 'wouter'
import { writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { countProgress, type UseCaseProgress } from '../../shared/review/progress.ts'
import { moveWrites } from '../collab/place.ts'
import { placeAddress } from '../../shared/review/place.ts'
import { useCollection, useProject, useProjectValue } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { SeverityMark, StatusMark } from '../ui/marks.tsx'
import { printDay } from '../ui/print-when.ts'
import { RowMenu } from '../ui/row-menu.tsx'
import { useToday } from '../ui/use-today.ts'
import { projectLinks } from '../pages/project-links.ts'
import { QuestionBadge } from '../pages/question-badge.tsx'
import { StatusMeter } from '../pages/status-meter.tsx'
import { placeBeside, searchWords, type FoundUseCase } from './use-case-search.ts'
import { priorityWords } from './use-case-words.ts'
import { useDeleteUseCase } from './use-delete-use-case.tsx'

type TableProps = { readonly found: readonly FoundUseCase[]; readonly search: string; readonly onDuplicate: (useCase: UseCase) => void }

export function UseCaseTable({ found, search, onDuplicate }: TableProps) {
  const { mayEdit } = useProject()
  const { ask, dialog } = useDeleteUseCase()
  const table = useRef<HTMLTableElement>(null)
  const { move, drag } = useOrdering(found, table)
  const words = searchWords(search)
  const progress = useUseCaseProgress()
  return (
    <>
      <table className="table hover two use-cases" ref={table}>
        <thead>
          <tr>
            <th className={mayEdit ? 'beside-grip' : undefined} style={{ width: 74 }}>
              Id
            </th>
            <th>Title</th>
            <th className="wide-only">Actor</th>
            <th>Priority</th>
            <th className="right">Days</th>
            <th>Owner</th>
            <th>Target</th>
            <th>Forecast</th>
            <th>Status</th>
            <th className="wide-only" style={{ width: '18%' }}>
              Rows by status
            </th>
            <th style={{ width: 40 }}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map((one, at) => (
            <UseCaseRow
              key={one.useCase.id}
              found={one}
              progress={progress.get(one.useCase.id)}
              words={words}
              drag={mayEdit ? drag(one.useCase) : undefined}
              onKeyDown={(event) => {
                if (!mayEdit || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
                event.preventDefault()
                move(one.useCase, event.key === 'ArrowUp' ? -1 : 1)
              }}
              menu={
                mayEdit && (
                  <RowMenu
                    label={`More for ${printNumber('useCases', one.useCase.number)}`}
                    actions={[
                      { name: 'Move up', icon: 'up', onClick: () => move(one.useCase, -1), disabled: at === 0 },
                      { name: 'Move down', icon: 'down', onClick: () => move(one.useCase, 1), disabled: at === found.length - 1 },
                      { name: 'Duplicate', icon: 'duplicate', onClick: () => onDuplicate(one.useCase) },
                      { name: 'Delete', icon: 'trash', danger: true, onClick: () => ask(one.useCase) },
                    ]}
                  />
                )
              }
            />
          ))}
        </tbody>
      </table>
      {dialog}
    </>
  )
}

type DragProps = {
  readonly draggable: boolean
  readonly className: string
  readonly onDragStart: (event: DragEvent) => void
  readonly onDragOver: (event: DragEvent) => void
  readonly onDragLeave: () => void
  readonly onDrop: (event: DragEvent) => void
  readonly onDragEnd: () => void
}

/** Moves among what is shown; in the whole list it goes to the place of the neighbour. */
function useOrdering(found: readonly FoundUseCase[], table: React.RefObject<HTMLTableElement | null>) {
  const { edit, store } = useProject()
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<string>()
  // Its row is drawn elsewhere, and would lose the focus.
  const focusNext = useRef<string>(undefined)
  useEffect(() => {
    if (focusNext.current === undefined) return
    table.current?.querySelector<HTMLElement>(`[data-use-case="${CSS.escape(focusNext.current)}"] a`)?.focus()
    focusNext.current = undefined
  })
  const moveTo = (id: string, target: string | undefined) => {
    const all = store.list('useCases')
    const at = target === undefined ? undefined : placeBeside(all, id, target)
    const number = all.find((one) => one.id === id)?.number
    if (at === undefined) return
    edit(`Move ${printNumber('useCases', number)}`, (doc, origin) => writeCells(doc, moveWrites('useCases', all, id, at), origin))
  }
  const shownAt = (id: string | undefined) => found.findIndex(({ useCase }) => useCase.id === id)
  return {
    move: (useCase: UseCase, by: -1 | 1) => {
      focusNext.current = useCase.id
      moveTo(useCase.id, found[shownAt(useCase.id) + by]?.useCase.id)
    },
    drag: ({ id }: UseCase): DragProps => ({
      draggable: true,
      className: id === dragged ? 'dragged' : id === over && dragged !== undefined ? (shownAt(dragged) < shownAt(id) ? 'drop-below' : 'drop-above') : '',
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', '')
        setDragged(id)
      },
      onDragOver: (event) => {
        if (dragged === undefined) return
        event.preventDefault()
        setOver(id)
      },
      onDragLeave: () => setOver((before) => (before === id ? undefined : before)),
      onDrop: (event) => {
        event.preventDefault()
        if (dragged !== undefined) moveTo(dragged, id)
        setDragged(undefined)
        setOver(undefined)
      },
      onDragEnd: () => {
        setDragged(undefined)
        setOver(undefined)
      },
    }),
  }
}

/** By use case: how far its rows are, and how its forecast stands to its target. */
function useUseCaseProgress(): ReadonlyMap<string, UseCaseProgress> {
  const project = useDeferredValue(useProjectValue())
  const today = useToday()
  return useMemo(() => new Map(countProgress(project, undefined, today).useCases.map((one) => [one.useCase.id, one])), [project, today])
}

type RowProps = {
  readonly found: FoundUseCase
  /** Undefined: not counted yet. */
  readonly progress: UseCaseProgress | undefined
  readonly words: readonly string[]
  readonly drag: DragProps | undefined
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly menu: React.ReactNode
}

function UseCaseRow({ found: { useCase, where }, progress, words, drag, onKeyDown, menu }: RowProps) {
  const { project } = useProject()
  const people = useCollection('people')
  const plan = progress?.plan
  const title = useCase.title === '' ? 'Without a title' : useCase.title
  const owner = people.find(({ id }) => id === useCase.owner)?.name
  const number = printNumber('useCases', useCase.number)
  return (
    <tr data-use-case={useCase.id} {...drag} onKeyDown={onKeyDown}>
      <td className="mono t3">
        <span className="row" style={{ gap: 4 }}>
          {drag !== undefined && (
            <span className="drag-grip" aria-hidden="true" title="Drag to another place, or Alt and an arrow">
              <Icon name="more" size={12} />
            </span>
          )}
          <MarkedText text={number} words={words} />
        </span>
      </td>
      <td className="title-cell">
        <div className="ell b5">
          <Link to={projectLinks(project).useCase(useCase.id)} title={title} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown">
            <MarkedText text={title} words={words} />
          </Link>{' '}
          <QuestionBadge at={placeAddress('use-case', useCase.id)} />
        </div>
        {where !== undefined && (
          <div className="ell s11 t3" title={where.text}>
            {where.name}: <MarkedText text={where.text} words={words} />
          </div>
        )}
      </td>
      <td className="t2 wide-only cut" title={useCase.actor}>
        <div className="ell">{useCase.actor}</div>
      </td>
      <td className="t2 nowrap">{useCase.priority === undefined ? '' : priorityWords[useCase.priority]}</td>
      <td className="right t2">{useCase.estimate}</td>
      <td className="t2 cut" title={owner}>
        <div className="ell">{owner}</div>
      </td>
      <td className="t2 nowrap num">{useCase.targetDate === undefined ? '' : printDay(useCase.targetDate)}</td>
      <td className="nowrap num">
        <span className="t2">{useCase.forecast === undefined ? '' : printDay(useCase.forecast)}</span>
        {plan !== undefined && plan.late > 0 && (
          <span className="warn s11 late" title={plan.words}>
            <SeverityMark name="warning" />
            {useCase.forecast === undefined ? 'no forecast' : plan.words}
          </span>
        )}
      </td>
      <td>
        <StatusMark name={useCase.status ?? 'draft'} />
      </td>
      <td className="wide-only">
        {progress?.rows.total === 0 && <span className="s11 t3">no rows yet</span>}
        {progress !== undefined && progress.rows.total > 0 && (
          <div className="row" style={{ gap: 6 }}>
            <div style={{ flex: 1 }}>
              <StatusMeter counts={progress.rows} label={`Rows of ${title}`} />
            </div>
            <span className="s11 t3 num">{progress.rows.total}</span>
          </div>
        )}
      </td>
      <td>{menu}</td>
    </tr>
  )
}
