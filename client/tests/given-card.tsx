// What is given: read with the lines marked that feed the fields that differ, or written.
import { useMemo, useState } from 'react'
import { isDifference } from '../../shared/mapping/compare-fields.ts'
import type { CaseExam } from '../../shared/mapping/examine-case.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { useGraphs, useProject, useProjectValue } from '../collab/project-context.tsx'
import { hasDraft } from '../panels/drafts.ts'
import { useCaseEdits } from './case-edits.ts'
import { sidesOf, useCaseContext } from './case-side.ts'
import { checkFlowGiven, makeFlowTemplate } from './flow-template.ts'
import { listGivenLines } from './given-lines.ts'
import { checkInputs, wrapInputs } from './json-draft.ts'
import { RecordEditor } from './record-editor.tsx'
import { RecordText } from './record-text.tsx'
import { useCaseRuns } from './use-case-lab.tsx'

export function GivenCard({ testCase, exam }: { readonly testCase: TestCase; readonly exam: CaseExam | undefined }) {
  const { mayEdit } = useProject()
  const { records } = useCaseRuns()
  const edits = useCaseEdits()
  const [writing, setWriting] = useState(mayEdit && (testCase.given === undefined || hasDraft(`given ${testCase.id}`)))
  const stored = testCase.given === undefined ? undefined : records.get(testCase.given)
  const context = useCaseContext(testCase.fieldMap)
  const sides = useMemo(() => sidesOf(context, testCase, 'given'), [context, testCase])
  const names = useMemo(() => sides.flatMap(({ name }) => (name === undefined ? [] : [name])), [sides])
  const feeds = useMemo(() => feedsOf(exam), [exam])
  const lines = useMemo(() => (stored === undefined ? [] : listGivenLines(stored, feeds)), [stored, feeds])
  const sources = useFlowSources(testCase, 'given')
  const isFlow = testCase.kind === 'flow'
  return (
    <section className="case-section" aria-label="Given">
      <div className="row">
        <h3>Given</h3>
        <span className="mono s12 t3">{isFlow ? 'trigger, answers' : names.join(', ')}</span>
        <span className="sp" />
        {lines.some(({ marked }) => marked) && !writing && <span className="s11 t3">marked lines feed the fields that differ</span>}
        {mayEdit && !writing && (
          <button type="button" className="link-button s12" onClick={() => setWriting(true)}>
            {stored === undefined ? 'Write' : 'Change'}
          </button>
        )}
      </div>
      {writing ? (
        <RecordEditor
          label="What is given"
          place={`given ${testCase.id}`}
          stored={stored}
          sides={sides}
          check={isFlow ? checkFlowGiven : checkInputs(names)}
          mend={isFlow ? undefined : (value) => wrapInputs(value, names)}
          sources={sources}
          placeholder={isFlow ? '{ "trigger": {…}, "answers": { "POST /orders": [{ "answer": {…} }] } }' : `{ "${names[0] ?? 'order'}": {…} }`}
          onKeep={(value) => edits.setRecord(testCase, 'given', value)}
          onClose={() => setWriting(false)}
        />
      ) : stored === undefined ? (
        <p className="card card-body s12 t2">{testCase.given === undefined ? 'Nothing is given yet.' : 'The record is not here.'}</p>
      ) : (
        <RecordText lines={lines} label="The given record" />
      )}
    </section>
  )
}

/** Given fields that rows of differing fields take. */
function feedsOf(exam: CaseExam | undefined): ReadonlySet<string> {
  if (exam === undefined) return new Set()
  const rows = [...exam.fields.filter(isDifference), ...(exam.outcome.state === 'failed' ? exam.issues : [])].flatMap(({ row }) =>
    row === undefined ? [] : [row],
  )
  return new Set(rows.flatMap((row) => exam.feeds[row] ?? []))
}

/** A template to begin with, for flows. */
export function useFlowSources(testCase: TestCase, part: 'given' | 'expected') {
  const project = useProjectValue()
  const { graphs } = useGraphs()
  return useMemo(
    () => (testCase.kind !== 'flow' ? [] : [{ name: 'Start from the steps', make: () => makeFlowTemplate(project, testCase, (key) => graphs.get(key))[part] }]),
    [project, graphs, testCase, part],
  )
}
