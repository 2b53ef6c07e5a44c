// All questions of the project by whom they were asked of: answered, closed and handed over as a mail in place.
import { Button } from '@mantine/core'
import { useMemo, useState, type KeyboardEvent } from 'react'
import { useSearchParams } from 'wouter'
import { filterQuestions, groupByPerson, type QuestionFilter } from '../../shared/review/questions-list.ts'
import { useMe, useProjectValue } from '../collab/project-context.tsx'
import type { QuestionActs } from '../panels/question-acts.ts'
import { ProjectFrame } from '../pages/project-frame.tsx'
import { useQuestionEdits } from '../pages/use-question-edits.ts'
import { Icon } from '../ui/icon.tsx'
import { Card, EmptyState } from '../ui/parts.tsx'
import { AskSomewhere } from './ask-somewhere.tsx'
import { PersonCard } from './person-questions.tsx'
import { QuestionFilters } from './question-filters.tsx'
import './questions.css'

export function QuestionsPage() {
  return (
    <ProjectFrame crumbs={[{ name: 'Questions' }]}>
      <Questions />
    </ProjectFrame>
  )
}

function Questions() {
  const acts = useQuestionEdits()
  const [asks, setAsks] = useState(false)
  const ask = acts.may !== 'read' && (
    <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setAsks(true)}>
      Ask a question
    </Button>
  )
  const project = useProjectValue()
  const isEmpty = project.questions.every(({ deleted }) => deleted === true)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Questions</h1>
          <p className="s12 t2">What somebody still has to answer, by whom it was asked of. An open question keeps the rows it is about from being ready.</p>
        </div>
        {!isEmpty && ask}
      </div>
      <div className="page-body">
        {isEmpty ? (
          <Card>
            <EmptyState title="Nobody has asked anything yet" action={ask}>
              Ask where something is not clear: at a row, a step, a use case or a test case. What one person still has to answer is gathered here, and copied
              into a mail with all they need to know.
            </EmptyState>
          </Card>
        ) : (
          <ListedQuestions acts={acts} />
        )}
      </div>
      {asks && <AskSomewhere acts={acts} onClose={() => setAsks(false)} />}
    </>
  )
}

/** Groups beyond these are drawn when asked for: each is small, but projects can be large. */
const MOST_QUESTIONS = 200

function ListedQuestions({ acts }: { readonly acts: QuestionActs }) {
  const project = useProjectValue()
  const me = useMe().name
  const [search, setSearch] = useSearchParams()
  const opened = search.get('question') ?? undefined
  const [filter, setFilter] = useState<QuestionFilter>({ state: 'open' })
  const [most, setMost] = useState(MOST_QUESTIONS)
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const looking = useMemo(() => ({ me, today }), [me, today])
  const fitting = useMemo(() => filterQuestions(project, filter, looking), [project, filter, looking])
  // One that is open stays until it is left, also when it no longer fits: it was just answered, or somebody was sent to it.
  const shown = useMemo(() => {
    const kept = project.questions.find(({ id, deleted }) => id === opened && deleted !== true)
    return kept === undefined || fitting.includes(kept) ? fitting : [...fitting, kept]
  }, [project, fitting, opened])
  const groups = useMemo(() => groupByPerson(project, shown, today), [project, shown, today])
  const open = (id: string | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (id === undefined) next.delete('question')
        else next.set('question', id)
        return next
      },
      { replace: true },
    )
  let left = most
  return (
    <>
      <QuestionFilters project={project} filter={filter} looking={looking} onChange={setFilter} />
      <p className="s11 t3" role="status">
        {shown.length === 1 ? '1 question' : `${shown.length} questions`}. Arrows go from one to the next, Enter opens it
        {acts.may === 'edit' ? ', C closes it' : ''}.
      </p>
      {shown.length === 0 && <p className="s12 t3">{filter.state === 'open' ? 'No open question is like that.' : 'No question is like that.'}</p>}
      <div className="question-groups" onKeyDown={(event) => onListKey(event, acts, project.questions)}>
        {groups.map((group) => {
          const questions = group.questions.slice(0, Math.max(0, left))
          left -= group.questions.length
          return (
            questions.length > 0 && (
              <PersonCard key={group.person?.id ?? ''} group={{ ...group, questions }} acts={acts} today={today} opened={opened} onOpen={open} />
            )
          )
        })}
      </div>
      {shown.length > most && (
        <Button variant="default" onClick={() => setMost(most + MOST_QUESTIONS)}>
          Show more: {shown.length - most} left
        </Button>
      )}
    </>
  )
}

/** On the heads of the questions: arrows move, C closes and goes to the next. */
function onListKey(event: KeyboardEvent<HTMLDivElement>, acts: QuestionActs, questions: readonly Parameters<QuestionActs['close']>[0][]): void {
  const { target, currentTarget: list, key } = event
  if (!(target instanceof HTMLElement) || !target.classList.contains('question-head') || event.ctrlKey || event.metaKey || event.altKey) return
  const heads = () => [...list.querySelectorAll<HTMLElement>('.question-head')]
  const at = heads().indexOf(target)
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -at, End: heads().length - 1 - at }[key]
  const question = questions.find(({ id }) => id === target.dataset['question'])
  if (step !== undefined) heads()[at + step]?.focus()
  else if (key === 'c' && acts.may === 'edit' && question !== undefined && question.status !== 'closed') {
    acts.close(question)
    // After the list was drawn without it.
    requestAnimationFrame(() => (heads()[at] ?? heads().at(-1))?.focus())
  } else return
  event.preventDefault()
}
