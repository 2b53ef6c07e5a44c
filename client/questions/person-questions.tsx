// The questions of one person: the list, and all that are open as a text for a mail.
import { Button } from '@mantine/core'
import { isOpen } from '../../shared/mapping/question-lines.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { printMail } from '../../shared/review/mail.ts'
import type { PersonQuestions } from '../../shared/review/questions-list.ts'
import { useGraphs, useProject } from '../collab/project-context.tsx'
import { copyText, downloadText, fileName } from '../pages/hand-over-text.ts'
import type { QuestionActs } from '../panels/question-acts.ts'
import { Icon } from '../ui/icon.tsx'
import { SeverityMark } from '../ui/marks.tsx'
import { showNotice } from '../ui/notices.tsx'
import { Avatar } from '../ui/parts.tsx'
import { QuestionLine } from './question-line.tsx'
import { createRowWords } from './rule-words.ts'

type GroupProps = {
  readonly group: PersonQuestions
  readonly acts: QuestionActs
  readonly today: string
  /** The id of the one that is open. */
  readonly opened: string | undefined
  readonly onOpen: (question: string | undefined) => void
}

export function PersonCard({ group, acts, today, opened, onOpen }: GroupProps) {
  const { person, questions, open, overdue } = group
  const name = person?.name ?? 'Nobody yet'
  return (
    <section className="card" aria-label={`Questions of ${name}`}>
      <div className="card-head">
        {person === undefined ? <SeverityMark name="question" /> : <Avatar name={person.name} small />}
        <h2>{name}</h2>
        <span className="s11 t3 ell">
          {person === undefined
            ? 'Say whom to ask, or answer them yourself.'
            : [person.role, person.deleted === true ? 'no longer among the people' : ''].filter(Boolean).join(', ')}
        </span>
        <span className="sp" />
        {overdue > 0 && (
          <span className="s11 warn b5">
            {overdue} overdue of {open}
          </span>
        )}
        {overdue === 0 && <span className="s11 t3 num">{open} open</span>}
        {person !== undefined && <MailButtons of={person.id} name={name} today={today} />}
      </div>
      <ul className="question-list">
        {questions.map((question) => (
          <QuestionLine key={question.id} question={question} acts={acts} today={today} isOpened={question.id === opened} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  )
}

/** Of all open questions of the person, whatever is shown. */
function MailButtons({ of, name, today }: { readonly of: string; readonly name: string; readonly today: string }) {
  const { store } = useProject()
  const { graphs, loading } = useGraphs()
  const listOpen = (): readonly Question[] => store.list('questions').filter((question) => question.askedOf === of && isOpen(question))
  const count = listOpen().length
  if (count === 0) return null
  const print = () => {
    const project = store.project()
    return printMail({ project, today, wordsOfRow: createRowWords(project, graphs) }, listOpen())
  }
  const told = count === 1 ? '1 open question' : `${count} open questions`
  const copy = async () => {
    if (await copyText(print())) showNotice(`${told} of ${name} ${count === 1 ? 'is' : 'are'} copied, with what each is about. Paste into a mail.`)
  }
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Icon name="duplicate" size={12} />}
        disabled={loading}
        aria-label={`Copy for mail: ${told} of ${name}`}
        onClick={() => void copy()}
      >
        Copy for mail
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Icon name="download" size={12} />}
        disabled={loading}
        aria-label={`Download: ${told} of ${name}`}
        onClick={() => downloadText(fileName(`questions ${name}`, 'txt'), print(), 'text/plain')}
      >
        Download
      </Button>
    </>
  )
}
