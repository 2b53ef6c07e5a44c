// The source panel: every field of the map's inputs, how often samples have it, whether it is used, left out or open.
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { readSearchWords } from '../../shared/schema/search-fields.ts'
import { Icon } from '../ui/icon.tsx'
import { LeaveOutForm } from './leave-out-form.tsx'
import { SourceTreeRow, TREE_ROW_HEIGHT } from './source-tree-row.tsx'
import { countUnshown, listTree, type TreeFilter, type TreeLine, type UsesByInput } from './source-tree.ts'
import './panels.css'

export type SourcePanelProps = {
  readonly context: MapContext
  readonly uses: UsesByInput
  readonly counts: { readonly used: number; readonly leftOut: number; readonly undecided: number; readonly total: number }
  readonly evidence: ReadonlyMap<string, ReadonlyMap<string, FieldEvidence>>
  readonly readOnly: boolean
  readonly open: boolean
  readonly on: {
    readonly open: (open: boolean) => void
    readonly map: (line: TreeLine) => void
    readonly leaveOut: (line: TreeLine, reason: string) => void
    readonly bringBack: (line: TreeLine) => void
  }
}

export function SourcePanel(props: SourcePanelProps) {
  const { counts, open, on } = props
  if (open) return <OpenPanel {...props} />
  return (
    <aside className="pn-strip" data-region="source" aria-label="Source fields">
      <button type="button" className="icon-button small" aria-label="Open the source fields" onClick={() => on.open(true)}>
        <Icon name="panel-left" size={14} />
      </button>
      <b>Source fields</b>
      <em>
        {counts.used} used, {counts.leftOut} left out, {counts.undecided} open
      </em>
    </aside>
  )
}

function OpenPanel({ context, uses, counts, evidence, readOnly, on }: SourcePanelProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState<TreeFilter>('all')
  const [search, setSearchText] = useState('')
  // What is folded or unfolded in a search goes with it: without it the tree is as it was.
  const [openedInSearch, setOpenedInSearch] = useState<ReadonlySet<string>>(new Set())
  const [leaving, setLeaving] = useState<TreeLine>()
  const isSearching = search.trim() !== ''
  const lines = useMemo(
    () => listTree(context, uses, { opened: isSearching ? openedInSearch : opened, filter, search }),
    [context, uses, opened, openedInSearch, isSearching, filter, search],
  )
  const words = useMemo(() => readSearchWords(search), [search])
  const unshown = useMemo(() => (isSearching ? countUnshown(context, search) : undefined), [context, search, isSearching])
  const setSearch = (text: string) => {
    setSearchText(text)
    setOpenedInSearch(new Set())
  }
  const toggle = (line: TreeLine) => (isSearching ? setOpenedInSearch : setOpened)((before) => withToggled(before, line.key))
  return (
    <aside className="pn-source" data-region="source" aria-label="Source fields">
      <header className="pn-source-head">
        <span className="src row b6 s12">
          <Icon name="source" size={14} /> Source
        </span>
        <span className="s11 t3 ell">
          {context.inputs
            .map((side) => schemaTitle(context, side.input.source.schema))
            .filter((title, at, all) => all.indexOf(title) === at)
            .join(', ')}
        </span>
        <span className="sp" />
        <button type="button" className="icon-button small" aria-label="Collapse the source fields" onClick={() => on.open(false)}>
          <Icon name="panel-left" size={14} />
        </button>
      </header>
      <div className="pn-source-find">
        <label className="pn-search">
          <Icon name="search" size={14} />
          <input
            type="search"
            value={search}
            placeholder={`Search ${counts.total} fields`}
            aria-label="Search the source fields"
            onChange={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setSearch('')}
          />
        </label>
        <div className="pn-segments" role="radiogroup" aria-label="Which source fields">
          {(
            [
              ['all', `All ${counts.total}`],
              ['open', `Open ${counts.undecided}`],
              ['leftOut', `Left out ${counts.leftOut}`],
            ] as const
          ).map(([name, words]) => (
            <button key={name} type="button" role="radio" aria-checked={filter === name} onClick={() => setFilter(name)}>
              {words}
            </button>
          ))}
        </div>
      </div>
      <div className="pn-tree-head">
        <span>Field</span>
        <span className="pn-seen" title="Seen in sample records">
          Seen
        </span>
        <span>Use</span>
      </div>
      {leaving !== undefined && (
        <LeaveOutForm line={leaving} onCancel={() => setLeaving(undefined)} onLeaveOut={(reason) => (on.leaveOut(leaving, reason), setLeaving(undefined))} />
      )}
      <Tree
        lines={lines}
        words={words}
        evidence={evidence}
        readOnly={readOnly}
        on={{ map: on.map, bringBack: on.bringBack, toggle, leaveOut: setLeaving }}
        empty={
          search === ''
            ? filter === 'open'
              ? 'Nothing is open here. Unfold an object to look inside it.'
              : 'Nothing here.'
            : 'No field has this in its name or description.'
        }
      />
      {unshown !== undefined && (
        <p className="s11 t3 pn-tree-foot num" role="status">
          The best {unshown.shown} of {unshown.total.toLocaleString('en-GB')} fields. Add a word to find fewer.
        </p>
      )}
    </aside>
  )
}

