// What is expected: a record, or the issues that the given record must raise.
import { useMemo, useState } from 'react'
import type { CaseExam } from '../../shared/mapping/examine-case.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { useProject } from '../collab/project-context.tsx'
import { hasDraft } from '../panels/drafts.ts'
import { useCaseEdits } from './case-edits.ts'
import { sidesOf, useCaseContext } from './case-side.ts'
import { ExpectedIssues } from './expected-issues.tsx'
import { checkFlowExpected } from './flow-template.ts'
import { useFlowSources } from './given-card.tsx'
import { listGivenLines } from './given-lines.ts'
import { RecordEditor, type RecordSource } from './record-editor.tsx'
import { RecordText } from './record-text.tsx'
import { useCaseRuns } from './use-case-lab.tsx'

const NO_FEEDS: ReadonlySet<string> = new Set()

export function ExpectedCard({ testCase, exam, open }: { readonly testCase: TestCase; readonly exam: CaseExam | undefined; readonly open: boolean }) {
  const { mayEdit } = useProject()
  const { records } = useCaseRuns()
  const edits = useCaseEdits()
  const stored = testCase.expected === undefined ? undefined : records.get(testCase.expected)
  const [writing, setWriting] = useState(mayEdit && hasDraft(`expected ${testCase.id}`))
  const [shown, setShown] = useState(false)
  const context = useCaseContext(testCase.fieldMap)
  const sides = useMemo(() => sidesOf(context, testCase, 'expected'), [context, testCase])
  const templates = useFlowSources(testCase, 'expected')
  const actual = exam?.actual
  const sources: RecordSource[] = [...templates, ...(actual === undefined ? [] : [{ name: 'Take what came out', make: () => actual }])]
  const lines = useMemo(() => (stored === undefined ? [] : listGivenLines(stored, NO_FEEDS)), [stored])
  const isIssues = testCase.expectedIssues !== undefined
  const isWriting = writing || (open && !isIssues && testCase.expected === undefined && mayEdit)
  return (
    <section className="case-section" aria-label="Expected">
      <div className="row">
        <h3>{isIssues ? 'Expected issues' : 'Expected'}</h3>
        <span className="sp" />
        {mayEdit && testCase.kind === 'mapping' && (
          <button
            type="button"
            className="link-button s12"
            onClick={() => edits.set(testCase, { expectedIssues: isIssues ? undefined : [] }, isIssues ? 'to expect a record' : 'to expect issues')}
          >
            {isIssues ? 'Expect a record' : 'Expect issues'}
          </button>
        )}
        {mayEdit && !isIssues && !isWriting && (
          <button type="button" className="link-button s12" onClick={() => setWriting(true)}>
            {stored === undefined ? 'Write' : 'Change'}
          </button>
        )}
      </div>
      {isIssues ? (
        <ExpectedIssues testCase={testCase} came={exam?.issues ?? []} />
      ) : isWriting ? (
        <RecordEditor
          label="What is expected"
          place={`expected ${testCase.id}`}
          stored={stored}
          sides={sides}
          {...(testCase.kind === 'flow' ? { check: checkFlowExpected } : {})}
          sources={sources}
          placeholder={testCase.kind === 'flow' ? '{ "calls": [{ "endpoint": "POST /Invoices", "body": {…} }] }' : '{ … }'}
          onKeep={(value) => edits.setRecord(testCase, 'expected', value)}
          onClose={() => setWriting(false)}
        />
      ) : stored === undefined ? (
        <p className="card card-body s12 t2">{testCase.expected === undefined ? 'Nothing is expected yet.' : 'The record is not here.'}</p>
      ) : shown ? (
        <RecordText lines={lines} label="The expected record" />
      ) : (
        <p className="card card-body s12">
          <button type="button" className="link-button" onClick={() => setShown(true)}>
            Show the whole record, {lines.length} {lines.length === 1 ? 'line' : 'lines'}
          </button>
        </p>
      )}
    </section>
  )
}
