// The environments of a system: where it can be reached, who lets us in, how far that is, and what each is good for.
import { useState } from 'react'
import { addObject, setCell, writeCells } from '../../shared/project/edits.ts'
import type { Environment, System } from '../../shared/project/people-and-systems.ts'
import type { PrerequisiteItem } from '../../shared/review/prerequisites.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card } from '../ui/parts.tsx'
import { useToday } from '../ui/use-today.ts'
import { accessWrites, describeEnvironmentUses } from './system-edits.ts'
import { ChoiceField, DayField, PersonField, TextField } from './system-fields.tsx'
import { PlanItem } from './system-item.tsx'
import { accessChoices, environmentKinds, environmentTraits } from './system-words.ts'

export function EnvironmentsCard({ system, items }: { readonly system: System; readonly items: ReadonlyMap<string, PrerequisiteItem> }) {
  const { edit, mayEdit } = useProject()
  const all = useCollection('environments')
  const own = all.filter((environment) => environment.system === system.id)
  const [added, setAdded] = useState<string>()
  const add = () => {
    const id = newId()
    const { order, writes } = placeIn('environments', all)
    const name = own.length === 0 ? 'Sandbox' : own.some(({ kind }) => kind === 'production') ? 'Another environment' : 'Production'
    const kind = own.length === 0 ? 'sandbox' : name === 'Production' ? 'production' : 'other'
    edit(`Add an environment of ${system.name}`, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'environments', { id, system: system.id, name, kind, access: 'none', order }, origin),
    ])
    setAdded(id)
  }
  return (
    <Card
      title="Environments"
      aside={
        mayEdit && (
          <button type="button" className="link-button s12" onClick={add}>
            <Icon name="plus" size={14} />
            Add an environment
          </button>
        )
      }
    >
      {own.length === 0 && (
        <p className="s12 t3 plan-lead">
          Where the system can be tried and where it runs for real: the sandbox first, with who must let us in and by when, then production.
        </p>
      )}
      {own.map((environment) => (
        <EnvironmentItem
          key={environment.id}
          environment={environment}
          all={all}
          own={own}
          item={items.get(`environment:${environment.id}`)}
          isNew={environment.id === added}
        />
      ))}
    </Card>
  )
}

type EnvironmentItemProps = {
  readonly environment: Environment
  readonly all: readonly Environment[]
  readonly own: readonly Environment[]
  readonly item: PrerequisiteItem | undefined
  readonly isNew: boolean
}

const yesOrNo = [
  { value: '', word: 'not known' },
  { value: 'yes', word: 'yes' },
  { value: 'no', word: 'no' },
] as const

function EnvironmentItem({ environment, all, own, item, isNew }: EnvironmentItemProps) {
  const { edit } = useProject()
  const today = useToday()
  const testRuns = useCollection('testRuns')
  const { id, name } = environment
  const set = (cell: keyof Environment, value: string | boolean | undefined) =>
    void edit(`Change ${name}`, (doc, origin) => setCell(doc, 'environments', id, cell, value === '' ? undefined : value, origin))
  const text = (cell: 'baseUrl' | 'extraCost' | 'note') => ({ of: name, value: environment[cell] ?? '', onChange: (value: string) => set(cell, value) })
  const day = (cell: 'requestedOn' | 'neededBy' | 'grantedOn') => ({ of: name, value: environment[cell] ?? '', onChange: (value: string) => set(cell, value) })
  return (
    <PlanItem
      home="environments"
      all={all}
      shown={own}
      object={environment}
      nameCell="name"
      name={name}
      item={item}
      uses={describeEnvironmentUses(testRuns, id)}
      isNew={isNew}
    >
      <div className="plan-form">
        <ChoiceField label="Kind" of={name} value={environment.kind ?? ''} choices={environmentKinds} onChange={(kind) => set('kind', kind)} />
        <TextField label="Base URL" span={2} placeholder="https://sandbox.example.com/api" {...text('baseUrl')} />
        <ChoiceField
          label="Access"
          of={name}
          value={environment.access ?? 'none'}
          choices={accessChoices}
          onChange={(access) => void edit(`Change the access to ${name}`, (doc, origin) => writeCells(doc, accessWrites(environment, access, today), origin))}
        />
        <PersonField
          label="Who must say yes"
          of={name}
          value={environment.approver}
          nobody="nobody named"
          onChange={(person, writes) =>
            void edit(`Change who approves ${name}`, (doc, origin) => [
              ...writeCells(doc, writes, origin),
              ...setCell(doc, 'environments', id, 'approver', person, origin),
            ])
          }
        />
        <DayField label="Requested on" {...day('requestedOn')} />
        <DayField label="Needed by" {...day('neededBy')} />
        <DayField label="Granted on" {...day('grantedOn')} />
        <TextField label="Extra cost" placeholder="none" {...text('extraCost')} />
        {environmentTraits.map(({ cell, word }) => (
          <ChoiceField
            key={cell}
            label={word}
            of={name}
            value={environment[cell] === undefined ? '' : environment[cell] ? 'yes' : 'no'}
            choices={yesOrNo}
            onChange={(value) => set(cell, value === '' ? undefined : value === 'yes')}
          />
        ))}
        <TextField label="Note" span="all" lines placeholder="What is special: how often it is emptied, whose data it holds" {...text('note')} />
      </div>
    </PlanItem>
  )
}
