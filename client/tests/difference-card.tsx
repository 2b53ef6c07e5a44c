// What is expected and what came out, field by field, each with the row that fills it. The differing characters are underlined and tinted.
import { useState } from 'react'
import { Link } from 'wouter'
import { isDifference, type ComparedField } from '../../shared/mapping/compare-fields.ts'
import type { CaseExam } from '../../shared/mapping/examine-case.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { PathText } from '../ui/parts.tsx'
import { chooseFields, describeHidden, printValue, SHOWINGS, type Showing } from './difference-rows.ts'
import { markDifference, type MarkedText } from '../ui/mark-difference.ts'

/** Lines drawn at first. */
const MOST_LINES = 300

export function DifferenceCard({ testCase, exam }: { readonly testCase: TestCase; readonly exam: CaseExam }) {
  const { outcome, fields, issues } = exam
  if (outcome.state === 'cannot-run') return <p className="card card-body message s12 warn">{outcome.message}</p>
  const others = outcome.state === 'failed' && !fields.some(isDifference) ? outcome.differences : []
  return (
    <>
      {(others.length > 0 || issues.length > 0) && <IssueTable exam={exam} />}
      {fields.length > 0 && (
        <DifferenceTable title="Expected and actual" fields={fields} places={testCase.kind === 'flow' ? 'Part of the run' : 'Destination field'} />
      )}
    </>
  )
}

/** The issues that came, and where they are not the ones that are expected. */
function IssueTable({ exam: { outcome, issues } }: { readonly exam: CaseExam }) {
  const differences =
    outcome.state === 'failed' ? outcome.differences.filter(({ expected }) => typeof expected === 'string' && /^(no )?issue/.test(expected)) : []
  return (
    <section className="card">
      <div className="card-head">
        <h3>{outcome.state === 'passed' ? 'The issues that are expected came' : 'Issues'}</h3>
      </div>
      <ul className="lined s12">
        {differences.map(({ path, expected, actual }) => (
          <li key={`${path} ${printValue(expected)} ${printValue(actual)}`} className="message">
            <SeverityMark name="fails" />
            <span>
              {path !== '' && <PathText path={path} />}{' '}
              {expected === 'no issue' ? `Not expected: ${printValue(actual)}` : `Expected: ${printValue(expected)}. There is ${printValue(actual)}.`}
            </span>
          </li>
        ))}
        {outcome.state === 'passed' &&
          issues.map((issue) => (
            <li key={`${issue.path} ${issue.code} ${issue.row ?? ''}`} className="row">
              <SeverityMark name="passes" />
              <PathText path={issue.path} />
              <span className="t2">{issue.message}</span>
              <span className="sp" />
              <RowLink row={issue.row} />
            </li>
          ))}
      </ul>
    </section>
  )
}

type TableProps = {
  readonly title: string
  readonly fields: readonly ComparedField[]
  /** What the paths are of. */
  readonly places?: string
}

export function DifferenceTable({ title, fields, places = 'Destination field' }: TableProps) {
  const differing = fields.filter(isDifference).length
  const [chosen, setShowing] = useState<Showing>()
  const [most, setMost] = useState(MOST_LINES)
  const showing = chosen ?? (differing === 0 ? 'all' : 'neighbours')
  const shown = chooseFields(fields, showing)
  const hidden = describeHidden(shown)
  const words: Record<Showing, string> = { differences: `Differences ${differing}`, neighbours: 'With their neighbours', all: `All ${fields.length}` }
  return (
    <section className="case-section" aria-label={title}>
      <div className="row">
        <h3>{title}</h3>
        <span className="sp" />
        <div className="segments" role="group" aria-label="Which fields are shown">
          {SHOWINGS.map((one) => (
            <button key={one} type="button" aria-pressed={one === showing} onClick={() => setShowing(one)}>
              {words[one]}
            </button>
          ))}
        </div>
      </div>
      <div className="card">
        <table className="table case-table">
          <thead>
            <tr>
              <th className="mark-cell">
                <span className="sr-only">State</span>
              </th>
              <th>{places}</th>
              <th>Expected</th>
              <th>Actual</th>
              <th className="right">Row</th>
            </tr>
          </thead>
          {shown.fields.slice(0, most).map((field) => (
            <FieldLines key={`${field.path} ${field.state}`} field={field} />
          ))}
        </table>
        {shown.fields.length > most && (
          <button type="button" className="link-button s12 case-table-foot" onClick={() => setMost(most + 1_000)}>
            Show {Math.min(1_000, shown.fields.length - most)} more of {shown.fields.length}
          </button>
        )}
        {hidden !== undefined && <p className="s12 t2 case-table-foot">{hidden}</p>}
      </div>
    </section>
  )
}

