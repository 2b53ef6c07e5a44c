// "Record a run": what somebody saw outside. It says before it is written what it does to rows, and opens a defect where the run failed.
import { useMemo, useState } from 'react'
import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { compareFields, isDifference, type ComparedField } from '../../shared/mapping/compare-fields.ts'
import { readIgnored } from '../../shared/mapping/compare-records.ts'
import { writeCells } from '../../shared/project/edits.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase, TestRun } from '../../shared/project/review-parts.ts'
import { describeEffect, recordRun, statusesAfter, suggestDefect } from '../../shared/review/case-runs.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useMe, useProject, useProjectValue } from '../collab/project-context.tsx'
import { useDraft } from '../panels/drafts.ts'
import { Dialog } from '../ui/dialog.tsx'
import { offerUndo } from '../ui/notices.tsx'
import { useUndo } from '../pages/use-undo.ts'
import { useCaseEdits } from './case-edits.ts'
import { DifferenceTable } from './difference-card.tsx'
import { printValue } from './difference-rows.ts'
import { readDraft } from './json-draft.ts'
import { UploadRecord } from './record-editor.tsx'
import { useCaseRuns } from './use-case-lab.tsx'

export function RecordRun({ testCase, close }: { readonly testCase: TestCase; readonly close: () => void }) {
  const { edit } = useProject()
  const { undoCommand } = useUndo()
  const project = useProjectValue()
  const { name: me } = useMe()
  const { coverage, records } = useCaseRuns()
  const edits = useCaseEdits()
  const [result, setResult] = useState<TestRun['result']>('passed')
  const [environment, setEnvironment] = useState('')
  const [build, setBuild] = useState('')
  const [note, setNote] = useState('')
  const [actual, setActual] = useDraft(`run ${testCase.id}`)
  const [defect, setDefect] = useState<string>()
  const [askedOf, setAskedOf] = useState('')
  const [busy, setBusy] = useState(false)
  const read = useMemo(() => (actual.trim() === '' ? undefined : readDraft(actual)), [actual])
  const expected = testCase.expected === undefined ? undefined : records.get(testCase.expected)
  const fields = useMemo(
    () => (read?.ok === true ? compareFields(expected, read.value, { comparison: testCase.compare ?? 'exact', ignored: readIgnored(testCase.ignore) }) : []),
    [read, expected, testCase.compare, testCase.ignore],
  )
  const covered = coverage.rowsByCase.get(testCase.id) ?? new Set<string>()
  const environments = project.environments.flatMap(({ id, system, name, deleted }) =>
    deleted === true ? [] : [{ value: id, label: `${project.systems.find((one) => one.id === system)?.name ?? ''} ${name}`.trim() }],
  )
  const place = environments.find(({ value }) => value === environment)
  const effect = statusesAfter(project, { ...(place === undefined ? {} : { environment: place.value }), result }, covered)
  const text = defect ?? suggestDefect(testCase, place?.label, expected === undefined ? [] : fields.filter(isDifference).map(printDifference), note)
  const record = async () => {
    setBusy(true)
    const hash = read?.ok === true ? await edits.store(read.value) : undefined
    setBusy(false)
    if (read?.ok === true && hash === undefined) return
    const run: TestRun = {
      id: newId(),
      testCase: testCase.id,
      by: me,
      at: new Date().toISOString(),
      result,
      ...(place === undefined ? {} : { environment: place.value }),
      ...(build.trim() === '' ? {} : { build: build.trim() }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(hash === undefined ? {} : { actual: hash }),
    }
    const { order, writes: before } = placeIn('questions', project.questions)
    const question = { id: newId(), order, text: text.trim(), askedBy: me, ...(askedOf === '' ? {} : { askedOf }) }
    const { writes, ...done } = recordRun(project, { run, ...(result === 'failed' ? { defect: question } : {}) }, covered)
    const label = `Record a ${result} run of ${printNumber('testCases', testCase.number)}`
    const { id } = edit(label, (doc, origin) => writeCells(doc, [...(result === 'failed' ? before : []), ...writes], origin))
    const said = [describeEffect(done), result === 'failed' ? 'A defect is open at the case.' : undefined].filter((sentence) => sentence !== undefined)
    offerUndo([`Recorded: ${result}.`, ...said].join(' '), () => undoCommand(id))
    setActual('')
    close()
  }
  const isBad = read?.ok === false
  return (
    <Dialog onClose={close} title={`Record a run of ${printNumber('testCases', testCase.number)}`} size="xl">
      <div className="stack run-form">
        <div className="run-facts">
          <div role="radiogroup" aria-label="Result" className="segments">
            {(['passed', 'failed', 'blocked'] as const).map((one) => (
              <button
                key={one}
                type="button"
                role="radio"
                aria-checked={one === result}
                data-autofocus={one === 'passed' || undefined}
                onClick={() => setResult(one)}
              >
                {one.replace(/^./, (first) => first.toUpperCase())}
              </button>
            ))}
          </div>
          <Select
            label="Environment"
            value={environment}
            data={[{ value: '', label: 'none of the project' }, ...environments]}
            allowDeselect={false}
            onChange={(value) => setEnvironment(value ?? '')}
          />
          <TextInput label="Build" placeholder="1.4.0, a commit ..." maxLength={200} value={build} onChange={(event) => setBuild(event.currentTarget.value)} />
        </div>
        <Textarea
          label="Note"
          placeholder="What you saw"
          autosize
          minRows={1}
          maxRows={6}
          maxLength={32_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div>
          <div className="row">
            <span className="label">The record that was there</span>
            <span className="sp" />
            <UploadRecord onText={setActual} />
          </div>
          <Textarea
            aria-label="The record that was there, as JSON"
            placeholder="Paste the JSON of the record, if there is one"
            autosize
            minRows={3}
            maxRows={10}
            spellCheck={false}
            value={actual}
            onChange={(event) => setActual(event.currentTarget.value)}
            error={isBad ? read.message : undefined}
            errorProps={{ role: 'alert' }}
            classNames={{ input: 'mono' }}
          />
        </div>
        {read?.ok === true && (
          <DifferenceTable title={expected === undefined ? 'What was there; nothing is expected yet' : 'Expected and what was there'} fields={fields} />
        )}
        {result === 'failed' && (
          <>
            <Textarea
              label="The defect that opens"
              autosize
              minRows={3}
              maxRows={10}
              maxLength={32_000}
              value={text}
              onChange={(event) => setDefect(event.currentTarget.value)}
            />
            <Select
              label="Asked of"
              value={askedOf}
              data={[
                { value: '', label: 'nobody yet' },
                ...project.people.flatMap(({ id, name, deleted }) => (deleted === true ? [] : [{ value: id, label: name }])),
              ]}
              allowDeselect={false}
              onChange={(value) => setAskedOf(value ?? '')}
            />
          </>
        )}
        <div className="row">
          <p className="s12 t2" role="status">
            {tellEffect(effect, place !== undefined, result)}
          </p>
          <span className="sp" />
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button onClick={() => void record()} disabled={isBad || (result === 'failed' && text.trim() === '')} loading={busy}>
            Record it
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** What recording it will do to rows. */
function tellEffect(effect: ReturnType<typeof statusesAfter>, isNamed: boolean, result: TestRun['result']): string {
  if (result === 'blocked') return 'A blocked run changes no row.'
  if (!isNamed) return 'Without an environment of the project no row becomes tested.'
  const rows = describeEffect(effect)
  return rows === undefined
    ? result === 'passed'
      ? 'None of its rows is built, so none becomes tested.'
      : 'None of its rows is tested.'
    : `After that ${rows}`
}

function printDifference({ path, expected, actual }: ComparedField): string {
  const place = path === '' ? 'The record' : path
  if (actual === undefined) return `${place}: ${printValue(expected)} is expected, but nothing is there.`
  return expected === undefined
    ? `${place}: ${printValue(actual)} is there, and nothing is expected.`
    : `${place}: ${printValue(expected)} is expected, but it is ${printValue(actual)}.`
}
