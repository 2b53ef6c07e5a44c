// The list of changes beside the facts of the chosen one: narrowed by kind and by words, folded by heading.
import { useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { CHANGE_KINDS, type ProjectDifference } from '../../shared/review/compare-projects.ts'
import { kindWords, printTotals, summarizeChange } from '../../shared/review/compare-projects-text.ts'
import { useProject } from '../collab/project-context.tsx'
import { historyLink } from '../pages/print-history.ts'
import { SearchInput } from '../ui/search-input.tsx'
import { VirtualList } from '../ui/virtual-list.tsx'
import { ChangeFacts, GroupFacts } from './change-facts.tsx'
import { ChangeKindMark } from './change-kind.tsx'
import { findLineAt, listComparisonLines, narrowDifference, type ComparisonLine, type ComparisonView } from './comparison-lines.ts'
import type { Restoring } from './restore-dialog.tsx'

const ROW_HEIGHT = 28

export function ChangesPanes({ difference, onRestore }: { readonly difference: ProjectDifference; readonly onRestore?: (what: Restoring) => void }) {
  const { project, store } = useProject()
  const [, go] = useLocation()
  const [view, setView] = useState<ComparisonView>({ kind: undefined, search: '', folded: new Set() })
  const narrowed = useMemo(() => narrowDifference(difference, view), [difference, view])
  const lines = useMemo(() => listComparisonLines(narrowed, view.folded), [narrowed, view.folded])
  const [chosen, setChosen] = useState<string>()
  // Below the first heading.
  const [at, setAt] = useState(1)
  const active = findLineAt(lines, chosen, at)
  const line = lines[active]
  const shown = useRef(0)
  const choose = (next: number) => {
    setAt(next)
    setChosen(lines[next]?.key)
  }
  const fold = (key: string, folded: boolean) => {
    const next = new Set(view.folded)
    if (folded) next.add(key)
    else next.delete(key)
    setView({ ...view, folded: next })
  }
  const linkOf = (one: ComparisonLine | undefined) =>
    one?.line === 'change' ? historyLink(project, store.project(), store, `${one.change.home}:${one.change.object}`) : undefined
  const onKey = (key: string, on: number): boolean => {
    const one = lines[on]
    if (one === undefined) return false
    if (one.line === 'group') {
      if (key === 'ArrowLeft' || key === 'ArrowRight') fold(one.key, key === 'ArrowLeft')
      else if (key === 'Enter' || key === ' ') fold(one.key, !one.folded)
      else return false
      return true
    }
    if (key === 'ArrowLeft') choose(lines.findIndex((other) => other.key === one.group.key))
    else if (key === 'Enter') {
      const link = linkOf(one)
      if (link !== undefined) go(link)
    } else return false
    return true
  }
  if (difference.groups.length === 0) return <p className="s12 t2 page-strip">The two states say the same: nothing was added, changed, moved or removed.</p>
  return (
    <>
      <div className="comparison-tools page-strip">
        <div className="kinds-choice" role="group" aria-label="By kind">
          {CHANGE_KINDS.filter((kind) => difference.totals[kind] > 0).map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={view.kind === kind}
              onClick={() => setView({ ...view, kind: view.kind === kind ? undefined : kind })}
            >
              {kindWords[kind]} <span className="num b6">{difference.totals[kind].toLocaleString('en-GB')}</span>
            </button>
          ))}
        </div>
        <SearchInput
          value={view.search}
          placeholder="Search changes"
          width={220}
          onChange={(search) => setView({ ...view, search, ...(search === '' ? {} : { folded: new Set() }) })}
        />
        {narrowed !== difference && <span className="s12 t3">{printTotals(narrowed.totals) || 'nothing like that'}</span>}
      </div>
      <div className="comparison-panes">
        <section className="card comparison-list" aria-label="Changes" data-region="list">
          {lines.length === 0 ? (
            <p className="s12 t3 card-body">No change is like that. Clear the search, or choose another kind.</p>
          ) : (
            <VirtualList
              count={lines.length}
              rowHeight={ROW_HEIGHT}
              label="Changes by use case and field map"
              role="tree"
              active={active}
              shown={shown.current}
              onActive={(next) => {
                shown.current += 1
                choose(next)
              }}
              onKey={onKey}
              row={(on) => drawLine(lines[on], on === active, (key, folded) => fold(key, folded))}
            />
          )}
        </section>
        <aside className="card comparison-facts" aria-label="The chosen change" data-region="facts">
          {line === undefined ? (
            <p className="s12 t3 card-body">Choose a change to see what it was and what it is.</p>
          ) : line.line === 'group' ? (
            <GroupFacts group={line.group} {...(onRestore === undefined ? {} : { onRestore })} />
          ) : (
            <ChangeFacts key={line.key} change={line.change} group={line.group} link={linkOf(line)} {...(onRestore === undefined ? {} : { onRestore })} />
          )}
        </aside>
      </div>
    </>
  )
}

function drawLine(line: ComparisonLine | undefined, selected: boolean, onFold: (key: string, folded: boolean) => void) {
  if (line === undefined) return { key: '', content: null }
  if (line.line === 'group') {
    return {
      key: line.key,
      selected,
      level: 1,
      expanded: !line.folded,
      className: 'comparison-group',
      onClick: () => onFold(line.key, !line.folded),
      content: (
        <>
          <span className="fold-mark" aria-hidden="true">
            {line.folded ? '▸' : '▾'}
          </span>
          <span className="ell b6" title={line.group.title}>
            {line.group.title}
          </span>
          <span className="sp" />
          <span className="s11 t3 num">{printTotals(line.group.totals)}</span>
        </>
      ),
    }
  }
  const { change } = line
  const summary = summarizeChange(change)
  return {
    key: line.key,
    selected,
    level: 2,
    className: 'comparison-change',
    content: (
      <>
        <ChangeKindMark kind={change.kind} />
        <span className={change.number === undefined ? 'change-what t3' : 'change-what mono t3'}>{change.number ?? change.what}</span>
        <span className={change.home === 'rows' ? 'ell mono change-name' : 'ell change-name'} title={change.name}>
          {change.name}
        </span>
        <span className="ell t2 change-summary" title={summary}>
          {summary}
        </span>
      </>
    ),
  }
}
