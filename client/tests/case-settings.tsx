// The settings of a test case: what it is about, what it runs with, how it is compared.
import type { ReactNode } from 'react'
import { parseFieldPath, printFieldPath } from '../../shared/schema/field-path.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import { useCollection } from '../collab/project-context.tsx'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import { EditableText } from '../ui/editable-text.tsx'
import { ChoiceList } from './choice-list.tsx'
import { useCaseEdits } from './case-edits.ts'
import { kindWords } from './case-words.tsx'

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/

export function CaseSettings({ testCase }: { readonly testCase: TestCase }) {
  const edits = useCaseEdits()
  const maps = useCollection('fieldMaps').filter(({ archived, id }) => archived !== true || id === testCase.fieldMap)
  const profiles = useCollection('customerProfiles')
  const isMapping = testCase.kind === 'mapping'
  return (
    <section className="card case-settings" aria-label="Settings of the test case">
      <Setting label="Kind">
        <CellSelect
          label="Kind"
          value={testCase.kind}
          choices={(['mapping', 'flow', 'manual'] as const).map((value) => ({ value, word: kindWords[value] }))}
          onChange={(kind) => edits.set(testCase, { kind }, 'the kind')}
        />
      </Setting>
      {isMapping && (
        <Setting label="Field map">
          <CellSelect
            label="Field map"
            value={testCase.fieldMap ?? ''}
            choices={[{ value: '', word: 'choose one' }, ...maps.map(({ id, name }) => ({ value: id, word: name }))]}
            onChange={(fieldMap) => edits.set(testCase, { fieldMap: fieldMap === '' ? undefined : fieldMap }, 'the field map')}
          />
        </Setting>
      )}
      {testCase.kind !== 'manual' && (
        <>
          <Setting label="Customer">
            <CellSelect
              label="Customer"
              value={testCase.profile ?? ''}
              choices={[{ value: '', word: 'none of its own' }, ...profiles.map(({ id, name }) => ({ value: id, word: name }))]}
              onChange={(profile) => edits.set(testCase, { profile: profile === '' ? undefined : profile }, 'the customer')}
            />
          </Setting>
          <Setting label="Takes as now">
            <CellInput
              mono
              label="Takes as now"
              value={testCase.now ?? ''}
              placeholder="the time of the run"
              check={(text) => (text === '' || TIME.test(text) ? undefined : 'A time in UTC: 2026-03-28T23:40:12Z')}
              onChange={(now) => edits.set(testCase, { now: now === '' ? undefined : now }, 'the time')}
            />
          </Setting>
          <Setting label="Compare">
            <CellSelect
              label="Compare"
              value={testCase.compare ?? 'exact'}
              choices={[
                { value: 'exact', word: 'exactly' },
                { value: 'containing', word: 'what is named' },
              ]}
              onChange={(compare) => edits.set(testCase, { compare }, 'the comparison')}
            />
          </Setting>
        </>
      )}
      {isMapping && (
        <Setting label="Operation">
          <CellSelect
            label="Operation"
            value={testCase.operation ?? 'create'}
            choices={[
              { value: 'create', word: 'create' },
              { value: 'update', word: 'update' },
            ]}
            onChange={(operation) => edits.set(testCase, { operation: operation === 'create' ? undefined : operation }, 'the operation')}
          />
        </Setting>
      )}
      <Setting label="Tags">
        <CellInput
          label="Tags, with commas between them"
          value={(testCase.tags ?? []).join(', ')}
          placeholder="live, sandbox ..."
          onChange={(text) => {
            const tags = splitList(text)
            edits.set(testCase, { tags: tags.length === 0 ? undefined : tags }, 'the tags')
          }}
        />
      </Setting>
      {testCase.kind !== 'manual' && <IgnoreSetting testCase={testCase} />}
      <LinkSettings testCase={testCase} />
      <Setting label="Note" wide>
        <EditableText
          lines
          value={testCase.note ?? ''}
          label="Note"
          placeholder="Why this case, and where its numbers come from"
          onChange={(note) => edits.set(testCase, { note: note === '' ? undefined : note }, 'the note')}
        />
      </Setting>
    </section>
  )
}

function IgnoreSetting({ testCase }: { readonly testCase: TestCase }) {
  const edits = useCaseEdits()
  return (
    <Setting label="Not compared" wide>
      <CellInput
        mono
        label="Paths that are not compared, with commas between them"
        value={(testCase.ignore ?? []).join(', ')}
        placeholder={testCase.kind === 'flow' ? 'calls[].body.Invoices[].Date' : 'LineItems[].LineItemID, UpdatedDateUTC'}
        check={(text) =>
          splitList(text)
            .map(checkPath)
            .find((wrong) => wrong !== undefined)
        }
        onChange={(text) => {
          const paths = splitList(text).flatMap((path) => {
            const read = parseFieldPath(path)
            return read.ok ? [printFieldPath(read.value) as string] : []
          })
          edits.set(testCase, { ignore: paths.length === 0 ? undefined : paths }, 'what is not compared')
        }}
      />
    </Setting>
  )
}

function checkPath(path: string): string | undefined {
  const read = parseFieldPath(path)
  return read.ok ? undefined : `${path}: ${read.error.message}`
}

/** Use cases, the outcome, and rows that it is about besides those whose value it sees. */
function LinkSettings({ testCase }: { readonly testCase: TestCase }) {
  const edits = useCaseEdits()
  const useCases = useCollection('useCases')
  const rows = useCollection('rows').filter(({ fieldMap }) => testCase.fieldMap === undefined || fieldMap === testCase.fieldMap)
  const outcomes = useCollection('useCaseItems').filter(({ part, useCase }) => part === 'outcome' && (testCase.useCases ?? []).includes(useCase))
  return (
    <>
      <Setting label="Use cases" wide>
        <ChoiceList
          label="Use cases"
          chosen={testCase.useCases ?? []}
          choices={useCases.map(({ id, number, title }) => ({ id, name: printNumber('useCases', number), title }))}
          onChange={(ids) => edits.set(testCase, { useCases: ids.length === 0 ? undefined : [...ids] }, 'the use cases')}
        />
      </Setting>
      <Setting label="Rows it is about" wide>
        <ChoiceList
          label="Rows"
          chosen={testCase.rows ?? []}
          choices={rows.map(({ id, number, destination }) => ({ id, name: printNumber('rows', number), title: destination }))}
          onChange={(ids) => edits.set(testCase, { rows: ids.length === 0 ? undefined : [...ids] }, 'the rows')}
        />
      </Setting>
      {outcomes.length > 0 && (
        <Setting label="Outcome that it proves" wide>
          <CellSelect
            label="Outcome that it proves"
            value={testCase.outcome ?? ''}
            choices={[{ value: '', word: 'none' }, ...outcomes.map(({ id, text }) => ({ value: id, word: text }))]}
            onChange={(outcome) => edits.set(testCase, { outcome: outcome === '' ? undefined : outcome }, 'the outcome')}
          />
        </Setting>
      )}
    </>
  )
}

function splitList(text: string): string[] {
  return [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== '')
}

function Setting({ label, wide = false, children }: { readonly label: string; readonly wide?: boolean; readonly children: ReactNode }) {
  return (
    <div className={wide ? 'case-setting wide' : 'case-setting'}>
      <span className="label" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  )
}
