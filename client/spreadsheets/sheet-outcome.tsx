// What becomes of a sheet with the columns as they are chosen: counts, what is not found, and its first rows as they will be.
import { useMemo } from 'react'
import type { SheetChoice, SheetReport } from '../../shared/spreadsheet/foreign-choice.ts'
import type { ImportItem, ImportKind } from '../../shared/spreadsheet/import-plan.ts'
import { SeverityMark } from '../ui/marks.tsx'
import { count } from './import-words.ts'
import type { AnyPlan } from './planner-replica.ts'
import { KindTag } from './review-row.tsx'

type Props = {
  readonly sheet: string
  readonly choice: SheetChoice
  readonly plan: AnyPlan | undefined
  readonly isCurrent: boolean
  readonly onReview: () => void
}

const MOST_ITEMS = 12
const MOST_LISTED = 20

export function SheetOutcome({ sheet, choice, plan, isCurrent, onReview }: Props) {
  const items = useMemo(() => (plan?.items ?? []).filter(({ place }) => place.sheet === sheet), [plan, sheet])
  const report = plan?.reports?.find((one) => one.sheet === sheet)
  const first = useMemo(() => items.toSorted((a, b) => a.place.row - b.place.row).slice(0, MOST_ITEMS), [items])
  if (choice.use === 'rows' && choice.map === undefined) {
    return <p className="s12 t3 card-body">Choose the field map that the rows go to; then its first rows are shown here as they will be.</p>
  }
  if (plan === undefined) {
    return (
      <p className="s12 t3 card-body" role="status">
        Reading the rows …
      </p>
    )
  }
  return (
    <div className={`import-outcome${isCurrent ? '' : ' stale'}`} aria-busy={!isCurrent}>
      {report !== undefined && <Report report={report} />}
      {report !== undefined && choice.use === 'rows' && <ElsewhereWarning report={report} />}
      <OfKind items={items} kind="unmatched" title="Not found in the schemas" />
      <OfKind items={items} kind="prose-only" title="Kept in words" />
      <OfKind items={items} kind="note-only" title="Kept in the note" />
      <h3 className="label">As the first rows will be</h3>
      {first.length === 0 ? (
        <p className="s12 t3">No row brings anything with these columns.</p>
      ) : (
        <table className="table import-entries">
          <thead>
            <tr>
              <th style={{ width: 44 }}>Row</th>
              <th style={{ width: 96 }}>Change</th>
              <th>Where</th>
              <th style={{ width: '45%' }}>What becomes of it</th>
            </tr>
          </thead>
          <tbody>
            {first.map((item) => (
              <tr key={item.id}>
                <td className="num t3">{item.place.row}</td>
                <td>
                  <KindTag item={item} />
                </td>
                <td className="ell" title={item.title}>
                  {item.title}
                </td>
                <td className="import-becomes t2">{item.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {items.length > first.length && (
        <p>
          <button type="button" className="link-button s12" onClick={onReview}>
            See all {count(items.length, 'change')} of this sheet in the review
          </button>
        </p>
      )}
    </div>
  )
}

function Report({ report }: { readonly report: SheetReport }) {
  const facts: readonly (readonly [string, number, string])[] = [
    ['Rows', report.rows, 'Rows below the header that hold something'],
    ['With both paths', report.withBoth, 'Rows with a text for the source and for the destination'],
    ['Read as paths', report.parsed, 'Of these, both texts are field paths'],
    ['Found', report.matched, 'Of these, both fields are in the schemas'],
    ['In words', report.proseOnly, 'Rules and conditions that no program can run; they stay on their rows'],
    ['Into the note', report.noteOnly, 'Cells without a place of their own; their text is kept in the note'],
    ['Left out', report.ignored, 'Cells of columns that you left out'],
    ...(report.lost > 0 ? [['Lost', report.lost, 'Cells that found no place at all: report this file'] as const] : []),
  ]
  return (
    <dl className="import-report">
      {facts.map(([name, value, sentence]) => (
        <div key={name} title={sentence} className={name === 'Lost' ? 'err' : ''}>
          <dt className="s11 t3">{name}</dt>
          <dd className="num b6">{value.toLocaleString('en-GB')}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A file about other systems would fill a field map with rows that nothing can be built from. */
function ElsewhereWarning({ report: { parsed, matched } }: { readonly report: SheetReport }) {
  if (parsed === 0 || matched * 2 >= parsed) return null
  return (
    <p className="message s12">
      <SeverityMark name="warning" />
      <span>
        {matched === 0 ? 'None of these rows has' : `Only ${count(matched, 'row')} of ${parsed.toLocaleString('en-GB')} ${matched === 1 ? 'has' : 'have'}`} both
        its fields in the schemas of this field map. If the file is about other objects, choose another field map or make a new one; otherwise its rows are kept
        and shown as not in the schema.
      </span>
    </p>
  )
}

function OfKind({ items, kind, title }: { readonly items: readonly ImportItem[]; readonly kind: ImportKind; readonly title: string }) {
  const of = items.filter((item) => item.kind === kind)
  if (of.length === 0) return null
  return (
    <details className="import-of-kind s12">
      <summary>
        {title}: <b className="b6 num">{of.length.toLocaleString('en-GB')}</b>
      </summary>
      <ul>
        {of.slice(0, MOST_LISTED).map((item) => (
          <li key={item.id}>
            <span className="num t3">row {item.place.row}</span> {item.title} <span className="t3">{item.message}</span>
          </li>
        ))}
        {of.length > MOST_LISTED && <li className="t3">and {(of.length - MOST_LISTED).toLocaleString('en-GB')} more, in the review</li>}
      </ul>
    </details>
  )
}
