// The tree of fields in both panels: choosing, moving, folding and typing a name. What a row looks like and what acts on it comes from the panel.
import type { HTMLAttributes, KeyboardEvent, ReactNode } from 'react'
import { useTypedName } from '../ui/typed-name.ts'
import { Icon } from '../ui/icon.tsx'
import { MarkedText } from '../ui/marked-text.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { findByName, type TreeItem } from './field-lines.ts'
import { modeOf, useTreePlace, withSelection, withTurned, type TreePlaceStore } from './tree-place.ts'
import { chooseAll, chooseLine, choiceWith, chosenLines } from './tree-selection.ts'

type Props<L extends TreeItem> = {
  readonly lines: readonly L[]
  readonly label: string
  readonly store: TreePlaceStore
  /** Several may be chosen. */
  readonly multiple: boolean
  /** Said where there are no lines. */
  readonly empty: string
  readonly row: (line: L) => { readonly content: ReactNode; readonly className: string; readonly attributes: HTMLAttributes<HTMLDivElement> }
  /** Keys that act, `Mod+Enter` among them: on all that is chosen, or on the line alone; true: taken. */
  readonly onKey: (key: string, line: L, chosen: readonly L[]) => boolean
  readonly onClick?: (line: L) => void
  readonly onDoubleClick: (line: L) => void
}

export const TREE_ROW_HEIGHT = 25

export function FieldTree<L extends TreeItem>({ lines, label, store, multiple, empty, row, onKey, onClick, onDoubleClick }: Props<L>) {
  const place = useTreePlace(store)
  const typeAhead = useTypedName()
  const { selection, scroll } = modeOf(place)
  const active = Math.max(
    0,
    lines.findIndex((line) => line.key === selection.active),
  )
  const keys = () => lines.map((line) => line.key)
  const choose = (at: number, how: ReturnType<typeof choiceWith> | 'go') =>
    store.change((before) => withSelection(before, chooseLine(modeOf(before).selection, keys(), at, how)))
  const turn = (...turned: readonly L[]) =>
    store.change((before) =>
      withTurned(
        before,
        turned.map((line) => line.key),
      ),
    )

  const onKeyFirst = (event: KeyboardEvent, at: number): boolean => {
    const line = lines[at]
    const isMod = event.ctrlKey || event.metaKey
    if (line === undefined || event.altKey) return false
    if (isMod && event.key.toLowerCase() === 'a' && multiple) {
      store.change((before) => withSelection(before, chooseAll(modeOf(before).selection, keys())))
      return true
    }
    if (event.key === ' ' && multiple) {
      choose(at, event.shiftKey ? 'range' : 'toggle')
      return true
    }
    if (isMod) return event.key === 'Enter' && onKey('Mod+Enter', line, [line])
    return onKey(event.key, line, chosenLines(lines, selection, line)) || fold(event.key, line, at)
  }

  /** Right goes in, Left goes out, `*` opens what stands beside. */
  const fold = (key: string, line: L, at: number): boolean => {
    if (key === 'ArrowRight' && line.expandable && !line.opened) turn(line)
    else if (key === 'ArrowRight' && line.opened && (lines[at + 1]?.depth ?? 0) > line.depth) choose(at + 1, 'only')
    else if (key === 'ArrowLeft' && line.opened) turn(line)
    else if (key === 'ArrowLeft')
      choose(
        Math.max(
          0,
          lines.slice(0, at).findLastIndex((one) => one.depth < line.depth),
        ),
        'only',
      )
    else if (key === '*') turn(...lines.filter((one) => one.field.parent === line.field.parent && one.expandable && !one.opened && !one.again))
    else {
      const found = typeAhead(key, (typed) => findByName(lines, at, typed))
      if (found === undefined) return false
      choose(found, 'only')
    }
    return true
  }

  if (lines.length === 0) return <p className="s12 t3 pn-tree-empty">{empty}</p>
  return (
    <VirtualList
      count={lines.length}
      rowHeight={TREE_ROW_HEIGHT}
      label={label}
      role="tree"
      multiple={multiple}
      active={active}
      shown={place.shown}
      scroll={scroll}
      onKeyFirst={onKeyFirst}
      onActive={(at, event) => choose(at, !multiple ? 'only' : event.type === 'keydown' && (event.ctrlKey || event.metaKey) ? 'go' : choiceWith(event))}
      row={(at) => {
        const line = lines[at] as L
        const { content, className, attributes } = row(line)
        return {
          key: line.key,
          level: line.depth + 1,
          selected: selection.keys.has(line.key),
          ...(line.expandable ? { expanded: line.opened } : {}),
          className: `pn-tree-row ${className}`,
          attributes,
          style: { '--depth': line.depth } as React.CSSProperties,
          content,
          onClick: () => onClick?.(line),
          onDoubleClick: () => onDoubleClick(line),
        }
      }}
    />
  )
}

/** The fold arrow and the name, with what was searched for marked in it. */
export function TreeName<L extends TreeItem>({ line, words, onTurn }: { readonly line: L; readonly words: readonly string[]; readonly onTurn: () => void }) {
  return (
    <span className="pn-tree-name">
      {line.expandable ? (
        <button
          type="button"
          tabIndex={-1}
          className="pn-fold"
          aria-label={line.opened ? 'Fold' : line.again ? 'Expand here' : 'Unfold'}
          {...(line.again ? { title: 'The same type stands above. Expand it here' } : {})}
          onClick={(event) => {
            event.stopPropagation()
            onTurn()
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Icon name={line.opened ? 'down' : line.again ? 'each' : 'right'} size={12} />
        </button>
      ) : (
        <i />
      )}
      <span className="mono ell">
        <MarkedText text={line.label} words={words} />
      </span>
    </span>
  )
}
