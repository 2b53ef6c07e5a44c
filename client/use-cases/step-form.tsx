// The small form of one step. Every field is written when it is left; colleagues see it at once.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { setCell, writeCells } from '../../shared/project/edits.ts'
import { STEP_KINDS, type Step } from '../../shared/project/use-case.ts'
import { moveWrites } from '../collab/place.ts'
import { useCollection, useGraphs, useProject } from '../collab/project-context.tsx'
import { CellInput, CellSelect, type Choice } from '../ui/cell-input.tsx'
import { failureWords } from './step-words.ts'
import { stepWords } from './use-case-words.ts'

type Cell = { readonly [K in keyof Step]-?: Step[K] extends string | undefined ? K : never }[keyof Step]

export function StepForm({
  step,
  steps,
  onClose,
  onDelete,
}: {
  readonly step: Step
  readonly steps: readonly Step[]
  readonly onClose: () => void
  readonly onDelete: () => void
}) {
  const { edit } = useProject()
  const systems = useCollection('systems')
  const maps = useCollection('fieldMaps').filter((map) => map.archived !== true || map.id === step.fieldMap)
  const set = (cell: keyof Step, value: string | number | undefined) =>
    edit(`Change the step ${step.title}`, (doc, origin) => setCell(doc, 'steps', step.id, cell, value === '' ? undefined : value, origin))
  const at = steps.findIndex((one) => one.id === step.id)
  const move = (to: number) => edit(`Move the step ${step.title}`, (doc, origin) => writeCells(doc, moveWrites('steps', steps, step.id, to), origin))
  const text = (cell: Cell, label: string, placeholder: string, mono = false) => (
    <FormCell label={label}>
      <CellInput
        label={label}
        value={step[cell] ?? ''}
        placeholder={placeholder}
        mono={mono}
        onChange={(value) => (cell === 'title' && value === '' ? undefined : set(cell, value))}
      />
    </FormCell>
  )
  const choice = <V extends string>(cell: keyof Step, label: string, value: V, choices: readonly Choice<V>[]) => (
    <FormCell label={label}>
      <CellSelect label={label} value={value} choices={choices} onChange={(next) => set(cell, next)} />
    </FormCell>
  )
  return (
    <div className="step-form" role="group" aria-label={`Step ${at + 1}: ${step.title}`}>
      {text('title', 'Title', 'What happens')}
      {choice(
        'kind',
        'Kind',
        step.kind,
        STEP_KINDS.map((kind) => ({ value: kind, word: stepWords[kind].word })),
      )}
      {choice('system', 'System', step.system ?? '', [{ value: '', word: 'none' }, ...systems.map((system) => ({ value: system.id, word: system.name }))])}
      <EndpointCell step={step} onChange={(value) => set('endpoint', value)} />
      {choice('fieldMap', 'Field map', step.fieldMap ?? '', [{ value: '', word: 'none' }, ...maps.map((map) => ({ value: map.id, word: map.name }))])}
      {text('result', 'Its result is called', 'contact', true)}
      {text('frequency', 'Frequency', 'at once, every 15 minutes ...')}
      {text('volume', 'Volume', '40 a day, 60 a minute at most ...')}
      {text('onSuccess', 'On success', 'go on')}
      {choice('failure', 'On failure', step.failure ?? '', [
        { value: '', word: 'not said yet' },
        ...Object.entries(failureWords).map(([value, word]) => ({ value, word })),
      ])}
      {step.failure === 'retry' && (
        <FormCell label="How often">
          <CellInput
            label="How often it is tried again"
            value={step.retries === undefined ? '' : String(step.retries)}
            check={(value) => (/^\d{0,4}$/.test(value) ? undefined : 'A whole number of times')}
            onChange={(value) => set('retries', value === '' ? undefined : Number(value))}
          />
        </FormCell>
      )}
      {text('alert', 'Whom to tell', 'finance-ops')}
      {text('onFailure', 'On failure, in words', 'keep the order in the failed list')}
      <div className="row step-form-actions">
        <Button variant="default" disabled={at <= 0} onClick={() => move(at - 1)}>
          Move left
        </Button>
        <Button variant="default" disabled={at === steps.length - 1} onClick={() => move(at + 1)}>
          Move right
        </Button>
        <Button variant="default" onClick={onDelete}>
          Delete
        </Button>
        <span className="sp" />
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  )
}

function FormCell({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="form-cell">
      <span className="label" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  )
}

/** Completes from the endpoints of the step's system; anything else may be written too. */
function EndpointCell({ step, onChange }: { readonly step: Step; readonly onChange: (value: string) => void }) {
  const schemas = useCollection('schemas').filter((schema) => schema.system === step.system)
  const { graphs } = useGraphs(schemas.map((schema) => schema.graph))
  const [list] = useState(() => `endpoints-${step.id}`)
  const endpoints = [...graphs.values()].flatMap((graph) => graph.endpoints.map((endpoint) => endpoint.id))
  const [draft, setDraft] = useState<string>()
  return (
    <FormCell label="Endpoint">
      <input
        className="cell-input mono"
        aria-label="Endpoint"
        list={list}
        placeholder="POST /Invoices"
        maxLength={2_000}
        value={draft ?? step.endpoint ?? ''}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => {
          if (draft !== undefined && draft.trim() !== (step.endpoint ?? '')) onChange(draft.trim())
          setDraft(undefined)
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <datalist id={list}>
        {endpoints.slice(0, 500).map((endpoint) => (
          <option key={endpoint} value={endpoint} />
        ))}
      </datalist>
    </FormCell>
  )
}
