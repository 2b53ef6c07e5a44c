// The open questions on the project's home: the most overdue first, then the oldest.
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import type { Question } from '../../shared/project/review-parts.ts'
import { describePlace } from '../../shared/review/place.ts'
import { peopleByName } from '../../shared/review/prerequisites.ts'
import { agoWords, countDays, dayOfTime, daysPast } from '../../shared/review/progress-days.ts'
import { listOpenQuestions } from '../../shared/review/progress.ts'
import { useProject } from '../collab/project-context.tsx'
import { placeLink } from '../pages/place-link.ts'
import { projectLinks } from '../pages/project-links.ts'
import { Card } from '../ui/parts.tsx'
import type { HomeFacts } from './home-facts.ts'

const MOST_SHOWN = 6

export function QuestionsCard({ project: value, today }: Pick<HomeFacts, 'project' | 'today'>) {
  const { project } = useProject()
  const links = projectLinks(project)
  const all = value.questions.filter(({ deleted }) => deleted !== true)
  const late = (question: Question) => daysPast(question.neededBy, today) ?? 0
  const open = listOpenQuestions(value).toSorted((a, b) => late(b) - late(a) || ((a.askedAt ?? '~') < (b.askedAt ?? '~') ? -1 : 1))
  return (
    <Card
      title={<Link to={links.questions}>Open questions</Link>}
      aside={<span className="s11 t3 num">{`${open.length} open, ${all.length - open.length} closed`}</span>}
    >
      {open.length === 0 && <p className="s12 t3 card-body">No question is open. Ask one at a row, a step, a use case or a test case.</p>}
      <ul className="lined">
        {open.slice(0, MOST_SHOWN).map((question) => (
          <QuestionLine key={question.id} question={question} value={value} today={today} />
        ))}
      </ul>
      {open.length > MOST_SHOWN && (
        <p className="s12 home-foot">
          <Link to={links.questions}>{open.length - MOST_SHOWN} more</Link>
        </p>
      )}
    </Card>
  )
}

function QuestionLine({ question, value, today }: { readonly question: Question; readonly value: HomeFacts['project']; readonly today: string }) {
  const { project } = useProject()
  const { at, askedAt, askedOf, id, neededBy, number, text } = question
  const to = placeLink(project, value, at)
  const where = describePlace(value, at)
  const asked = peopleByName(value)(askedOf)
  const late = daysPast(neededBy, today)
  return (
    <li className="question-line s12">
      <span className="mono t3">{printNumber('questions', number)}</span>
      <div style={{ minWidth: 0 }}>
        <Link to={projectLinks(project).question(id)} className="two-lines plain-link">
          {text}
        </Link>
        <div className="s11 t3 question-about">
          {at.startsWith('row:') ? 'blocks ' : 'about '}
          {to === undefined ? where : <Link to={to}>{where}</Link>}
          {asked !== undefined && `, asked of ${asked}`}
        </div>
      </div>
      <span className={`s11 num ${late === undefined ? 't3' : 'warn b5'}`}>
        {late === undefined ? agoWords(dayOfTime(askedAt), today).replace(' ago', '') : `${countDays(late)} late`}
      </span>
    </li>
  )
}
