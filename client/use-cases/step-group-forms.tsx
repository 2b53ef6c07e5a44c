// The small groups of a step's form: what it asks for, its records, field map, wait, message, result and rhythm.
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { printNumber } from '../../shared/project/project.ts'
import type { Step } from '../../shared/project/use-case.ts'
import { useCollection, useProject, useProjectValue } from '../collab/project-context.tsx'
import { NewFieldMapDialog } from '../pages/new-field-map.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import type { SetStep } from './step-call-form.tsx'
import { StepConditionForm } from './step-condition-form.tsx'
import { printDuration, readDuration } from './step-durations.ts'
import { hasCell } from './step-fields.ts'
import { WhomCell } from './step-outcome-form.tsx'
import { ParametersForm } from './step-parameters-form.tsx'
import { Cell, Words } from './step-parts.tsx'
import { listUsers, tellUsers } from './step-users.ts'

type Props = { readonly step: Step; readonly set: SetStep }

export function AskForm({ step, set }: Props) {
  const mayUseFound = step.kind === 'send' && step.lookup !== undefined && step.sendMode !== 'create' && step.sendMode !== 'find-or-create'
  return (
    <>
      {hasCell(step.kind, 'parameters') && (
        <ParametersForm
          step={step}
          schema={step.schema}
          endpoint={step.endpoint}
          parameters={step.parameters ?? []}
          place={mayUseFound ? 'found' : 'values'}
          onChange={(parameters) => set({ parameters }, 'the parameters')}
        />
      )}
      {hasCell(step.kind, 'selection') && (
        <Words
          label="Which, in words"
          value={step.selection}
          placeholder="paid orders since the last run"
          wide
          onChange={(selection) => set({ selection }, 'what is asked for')}
        />
      )}
      {hasCell(step.kind, 'sort') && (
        <Words label="Sorted by" value={step.sort} placeholder="date, oldest first" onChange={(sort) => set({ sort }, 'the order')} />
      )}
      {hasCell(step.kind, 'pageSize') && (
        <Cell label="Page size">
          <CellInput
            label="Page size"
            value={step.pageSize === undefined ? '' : String(step.pageSize)}
            placeholder="100"
            check={(text) => (text === '' || (/^\d{1,9}$/.test(text) && Number(text) > 0) ? undefined : 'A whole number of records')}
            onChange={(text) => set({ pageSize: text === '' ? undefined : Number(text) }, 'the page size')}
          />
        </Cell>
      )}
      {hasCell(step.kind, 'firstLoad') && (
        <Words
          label="First load"
          value={step.firstLoad}
          placeholder="orders placed since 1 January 2026"
          note="Which records are taken when it runs for the first time."
          onChange={(firstLoad) => set({ firstLoad }, 'the first load')}
        />
      )}
    </>
  )
}

export function RecordsForm({ step, set }: Props) {
  return (
    <>
      <Checkbox
        className="wide"
        label="The steps after it run once for each record of the list"
        checked={step.forEach === true}
        onChange={(event) => set({ forEach: event.currentTarget.checked ? true : undefined }, 'for each record')}
      />
      <Checkbox
        className="wide"
        label="That nothing is found is no failure"
        checked={step.mayBeMissing === true}
        onChange={(event) => set({ mayBeMissing: event.currentTarget.checked ? true : undefined }, 'whether it may be missing')}
      />
    </>
  )
}

export function MapForm({ step, set }: Props) {
  const { project } = useProject()
  const maps = useCollection('fieldMaps').filter((map) => map.archived !== true || map.id === step.fieldMap)
  const [making, setMaking] = useState(false)
  const serves = (id: string) => maps.find((map) => map.id === id)?.useCases.includes(step.useCase) === true
  const sorted = [...maps.filter((map) => serves(map.id)), ...maps.filter((map) => !serves(map.id))]
  const isGone = step.fieldMap !== undefined && !maps.some(({ id }) => id === step.fieldMap)
  return (
    <>
      <Cell label="Field map">
        <CellSelect
          label="Field map"
          value={step.fieldMap ?? ''}
          choices={[
            { value: '', word: maps.length === 0 ? 'there is none yet' : 'none' },
            ...(isGone ? [{ value: step.fieldMap ?? '', word: 'a field map that is gone: choose another' }] : []),
            ...sorted.map((map) => ({ value: map.id, word: `${printNumber('fieldMaps', map.number)} ${map.name}` })),
          ]}
          onChange={(map) => set({ fieldMap: map === '' ? undefined : map }, 'the field map')}
        />
      </Cell>
      <div className="steps-cell steps-beside s12">
        {step.fieldMap !== undefined && !isGone && <Link to={projectLinks(project).map(step.fieldMap)}>Open the field map</Link>}
        <button type="button" className="link-button" onClick={() => setMaking(true)}>
          Make a field map
        </button>
      </div>
      {making && <NewFieldMapDialog opened onClose={() => setMaking(false)} />}
    </>
  )
}

export function WaitForm({ step, set }: Props) {
  return (
    <>
      {step.endpoint === undefined && (
        <Cell label="How long" note="Or choose a call below, and what its answer must meet.">
          <CellInput
            label="How long it waits"
            value={step.waitSeconds === undefined ? '' : printDuration(step.waitSeconds)}
            placeholder="5 min"
            check={(text) => (text === '' || readDuration(text) !== undefined ? undefined : 'A length of time: 90 s, 10 min, 2 h')}
            onChange={(text) => set({ waitSeconds: text === '' ? undefined : readDuration(text) }, 'how long it waits')}
          />
        </Cell>
      )}
      {(step.endpoint !== undefined || step.condition !== undefined) && (
        <StepConditionForm
          step={step}
          place="answer"
          value={step.condition}
          always="It is not said what the answer must meet."
          lead="The call is repeated, as said for failures, until"
          onChange={(condition) => set({ condition }, 'what it waits for')}
        />
      )}
    </>
  )
}

export function NotifyForm({ step, set }: Props) {
  return (
    <>
      <Cell label="When">
        <CellSelect
          label="When"
          value={step.notifyWhen ?? 'always'}
          choices={[
            { value: 'always', word: 'always' },
            { value: 'failed', word: 'only when something failed' },
          ]}
          onChange={(notifyWhen) => set({ notifyWhen }, 'when it tells')}
        />
      </Cell>
      <WhomCell step={step} set={set} />
    </>
  )
}

export function ResultForm({ step, set }: Props) {
  const project = useProjectValue()
  const users = tellUsers(listUsers(project, step))
  const isTaken =
    step.result !== undefined &&
    project.steps.some((one) => one.useCase === step.useCase && one.deleted !== true && one.id !== step.id && one.result === step.result)
  return (
    <Cell
      label="Its result is called"
      wide
      note={[isTaken ? 'Another step gives its result the same name.' : '', users === '' ? 'No step uses it yet.' : users].filter(Boolean).join(' ')}
    >
      <span style={{ maxWidth: 260 }}>
        <CellInput
          label="Name of the result"
          mono
          value={step.result ?? ''}
          placeholder="order"
          onChange={(result) => set({ result }, 'the name of the result')}
        />
      </span>
    </Cell>
  )
}

export function RhythmForm({ step, set }: Props) {
  return (
    <>
      <Words
        label="Frequency"
        value={step.frequency}
        placeholder="at once, by webhook; every 15 minutes"
        onChange={(frequency) => set({ frequency }, 'the frequency')}
      />
      <Words
        label="Volume"
        value={step.volume}
        placeholder="40 a day, 400 on sale days; 60 calls a minute at most"
        onChange={(volume) => set({ volume }, 'the volume')}
      />
    </>
  )
}
