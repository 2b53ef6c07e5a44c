// Which call a step makes: system, schema, endpoint, and the records that are meant inside what goes and comes.
import { Autocomplete, type ComboboxItem } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { Step } from '../../shared/project/use-case.ts'
import { addObject, writeCells } from '../../shared/project/edits.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useGraphs, useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { CellInput, CellSelect } from '../ui/cell-input.tsx'
import { listEndpoints, listRecords, recordKey, searchEndpoints, type EndpointChoice } from './step-endpoints.ts'
import { hasCell } from './step-fields.ts'
import { Cell } from './step-parts.tsx'
import { endpointPatch, newestSchema, stepWrites, systemPatch, type StepPatch } from './step-writes.ts'

export type SetStep = (patch: StepPatch, what?: string) => void

export function CallForm({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  const { project } = useProject()
  const schemas = useCollection('schemas')
  const { graphs } = useGraphs()
  const own = schemas.filter((schema) => schema.system === step.system)
  const version = schemas.find((schema) => schema.id === step.schema)
  const graph = version === undefined ? undefined : graphs.get(version.graph)
  // Without a schema of its own it is completed from the newest of its system.
  const offered = version ?? (step.system === undefined ? undefined : newestSchema(schemas, step.system))
  const choices = listEndpoints(offered === undefined ? undefined : graphs.get(offered.graph), step.kind)
  const chosen = graph?.endpoints.find(({ id }) => id === step.endpoint)
  return (
    <>
      <SystemCell step={step} set={set} />
      {(own.length > 1 || (step.schema !== undefined && version === undefined)) && (
        <Cell label="Schema">
          <CellSelect
            label="Schema"
            value={step.schema ?? ''}
            choices={[
              { value: '', word: 'not said yet' },
              ...(step.schema !== undefined && version === undefined ? [{ value: step.schema, word: 'a schema that is gone: choose another' }] : []),
              ...own.map((schema) => ({ value: schema.id, word: [schema.title, schema.version].filter(Boolean).join(' ') })),
            ]}
            onChange={(schema) => set({ schema: schema === '' ? undefined : schema }, 'the schema')}
          />
        </Cell>
      )}
      <Cell label="Endpoint" wide note={endpointNote(step, choices, chosen?.summary, graph !== undefined)}>
        <EndpointInput
          label="Endpoint"
          value={step.endpoint ?? ''}
          choices={choices}
          onChange={(endpoint) => {
            const isKnown = choices.some(({ id }) => id === endpoint)
            set(endpointPatch(step, endpoint, isKnown ? offered?.id : undefined), 'the endpoint')
          }}
        />
      </Cell>
      {offered === undefined && step.system !== undefined && (
        <p className="s11 t3 wide">
          This system has no schema yet, so an endpoint is only words. <Link to={projectLinks(project).schemas}>Import its description</Link>
        </p>
      )}
      <RecordCells step={step} set={set} />
    </>
  )
}

function endpointNote(step: Step, choices: readonly EndpointChoice[], summary: string | undefined, hasGraph: boolean): string | undefined {
  if (step.endpoint === undefined) return choices.length === 0 ? undefined : `${choices.length} calls are known. Search by method, path or words.`
  if (summary !== undefined) return summary
  const known = choices.find(({ id }) => id === step.endpoint)
  if (known !== undefined) return known.summary === '' ? undefined : known.summary
  return hasGraph || choices.length > 0 ? 'The schema has no such endpoint. Choose one from the list, or keep it as words.' : undefined
}

const NEW = '+'

/** A system is chosen, or added in place. */
function SystemCell({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  const { edit } = useProject()
  const systems = useCollection('systems')
  const schemas = useCollection('schemas')
  const { graphs } = useGraphs()
  const [adding, setAdding] = useState(false)
  const isGone = step.system !== undefined && !systems.some(({ id }) => id === step.system)
  const add = (name: string) => {
    setAdding(false)
    if (name === '') return
    const id = newId()
    const { order, writes } = placeIn('systems', systems)
    edit(`Add the system ${name}`, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'systems', { id, name, order }, origin),
      ...writeCells(doc, stepWrites(step, { ...systemPatch(step, '', [], () => undefined), system: id }), origin),
    ])
  }
  return (
    <Cell label="System">
      {adding ? (
        <CellInput label="Name of the new system" value="" placeholder="Its name, then Enter" autoFocus onChange={add} onEnter={() => setAdding(false)} />
      ) : (
        <CellSelect
          label="System"
          value={step.system ?? ''}
          choices={[
            { value: '', word: 'none' },
            ...(isGone ? [{ value: step.system ?? '', word: 'a system that is gone: choose another' }] : []),
            ...systems.map((system) => ({ value: system.id, word: system.name })),
            { value: NEW, word: 'Add a system ...' },
          ]}
          onChange={(value) =>
            value === NEW
              ? setAdding(true)
              : set(
                  systemPatch(step, value, schemas, (key) => graphs.get(key)),
                  'the system',
                )
          }
        />
      )}
    </Cell>
  )
}

