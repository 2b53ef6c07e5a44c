// The runs of a case outside: who ran it, where, when, and how it ended; the record that was there, compared with what is expected.
import { useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { deleteObject, writeCells } from '../../shared/project/edits.ts'
import { compareFields } from '../../shared/mapping/compare-fields.ts'
import { readIgnored } from '../../shared/mapping/compare-records.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { Question, TestCase, TestRun } from '../../shared/project/review-parts.ts'
import { listDefects, listRuns } from '../../shared/review/case-state.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { printWhen } from '../ui/print-when.ts'
import { RowMenu } from '../ui/row-menu.tsx'
import { CaseMark } from './case-words.tsx'
import { DifferenceTable } from './difference-card.tsx'
import { RecordRun } from './record-run.tsx'
import { useCaseRuns } from './use-case-lab.tsx'

const resultWords: Readonly<Record<TestRun['result'], string>> = { passed: 'passed', failed: 'failed', blocked: 'blocked' }

export function RunsCard({ testCase }: { readonly testCase: TestCase }) {
  const { mayEdit } = useProject()
  const { states } = useCaseRuns()
  const runs = listRuns(useCollection('testRuns'), testCase.id)
  const defects = listDefects(useCollection('questions'), testCase.id)
  const [recording, setRecording] = useState(false)
  const open = defects.filter(({ status = 'open' }) => status !== 'closed')
  return (
    <section className="case-section" aria-label="Runs">
      <div className="row">
        <h3>Runs outside</h3>
        {states.get(testCase.id) === 'to-retest' && <span className="tag">to retest: its defect was closed</span>}
        <span className="sp" />
        {mayEdit && (
          <Button variant="default" onClick={() => setRecording(true)}>
            Record a run
          </Button>
        )}
      </div>
      {open.length > 0 && <OpenDefects defects={open} />}
      <div className="card">
        {runs.length === 0 ? (
          <p className="card-body s12 t2">
            {testCase.kind === 'manual'
              ? 'Nobody has run it yet. Run it in a sandbox and record what came out.'
              : 'What passes here agrees with the example. A run in a sandbox or in production is recorded here, and makes its rows tested.'}
          </p>
        ) : (
          <RunTable testCase={testCase} runs={runs} />
        )}
      </div>
      {recording && <RecordRun testCase={testCase} close={() => setRecording(false)} />}
    </section>
  )
}

/** What is open about failed runs. Closed, the case is to be run again. */
function OpenDefects({ defects }: { readonly defects: readonly Question[] }) {
  const { edit, mayEdit } = useProject()
  const people = useCollection('people')
  return (
    <ul className="card lined open-defects" aria-label="Open defects">
      {defects.map(({ id, number, text, askedOf, askedBy }) => {
        const name = printNumber('questions', number)
        const of = people.find((person) => person.id === askedOf)?.name
        return (
          <li key={id} className="row s12">
            <span className="mono t3">{name}</span>
            <span className="grow pre-wrap">{text}</span>
            <span className="t3">{[askedBy, of === undefined ? undefined : `of ${of}`].filter((part) => part !== undefined).join(', ')}</span>
            {mayEdit && (
              <Button
                variant="default"
                aria-label={`Close ${name}`}
                onClick={() =>
                  edit(`Close ${name}`, (doc, origin) =>
                    writeCells(
                      doc,
                      [
                        { home: 'questions', object: id, cell: 'status', value: 'closed' },
                        { home: 'questions', object: id, cell: 'closedAt', value: new Date().toISOString() },
                      ],
                      origin,
                    ),
                  )
                }
              >
                Close
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function RunTable({ testCase, runs }: { readonly testCase: TestCase; readonly runs: readonly TestRun[] }) {
  const environments = useCollection('environments')
  const systems = useCollection('systems')
  const { mayEdit } = useProject()
  const { editWithUndo } = useUndo()
  const [shown, setShown] = useState<string>()
  const nameOf = (id: string | undefined) => {
    const environment = environments.find((one) => one.id === id)
    const system = systems.find((one) => one.id === environment?.system)
    return environment === undefined ? undefined : `${system?.name ?? ''} ${environment.name}`.trim()
  }
  return (
    <>
      <table className="table two run-table">
        <thead>
          <tr>
            <th>Result</th>
            <th>Environment</th>
            <th>Build</th>
            <th>By</th>
            <th>When</th>
            <th>Note</th>
            <th>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td>
                <span className="row">
                  <CaseMark state={run.result} />
                  {resultWords[run.result]}
                </span>
              </td>
              <td>{nameOf(run.environment) ?? <span className="t3">none</span>}</td>
              <td className="mono t2">{run.build}</td>
              <td>{run.by}</td>
              <td className="t2" title={run.at}>
                {printWhen(run.at)}
              </td>
              <td className="t2 run-note" title={run.note}>
                {run.note}
              </td>
              <td className="right">
                <span className="row">
                  {run.actual !== undefined && (
                    <button
                      type="button"
                      className="link-button"
                      aria-expanded={shown === run.id}
                      onClick={() => setShown(shown === run.id ? undefined : run.id)}
                    >
                      {shown === run.id ? 'Hide' : 'Compare'}
                    </button>
                  )}
                  {mayEdit && (
                    <RowMenu
                      label={`More for the run of ${run.by}`}
                      actions={[
                        {
                          name: 'Delete',
                          icon: 'trash',
                          danger: true,
                          onClick: () =>
                            editWithUndo(`Deleted a run of ${printNumber('testCases', testCase.number)}`, (doc, origin) =>
                              deleteObject(doc, 'testRuns', run.id, origin),
                            ),
                        },
                      ]}
                    />
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {runs.map((run) => run.id === shown && <RunComparison key={run.id} testCase={testCase} run={run} />)}
    </>
  )
}

function RunComparison({ testCase, run }: { readonly testCase: TestCase; readonly run: TestRun }) {
  const { records } = useCaseRuns()
  const expected = testCase.expected === undefined ? undefined : records.get(testCase.expected)
  const actual = run.actual === undefined ? undefined : records.get(run.actual)
  const fields = useMemo(
    () => compareFields(expected, actual, { comparison: testCase.compare ?? 'exact', ignored: readIgnored(testCase.ignore) }),
    [expected, actual, testCase.compare, testCase.ignore],
  )
  if (actual === undefined) return <p className="card-body s12 t2">The record is on its way.</p>
  return (
    <div className="card-body">
      <DifferenceTable title={expected === undefined ? 'What was there; nothing is expected yet' : 'Expected and what was there'} fields={fields} />
    </div>
  )
}
