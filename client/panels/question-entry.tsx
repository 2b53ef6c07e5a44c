// One question: who asked whom, until when, what waits, its answer, and what may be done with it.
import { useState } from 'react'
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { daysLate, stateOf } from '../../shared/review/questions-list.ts'
import { Avatar } from '../ui/parts.tsx'
import { printDay, printWhen } from '../ui/print-when.ts'
import { mayAnswer, type QuestionActs } from './question-acts.ts'
import { AnswerBox, AskBox } from './question-boxes.tsx'
import './together.css'

type EntryProps = {
  readonly question: Question
  readonly acts: QuestionActs
  /** A box elsewhere answers it. */
  readonly isAnswered: boolean
  readonly onAnswer: () => void
}

export function QuestionEntry({ question, acts, isAnswered, onAnswer }: EntryProps) {
  const [changing, setChanging] = useState<'question' | 'answer'>()
  const state = stateOf(question)
  const number = printNumber('questions', question.number)
  return (
    <li className={state === 'open' ? 's12' : 's12 pn-question-done'}>
      <Avatar name={question.askedBy ?? '?'} title={question.askedBy ?? 'Somebody'} small />
      <div>
        <QuestionFacts question={question} acts={acts} />
        {changing === 'question' ? (
          <AskBox
            place={question.id}
            acts={acts}
            question={question}
            onAsk={(asked) => {
              acts.change(question, asked)
              setChanging(undefined)
              return Promise.resolve(true)
            }}
            onCancel={() => setChanging(undefined)}
          />
        ) : (
          <div className="pre-wrap">{question.text}</div>
        )}
        <Waiting question={question} acts={acts} />
        {changing === 'answer' ? (
          <AnswerBox
            place={question.id}
            number={number}
            before={question.answer ?? ''}
            autoFocus
            onCancel={() => setChanging(undefined)}
            onAnswer={async (text) => {
              const isTaken = await acts.answer(question, text)
              if (isTaken) setChanging(undefined)
              return isTaken
            }}
          />
        ) : (
          <Answer question={question} />
        )}
        {changing === undefined && (
          <Acts
            question={question}
            acts={acts}
            onAnswer={state === 'open' && !isAnswered ? onAnswer : undefined}
            onChange={() => setChanging('question')}
            onChangeAnswer={() => setChanging('answer')}
          />
        )}
      </div>
    </li>
  )
}

function QuestionFacts({ question, acts }: Pick<EntryProps, 'question' | 'acts'>) {
  const { askedBy = 'Somebody', askedAt, askedOf, neededBy, kind } = question
  const state = stateOf(question)
  const of = acts.people.find(({ id }) => id === askedOf)
  const facts = [askedAt === undefined ? '' : printWhen(askedAt), of === undefined ? '' : `of ${of.name}`, state === 'open' ? '' : state].filter(
    (fact) => fact !== '',
  )
  const late = daysLate(question, today())
  return (
    <div className="row">
      <span className="ell">
        <span className="b5">{askedBy}</span> <span className="t3">{facts.join(', ')}</span>
      </span>
      {kind === 'defect' && <span className="tag">defect</span>}
      {neededBy !== undefined && state === 'open' && (
        <span className={late === undefined ? 't3' : 'warn'}>
          needed by {printDay(neededBy)}
          {late !== undefined && ', overdue'}
        </span>
      )}
      <span className="sp" />
      <span className="mono t3">{printNumber('questions', question.number)}</span>
    </div>
  )
}

function Waiting({ question: { blocks = [] }, acts: { places } }: Pick<EntryProps, 'question' | 'acts'>) {
  if (blocks.length === 0) return null
  return (
    <div className="t3">
      Waits for it:{' '}
      {blocks.map((address, at) => {
        const to = places.linkOf(address)
        return (
          <span key={address}>
            {at > 0 && ', '}
            {to === undefined ? places.nameOf(address) : <Link to={to}>{places.nameOf(address)}</Link>}
          </span>
        )
      })}
    </div>
  )
}

function Answer({ question: { answer = '', answeredBy, answeredAt } }: Pick<EntryProps, 'question'>) {
  if (answer === '') return null
  return (
    <div className="pn-answer">
      <span className="t3">
        {answeredBy ?? 'Answer'}
        {answeredAt !== undefined && ` ${printWhen(answeredAt)}`}
      </span>
      <div className="pre-wrap">{answer}</div>
    </div>
  )
}

type ActsProps = Pick<EntryProps, 'question' | 'acts'> & {
  readonly onAnswer: (() => void) | undefined
  readonly onChange: () => void
  readonly onChangeAnswer: () => void
}

function Acts({ question, acts, onAnswer, onChange, onChangeAnswer }: ActsProps) {
  if (acts.may === 'read') return null
  const state = stateOf(question)
  const isEditor = acts.may === 'edit'
  const hasAnswer = (question.answer ?? '') !== ''
  const note = hasAnswer && isEditor ? acts.noteOf(question) : undefined
  const number = printNumber('questions', question.number)
  const all = [
    { name: 'Answer', run: onAnswer },
    { name: note === 'add' ? 'Add to the note' : 'Use as the note', run: note === undefined ? undefined : () => acts.useAsNote(question) },
    { name: 'Close', run: isEditor && state !== 'closed' ? () => acts.close(question) : undefined },
    { name: 'Reopen', run: isEditor && state !== 'open' ? () => acts.reopen(question) : undefined },
    { name: 'Change the answer', run: hasAnswer && mayAnswer(acts, question) ? onChangeAnswer : undefined },
    { name: 'Edit', run: isEditor ? onChange : undefined },
    { name: 'Delete', run: isEditor ? () => acts.remove(question) : undefined },
  ]
  return (
    <div className="pn-question-acts">
      {all.map(
        ({ name, run }) =>
          run !== undefined && (
            <button key={name} type="button" className="link-button" aria-label={`${name}: ${number}`} onClick={run}>
              {name}
            </button>
          ),
      )}
    </div>
  )
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}
