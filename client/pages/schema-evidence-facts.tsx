// What samples show of one field; values that look like secrets or personal data are masked until somebody asks for them.
import { useMemo } from 'react'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { maskEvidence } from '../../shared/schema/sensitive.ts'
import { Meter } from '../ui/meter.tsx'
import { Values } from './schema-fact-row.tsx'
import { useShownValues } from './schema-shown-values.ts'

type Props = {
  readonly evidence: FieldEvidence | undefined
  /** Of a field that no sample has: of how many parents. */
  readonly neverSeenIn: number | undefined
  readonly records: number
}

export function EvidenceFacts({ evidence, neverSeenIn, records }: Props) {
  const [shown, setShown] = useShownValues()
  const masked = useMemo(() => (evidence === undefined ? undefined : maskEvidence(evidence)), [evidence])
  const isSensitive = masked?.masked !== undefined
  const seen = isSensitive && !shown ? masked.evidence : evidence
  return (
    <section className="facts-evidence" aria-label="What samples show">
      <div className="row">
        <h3 className="label">Samples</h3>
        <span className="sp" />
        {isSensitive && (
          <label className="row s11 t2 show-values">
            <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} /> Show values
          </label>
        )}
      </div>
      {seen === undefined ? (
        <p className="s12 t3">
          {records === 0
            ? 'No samples of this object yet. Add some above to see what is really in this field.'
            : neverSeenIn === undefined || neverSeenIn === 0
              ? `Never seen: none of the ${records.toLocaleString('en-GB')} records has what it stands in.`
              : `Never seen: in 0 of ${neverSeenIn.toLocaleString('en-GB')}.`}
        </p>
      ) : (
        <Seen evidence={seen} sensitive={isSensitive ? masked.masked : undefined} shown={shown} />
      )}
    </section>
  )
}

function Seen({ evidence, sensitive, shown }: { readonly evidence: FieldEvidence; readonly sensitive: string | undefined; readonly shown: boolean }) {
  const range = evidence.minimum === undefined ? undefined : `${evidence.minimum} to ${evidence.maximum ?? evidence.minimum}`
  return (
    <>
      <div className="s12">
        In {evidence.seen.toLocaleString('en-GB')} of {evidence.of.toLocaleString('en-GB')}
        {evidence.nulls > 0 && `, null in ${evidence.nulls.toLocaleString('en-GB')}`}
        <Meter
          label="Seen"
          parts={[
            { look: 'built', count: evidence.seen, word: 'seen' },
            { look: 'open', count: evidence.of - evidence.seen, word: 'absent' },
          ]}
        />
      </div>
      <dl className="facts-table">
        <dt>Types</dt>
        <dd>{evidence.types.map(({ type, count }) => `${type} ${count}`).join(', ') || 'only null'}</dd>
        {evidence.longest !== undefined && (
          <>
            <dt>Longest</dt>
            <dd>
              {evidence.longest} characters{evidence.longestText === undefined ? '' : <span className="mono t3 fact-longest"> {evidence.longestText}</span>}
            </dd>
          </>
        )}
        {range !== undefined && (
          <>
            <dt>Range</dt>
            <dd className="num">{range}</dd>
          </>
        )}
        {evidence.distinct.length > 0 && (
          <>
            <dt>
              {evidence.distinct.length}
              {evidence.more ? ' or more' : ''} {evidence.distinct.length === 1 ? 'value' : 'values'}
            </dt>
            <dd>
              <Values values={evidence.distinct.map(({ value }) => printJson(value))} counts={evidence.distinct.map(({ count }) => count)} />
            </dd>
          </>
        )}
      </dl>
      {sensitive !== undefined && !shown && (
        <p className="s11 t3">Masked, because they look {sensitive === 'secret' ? 'like secrets' : 'personal'}. Exports mask them too.</p>
      )}
    </>
  )
}

function printJson(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
