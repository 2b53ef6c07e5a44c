// Everything that is known of one field: what the description says, and beside it what samples show.
import type { ReactNode } from 'react'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { printType, type Field } from '../../shared/schema/fields.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { Meter } from '../ui/meter.tsx'
import { printLimits } from './field-tree.ts'

const MOST_VALUES = 40

export function FieldFacts({
  field,
  evidence,
  sampled,
}: {
  readonly field: Field | undefined
  readonly evidence: FieldEvidence | undefined
  readonly sampled: boolean
}) {
  if (field === undefined) {
    return (
      <aside className="card browse-facts" aria-label="Facts of the chosen field">
        <p className="s12 t3 card-body">Choose a field to see all that is known of it.</p>
      </aside>
    )
  }
  const { facts } = field
  return (
    <aside className="card browse-facts" aria-label="Facts of the chosen field" data-region="facts">
      <div className="card-head">
        <h2 className="mono pre-wrap" style={{ padding: '6px 0', fontSize: 12 }}>
          {field.path}
        </h2>
      </div>
      <div className="card-body stack">
        {facts.description !== undefined && <p className="s12 pre-wrap">{facts.description}</p>}
        <dl className="facts-list">
          <Fact name="Type">{`${printType(facts)}${facts.enum === undefined ? '' : ` of ${facts.types.join(' or ')}`}${facts.format === undefined ? '' : `, ${facts.format}`}`}</Fact>
          <Fact name="Required">{field.required ? 'yes' : 'no'}</Fact>
          <Fact name="May be null">{facts.nullable === true ? 'yes' : 'no'}</Fact>
          {field.readOnly && <Fact name="Read-only">yes, never sent</Fact>}
          {field.writeOnly && <Fact name="Write-only">yes, never returned</Fact>}
          {printLimits(facts) !== '' && <Fact name="Limits">{printLimits(facts)}</Fact>}
          {facts.pattern !== undefined && (
            <Fact name="Pattern" mono>
              {facts.pattern}
            </Fact>
          )}
          {facts.default !== undefined && (
            <Fact name="Default" mono>
              {printJson(facts.default)}
            </Fact>
          )}
          {facts.const !== undefined && (
            <Fact name="Always" mono>
              {printJson(facts.const)}
            </Fact>
          )}
          {facts.example !== undefined && (
            <Fact name="Example" mono>
              {printJson(facts.example)}
            </Fact>
          )}
          {field.variants !== undefined && <Fact name="Only in">{field.variants.join(', ')}</Fact>}
        </dl>
        {facts.enum !== undefined && <Values title={`${facts.enum.length} values`} values={facts.enum.map(printJson)} />}
        <h2 className="label">Seen in samples</h2>
        {evidence === undefined ? (
          <p className="s12 t3">{sampled ? 'Never seen in the samples.' : 'No samples of this object yet.'}</p>
        ) : (
          <Evidence evidence={evidence} />
        )}
      </div>
    </aside>
  )
}

function Evidence({ evidence }: { readonly evidence: FieldEvidence }) {
  return (
    <>
      <div className="s12">
        In {evidence.seen} of {evidence.of}
        {evidence.nulls > 0 && `, null in ${evidence.nulls}`}
        <Meter
          label="Seen"
          parts={[
            { look: 'built', count: evidence.seen, word: 'seen' },
            { look: 'open', count: evidence.of - evidence.seen, word: 'absent' },
          ]}
        />
      </div>
      <dl className="facts-list">
        <Fact name="Types">{evidence.types.map(({ type, count }) => `${type} ${count}`).join(', ')}</Fact>
        {evidence.longest !== undefined && <Fact name="Longest">{evidence.longest} characters</Fact>}
        {evidence.minimum !== undefined && <Fact name="Range">{`${evidence.minimum} to ${evidence.maximum ?? evidence.minimum}`}</Fact>}
      </dl>
      {evidence.distinct.length > 0 && (
        <Values
          title={`${evidence.distinct.length}${evidence.more ? ' or more' : ''} different values`}
          values={evidence.distinct.map(({ value, count }) => `${printJson(value)}${count > 1 ? ` ×${count}` : ''}`)}
        />
      )}
    </>
  )
}

function Fact({ name, mono = false, children }: { readonly name: string; readonly mono?: boolean; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={`pre-wrap${mono ? ' mono' : ''}`}>{children}</dd>
    </>
  )
}

function Values({ title, values }: { readonly title: string; readonly values: readonly string[] }) {
  return (
    <div>
      <div className="s11 t3">{title}</div>
      <ul className="row" style={{ flexWrap: 'wrap', gap: 4 }}>
        {values.slice(0, MOST_VALUES).map((value) => (
          <li key={value} className="tag mono" style={{ maxWidth: '100%' }} title={value}>
            <span className="ell">{value}</span>
          </li>
        ))}
        {values.length > MOST_VALUES && <li className="s11 t3">and {values.length - MOST_VALUES} more</li>}
      </ul>
    </div>
  )
}

function printJson(value: JsonValue): string {
  return typeof value === 'string' ? (value === '' ? '""' : value) : JSON.stringify(value)
}