function FieldLines({ field }: { readonly field: ComparedField }) {
  const { state, path, expected, actual, why, row } = field
  const differs = isDifference(field)
  const [left, right] = differs && state === 'different' ? markDifference(printValue(expected), printValue(actual)) : [plain(expected), plain(actual)]
  return (
    <tbody className={differs ? 'differs' : undefined}>
      <tr>
        <td className="mark-cell">
          {state === 'ignored' ? (
            <span className="t3" title="Not compared" role="img" aria-label="not compared">
              –
            </span>
          ) : (
            <StateMark differs={differs} />
          )}
        </td>
        <td className={`field-cell${differs ? ' b6' : ''}`}>
          <PathText path={path === '' ? 'the record' : path} />
        </td>
        <td className="value-cell mono">
          {expected === undefined ? (
            <Nothing word={state === 'ignored' ? 'not named' : 'nothing'} />
          ) : (
            <Value text={left} tone="expected" whole={state === 'missing'} />
          )}
        </td>
        <td className="value-cell mono">
          {actual === undefined ? <Nothing word="missing" bad={differs} /> : <Value text={right} tone="actual" whole={state === 'extra'} />}
        </td>
        <td className="right">
          <RowLink row={row} />
        </td>
      </tr>
      {why !== undefined && (
        <tr className="why">
          <td />
          <td colSpan={4} className="t2">
            {why}
          </td>
        </tr>
      )}
    </tbody>
  )
}

function StateMark({ differs }: { readonly differs: boolean }) {
  return (
    <span role="img" aria-label={differs ? 'differs' : 'agrees'}>
      <SeverityMark name={differs ? 'fails' : 'passes'} />
    </span>
  )
}

function plain(value: ComparedField['expected']): MarkedText {
  return { before: value === undefined ? '' : printValue(value), marked: '', after: '' }
}

/** `whole`: all of it is what differs. */
function Value({ text, tone, whole }: { readonly text: MarkedText; readonly tone: 'expected' | 'actual'; readonly whole: boolean }) {
  const all = text.before + text.marked + text.after
  if (whole) return <mark className={`case-${tone}`}>{all === '' ? 'empty text' : all}</mark>
  return (
    <span title={all.length > 40 ? all : undefined}>
      {text.before}
      {text.marked !== '' && <mark className={`case-${tone}`}>{text.marked}</mark>}
      {text.after}
      {all === '' && <span className="t3">empty text</span>}
    </span>
  )
}

function Nothing({ word, bad = false }: { readonly word: string; readonly bad?: boolean }) {
  return <span className={`case-nothing ${bad ? 'err' : 't3'}`}>{word}</span>
}

export function RowLink({ row: id }: { readonly row: string | undefined }) {
  const { project } = useProject()
  const row = useCollection('rows').find((one) => one.id === id)
  if (row === undefined) return null
  return (
    <Link className="mono" to={projectLinks(project).map(row.fieldMap, `row:${row.id}`)} title={row.destination}>
      {printNumber('rows', row.number)}
    </Link>
  )
}
