// How a send step keeps records from being made twice: its mode, the look whether the record is there, the call that changes it.
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { sendWords } from '../../shared/codegen/english-step-cells.ts'
import { answerOf, requestOf } from '../../shared/mapping/flow-builder.ts'
import type { Step, StepLookup, StepUpdate } from '../../shared/project/use-case.ts'
import type { ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { useCollection, useGraphs } from '../collab/project-context.tsx'
import { CellSelect } from '../ui/cell-input.tsx'
import { EndpointInput, RecordSelect, type SetStep } from './step-call-form.tsx'
import { StepConditionForm } from './step-condition-form.tsx'
import { listEndpoints, listRecords } from './step-endpoints.ts'
import { ParametersForm } from './step-parameters-form.tsx'
import { Cell, Words } from './step-parts.tsx'

const modeNotes: Readonly<Record<NonNullable<Step['sendMode']>, string>> = {
  create: 'A new record each time. Look first, or the same one may be made twice.',
  update: 'The record must be there already.',
  'create-or-update': 'Changes the record where it is there, and creates it where it is not.',
  'find-or-create': 'Uses the record as it is where it is there, and creates it where it is not.',
  delete: 'Removes the record. No field map is needed.',
}

export function SendForm({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  const mode = step.sendMode ?? 'create'
  const mayChange = mode === 'update' || mode === 'create-or-update'
  return (
    <>
      <Cell label="Way of sending" note={modeNotes[mode]}>
        <CellSelect
          label="Way of sending"
          value={mode}
          choices={Object.entries(sendWords).map(([value, word]) => ({ value: value as keyof typeof sendWords, word }))}
          onChange={(sendMode) => set({ sendMode }, 'the way of sending')}
        />
      </Cell>
      <Words
        label="Match key"
        value={step.matchKey}
        placeholder="InvoiceNumber"
        note="What tells that two records are the same one."
        onChange={(matchKey) => set({ matchKey }, 'the match key')}
      />
      <LookupForm step={step} set={set} />
      {step.lookup !== undefined && mode === 'create' && (
        <Cell label="If it is found">
          <CellSelect
            label="If it is found"
            value={step.ifFound ?? 'skip'}
            choices={[
              { value: 'skip', word: 'leave the record out, as skipped' },
              { value: 'stop', word: 'count it as a failure' },
            ]}
            onChange={(ifFound) => set({ ifFound }, 'what happens when it is found')}
          />
        </Cell>
      )}
      {(mayChange || step.update !== undefined) && <UpdateForm step={step} set={set} />}
      <Words
        label="If it is there already, in words"
        value={step.whenExists}
        placeholder="use it as it is: the bookkeeper's changes stay"
        onChange={(whenExists) => set({ whenExists }, 'what happens when it is there')}
      />
      <Words
        label="If it was deleted at the source"
        value={step.whenDeletedAtSource}
        placeholder="nothing: the invoice stays"
        onChange={(whenDeletedAtSource) => set({ whenDeletedAtSource }, 'what happens when it was deleted')}
      />
    </>
  )
}

function useSchemaGraph(schema: string | undefined): SchemaGraph | undefined {
  const { graphs } = useGraphs()
  const version = useCollection('schemas').find(({ id }) => id === schema)
  return version === undefined ? undefined : graphs.get(version.graph)
}

/** An endpoint by its words alone has no records to choose from: then the body itself is meant. */
function recordOf(graph: SchemaGraph | undefined, schema: string | undefined, id: string, body: 'request' | 'response'): ObjectAddress {
  const endpoint = graph?.endpoints.find((one) => one.id === id)
  const found = graph === undefined || schema === undefined || endpoint === undefined ? undefined : { key: '', schema, graph, endpoint }
  const likeliest = found === undefined ? undefined : body === 'request' ? requestOf(found, undefined) : answerOf(found, undefined)
  return likeliest ?? (body === 'request' ? { kind: 'request', endpoint: id, envelope: '' } : { kind: 'response', endpoint: id, status: '200', envelope: '' })
}

function LookupForm({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  const { lookup } = step
  const [open, setOpen] = useState(false)
  const schemas = useCollection('schemas')
  const schema = lookup?.schema ?? step.schema
  const graph = useSchemaGraph(schema)
  const what = 'how the record is found'
  const change = (next: StepLookup | undefined) => set({ lookup: next }, what)
  const choose = (endpoint: string) => {
    if (endpoint === '') return change(undefined)
    change({
      ...(lookup?.schema === undefined ? {} : { schema: lookup.schema }),
      ...(lookup?.parameters === undefined ? {} : { parameters: lookup.parameters }),
      endpoint,
      answer: recordOf(graph, schema, endpoint, 'response'),
    })
  }
  return (
    <div className="steps-inner wide" role="group" aria-label="Look first">
      <Checkbox
        label="Look first whether it is there"
        checked={lookup !== undefined || open}
        onChange={(event) => {
          setOpen(event.currentTarget.checked)
          if (!event.currentTarget.checked && lookup !== undefined) change(undefined)
        }}
      />
      {(lookup !== undefined || open) && (
        <div className="steps-cells">
          <Cell label="By the call" wide>
            <EndpointInput label="Endpoint of the look" value={lookup?.endpoint ?? ''} choices={listEndpoints(graph, 'retrieve')} onChange={choose} />
          </Cell>
          {lookup === undefined && <p className="s11 t3 wide">Not stored yet: choose the call that finds it.</p>}
          {lookup !== undefined && (
            <>
              {schemas.length > 1 && (
                <Cell label="Of the schema">
                  <CellSelect
                    label="Schema of the look"
                    value={lookup.schema ?? ''}
                    choices={[{ value: '', word: 'as the step' }, ...schemas.map((one) => ({ value: one.id, word: one.title }))]}
                    onChange={(next) => change(next === '' ? withoutSchema(lookup) : { ...lookup, schema: next })}
                  />
                </Cell>
              )}
              <RecordSelect
                label="Candidates in the answer"
                choices={listRecords(graph, lookup.endpoint, 'response')}
                value={lookup.answer}
                onChange={(answer) => change({ ...lookup, answer: answer ?? recordOf(graph, schema, lookup.endpoint, 'response') })}
              />
              <ParametersForm
                step={step}
                schema={schema}
                endpoint={lookup.endpoint}
                parameters={lookup.parameters ?? []}
                place="values"
                onChange={(parameters) => change(parameters === undefined ? withoutParameters(lookup) : { ...lookup, parameters })}
              />
              <Cell label="Which candidate it is" wide>
                <StepConditionForm
                  step={step}
                  place="candidate"
                  value={lookup.where}
                  always="The first one that the answer holds."
                  lead="The one where"
                  onChange={(where) => change(where === undefined ? withoutWhere(lookup) : { ...lookup, where })}
                />
              </Cell>
            </>
          )}
        </div>
      )}
    </div>
  )
}

function UpdateForm({ step, set }: { readonly step: Step; readonly set: SetStep }) {
  const { update } = step
  const [open, setOpen] = useState(false)
  const graph = useSchemaGraph(step.schema)
  const change = (next: StepUpdate | undefined) => set({ update: next }, 'the call that changes the record')
  return (
    <div className="steps-inner wide" role="group" aria-label="Another call to change it">
      <Checkbox
        label="Another call changes it"
        description="Otherwise the same call creates and changes."
        checked={update !== undefined || open}
        onChange={(event) => {
          setOpen(event.currentTarget.checked)
          if (!event.currentTarget.checked && update !== undefined) change(undefined)
        }}
      />
      {(update !== undefined || open) && (
        <div className="steps-cells">
          <Cell label="By the call" wide>
            <EndpointInput
              label="Endpoint that changes it"
              value={update?.endpoint ?? ''}
              choices={listEndpoints(graph, 'send')}
              onChange={(endpoint) =>
                change(
                  endpoint === ''
                    ? undefined
                    : {
                        ...(update?.parameters === undefined ? {} : { parameters: update.parameters }),
                        endpoint,
                        object: recordOf(graph, step.schema, endpoint, 'request'),
                      },
                )
              }
            />
          </Cell>
          {update === undefined && <p className="s11 t3 wide">Not stored yet: choose the call that changes it.</p>}
          {update !== undefined && (
            <>
              <RecordSelect
                label="The record in its request"
                choices={listRecords(graph, update.endpoint, 'request')}
                value={update.object}
                onChange={(object) => change({ ...update, object: object ?? recordOf(graph, step.schema, update.endpoint, 'request') })}
              />
              <ParametersForm
                step={step}
                schema={step.schema}
                endpoint={update.endpoint}
                parameters={update.parameters ?? []}
                place="found"
                onChange={(parameters) => change(parameters === undefined ? { endpoint: update.endpoint, object: update.object } : { ...update, parameters })}
              />
            </>
          )}
        </div>
      )}
    </div>
  )
}

function withoutSchema(lookup: StepLookup): StepLookup {
  const { schema: _, ...rest } = lookup
  return rest
}

function withoutParameters(lookup: StepLookup): StepLookup {
  const { parameters: _, ...rest } = lookup
  return rest
}

function withoutWhere(lookup: StepLookup): StepLookup {
  const { where: _, ...rest } = lookup
  return rest
}
