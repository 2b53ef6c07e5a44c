// One line of the review: a sheet with what may be done to all of it, or a change with both sides and its decision.
import { useMemo } from 'react'
import type { ImportItem } from '../../shared/spreadsheet/import-plan.ts'
import { Icon } from '../ui/icon.tsx'
import type { Decision, Stand } from './decisions.ts'
import { choiceWords, count, describeCell, kindSentences, kindWords } from './import-words.ts'
import { Marked, markSides } from './marked-sides.tsx'
import type { ReviewLine } from './review-lines.ts'

export function ListHead() {
  return (
    <>
      <span role="columnheader" aria-label="Chosen" />
      <span role="columnheader">Change</span>
      <span role="columnheader">Where</span>
      <span role="columnheader" className="import-wide">
        The project says
      </span>
      <span role="columnheader" className="import-wide">
        The file says
      </span>
      <span role="columnheader" className="import-narrow">
        The file says
      </span>
      <span role="columnheader" className="right">
        Decision
      </span>
    </>
  )
}

type SheetProps = {
  readonly line: Extract<ReviewLine, { line: 'sheet' }>
  readonly onFold: () => void
  readonly onDecide: (items: readonly ImportItem[], decision: Decision) => void
}

export function SheetRow({ line: { sheet, items, folded }, onFold, onDecide }: SheetProps) {
  const open = items.filter(({ writes }) => writes.length > 0)
  return (
    <span role="gridcell" className="import-sheet">
      <button
        type="button"
        className="import-fold"
        tabIndex={-1}
        aria-expanded={!folded}
        aria-label={folded ? `Unfold ${sheet}` : `Fold ${sheet}`}
        onClick={onFold}
      >
        <Icon name={folded ? 'right' : 'down'} size={14} />
        <span className="b6 ell">{sheet}</span>
      </button>
      <span className="t3 s11 num">{count(items.length, 'change')}</span>
      <span className="sp" />
      {open.length > 1 && (
        <>
          <button type="button" className="link-button s11" tabIndex={-1} onClick={() => onDecide(open, 'accept')}>
            Accept all<span className="sr-only"> of {sheet}</span>
          </button>
          <button type="button" className="link-button s11" tabIndex={-1} onClick={() => onDecide(open, 'reject')}>
            Reject all<span className="sr-only"> of {sheet}</span>
          </button>
        </>
      )}
    </span>
  )
}

type ItemProps = {
  readonly item: ImportItem
  readonly stand: Stand
  readonly chosen: boolean
  readonly onToggle: () => void
  readonly onDecide: (decision: Decision | undefined) => void
}

export function ItemRow({ item, stand, chosen, onToggle, onDecide }: ItemProps) {
  const [ours, theirs] = useMemo(() => markSides(cut(item.ours ?? ''), cut(valuesOf(item))), [item])
  return (
    <>
      <span role="gridcell" className="import-check">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Choose ${item.title}${item.cell === undefined ? '' : `, ${item.cell}`}`}
          checked={chosen}
          onClick={(event) => event.stopPropagation()}
          onChange={onToggle}
        />
      </span>
      <span role="gridcell">
        <KindTag item={item} />
      </span>
      <span role="gridcell" className="import-where" title={`${item.title}${item.cell === undefined ? '' : ` · ${item.cell}`}`}>
        <span className="ell">{item.title}</span>
        <span className="ell s11 t3">{describeCell(item)}</span>
      </span>
      <span role="gridcell" className="import-text import-wide">
        {item.ours === undefined ? <span className="t3">–</span> : <Marked text={ours} side="ours" />}
      </span>
      <span role="gridcell" className="import-text">
        {item.kind === 'removed' ? <span className="t3">not in the file</span> : <Marked text={theirs} side="theirs" />}
      </span>
      <span role="gridcell" className="import-decision">
        {stand === 'told' ? (
          <span className="s11 t3" title={item.message}>
            Cannot be applied
          </span>
        ) : (
          <DecisionButtons item={item} stand={stand} onDecide={onDecide} tabIndex={-1} />
        )}
      </span>
    </>
  )
}

export function KindTag({ item: { kind } }: { readonly item: Pick<ImportItem, 'kind'> }) {
  return (
    <span className={`tag import-kind ${kind}`} title={kindSentences[kind]}>
      {kindWords[kind]}
    </span>
  )
}

type ButtonProps = {
  readonly item: ImportItem
  readonly stand: Stand
  readonly onDecide: (decision: Decision | undefined) => void
  readonly tabIndex?: number
}

/** Pressing what is decided already takes it back, where nothing is decided by itself. */
export function DecisionButtons({ item, stand, onDecide, tabIndex }: ButtonProps) {
  const words = choiceWords(item)
  const button = (decision: Decision, is: Stand) => (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-pressed={stand === is}
      onClick={(event) => {
        event.stopPropagation()
        onDecide(stand === is && !item.accepted ? undefined : decision)
      }}
    >
      {words[decision]}
    </button>
  )
  return (
    <span className="import-choice" role="group" aria-label={`Decision of ${item.title}${item.cell === undefined ? '' : `, ${item.cell}`}`}>
      {button('reject', 'rejected')}
      {button('accept', 'accepted')}
    </span>
  )
}

/** Of a whole row, `Source field: total` line by line, the values: the titles of the columns are the same in every row. */
export function valuesOf({ cell, theirs }: Pick<ImportItem, 'cell' | 'theirs'>): string {
  const lines = theirs.split('\n')
  if (cell !== undefined || lines.length < 2) return theirs
  return lines.map((line) => line.replace(/^[^:]{1,60}: /, '')).join(' · ')
}

/** A list shows two lines of a text; the whole of it stands beside the list. */
function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
