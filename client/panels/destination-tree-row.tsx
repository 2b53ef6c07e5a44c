// One line of the destination tree: name, type, limit, and whether it is mapped, not mapped, open or a gap.
import type { DragEvent, HTMLAttributes, ReactNode } from 'react'
import { findLimit } from '../../shared/schema/field-limit.ts'
import { describeMark, type DestinationLine, type DestinationMark } from './destination-tree.ts'
import { FIELD_DRAG_TYPE, parseDraggedFields, type SourceField } from './dragged-fields.ts'
import { TreeName } from './field-tree.tsx'
import { shortType } from './short-type.ts'

export type DestinationRowActs = {
  readonly turn: (line: DestinationLine) => void
  readonly drop: (line: DestinationLine, fields: readonly SourceField[]) => void
}

type RowProps = {
  readonly line: DestinationLine
  readonly words: readonly string[]
  readonly readOnly: boolean
  /** A chosen line of the grid is of it, or of something folded away in it. */
  readonly isHere: boolean
  readonly acts: DestinationRowActs
}

export function destinationTreeRow(props: RowProps): {
  readonly content: ReactNode
  readonly className: string
  readonly attributes: HTMLAttributes<HTMLDivElement>
} {
  const { line, readOnly, isHere, acts } = props
  const limit = findLimit(line.field.facts)
  const tip = [line.path, line.field.facts.description, line.field.required ? 'Required' : undefined, limit?.tip, describeMark(line)]
  return {
    content: <RowContent {...props} />,
    className: `${line.mark === 'read-only' || line.mark === 'not-mapped' ? 'left-out' : ''}${isHere ? ' read' : ''}`,
    attributes: { title: tip.filter((part) => part !== undefined && part !== '').join('\n'), ...(readOnly ? {} : dropTarget(line, acts)) },
  }
}

/** A source field dropped here is mapped onto the field. */
function dropTarget(line: DestinationLine, acts: DestinationRowActs): HTMLAttributes<HTMLDivElement> {
  const isField = (event: DragEvent) => event.dataTransfer.types.includes(FIELD_DRAG_TYPE)
  return {
    onDragOver: (event) => {
      if (!isField(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      event.currentTarget.classList.add('drop')
    },
    onDragLeave: (event) => event.currentTarget.classList.remove('drop'),
    onDrop: (event) => {
      if (!isField(event)) return
      event.preventDefault()
      event.currentTarget.classList.remove('drop')
      acts.drop(line, parseDraggedFields(event.dataTransfer.getData(FIELD_DRAG_TYPE)))
    },
  }
}

function RowContent({ line, words, isHere, acts }: RowProps) {
  return (
    <>
      <span className="pn-tree-named">
        <TreeName line={line} words={words} onTurn={() => acts.turn(line)} />
        {line.field.required && (
          <b className="pn-required" title="Required">
            *<span className="sr-only">required</span>
          </b>
        )}
      </span>
      <span className="ell">{line.opened ? '' : shortType(line.field)}</span>
      <span className="pn-seen num">{findLimit(line.field.facts)?.text ?? ''}</span>
      <Mark line={line} />
      {isHere && <span className="sr-only">here is the chosen line</span>}
    </>
  )
}

/** Full disc: mapped, with a number when by several rows; half: partly; dash: not mapped; ring: open; ring with a mark: a gap. */
function Mark({ line }: { readonly line: DestinationLine }) {
  const words = describeMark(line)
  return (
    <span className={`pn-use pn-mark-${line.mark}`} role="img" aria-label={words} title={words}>
      {line.rows.length > 1 ? <b className="num">{line.rows.length}</b> : <svg viewBox="0 0 16 16">{shapes[line.mark]}</svg>}
    </span>
  )
}

const ring = <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />

const shapes: Readonly<Record<DestinationMark, ReactNode>> = {
  mapped: <circle cx="8" cy="8" r="5" fill="currentColor" />,
  partly: (
    <>
      {ring}
      <path d="M8 3a5 5 0 0 0 0 10z" fill="currentColor" />
    </>
  ),
  'not-mapped': <path d="M3.5 8h9" stroke="currentColor" strokeWidth="1.8" />,
  undecided: ring,
  gap: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 4.6v4M8 10.6v.9" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  'read-only': null,
}