type TreeProps = {
  readonly lines: readonly TreeLine[]
  /** What is searched for; none: no search. */
  readonly words: readonly string[]
  readonly evidence: SourcePanelProps['evidence']
  readonly readOnly: boolean
  readonly empty: string
  readonly on: {
    readonly map: (line: TreeLine) => void
    readonly bringBack: (line: TreeLine) => void
    readonly toggle: (line: TreeLine) => void
    readonly leaveOut: (line: TreeLine) => void
  }
}

/** Only the rows in view are in the page: a source may have tens of thousands of fields. */
function Tree({ lines, words, evidence, readOnly, empty, on }: TreeProps) {
  const box = useRef<HTMLDivElement>(null)
  const [scroll, setScroll] = useState(0)
  const [height, setHeight] = useState(600)
  const [focused, setFocused] = useState(0)
  useEffect(() => {
    if (box.current === null) return
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 600))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  useKeptPlace(box, words.length > 0)
  const first = Math.max(0, Math.floor(scroll / TREE_ROW_HEIGHT) - 5)
  const last = Math.min(lines.length, Math.ceil((scroll + height) / TREE_ROW_HEIGHT) + 5)
  const at = Math.min(focused, Math.max(0, lines.length - 1))
  const onKey = (event: KeyboardEvent) => {
    const line = lines[at]
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -lines.length, End: lines.length }[event.key]
    if (move !== undefined) {
      const next = Math.max(0, Math.min(lines.length - 1, at + move))
      setFocused(next)
      box.current?.scrollTo({ top: Math.max(Math.min(scroll, next * TREE_ROW_HEIGHT), (next + 1) * TREE_ROW_HEIGHT - height) })
    } else if (line === undefined) return
    else if (event.key === 'ArrowRight' && line.expandable && !line.opened) on.toggle(line)
    else if (event.key === 'ArrowLeft' && line.expandable && line.opened) on.toggle(line)
    else if (event.key === 'Enter' && line.depth > 0 && !readOnly) on.map(line)
    else if (event.key === 'Delete' && line.depth > 0 && !readOnly) on.leaveOut(line)
    else return
    event.preventDefault()
  }
  return (
    <div
      className="pn-tree"
      ref={box}
      role="tree"
      aria-label="Source fields"
      tabIndex={0}
      aria-activedescendant={lines[at] === undefined ? undefined : `tree-${at}`}
      onKeyDown={onKey}
      onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
    >
      {lines.length === 0 && <p className="s12 t3 pn-tree-empty">{empty}</p>}
      <div style={{ height: lines.length * TREE_ROW_HEIGHT, position: 'relative' }}>
        {lines.slice(first, last).map((line, index) => (
          <SourceTreeRow
            key={line.key}
            line={line}
            words={words}
            at={first + index}
            focused={first + index === at}
            readOnly={readOnly}
            evidence={evidence.get(line.input)?.get(line.path)}
            on={{ ...on, focus: () => setFocused(first + index) }}
          />
        ))}
      </div>
    </div>
  )
}

/** A search starts at its best hits; without it the tree stands where it stood before. */
function useKeptPlace(box: { readonly current: HTMLDivElement | null }, isSearching: boolean): void {
  const before = useRef(0)
  const was = useRef(false)
  useLayoutEffect(() => {
    if (box.current === null || was.current === isSearching) return
    was.current = isSearching
    if (isSearching) before.current = box.current.scrollTop
    box.current.scrollTop = isSearching ? 0 : before.current
  }, [box, isSearching])
}

function withToggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(before)
  if (!next.delete(key)) next.add(key)
  return next
}

function schemaTitle(context: MapContext, schema: string): string {
  return context.project.schemas.find((version) => version.id === schema)?.title ?? ''
}
