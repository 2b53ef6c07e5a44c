// One question of the list: what is asked, about what, until when; opened, all of it, to be answered and closed in place.
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { countDays } from '../../shared/review/progress-days.ts'
import { daysLate, stateOf } from '../../shared/review/questions-list.ts'
import { mayAnswer, type QuestionActs } from '../panels/question-acts.ts'
import { AnswerBox } from '../panels/question-boxes.tsx'
import { QuestionEntry } from '../panels/question-entry.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { printDay, printWhen } from '../ui/print-when.ts'

type LineProps = {
  readonly question: Question
  readonly acts: QuestionActs
  readonly today: string
  readonly isOpened: boolean
  readonly onOpen: (question: string | undefined) => void
}

export function QuestionLine({ question, acts, today, isOpened, onOpen }: LineProps) {
  const line = useRef<HTMLLIElement>(null)
  const number = printNumber('questions', question.number)
  const isOpen = stateOf(question) === 'open'
  const answers = isOpened && isOpen && mayAnswer(acts, question)
  useEffect(() => {
    if (!isOpened) return
    line.current?.scrollIntoView({ block: 'nearest' })
    ;(line.current?.querySelector<HTMLElement>('.pn-compose textarea') ?? line.current?.querySelector<HTMLElement>('.question-head'))?.focus()
  }, [isOpened])
  const focusHead = () => line.current?.querySelector<HTMLElement>('.question-head')?.focus()
  return (
    <li
      ref={line}
      className={isOpened ? 'question opened' : 'question'}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || !isOpened) return
        onOpen(undefined)
        focusHead()
      }}
    >
      <div className="question-row">
        <button
          type="button"
          className="question-head"
          aria-expanded={isOpened}
          aria-keyshortcuts={acts.may === 'edit' && isOpen ? 'c' : undefined}
          data-question={question.id}
          onClick={() => onOpen(isOpened ? undefined : question.id)}
        >
          <span className="mono t3">{number}</span> <span className={isOpened ? 'sr-only' : 'question-text'}>{question.text}</span>
        </button>
        {question.kind === 'defect' && !isOpened && <span className="tag">defect</span>}
        {!isOpen && <span className="tag">{stateOf(question)}</span>}
        {isOpened ? <Around question={question} acts={acts} isOpened /> : <Due question={question} today={today} />}
        {isOpened && <span className="sp" />}
        {question.askedOf === undefined && isOpen && acts.may === 'edit' && (
          <CellSelect
            label={`Whom to ask ${number}`}
            value=""
            choices={[{ value: '', word: 'ask …' }, ...acts.people.map(({ id, name }) => ({ value: id, word: name }))]}
            onChange={(person) => acts.change(question, { text: question.text, of: { person }, neededBy: question.neededBy, blocks: question.blocks ?? [] })}
          />
        )}
      </div>
      {!isOpened && <Around question={question} acts={acts} isOpened={false} />}
      {isOpened && (
        <div className="question-body">
          <ul className="pn-question-list">
            <QuestionEntry question={question} acts={acts} isAnswered onAnswer={focusHead} />
          </ul>
          {answers && (
            <AnswerBox
              place={question.id}
              number={number}
              onAnswer={async (text) => {
                const isTaken = await acts.answer(question, text)
                if (isTaken) focusHead()
                return isTaken
              }}
            />
          )}
        </div>
      )}
    </li>
  )
}

/** Words besides the mark, so that nothing hangs on the colour. */
function Due({ question, today }: Pick<LineProps, 'question' | 'today'>) {
  const { neededBy } = question
  if (neededBy === undefined || stateOf(question) !== 'open') return null
  const late = daysLate(question, today)
  return late === undefined ? (
    <span className="s11 t3 question-due">needed by {printDay(neededBy)}</span>
  ) : (
    <span className="s11 warn b5 question-due" title={`Needed by ${printDay(neededBy)}`}>
      <SeverityMark name="warning" /> {countDays(late)} overdue
    </span>
  )
}

function Around({ question, acts, isOpened }: Pick<LineProps, 'question' | 'acts' | 'isOpened'>) {
  const { at, blocks = [], askedBy, askedAt, answer } = question
  const { places } = acts
  const to = places.linkOf(at)
  const asked = [askedBy === undefined ? '' : `asked by ${askedBy}`, askedAt === undefined ? '' : printWhen(askedAt)].filter((part) => part !== '').join(', ')
  return (
    <div className="question-around s11 t3">
      <span className="ell">
        about {to === undefined ? places.nameOf(at) : <Link to={to}>{places.nameOf(at)}</Link>}
        {!isOpened && blocks.length > 0 && `; ${blocks.map(places.nameOf).join(', ')} ${blocks.length === 1 ? 'waits' : 'wait'}`}
        {!isOpened && asked !== '' && `; ${asked}`}
        {!isOpened && answer !== undefined && answer !== '' && `; ${question.answeredBy ?? 'answer'}: ${answer}`}
      </span>
    </div>
  )
}
