// The questions of one place: who asked whom, the answers, and the box to ask or answer in. At the foot of a row's drawer, and wherever else
// questions stand.
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { isOpen } from '../../shared/mapping/question-lines.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { mayAnswer, type QuestionActs } from './question-acts.ts'
import { AnswerBox, AskBox } from './question-boxes.tsx'
import { QuestionEntry } from './question-entry.tsx'
import './together.css'

export type QuestionsProps = {
  /** The address of where they stand: new ones are asked there, and drafts are kept by it. */
  readonly at: string
  readonly questions: readonly Question[]
  /** Open ones that stand elsewhere and keep this place waiting. */
  readonly elsewhere: readonly Question[]
  readonly acts: QuestionActs
  /** Changes when somebody wants to ask here. 0: nobody does. */
  readonly asking?: number
  readonly className?: string
}

export function RowQuestions({ at, questions, elsewhere, acts, asking = 0, className = '' }: QuestionsProps) {
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
  const show = (asks: boolean) => {
    setWantsToAsk(asks)
    wantFocus((times) => times + 1)
  }
  const sorted = [...open, ...questions.filter((question) => !isOpen(question)).toReversed()]
  return (
    <section className={`pn-questions ${className}`} data-part="questions" aria-label="Questions" ref={section}>
      <Head at={at} open={open.length + elsewhere.length} onAsk={acts.may === 'read' || wantsToAsk ? undefined : () => show(true)} />
      {elsewhere.length > 0 && <Elsewhere questions={elsewhere} acts={acts} />}
      {sorted.length > 0 && (
        <ul className="pn-question-list">
          {sorted.map((question) => (
            <QuestionEntry
              key={question.id}
              question={question}
              acts={acts}
              isAnswered={!wantsToAsk && question === answered}
              onAnswer={() => {
                setChosen(question.id)
                show(false)
              }}
            />
          ))}
        </ul>
      )}
      {acts.may === 'read' ? (
        <p className="s12 t3">
          {questions.length === 0 ? 'Nobody has asked anything here. ' : ''}Asking and answering takes the right to comment: ask the project’s owner for it.
        </p>
      ) : wantsToAsk ? (
        <AskBox
          key={at}
          place={at}
          acts={acts}
          onAsk={async (asked) => {
            const isTaken = await acts.ask(at, asked)
            if (isTaken) setWantsToAsk(false)
            return isTaken
          }}
          onCancel={() => setWantsToAsk(false)}
        />
      ) : answered !== undefined && mayAnswer(acts, answered) ? (
        <AnswerBox key={answered.id} place={answered.id} number={printNumber('questions', answered.number)} onAnswer={(text) => acts.answer(answered, text)} />
      ) : (
        questions.length + elsewhere.length === 0 && <p className="s12 t3">Nobody has asked anything here. Ask what is not clear where it is not clear.</p>
      )}
    </section>
  )
}

function Head({ at, open, onAsk }: { readonly at: string; readonly open: number; readonly onAsk: (() => void) | undefined }) {
  const isLine = at.startsWith('row:') || at.startsWith('field:')
  return (
    <div className="row">
      <h2>Questions</h2>
      {open > 0 && (
        <span className="count-mark acc">
          <SeverityMark name="question" /> {open} open
        </span>
      )}
      <span className="sp" />
      {open > 0 && isLine && <span className="s11 t3">blocks Ready</span>}
      {onAsk !== undefined && (
        <button type="button" className="link-button s12" onClick={onAsk}>
          Ask a question
        </button>
      )}
    </div>
  )
}

function Elsewhere({ questions, acts }: { readonly questions: readonly Question[]; readonly acts: QuestionActs }) {
  return (
    <ul className="pn-elsewhere s12">
      {questions.map((question) => (
        <li key={question.id} className="ell">
          <span className="t3">Waits for </span>
          <Link to={acts.places.linkOfQuestion(question.id)} title={question.text}>
            {printNumber('questions', question.number)} {question.text}
          </Link>
        </li>
      ))}
    </ul>
  )
}
