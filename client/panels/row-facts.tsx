// Facts of the row's two sides, side by side: what the schemas say and what samples show.
import { Fragment, type ReactNode } from 'react'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { listCorrections } from '../../shared/schema/corrections.ts'
import { printType, type Field } from '../../shared/schema/fields.ts'
import { maskEvidence } from '../../shared/schema/sensitive.ts'
import { Icon } from '../ui/icon.tsx'

export type SideFacts = { readonly path: string; readonly field: Field | undefined; readonly evidence?: FieldEvidence | undefined }

export function RowFacts({
  source,
  destination,
  preview,
}: {
  readonly source: SideFacts | undefined
  readonly destination: SideFacts
  readonly preview: ReactNode
}) {
  return (
    <div className="pn-facts">
      <div className="pn-facts-source">
        <h3 className="src">
          <Icon name="source" size={14} /> Source
        </h3>
        {source === undefined ? (
          <p className="s12 t3">No source field.</p>
        ) : (
          <dl>
            <Fact name="Path" mono>
              <FieldPathText path={source.path} />
            </Fact>
            <Fact name="Type">{source.field === undefined ? 'not in the schema' : describeType(source.field)}</Fact>
            {source.evidence !== undefined && <Fact name="Seen">{describeSeen(source.evidence)}</Fact>}
            {source.evidence !== undefined && source.evidence.distinct.length > 0 && (
              <Fact name="Values" mono>
                {maskEvidence(source.evidence)
                  .evidence.distinct.slice(0, 6)
                  .map(({ value }) => (value === '' ? '""' : String(value)))
                  .join(', ')}
              </Fact>
            )}
            {source.field?.facts.description !== undefined && <Fact name="Says">{source.field.facts.description}</Fact>}
            {source.field !== undefined && <Corrections field={source.field} />}
          </dl>
        )}
      </div>
      <div className="pn-facts-destination">
        <h3 className="dst">
          <Icon name="destination" size={14} /> Destination
        </h3>
        <dl>
          <Fact name="Path" mono>
            <FieldPathText path={destination.path} />
          </Fact>
          <Fact name="Type">{destination.field === undefined ? 'not in the schema any more' : describeType(destination.field)}</Fact>
          <Fact name="Required">{destination.field?.required === true ? 'yes' : 'no'}</Fact>
          {destination.field?.facts.enum !== undefined && (
            <Fact name="Values" mono>
              {destination.field.facts.enum.map(String).join(', ')}
            </Fact>
          )}
          {destination.field?.facts.description !== undefined && <Fact name="Says">{destination.field.facts.description}</Fact>}
          {destination.field !== undefined && <Corrections field={destination.field} />}
          {preview !== undefined && (
            <Fact name="Preview" mono>
              {preview}
            </Fact>
          )}
        </dl>
      </div>
    </div>
  )
}

/** What an analyst says otherwise than the document. */
function Corrections({ field }: { readonly field: Field }) {
  const corrections = listCorrections(field)
  if (corrections.length === 0) return null
  const words = corrections.map(({ fact, label, documented }) =>
    fact === 'added' ? 'the document does not have this field' : `${label}: the document says ${documented}`,
  )
  return <Fact name="Corrected">{words.join('; ')}</Fact>
}

function Fact({ name, mono = false, children }: { readonly name: string; readonly mono?: boolean; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={mono ? 'mono' : undefined}>{children}</dd>
    </>
  )
}

/** Breaks between names, never inside one that has room. */
function FieldPathText({ path }: { readonly path: string }) {
  return path.split(/(?<=\.)/).map((name, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {name}
    </Fragment>
  ))
}

export function describeType(field: Field): string {
  const { facts } = field
  const more = [
    facts.maxLength === undefined ? undefined : `up to ${facts.maxLength} characters`,
    facts.format === undefined || facts.format === printType(facts) ? undefined : facts.format,
    facts.minimum === undefined ? undefined : `at least ${facts.minimum}`,
    facts.maximum === undefined ? undefined : `at most ${facts.maximum}`,
    facts.multipleOf === undefined ? undefined : describeSteps(facts.multipleOf),
    facts.nullable === true ? 'may be null' : undefined,
    field.readOnly ? 'read-only' : undefined,
  ].filter((part) => part !== undefined)
  return [printType(facts), ...more].join(', ')
}

function describeSteps(step: number): string {
  const decimals = /^0\.(0*1)$/.exec(String(step))?.[1]?.length
  return decimals === undefined ? `in steps of ${step}` : `up to ${decimals} ${decimals === 1 ? 'decimal' : 'decimals'}`
}

export function describeSeen(evidence: FieldEvidence): string {
  const blank = evidence.distinct.find(({ value }) => value === '')?.count ?? 0
  const parts = [`${evidence.seen} of ${evidence.of}`, blank > 0 ? `${blank} blank` : undefined, evidence.nulls > 0 ? `${evidence.nulls} null` : undefined]
  return parts.filter((part) => part !== undefined).join(', ')
}
