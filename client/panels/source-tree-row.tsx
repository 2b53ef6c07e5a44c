// One line of the source tree: name, type, seen, and whether it is used, left out or open.
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { printType } from '../../shared/schema/fields.ts'
import { Icon } from '../ui/icon.tsx'
import { FIELD_DRAG_TYPE, printDraggedFields, setDraggedFields } from './dragged-fields.ts'
import { MarkedText } from '../ui/marked-text.tsx'
import type { TreeLine } from './source-tree.ts'

export const TREE_ROW_HEIGHT = 25


type Props = {
  readonly line: TreeLine
  readonly words: readonly string[]
  readonly at: number
  readonly focused: boolean
  readonly readOnly: boolean
  readonly evidence: FieldEvidence | undefined
  readonly on: {
    readonly map: (line: TreeLine) => void
    readonly bringBack: (line: TreeLine) => void
    readonly toggle: (line: TreeLine) => void
    readonly leaveOut: (line: TreeLine) => void
    readonly focus: () => void
  }
}

export function SourceTreeRow({ line, words, at, focused, readOnly, evidence, on }: Props) {
  const canMap = line.depth > 0 && !readOnly
  return (
    <div
      id={`tree-${at}`}
      role="treeitem"
      aria-level={line.depth + 1}
      aria-selected={focused}
      {...(line.expandable ? { 'aria-expanded': line.opened } : {})}
      className={`pn-tree-row${focused ? ' focused' : ''}${line.decision === undefined ? '' : ' left-out'}`}
      style={{ top: at * TREE_ROW_HEIGHT, height: TREE_ROW_HEIGHT, '--depth': line.depth } as React.CSSProperties}
      title={[line.path, line.field.facts.description, line.decision === undefined ? undefined : `Left out: ${line.decision.reason}`]
        .filter((part) => part !== undefined && part !== '')
        .join('\n')}
      draggable={canMap}
      onDragStart={(event) => {
        setDraggedFields([line])
        event.dataTransfer.setData(FIELD_DRAG_TYPE, printDraggedFields([line]))
        event.dataTransfer.setData('text/plain', line.path)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onClick={on.focus}
      onDoubleClick={() => canMap && on.map(line)}
    >
      <span className="pn-tree-name">
        {line.expandable ? (
          <button
            type="button"
            tabIndex={-1}
            className="pn-fold"
            aria-label={line.opened ? 'Fold' : line.again ? 'Expand here' : 'Unfold'}
            {...(line.again ? { title: 'The same type stands above. Expand it here' } : {})}
            onClick={() => on.toggle(line)}
            onDoubleClick={(event) => event.stopPropagation()}
          >
            <Icon name={line.opened ? 'down' : line.again ? 'each' : 'right'} size={12} />
          </button>
        ) : (
          <i />
        )}
        <span className="mono ell">{line.depth === 0 ? line.label : <MarkedText text={line.label} words={words} />}</span>
      </span>
      <span className="ell">{line.depth === 0 || line.opened ? '' : shortType(line)}</span>
      <span className={`pn-seen num${evidence !== undefined && evidence.seen < evidence.of ? ' part' : ''}`}>
        {evidence === undefined ? '' : `${evidence.seen}/${evidence.of}`}
      </span>
      <UseMark line={line} />
      {canMap && (
        <span className="pn-tree-actions">
          <button
            type="button"
            tabIndex={-1}
            className="icon-button small"
            aria-label={`Map ${line.label} onto the line in focus`}
            title="Map onto the line in focus (Enter)"
            onClick={() => on.map(line)}
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
              onClick={() => on.leaveOut(line)}
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
                title="Bring back"
                onClick={() => on.bringBack(line)}
              >
                <Icon name="undo" size={12} />
              </button>
            )
          )}
        </span>
      )}
    </div>
  )
}

/** Full disc: used, with a number when by several rows; dash: left out; ring: open. */
function UseMark({ line }: { readonly line: TreeLine }) {
  if (line.depth === 0) return <span />
  const used = line.use > 0 || line.usedBelow
  const words =
    line.use > 0
      ? `Used by ${line.use} ${line.use === 1 ? 'row' : 'rows'}`
      : line.usedBelow
        ? 'Fields inside are used'
        : line.decision === undefined
          ? 'Open'
          : `Left out: ${line.decision.reason}`
  return (
    <span className="pn-use" role="img" aria-label={words} title={words}>
      {line.use > 1 ? (
        <b className="num">{line.use}</b>
      ) : (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {used ? (
            <circle cx="8" cy="8" r="5" fill="currentColor" />
          ) : line.decision === undefined ? (
            <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />
          ) : (
            <path d="M3.5 8h9" stroke="currentColor" strokeWidth="1.8" />
          )}
        </svg>
      )}
    </span>
  )
}

const shortTypes: Readonly<Record<string, string>> = { number: 'num', integer: 'int', boolean: 'y/n', object: 'obj', 'date-time': 'time' }

function shortType(line: TreeLine): string {
  const type = printType(line.field.facts)
  return shortTypes[type] ?? type
}
