// What a change affects: each row, table and test case with its number, its status and, where it differs, a decision of its own.
import { useState } from 'react'
import { Link } from 'wouter'
import type { AffectedItem, ChangeImpact, Choice } from '../../shared/review/schema-impact.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'
import { StatusMark, type StatusName } from '../ui/marks.tsx'
import { PathText } from '../ui/parts.tsx'
import { affectsWords } from './schema-changes-words.ts'
import { projectLinks } from './project-links.ts'

/** More are listed on a click: a removed object may affect a thousand rows. */
const MOST_SHOWN = 100

export type AffectedListProps = {
  readonly impact: ChangeImpact
  readonly readOnly: boolean
  readonly onChoose: (choice: Choice, item: AffectedItem) => void
  readonly onClear: (item: AffectedItem) => void
}

export function AffectedList({ impact, readOnly, onChoose, onClear }: AffectedListProps) {
  const { affected, change } = impact
  const [most, setMost] = useState({ of: change.id, count: MOST_SHOWN })
  const shown = affected.slice(0, most.of === change.id ? most.count : MOST_SHOWN)
  const apart = affected.length > 1 || impact.choices.length === 0
  return (
    <div className="change-affected">
      <div className="label">
        Affected <span className="num">{affectsWords(affected)}</span>
      </div>
      <ul>
        {shown.map((item) => (
          <li key={item.id}>
            <Item item={item} />
            {apart && item.choices.length > 0 && (
              <OwnDecision
                item={item}
                own={item.decision !== undefined && item.decision.id !== impact.decision?.id}
                readOnly={readOnly}
                onChoose={onChoose}
                onClear={onClear}
              />
            )}
          </li>
        ))}
      </ul>
      {shown.length < affected.length && (
        <button type="button" className="link-button s12" onClick={() => setMost({ of: change.id, count: shown.length + 500 })}>
          Show {Math.min(500, affected.length - shown.length)} more of {affected.length.toLocaleString('en-GB')}
        </button>
      )}
    </div>
  )
}

const kindNames: Readonly<Record<AffectedItem['kind'], string>> = {
  row: '',
  lookup: '',
  test: '',
  map: 'map',
  input: 'input',
  decision: 'left out',
  step: 'step',
  line: 'to fill',
  overlay: 'fact',
}

function Item({ item }: { readonly item: AffectedItem }) {
  const { project, store } = useProject()
  // Drawn anew when a status changes.
  useCollection('rows')
  const to = linkOf(item, projectLinks(project))
  const row = item.kind === 'row' ? store.find('rows', item.id.slice('row:'.length)) : undefined
  const label =
    item.kind === 'row' || item.kind === 'line' || item.kind === 'decision' ? <PathText path={item.label} /> : <span className="ell">{item.label}</span>
  return (
    <span className="affected-item">
      <span className="mono t3">{item.number === '' ? kindNames[item.kind] : item.number}</span>
      <span className="affected-name" title={item.label}>
        {to === undefined ? label : <Link to={to}>{label}</Link>}
      </span>
      {row !== undefined && <StatusMark name={(row.status ?? 'draft') as StatusName} />}
    </span>
  )
}

function OwnDecision({
  item,
  own,
  readOnly,
  onChoose,
  onClear,
}: { readonly item: AffectedItem; readonly own: boolean } & Pick<AffectedListProps, 'readOnly' | 'onChoose' | 'onClear'>) {
  return (
    <select
      className="cell-input affected-choice"
      aria-label={`Decision for ${item.number === '' ? item.label : item.number}`}
      disabled={readOnly}
      value={own ? item.decision?.choice : ''}
      onChange={(event) => {
        const choice = item.choices.find((one) => one.choice === event.currentTarget.value)
        if (choice === undefined) onClear(item)
        else onChoose(choice, item)
      }}
    >
      <option value="">as the change</option>
      {item.choices.map((choice) => (
        <option key={choice.choice} value={choice.choice} title={choice.sentence}>
          {choice.label}
          {own && item.decision?.choice === choice.choice && item.decision.to !== undefined ? `: ${item.decision.to}` : ''}
        </option>
      ))}
    </select>
  )
}

function linkOf(item: AffectedItem, links: ReturnType<typeof projectLinks>): string | undefined {
  const rest = item.id.slice(item.id.indexOf(':') + 1)
  if (item.kind === 'lookup') return links.lookup(rest)
  if (item.fieldMap === undefined) return undefined
  if (item.kind === 'row') return links.map(item.fieldMap, item.id)
  if (item.kind === 'line' && item.id.startsWith('field:')) return links.map(item.fieldMap, item.id)
  return links.map(item.fieldMap)
}
