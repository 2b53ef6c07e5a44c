// What is known of a system as such: whose it is, which version, how one signs in, its limits; and who knows it.
import type { ReactNode } from 'react'
import { setCell, writeCells, type CellWrite } from '../../shared/project/edits.ts'
import type { System } from '../../shared/project/people-and-systems.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { PersonSelect } from '../pages/person-select.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card } from '../ui/parts.tsx'
import { useToday } from '../ui/use-today.ts'
import { daysPast } from '../../shared/review/progress-days.ts'
import { DayField, TextField } from './system-fields.tsx'
import { httpsAddress } from './system-words.ts'

type TextCell = Exclude<keyof System, 'id' | 'order' | 'deleted' | 'experts'>

/** Writes one text of the system as one undo step. */
function useSystemText(system: System) {
  const { edit } = useProject()
  return (cell: TextCell) => ({
    of: system.name,
    value: system[cell] ?? '',
    onChange: (value: string) =>
      void edit(`Change ${system.name}`, (doc, origin) => setCell(doc, 'systems', system.id, cell, value === '' ? undefined : value, origin)),
  })
}

export function SystemFactsCard({ system, title, aside }: { readonly system: System; readonly title: ReactNode; readonly aside: ReactNode }) {
  const text = useSystemText(system)
  const today = useToday()
  const link = httpsAddress(system.docsLink ?? '')
  const ended = daysPast(system.endOfLife, today)
  return (
    <Card title={title} aside={aside}>
      <div className="card-body plan-form">
        <TextField label="Vendor" {...text('vendor')} />
        <TextField label="Vendor’s contact" placeholder="support@vendor.example" {...text('vendorContact')} />
        <TextField label="Documentation" span={2} placeholder="https://docs.vendor.example" {...text('docsLink')}>
          {link !== undefined ? (
            <a className="s11" href={link} target="_blank" rel="noreferrer noopener">
              Open the documentation
            </a>
          ) : (
            (system.docsLink ?? '') !== '' && <p className="s11 t3">No https address: it is shown as text.</p>
          )}
        </TextField>
        <TextField label="API version" {...text('apiVersion')} />
        <DayFieldWithEnd ended={ended}>
          <DayField label="End of life" {...text('endOfLife')} />
        </DayFieldWithEnd>
        <TextField label="Signing in" span={2} lines placeholder="OAuth 2.0, tokens last 30 minutes. Never the secret itself" {...text('auth')} />
        <TextField label="Scopes" span={2} lines placeholder="Which rights the integration needs" {...text('scopes')} />
        <TextField label="Rate limits" span={2} lines placeholder="60 calls a minute" {...text('rateLimits')} />
        <TextField label="We wait for, from the vendor" span={2} lines placeholder="Approval of the app, asked for on 3 November" {...text('waitingFor')} />
      </div>
    </Card>
  )
}

function DayFieldWithEnd({ ended, children }: { readonly ended: number | undefined; readonly children: ReactNode }) {
  return (
    <div>
      {children}
      {ended !== undefined && <p className="s11 warn">This version is past its end.</p>}
    </div>
  )
}

/** People of the project who know it, and whoever else does. */
export function SystemExperts({ system }: { readonly system: System }) {
  const { edit, mayEdit } = useProject()
  const people = useCollection('people')
  const text = useSystemText(system)
  const experts = (system.experts ?? []).flatMap((id) => people.find((person) => person.id === id) ?? [])
  const write = (next: readonly string[], writes: readonly CellWrite[], label: string) =>
    void edit(label, (doc, origin) => [
      ...writeCells(doc, writes, origin),
      ...setCell(doc, 'systems', system.id, 'experts', next.length === 0 ? undefined : [...next], origin),
    ])
  return (
    <div className="plan-item">
      <span className="label">Who knows it</span>
      <div className="plan-experts">
        {experts.map((person) => (
          <span key={person.id} className="tag">
            {person.name}
            {person.role !== undefined && <span className="t3">{person.role}</span>}
            {mayEdit && (
              <button
                type="button"
                className="icon-button small"
                aria-label={`${person.name} does not know ${system.name}`}
                title="Take out"
                onClick={() =>
                  write(
                    (system.experts ?? []).filter((id) => id !== person.id),
                    [],
                    `Take ${person.name} out of who knows ${system.name}`,
                  )
                }
              >
                <Icon name="close" size={12} />
              </button>
            )}
          </span>
        ))}
        {mayEdit ? (
          <PersonSelect
            key={experts.length}
            value={undefined}
            label={`Somebody who knows ${system.name}`}
            nobody={experts.length === 0 ? 'nobody named' : 'add somebody'}
            without={experts.map(({ id }) => id)}
            withRole
            onChange={(person, writes) => {
              if (person !== undefined) write([...(system.experts ?? []), person], writes, `Say who knows ${system.name}`)
            }}
          />
        ) : (
          experts.length === 0 && <span className="s12 t3">nobody named</span>
        )}
      </div>
      <div style={{ marginTop: 6 }}>
        <TextField label="Outside the project" lines placeholder="The tax adviser, reached through Ana" {...text('outsideExperts')} />
      </div>
    </div>
  )
}
