// The facts of one change: each cell as it was and as it is, the way to it, and restoring it alone.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { CellDifference, ChangeGroup, ObjectChange } from '../../shared/review/compare-projects.ts'
import { printTotals, titleOfChange } from '../../shared/review/compare-projects-text.ts'
import { markDifference, type MarkedText } from '../ui/mark-difference.ts'
import { ChangeKindMark } from './change-kind.tsx'
import type { Restoring } from './restore-dialog.tsx'

type Restore = { readonly onRestore?: (what: Restoring) => void }

/** Only the server writes these, so that there is nothing to restore. */
const serverHomes: ReadonlySet<string> = new Set(['waivers', 'signOffs'])

const restoreWords = {
  added: 'Take it out again',
  'brought-back': 'Take it out again',
  changed: 'Restore this',
  moved: 'Restore this',
  removed: 'Bring it back',
} as const

export function ChangeFacts({
  change,
  group,
  link,
  onRestore,
}: Restore & { readonly change: ObjectChange; readonly group: ChangeGroup; readonly link: string | undefined }) {
  const [asJson, setAsJson] = useState(false)
  const { kind, home, object, cells, what, name } = change
  const isWhole = kind === 'added' || kind === 'brought-back' || kind === 'removed'
  return (
    <>
      <div className="card-head">
        <h2 className="ell" title={titleOfChange(change)}>
          {change.number ?? what}
        </h2>
        <ChangeKindMark kind={kind} />
        <span className="sp" />
        {link !== undefined && <Link to={link}>Open</Link>}
      </div>
      <div className="card-body comparison-cells">
        <div>
          <p className={home === 'rows' ? 'mono pre-wrap' : 'b5 pre-wrap'}>{name}</p>
          <p className="s11 t3">
            {what} · {group.title}
          </p>
        </div>
        {isWhole && (
          <p className="s12 t2">
            {kind === 'removed'
              ? 'It is not there any more. It said:'
              : kind === 'added'
                ? 'It is new. It says:'
                : 'It was deleted, and is there again. It says:'}
          </p>
        )}
        {cells.map((cell) => (
          <CellFacts key={cell.cell} cell={cell} isWhole={isWhole} asJson={asJson} />
        ))}
        <div className="row">
          <button type="button" className="link-button s12" aria-pressed={asJson} onClick={() => setAsJson(!asJson)}>
            {asJson ? 'In words' : 'As JSON'}
          </button>
          <span className="sp" />
          {onRestore !== undefined && !serverHomes.has(home) && (
            <Button variant="default" onClick={() => onRestore({ scope: { of: 'object', home, object }, part: titleOfChange(change) })}>
              {restoreWords[kind]}
            </Button>
          )}
        </div>
      </div>
    </>
  )
}

export function GroupFacts({ group, onRestore }: Restore & { readonly group: ChangeGroup }) {
  return (
    <>
      <div className="card-head">
        <h2 className="ell" title={group.title}>
          {group.title}
        </h2>
      </div>
      <div className="card-body comparison-cells">
        <p className="s12 t2">{printTotals(group.totals)}</p>
        {onRestore !== undefined && group.of !== 'waivers' && group.of !== 'sign-offs' && (
          <div>
            <Button variant="default" onClick={() => onRestore({ scope: { of: 'group', group: group.key }, part: group.title })}>
              Restore all of this
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function CellFacts({ cell, isWhole, asJson }: { readonly cell: CellDifference; readonly isWhole: boolean; readonly asJson: boolean }) {
  const [before, after] = asJson ? [printJson(cell.beforeValue), printJson(cell.afterValue)] : [cell.before, cell.after]
  const look = asJson ? 'pre-wrap mono' : 'pre-wrap'
  const [was, is] = markDifference(before, after)
  return (
    <div className="cell-facts">
      <p className="s11 t3">{cell.name}</p>
      {isWhole ? (
        <p className={look}>{before === '' ? after : before}</p>
      ) : (
        <dl>
          <dt>was</dt>
          <dd className={`was ${look}`}>{before === '' ? <span className="t3">nothing</span> : <Told text={was} />}</dd>
          <dt>is</dt>
          <dd className={`is ${look}`}>{after === '' ? <span className="t3">nothing</span> : <Told text={is} />}</dd>
        </dl>
      )}
    </div>
  )
}

/** The characters that differ are marked, unless nothing stayed the same. */
function Told({ text: { before, marked, after } }: { readonly text: MarkedText }) {
  if (before === '' && after === '') return marked
  return (
    <>
      {before}
      {marked !== '' && <mark>{marked}</mark>}
      {after}
    </>
  )
}

function printJson(value: CellDifference['beforeValue']): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2)
}
