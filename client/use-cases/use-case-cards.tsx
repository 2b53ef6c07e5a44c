// The small cards beside a use case: its test cases with their states, the lookup tables its rows take, open questions elsewhere about it.
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import { placeAddress } from '../../shared/review/place.ts'
import { stateOfCase, type CaseState } from '../../shared/review/case-state.ts'
import { shortPlace } from '../../shared/review/use-case-scope.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { useReview } from '../review/use-review.tsx'
import { SeverityCount, SeverityMark, type SeverityName } from '../ui/marks.tsx'
import { Card } from '../ui/parts.tsx'
import { printDay } from '../ui/print-when.ts'
import { placeLink } from '../pages/place-link.ts'
import { projectLinks } from '../pages/project-links.ts'
import type { UseCaseFacts } from './use-use-case-scope.ts'

const states: Readonly<Record<CaseState, { readonly mark: SeverityName; readonly word: string }>> = {
  passed: { mark: 'passes', word: 'passes' },
  failed: { mark: 'fails', word: 'fails' },
  blocked: { mark: 'warning', word: 'blocked' },
  'not-run': { mark: 'hint', word: 'not run' },
  'cannot-run': { mark: 'warning', word: 'cannot run' },
  'to-retest': { mark: 'warning', word: 'to retest' },
}

const MOST_CASES = 10

export function UseCaseTests({ facts: { project: value, scope } }: { readonly facts: UseCaseFacts }) {
  const { project } = useProject()
  const { outcomes } = useReview()
  const links = projectLinks(project)
  const cases = scope.testCases.map((testCase) => ({
    testCase,
    state: outcomes === undefined && testCase.kind !== 'manual' ? undefined : stateOfCase(testCase, outcomes?.get(testCase.id), value),
  }))
  // What somebody has to look at comes first.
  const sorted = [...cases.filter(({ state }) => state !== 'passed'), ...cases.filter(({ state }) => state === 'passed')]
  const shown = sorted.length > MOST_CASES ? sorted.slice(0, MOST_CASES - 1) : sorted
  const count = (wanted: CaseState) => cases.filter(({ state }) => state === wanted).length
  const counts = [
    [count('passed'), 'pass'],
    [count('failed'), 'fail'],
  ].flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${number === 1 ? `${word}${word === 'pass' ? 'es' : 's'}` : word}`]))
  return (
    <Card title="Test cases" aside={<span className="s11 t3 num">{counts.join(', ')}</span>}>
      {cases.length === 0 ? (
        <p className="card-body s12 t3">
          None yet. A test case says what comes out for an order, a customer, a day that everybody knows. <Link to={links.tests}>Test cases</Link>
        </p>
      ) : (
        <ul className="card-list">
          {shown.map(({ testCase, state }) => (
            <li key={testCase.id}>
              {state === undefined ? <span className="open-ring" aria-hidden="true" /> : <SeverityMark name={states[state].mark} />}
              <Link to={links.test(testCase.id)} className="row s12" title={testCase.title}>
                <span className="mono t3">{printNumber('testCases', testCase.number)}</span>
                <span className="ell">{testCase.title}</span>
              </Link>
              {state === 'passed' ? (
                <span className="sr-only">passes</span>
              ) : (
                <span className="s11 t3 case-state">{state === undefined ? 'not known yet' : states[state].word}</span>
              )}
            </li>
          ))}
          {shown.length < sorted.length && (
            <li>
              <Link to={links.tests} className="s12">
                {sorted.length - shown.length} more test cases
              </Link>
            </li>
          )}
        </ul>
      )}
    </Card>
  )
}

export function UseCaseTables({ facts: { scope } }: { readonly facts: UseCaseFacts }) {
  const { project } = useProject()
  if (scope.tables.length === 0) return null
  return (
    <Card title="Lookup tables">
      <ul className="card-list">
        {scope.tables.map((table) => (
          <li key={table.id}>
            <Link to={projectLinks(project).lookup(table.id)} className="row s12" title={table.name}>
              <span className="mono t3">{printNumber('lookupTables', table.number)}</span>
              <span className="ell">{table.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const MOST_QUESTIONS = 12

/** Those at the use case itself stand in a card of their own. */
export function QuestionsElsewhere({ facts: { project: value, scope } }: { readonly facts: UseCaseFacts }) {
  const { project } = useProject()
  const people = useCollection('people')
  const links = projectLinks(project)
  const elsewhere = scope.questions.filter(({ at }) => at !== placeAddress('use-case', scope.useCase))
  if (elsewhere.length === 0) return null
  return (
    <Card title="Open in its rows and steps" aside={<SeverityCount name="question" count={elsewhere.length} />}>
      <ul className="card-list lines">
        {elsewhere.slice(0, MOST_QUESTIONS).map((question) => {
          const to = placeLink(project, value, question.at)
          const place = shortPlace(value, question.at)
          const of = people.find(({ id }) => id === question.askedOf)?.name
          return (
            <li key={question.id}>
              <Link to={links.question(question.id)} className="s12">
                <span className="mono t3">{printNumber('questions', question.number)}</span> {question.text}
              </Link>
              <span className="s11 t3 second-line">
                {to === undefined ? place : <Link to={to}>{place}</Link>}
                {of === undefined ? '' : `, asked of ${of}`}
                {question.neededBy === undefined ? '' : `, needed by ${printDay(question.neededBy)}`}
              </span>
            </li>
          )
        })}
        {elsewhere.length > MOST_QUESTIONS && (
          <li>
            <Link to={links.questions} className="s12">
              {elsewhere.length - MOST_QUESTIONS} more questions
            </Link>
          </li>
        )}
      </ul>
    </Card>
  )
}
