// What was found then and now: problems that are gone and new, test cases that came out otherwise.
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import type { CaseChange, FoundProblem } from '../../shared/review/compare-findings.ts'
import { countCases } from '../../shared/review/compare-findings.ts'
import { describePlace, placeAddress } from '../../shared/review/place.ts'
import type { CaseState } from '../../shared/review/case-state.ts'
import { useProject } from '../collab/project-context.tsx'
import { placeLink } from '../pages/place-link.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { Card, LoadingBars } from '../ui/parts.tsx'
import type { ComparedState } from './comparison-states.ts'

/** More than so many are counted and not listed: the review page has them. */
const MOST_SHOWN = 300

type Sides = { readonly before: ComparedState; readonly after: ComparedState }

export function ChangedProblems({
  before,
  after,
  compared,
}: Sides & { readonly compared: { readonly gone: readonly FoundProblem[]; readonly come: readonly FoundProblem[] } | undefined }) {
  if (compared === undefined) return <Waiting words="The problems of now are being worked out" />
  return (
    <div className="page-body comparison-scroll">
      <p className="s12 t2">
        {before.name}: {before.problems?.length ?? 0}; {after.name}: {after.problems?.length ?? 0}. Waived ones do not count.
      </p>
      <Problems title="New" problems={compared.come} state={after} none="No problem is new." />
      <Problems title="Gone" problems={compared.gone} state={before} none="No problem went away." />
    </div>
  )
}

function Problems({
  title,
  problems,
  state,
  none,
}: {
  readonly title: string
  readonly problems: readonly FoundProblem[]
  readonly state: ComparedState
  readonly none: string
}) {
  const { project, store } = useProject()
  return (
    <Card title={`${title} (${problems.length})`}>
      {problems.length === 0 ? (
        <p className="s12 t3 card-body">{none}</p>
      ) : (
        <table className="table hover">
          <tbody>
            {problems.slice(0, MOST_SHOWN).map((problem, at) => {
              const link = placeLink(project, store.project(), problem.at)
              const place = describePlace(state.project, problem.at)
              return (
                <tr key={at}>
                  <td style={{ width: 22, paddingRight: 0 }}>
                    <SeverityMark name={problem.severity} />
                    <span className="sr-only">{problem.severity}</span>
                  </td>
                  <td style={{ maxWidth: 0, width: '34%' }}>
                    <div className="ell" title={place}>
                      {link === undefined ? place : <Link to={link}>{place}</Link>}
                    </div>
                  </td>
                  <td className="t2">{problem.message}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {problems.length > MOST_SHOWN && <p className="s12 t3 card-body">and {problems.length - MOST_SHOWN} more</p>}
    </Card>
  )
}

const stateWords: Readonly<Record<CaseState, string>> = {
  passed: 'passed',
  failed: 'failed',
  blocked: 'blocked',
  'not-run': 'not run',
  'to-retest': 'to retest',
  'cannot-run': 'cannot run',
}

export function ChangedCases({ before, after, compared }: Sides & { readonly compared: readonly CaseChange[] | undefined }) {
  const { project } = useProject()
  if (compared === undefined || before.cases === undefined || after.cases === undefined) return <Waiting words="The test cases of now are being run" />
  const find = (id: string) => [after, before].flatMap((side) => side.project.testCases.find((one) => one.id === id) ?? [])[0]
  return (
    <div className="page-body comparison-scroll">
      <p className="s12 t2">
        {printCounts(before)}; {printCounts(after)}.
      </p>
      <Card title={`Came out otherwise (${compared.length})`}>
        {compared.length === 0 ? (
          <p className="s12 t3 card-body">Every test case comes out as it did.</p>
        ) : (
          <table className="table hover">
            <thead>
              <tr>
                <th style={{ width: 60 }}>Id</th>
                <th>Test case</th>
                <th>{before.name}</th>
                <th>{after.name}</th>
              </tr>
            </thead>
            <tbody>
              {compared.map((one) => {
                const testCase = find(one.testCase)
                const isThere = after.project.testCases.some(({ id, deleted }) => id === one.testCase && deleted !== true)
                const link = isThere ? placeLink(project, after.project, placeAddress('test-case', one.testCase)) : undefined
                const title = testCase?.title ?? 'a test case that is gone'
                return (
                  <tr key={one.testCase}>
                    <td className="mono t3">{printNumber('testCases', testCase?.number)}</td>
                    <td style={{ maxWidth: 0, width: '60%' }}>
                      <div className="ell" title={title}>
                        {link === undefined ? title : <Link to={link}>{title}</Link>}
                      </div>
                    </td>
                    <td>
                      <CaseMark state={one.before} />
                    </td>
                    <td>
                      <CaseMark state={one.after} />
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </Card>
    </div>
  )
}

function printCounts({ name, cases }: ComparedState): string {
  const { passed, failed } = countCases(cases?.values() ?? [])
  return `${name}: ${passed} passed, ${failed} failed`
}

function CaseMark({ state }: { readonly state: CaseState | undefined }) {
  if (state === undefined) return <span className="t3">not there</span>
  return (
    <span className="row" style={{ gap: 5 }}>
      {state === 'passed' && <SeverityMark name="passes" />}
      {state === 'failed' && <SeverityMark name="fails" />}
      {stateWords[state]}
    </span>
  )
}

function Waiting({ words }: { readonly words: string }) {
  return (
    <div className="page-body">
      <Card>
        <LoadingBars rows={4} label={words} />
      </Card>
    </div>
  )
}
