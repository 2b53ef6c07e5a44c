// The questions of a line, at the foot of its drawer: who asked whom, the answers, and the box to ask or answer in.
import { useEffect, useRef, useState } from 'react'
import type { Person } from '../../shared/project/people-and-systems.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { EditableText } from '../ui/editable-text.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { Avatar } from '../ui/parts.tsx'
import { printDay, printWhen } from '../ui/print-when.ts'
import { AnswerBox, AskBox, type Asked } from './question-boxes.tsx'
import './together.css'

export type QuestionsProps = {
  /** Where they stand: drafts are kept by it. */
  readonly line: string
  readonly questions: readonly Question[]
  readonly people: readonly Person[]
  /** The name of whoever uses the page. */
  readonly me: string
  readonly readOnly: boolean
  readonly hasNote: boolean
  /** Changes when somebody wants to ask here. 0: nobody does. */
  readonly asking: number
  readonly on: {
    readonly ask: (asked: Asked) => void
    readonly change: (question: Question, cells: QuestionCells, what: string) => void
    readonly useAsNote: (question: Question) => void
  }
}

export type QuestionCells = { readonly [Cell in 'text' | 'status' | 'answer']?: Question[Cell] | undefined }

export function RowQuestions({ line, questions, people, me, readOnly, hasNote, asking, on }: QuestionsProps) {
  const section = useRef<HTMLElement>(null)
  const open = questions.filter(isOpen)
  const [chosen, setChosen] = useState<string>()
  const [wantsToAsk, setWantsToAsk] = useState(asking !== 0)
  const answered = open.find((question) => question.id === chosen) ?? open[0]
  const [focusWanted, wantFocus] = useState(asking === 0 ? 0 : 1)
  const [askedFor, setAskedFor] = useState(asking)
  if (askedFor !== asking) {
    setAskedFor(asking)
    if (asking !== 0) {
      setWantsToAsk(true)
      wantFocus((times) => times + 1)
    }
  }
  useEffect(() => {
    if (focusWanted !== 0) section.current?.querySelector<HTMLElement>('.pn-compose textarea')?.focus()
  }, [focusWanted])
  const answer = (id: string) => {
    setChosen(id)
    setWantsToAsk(false)
    wantFocus((times) => times + 1)
  }
  const sorted = [...open, ...questions.filter((question) => !isOpen(question)).toReversed()]
  return (
    <section className="pn-questions" data-part="questions" aria-label="Questions" ref={section}>
      <div className="row">
        <h2>Questions</h2>
        {open.length > 0 && (
          <span className="count-mark acc">
            <SeverityMark name="question" /> {open.length} open
          </span>
        )}
        <span className="sp" />
        {open.length > 0 && <span className="s11 t3">blocks Ready</span>}
        {!readOnly && !wantsToAsk && (
          <button
            type="button"
            className="link-button s12"
            onClick={() => {
              setWantsToAsk(true)
              wantFocus((times) => times + 1)
            }}
          >
            Ask a question
          </button>
        )}
      </div>
      {sorted.length > 0 && (
        <ul className="pn-question-list">
          {sorted.map((question) => (
            <AskedQuestion
              key={question.id}
              question={question}
              of={people.find((person) => person.id === question.askedOf)}
              me={me}
              readOnly={readOnly}
              hasNote={hasNote}
              isAnswered={!wantsToAsk && question === answered}
              onAnswer={() => answer(question.id)}
              on={on}
            />
          ))}
        </ul>
      )}
      {readOnly ? (
        <p className="s12 t3">
          {questions.length === 0 ? 'Nobody has asked anything here. ' : ''}Asking and answering takes the right to edit: ask the project’s owner for it.
        </p>
      ) : wantsToAsk ? (
        <AskBox
          key={line}
          place={line}
          people={people}
          onAsk={(asked) => {
            on.ask(asked)
            setWantsToAsk(false)
          }}
          onCancel={() => setWantsToAsk(false)}
        />
      ) : (
        answered !== undefined && (
          <AnswerBox
            key={answered.id}
            place={answered.id}
            number={printNumber('questions', answered.number)}
            onAnswer={(text) => on.change(answered, { answer: text, status: 'answered' }, 'Answer')}
          />
        )
      )}
    </section>
  )
}

type AskedProps = Pick<QuestionsProps, 'me' | 'readOnly' | 'hasNote' | 'on'> & {
  readonly question: Question
  readonly of: Person | undefined
  /** The box below answers this one. */
  readonly isAnswered: boolean
  readonly onAnswer: () => void
}

function AskedQuestion({ question, of, me, readOnly, hasNote, isAnswered, onAnswer, on }: AskedProps) {
  const { text, askedBy = '', askedAt, neededBy, answer } = question
  const status = question.status ?? 'open'
  const number = printNumber('questions', question.number)
  const facts = [
    askedAt === undefined ? '' : printWhen(askedAt),
    of === undefined ? '' : `of ${of.name}`,
    status === 'open' ? '' : status === 'answered' ? 'answered' : 'closed',
  ].filter((fact) => fact !== '')
  const overdue = status === 'open' && neededBy !== undefined && neededBy < today()
  return (
    <li className={status === 'open' ? 's12' : 's12 pn-question-done'}>
      <Avatar name={askedBy === '' ? '?' : askedBy} title={askedBy === '' ? 'Somebody' : askedBy} small />
      <div>
        <div className="row">
          <span className="ell">
            <span className="b5">{askedBy === '' ? 'Somebody' : askedBy}</span> <span className="t3">{facts.join(', ')}</span>
          </span>
          {neededBy !== undefined && status === 'open' && (
            <span className={overdue ? 'warn' : 't3'}>
              needed by {printDay(neededBy)}
              {overdue && ', overdue'}
            </span>
          )}
          <span className="sp" />
          <span className="mono t3">{number}</span>
        </div>
        {askedBy === me && !readOnly && status === 'open' ? (
          <EditableText
            lines
            value={text}
            label={`Question ${number}`}
            placeholder="The question"
            onChange={(next) => next !== '' && on.change(question, { text: next }, 'Change')}
          />
        ) : (
          <div className="pre-wrap">{text}</div>
        )}
        {answer !== undefined && answer !== '' && (
          <div className="pn-answer">
            <span className="t3">
              {question.answeredBy ?? 'Answer'}
              {question.answeredAt !== undefined && ` ${printWhen(question.answeredAt)}`}
            </span>
            <div className="pre-wrap">{answer}</div>
          </div>
        )}
        {!readOnly && (
          <div className="pn-question-acts">
            {status === 'open' && !isAnswered && <Act name="Answer" of={number} onClick={onAnswer} />}
            {answer !== undefined && answer !== '' && (
              <Act name={hasNote ? 'Add to the note' : 'Use as the note'} of={number} onClick={() => on.useAsNote(question)} />
            )}
            {status !== 'closed' && <Act name="Close" of={number} onClick={() => on.change(question, { status: 'closed' }, 'Close')} />}
            {status !== 'open' && <Act name="Reopen" of={number} onClick={() => on.change(question, { status: 'open' }, 'Reopen')} />}
          </div>
        )}
      </div>
    </li>
  )
}

function Act({ name, of, onClick }: { readonly name: string; readonly of: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="link-button" aria-label={`${name}: ${of}`} onClick={onClick}>
      {name}
    </button>
  )
}

function isOpen({ status }: Question): boolean {
  return (status ?? 'open') === 'open'
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}
