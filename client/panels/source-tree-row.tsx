// One line of the source tree: name, type, seen, and whether it is used, left out or open.
import type { DragEvent, HTMLAttributes, ReactNode } from 'react'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { Icon } from '../ui/icon.tsx'
import { FIELD_DRAG_TYPE, printDraggedFields, setDraggedFields, type SourceField } from './dragged-fields.ts'
import { TreeName } from './field-tree.tsx'
import { shortType } from './short-type.ts'
import type { TreeLine } from './source-tree.ts'

export type SourceRowActs = {
  readonly turn: (line: TreeLine) => void
  /** These are about everything chosen, where the line is part of it. */
  readonly map: (line: TreeLine) => void
  readonly leaveOut: (line: TreeLine) => void
  readonly bringBack: (line: TreeLine) => void
  readonly showUse: (line: TreeLine) => void
  readonly dragged: (line: TreeLine) => readonly SourceField[]
}

type RowProps = {
  readonly line: TreeLine
  readonly words: readonly string[]
  readonly readOnly: boolean
  readonly evidence: FieldEvidence | undefined
  /** A chosen line of the grid reads it, or something folded away in it. */
  readonly isRead: boolean
  readonly isShownUse: boolean
  readonly acts: SourceRowActs
}

export function sourceTreeRow(props: RowProps): {
  readonly content: ReactNode
  readonly className: string
  readonly attributes: HTMLAttributes<HTMLDivElement>
} {
  const { line, readOnly, isRead, acts } = props
  const tip = [line.path, line.field.facts.description, line.decision === undefined ? undefined : `Left out: ${line.decision.reason}`]
  return {
    content: <RowContent {...props} />,
    className: `${line.decision === undefined ? '' : 'left-out'}${isRead ? ' read' : ''}`,
    attributes: {
      title: tip.filter((part) => part !== undefined && part !== '').join('\n'),
      draggable: line.depth > 0 && !readOnly,
      onDragStart: (event) => startDrag(event, acts.dragged(line)),
      onDragEnd: () => setDraggedFields([]),
    },
  }
}

function startDrag(event: DragEvent, fields: readonly SourceField[]): void {
  setDraggedFields(fields)
  event.dataTransfer.setData(FIELD_DRAG_TYPE, printDraggedFields(fields))
  event.dataTransfer.setData('text/plain', fields.map(({ path }) => path).join('\n'))
  event.dataTransfer.effectAllowed = 'copy'
  if (fields.length < 2) return
  const chip = document.createElement('div')
  chip.className = 'pn-drag-chip'
  chip.textContent = `${fields.length} fields`
  document.body.append(chip)
  event.dataTransfer.setDragImage(chip, -10, -6)
  // The browser takes its picture now; afterwards nobody needs it.
  setTimeout(() => chip.remove())
}

function RowContent({ line, words, readOnly, evidence, isRead, isShownUse, acts }: RowProps) {
  const canMap = line.depth > 0 && !readOnly
  return (
    <>
      <TreeName line={line} words={line.depth === 0 ? [] : words} onTurn={() => acts.turn(line)} />
      <span className="ell">{line.depth === 0 || line.opened ? '' : shortType(line.field)}</span>
      <span className={`pn-seen num${evidence !== undefined && evidence.seen < evidence.of ? ' part' : ''}`}>
        {evidence === undefined ? '' : `${evidence.seen}/${evidence.of}`}
      </span>
      <UseMark line={line} isShown={isShownUse} onShow={() => acts.showUse(line)} />
      {isRead && <span className="sr-only">read by the chosen line</span>}
      {canMap && (
        <span className="pn-tree-actions" onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
          <button
            type="button"
            tabIndex={-1}
            className="icon-button small"
            aria-label={`Map ${line.label} onto the line in focus`}
            title="Map onto the line in focus (Enter)"
            onClick={() => acts.map(line)}
          >
            <Icon name="arrow" size={12} />
          </button>
          {line.decision === undefined ? (
            <button
              type="button"
              tabIndex={-1}
              className="icon-button small"
              aria-label={`Leave out ${line.label}, because…`}
              title="Leave out, because… (Delete)"
              onClick={() => acts.leaveOut(line)}
            >
              <Icon name="not-mapped" size={12} />
            </button>
          ) : (
            line.decision.path === line.path && (
              <button
                type="button"
                tabIndex={-1}
                className="icon-button small"
                aria-label={`Bring back ${line.label}`}
                title="Bring back (Backspace)"
                onClick={() => acts.bringBack(line)}
              >
                <Icon name="undo" size={12} />
              </button>
            )
          )}
        </span>
      )}
    </>
  )
}

/** Full disc: used, with a number when by several rows, and a button that shows them; dash: left out; ring: open. */
function UseMark({ line, isShown, onShow }: { readonly line: TreeLine; readonly isShown: boolean; readonly onShow: () => void }) {
  if (line.depth === 0) return <span />
  if (line.use > 0) {
    const words = `Used by ${line.use} ${line.use === 1 ? 'row' : 'rows'}`
    return (
      <button
        type="button"
        tabIndex={-1}
        className="pn-use"
        aria-label={`${words}: ${isShown ? 'show all rows again' : 'show'}`}
        aria-pressed={isShown}
        title={`${words}. ${isShown ? 'Click to show all rows again' : line.use === 1 ? 'Click to go to it' : 'Click to show only these'} (Ctrl+Enter)`}
        onClick={(event) => {
          event.stopPropagation()
          onShow()
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {line.use > 1 ? <b className="num">{line.use}</b> : <Disc shape="full" />}
      </button>
    )
  }
  const used = line.usedBelow || line.usedBySettings
  const words = line.usedBelow
    ? 'Fields inside are used'
    : used
      ? 'Used by the settings of the map'
      : line.decision === undefined
        ? 'Open'
        : `Left out: ${line.decision.reason}`
  return (
    <span className="pn-use" role="img" aria-label={words} title={words}>
      <Disc shape={used ? 'full' : line.decision === undefined ? 'ring' : 'dash'} />
    </span>
  )
}

function Disc({ shape }: { readonly shape: 'full' | 'ring' | 'dash' }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      {shape === 'full' && <circle cx="8" cy="8" r="5" fill="currentColor" />}
      {shape === 'ring' && <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />}
      {shape === 'dash' && <path d="M3.5 8h9" stroke="currentColor" strokeWidth="1.8" />}
    </svg>
  )
}
