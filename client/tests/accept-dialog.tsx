// "Accept actual as expected": shows what will change, field by field, and writes only what was chosen, with a line in the case's note.
import { useState } from 'react'
import { Button, Checkbox } from '@mantine/core'
import { isDifference, type ComparedField } from '../../shared/mapping/compare-fields.ts'
import type { CaseExam } from '../../shared/mapping/examine-case.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { acceptField } from '../../shared/review/case-accept.ts'
import { useMe } from '../collab/project-context.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { showNotice } from '../ui/notices.tsx'
import { PathText } from '../ui/parts.tsx'
import { useCaseEdits, withNote } from './case-edits.ts'
import { printValue } from './difference-rows.ts'
import { useCaseRuns } from './use-case-lab.tsx'

/** Paths that the note names, at most. */
const MOST_NAMED = 6
/** Fields listed, at most; the others are taken together. */
const MOST_LISTED = 200

/** `paths`: those that are chosen at first; none: all. */
export function AcceptDialog({
  testCase,
  exam,
  paths,
  close,
}: {
  readonly testCase: TestCase
  readonly exam: CaseExam
  readonly paths: readonly string[]
  readonly close: () => void
}) {
  const { records } = useCaseRuns()
  const { name } = useMe()
  const edits = useCaseEdits()
  const differing = exam.fields.filter(isDifference)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(paths.length > 0 ? paths : differing.map(({ path }) => path)))
  const taken = differing.filter(({ path }) => chosen.has(path))
  const stored = testCase.expected === undefined ? undefined : records.get(testCase.expected)
  const accept = async () => {
    // What is taken out of lists is taken out from the end, so that positions before it stay.
    const next = taken.toReversed().reduce((expected, { at }) => acceptField(expected, exam.actual, at), stored)
    if (next === undefined) return
    const named = taken.slice(0, MOST_NAMED).map(({ path }) => (path === '' ? 'the record' : path))
    const rest = taken.length > named.length ? ` and ${taken.length - named.length} more` : ''
    const note = `Accepted as expected by ${name} on ${new Date().toISOString().slice(0, 10)}: ${named.join(', ')}${rest}.`
    const label = `Accept ${taken.length === 1 ? 'a value' : `${taken.length} values`} as expected in ${printNumber('testCases', testCase.number)}`
    if (!(await edits.setRecord(testCase, 'expected', next, { note: withNote(testCase.note, note) }, label))) return
    showNotice(`${label}. Ctrl+Z takes it back.`)
    close()
  }
  return (
    <Dialog onClose={close} title="Accept what came out as what is expected" size="xl">
      <div className="stack">
        <p className="s12 t2">The case will agree with what the map does now. Accept only what somebody has checked against the destination.</p>
        <div className="card accept-list">
          <table className="table">
            <thead>
              <tr>
                <th>
                  <Checkbox
                    aria-label="All of them"
                    checked={taken.length === differing.length}
                    indeterminate={taken.length > 0 && taken.length < differing.length}
                    onChange={() => setChosen(new Set(taken.length === differing.length ? [] : differing.map(({ path }) => path)))}
                  />
                </th>
                <th>Destination field</th>
                <th>Expected before</th>
                <th>Expected after</th>
              </tr>
            </thead>
            <tbody>
              {differing.slice(0, MOST_LISTED).map((field) => (
                <AcceptLine
                  key={field.path}
                  field={field}
                  checked={chosen.has(field.path)}
                  onChange={(checked) => setChosen(new Set(checked ? [...chosen, field.path] : [...chosen].filter((path) => path !== field.path)))}
                />
              ))}
            </tbody>
          </table>
          {differing.length > MOST_LISTED && <p className="card-body s12 t2">And {differing.length - MOST_LISTED} more, which are chosen with all of them.</p>}
        </div>
        <DialogFoot onCancel={close}>
          <Button onClick={() => void accept()} disabled={taken.length === 0 || stored === undefined}>
            {taken.length === 1 ? 'Accept this value' : `Accept ${taken.length} values`}
          </Button>
        </DialogFoot>
      </div>
    </Dialog>
  )
}

function AcceptLine({ field, checked, onChange }: { readonly field: ComparedField; readonly checked: boolean; readonly onChange: (checked: boolean) => void }) {
  const { path, expected, actual } = field
  return (
    <tr>
      <td>
        <Checkbox aria-label={`Accept ${path}`} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      </td>
      <td>
        <PathText path={path === '' ? 'the record' : path} />
      </td>
      <td className="mono value-cell">{expected === undefined ? <span className="t3">nothing</span> : printValue(expected)}</td>
      <td className="mono value-cell">{actual === undefined ? <span className="t3">nothing</span> : printValue(actual)}</td>
    </tr>
  )
}