/** Which record is meant inside the bodies of the call. */
function RecordCells({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  const schemas = useCollection('schemas')
  const { graphs } = useGraphs()
  const version = schemas.find((schema) => schema.id === step.schema)
  const graph = version === undefined ? undefined : graphs.get(version.graph)
  const goes = step.kind === 'send' || step.kind === 'trigger' ? 'request' : 'response'
  const label = { trigger: 'The record that comes', send: 'The record in the request' }[step.kind === 'trigger' ? 'trigger' : 'send']
  return (
    <>
      <RecordSelect
        label={goes === 'response' ? 'The record in the answer' : label}
        choices={listRecords(graph, step.endpoint, goes)}
        value={step.object}
        onChange={(object) => set({ object }, 'the record')}
      />
      {hasCell(step.kind, 'answer') && step.sendMode !== 'delete' && (
        <RecordSelect
          label="The record in the answer"
          choices={listRecords(graph, step.endpoint, 'response')}
          value={step.answer}
          onChange={(answer) => set({ answer }, 'the record in the answer')}
        />
      )}
    </>
  )
}

type RecordProps = {
  readonly label: string
  readonly choices: ReturnType<typeof listRecords>
  readonly value: Step['object']
  readonly onChange: (value: Step['object']) => void
}

export function RecordSelect({ label, choices, value, onChange }: RecordProps) {
  const key = recordKey(value)
  const [likeliest] = choices
  if (likeliest === undefined && value === undefined) return null
  const isGone = value !== undefined && !choices.some((choice) => choice.key === key)
  return (
    <Cell label={label}>
      <CellSelect
        label={label}
        value={key}
        choices={[
          { value: '', word: likeliest === undefined ? 'not said yet' : `the likeliest: ${likeliest.words}` },
          ...(isGone ? [{ value: key, word: 'one that the schema does not have: choose another' }] : []),
          ...choices.map((choice) => ({ value: choice.key, word: choice.words })),
        ]}
        onChange={(next) => onChange(choices.find((choice) => choice.key === next)?.address)}
      />
    </Cell>
  )
}

type EndpointProps = {
  readonly label: string
  readonly value: string
  readonly choices: readonly EndpointChoice[]
  readonly onChange: (endpoint: string) => void
}

/** Searched by method, path and summary; what is none of the list is kept as words. */
export function EndpointInput({ label, value, choices, onChange }: EndpointProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const byId = useMemo(() => new Map(choices.map((choice) => [choice.id, choice])), [choices])
  const commit = (typed: string) => typed.trim() !== value && onChange(typed.trim())
  return (
    <Autocomplete
      className="pn-field"
      aria-label={label}
      placeholder="POST /Invoices"
      maxLength={2_000}
      value={text}
      data={[...byId.keys()]}
      limit={60}
      maxDropdownHeight={280}
      // All of them as long as nothing was typed.
      filter={({ search, limit }) =>
        searchEndpoints(choices, search === value ? '' : search)
          .slice(0, limit)
          .map(({ id }): ComboboxItem => ({ value: id, label: id }))
      }
      onChange={setText}
      onOptionSubmit={commit}
      onBlur={() => commit(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(event.currentTarget.value)
        if (event.key === 'Escape' && text !== value) {
          setText(value)
          event.stopPropagation()
        }
      }}
      renderOption={({ option }) => (
        <span className="steps-option">
          <span className="mono ell">{option.value}</span>
          <span className="t3 s11 ell">
            {byId.get(option.value)?.deprecated === true ? 'deprecated. ' : ''}
            {byId.get(option.value)?.summary}
          </span>
        </span>
      )}
    />
  )
}
