// The prerequisites of a system, by what they are about: credentials, expertise, documents, what the vendor owes, others.
import { useState, type ReactNode } from 'react'
import { addObject, setCell, writeCells } from '../../shared/project/edits.ts'
import type { Prerequisite, System } from '../../shared/project/people-and-systems.ts'
import type { PrerequisiteItem } from '../../shared/review/prerequisites.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card } from '../ui/parts.tsx'
import { useToday } from '../ui/use-today.ts'
import { askedWrites } from './system-edits.ts'
import { ChoiceField, DayField, PersonField, TextField } from './system-fields.tsx'
import { PlanItem } from './system-item.tsx'
import { kindWords, stateChoices, type PrerequisiteKind } from './system-words.ts'

export type PrerequisiteCardProps = {
  readonly system: System
  readonly kind: PrerequisiteKind
  readonly items: ReadonlyMap<string, PrerequisiteItem>
  /** Above the list: what else is known of it. */
  readonly children?: ReactNode
}

export function PrerequisiteCard({ system, kind, items, children }: PrerequisiteCardProps) {
  const { edit, mayEdit } = useProject()
  const all = useCollection('prerequisites')
  const own = all.filter((one) => one.system === system.id && one.kind === kind)
  const words = kindWords[kind]
  const [added, setAdded] = useState<string>()
  const add = () => {
    const id = newId()
    const { order, writes } = placeIn('prerequisites', all)
    edit(`${words.add} for ${system.name}`, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...addObject(doc, 'prerequisites', { id, system: system.id, kind, title: words.first, state: 'not-asked', order }, origin),
    ])
    setAdded(id)
  }
  return (
    <Card
      title={words.title}
      aside={
        mayEdit && (
          <button type="button" className="link-button s12" onClick={add}>
            <Icon name="plus" size={14} />
            {words.add}
          </button>
        )
      }
    >
      {(own.length === 0 || kind === 'credentials') && <p className="s12 t3 plan-lead">{words.lead}</p>}
      {children}
      {own.map((prerequisite) => (
        <PrerequisiteEntry
          key={prerequisite.id}
          prerequisite={prerequisite}
          all={all}
          own={own}
          holder={words.holder}
          item={items.get(`prerequisite:${prerequisite.id}`)}
          isNew={prerequisite.id === added}
        />
      ))}
    </Card>
  )
}

type PrerequisiteEntryProps = {
  readonly prerequisite: Prerequisite
  readonly all: readonly Prerequisite[]
  readonly own: readonly Prerequisite[]
  readonly holder: string
  readonly item: PrerequisiteItem | undefined
  readonly isNew: boolean
}

function PrerequisiteEntry({ prerequisite, all, own, holder, item, isNew }: PrerequisiteEntryProps) {
  const { edit } = useProject()
  const today = useToday()
  const { id, title } = prerequisite
  const set = (cell: keyof Prerequisite, value: string) =>
    void edit(`Change ${title}`, (doc, origin) => setCell(doc, 'prerequisites', id, cell, value === '' ? undefined : value, origin))
  const field = (cell: 'requestedOn' | 'neededBy' | 'grantedOn' | 'extraCost' | 'note') => ({
    of: title,
    value: prerequisite[cell] ?? '',
    onChange: (value: string) => set(cell, value),
  })
  const person = (cell: 'holder' | 'approver') => (chosen: string | undefined, writes: Parameters<typeof writeCells>[1]) =>
    void edit(`Change ${title}`, (doc, origin) => [...writeCells(doc, writes, origin), ...setCell(doc, 'prerequisites', id, cell, chosen, origin)])
  return (
    <PlanItem home="prerequisites" all={all} shown={own} object={prerequisite} nameCell="title" name={title} item={item} isNew={isNew}>
      <div className="plan-form">
        <ChoiceField
          label="State"
          of={title}
          value={prerequisite.state ?? 'not-asked'}
          choices={stateChoices}
          onChange={(state) => void edit(`Change the state of ${title}`, (doc, origin) => writeCells(doc, askedWrites(prerequisite, state, today), origin))}
        />
        <PersonField label={holder} of={title} value={prerequisite.holder} nobody="nobody named" onChange={person('holder')} />
        <PersonField label="Who must say yes" of={title} value={prerequisite.approver} nobody="nobody named" onChange={person('approver')} />
        <DayField label="Requested on" {...field('requestedOn')} />
        <DayField label="Needed by" {...field('neededBy')} />
        <DayField label="Granted on" {...field('grantedOn')} />
        <TextField label="Extra cost" placeholder="none" {...field('extraCost')} />
        <TextField label="Note" span="all" lines placeholder="Where it is kept, what it allows, whom to remind" {...field('note')} />
      </div>
    </PlanItem>
  )
}
