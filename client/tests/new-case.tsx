// A new test case: from nothing, or from a sample and what the map makes of it. And what stands here before there is one.
import { useMemo, useState } from 'react'
import { Button, Select, TextInput } from '@mantine/core'
import { useLocation } from 'wouter'
import { isObject } from '../../shared/mapping/compare-records.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { TestCase } from '../../shared/project/review-parts.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { projectLinks } from '../pages/project-links.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { useCaseEdits } from './case-edits.ts'
import { fillSide, sidesOf, useCaseContext, useFillChoices } from './case-side.ts'
import { TO_CHECK } from './case-words.tsx'
import { makeExpected } from './made-case.ts'

const kinds = [
  { value: 'mapping', label: 'Mapping: a record goes in, a record comes out' },
  { value: 'flow', label: 'Flow: the calls that the steps of a use case make' },
  { value: 'manual', label: 'By hand: a person runs it in an environment' },
] as const

export function NewCase({ close }: { readonly close: () => void }) {
  const { project } = useProject()
  const [, go] = useLocation()
  const edits = useCaseEdits()
  const maps = useCollection('fieldMaps').filter(({ archived }) => archived !== true)
  const useCases = useCollection('useCases')
  const [kind, setKind] = useState<TestCase['kind']>('mapping')
  const [title, setTitle] = useState('')
  const [fieldMap, setFieldMap] = useState(maps[0]?.id ?? '')
  const [useCase, setUseCase] = useState('')
  const [sample, setSample] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const context = useCaseContext(kind === 'mapping' ? fieldMap : undefined)
  const sides = useMemo(() => sidesOf(context, { kind: 'mapping' }, 'given'), [context])
  const choices = useFillChoices(sides)
  const primary = choices.filter(({ side }) => side === sides[0])
  const chosen = primary.find(({ key }) => key === sample)
  const make = async () => {
    setBusy(true)
    const cells = chosen === undefined || context === undefined ? {} : await fromSample()
    setBusy(false)
    if (cells === undefined) return
    const ofMap = maps.find(({ id }) => id === fieldMap)?.useCases
    const served = useCase !== '' ? [useCase] : kind === 'mapping' && ofMap !== undefined && ofMap.length > 0 ? [...ofMap] : undefined
    const id = edits.add({
      kind,
      title: title.trim() === '' ? (chosen === undefined ? 'New test case' : `${chosen.side.name ?? ''} ${chosen.label}`.trim()) : title.trim(),
      ...(kind === 'mapping' && fieldMap !== '' ? { fieldMap } : {}),
      ...(served === undefined ? {} : { useCases: served }),
      ...cells,
    })
    close()
    go(projectLinks(project).test(id))
  }
  /** Of the other inputs, the first record there is. Undefined: it could not be stored. */
  const fromSample = async (): Promise<Partial<TestCase> | undefined> => {
    if (chosen === undefined || context === undefined) return {}
    const filled = sides.slice(1).flatMap((side) => choices.filter((choice) => choice.side === side).slice(0, 1))
    const given = [chosen, ...filled].reduce<JsonValue>((record, choice) => fillSide(record, choice), {})
    if (!isObject(given)) return {}
    const now = new Date().toISOString()
    const made = makeExpected(context, given, now)
    const givenHash = await edits.store(given)
    const expectedHash = 'expected' in made ? await edits.store(made.expected) : undefined
    if (givenHash === undefined || ('expected' in made && expectedHash === undefined)) return undefined
    return {
      given: givenHash,
      now,
      tags: [TO_CHECK],
      ...(expectedHash === undefined ? {} : { expected: expectedHash }),
      ...('expectedIssues' in made ? made : {}),
    }
  }
  return (
    <Dialog onClose={close} title="New test case" size="lg">
      <div className="stack">
        <Select
          label="Kind"
          value={kind}
          data={[...kinds]}
          allowDeselect={false}
          onChange={(chosenKind) => setKind(kinds.find(({ value }) => value === chosenKind)?.value ?? 'mapping')}
        />
        <TextInput
          label="Title"
          placeholder="Order with two tax classes"
          maxLength={500}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus
        />
        {kind === 'mapping' && (
          <Select
            label="Field map"
            value={fieldMap}
            data={[{ value: '', label: 'choose one' }, ...maps.map(({ id, name }) => ({ value: id, label: name }))]}
            allowDeselect={false}
            onChange={(map) => {
              setFieldMap(map ?? '')
              setSample(null)
            }}
          />
        )}
        <Select
          label="Use case"
          value={useCase}
          data={[
            { value: '', label: kind === 'mapping' ? 'those of the field map' : 'none yet' },
            ...useCases.map(({ id, number, title: name }) => ({ value: id, label: `${printNumber('useCases', number)} ${name}` })),
          ]}
          allowDeselect={false}
          onChange={(id) => setUseCase(id ?? '')}
        />
        {kind === 'mapping' && primary.length > 0 && (
          <Select
            label="From this sample, and what the map makes of it"
            description="Expected is then what came out, marked to be checked. Leave it empty to write both yourself."
            placeholder="Start from nothing"
            searchable
            clearable
            limit={200}
            value={sample}
            data={primary.map(({ key, label, from }) => ({ value: key, label: `${label} · ${from}` }))}
            onChange={setSample}
          />
        )}
        <DialogFoot onCancel={close}>
          <Button onClick={() => void make()} loading={busy}>
            Make the test case
          </Button>
        </DialogFoot>
      </div>
    </Dialog>
  )
}

export function NoCases() {
  const { mayEdit } = useProject()
  const [adding, setAdding] = useState(false)
  return (
    <div className="tests-empty">
      <div className="page-head">
        <div>
          <h1>Test cases</h1>
          <p className="s12 t2">What must come out, shown by examples that run.</p>
        </div>
      </div>
      <div className="page-body">
        <section className="card card-body">
          <h2>No test cases yet</h2>
          <p className="s12 t2">
            A test case proves a field map by example: a record that goes in, and the record that must come out. It runs here after every edit, on the command
            line, and in the code that engineers take from here.
          </p>
          <ul className="s12 t2 case-kinds">
            <li>
              <b>Mapping</b>: one record in, one record out, compared field by field, or the issues that a bad record must raise.
            </li>
            <li>
              <b>Flow</b>: what each system answers, and the calls that the steps must make, in order.
            </li>
            <li>
              <b>By hand</b>: for sandboxes, volume and outages. A person runs it and records what was there.
            </li>
          </ul>
          {mayEdit && (
            <Button leftSection={<Icon name="plus" size={14} />} onClick={() => setAdding(true)}>
              New test case
            </Button>
          )}
        </section>
        {adding && <NewCase close={() => setAdding(false)} />}
      </div>
    </div>
  )
}
