// The list of changes beside the facts of the chosen one: what is shown, what is chosen, and how a decision is made.
import { useEffect, useMemo, useRef, useState } from 'react'
import { writeCells } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { AffectedItem, ChangeImpact, Choice, SchemaImpact } from '../../shared/review/schema-impact.ts'
import { newId } from '../collab/connection-ports.ts'
import { useMe, useProject } from '../collab/project-context.tsx'
import { Icon } from '../ui/icon.tsx'
import { choiceOfKey } from './schema-changes-decision.tsx'
import { ChangeFacts } from './schema-changes-facts.tsx'
import type { FoundImpact } from './schema-changes-hooks.ts'
import { ChangeList } from './schema-changes-list.tsx'
import { decisionWrites, findNextUndecided, listChangeLines, sharedChoices, type ChangesView, type DecisionTarget } from './schema-changes-model.ts'
import { findRemapRoot } from './schema-changes-remap-root.ts'
import { Remap } from './schema-changes-remap.tsx'
import { ChangeRow } from './schema-changes-row.tsx'
import { ChangesToolbar } from './schema-changes-toolbar.tsx'
import { ManyChosen } from './schema-changes-many.tsx'
import { versionPair } from './schema-changes-words.ts'

export type ReviewProps = {
  readonly before: SchemaVersion
  readonly after: SchemaVersion
  readonly found: FoundImpact
  readonly impact: SchemaImpact
  /** Counts up when the next undecided one is asked for. */
  readonly nextAsked: number
}

/** More than so many changes without effect begin folded. */
const MANY = 40

type Remapping = { readonly change: string; readonly item?: string; readonly choice: Choice }

export function ChangesReview({ before, after, found, impact, nextAsked }: ReviewProps) {
  const { mayEdit } = useProject()
  const readOnly = !mayEdit || after.movedBy !== undefined
  const versions = versionPair(before, after)
  const [view, setView] = useState<ChangesView>(() => firstView(impact))
  const [activeId, setActiveId] = useState<string>()
  const [anchor, setAnchor] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [remapping, setRemapping] = useState<Remapping>()
  const lines = useMemo(() => listChangeLines(impact.impacts, view), [impact, view])
  const found0 = lines.findIndex((line) => line.line === 'change' && line.impact.change.id === activeId)
  const active = Math.max(0, found0)
  const current = lineImpact(lines, active) ?? impact.impacts.find(({ change }) => change.id === activeId)
  const many = impact.impacts.filter(({ change }) => chosen.has(change.id))
  const decide = useDecide(after)

  const activate = (at: number) => {
    const id = lineImpact(lines, at)?.change.id
    if (id !== undefined) setActiveId(id)
    setRemapping(undefined)
  }
  const onActive = (at: number, how: 'only' | 'extend' | 'toggle') => {
    const line = lines[at]
    if (line?.line === 'fold') {
      setActiveId('fold')
      if (how === 'only') return
    }
    if (how === 'extend') {
      const [low, high] = [Math.min(anchor, at), Math.max(anchor, at)]
      setChosen(new Set(idsOf(lines.slice(low, high + 1).map((one) => (one.line === 'change' ? one.impact : undefined)))))
    } else if (how === 'toggle') {
      toggle(lineImpact(lines, at))
      setAnchor(at)
    } else setAnchor(at)
    activate(at)
  }
  const toggle = (one: ChangeImpact | undefined) => {
    if (one === undefined || one.affected.length === 0) return
    const next = new Set(chosen)
    if (!next.delete(one.change.id)) next.add(one.change.id)
    setChosen(next)
  }
  const choose = (one: ChangeImpact, choice: Choice, item?: AffectedItem) => {
    if (readOnly) return
    const target = { change: one.change.id, ...(item === undefined ? {} : { item: item.id }) }
    setActiveId(one.change.id)
    if (choice.needs !== undefined) return setRemapping({ ...target, choice })
    setRemapping(undefined)
    const pressed = item === undefined ? one.decision : undefined
    decide([target], pressed?.choice === choice.choice ? undefined : choice)
  }
  const next = () => {
    const at = findNextUndecided(lines, found0)
    if (at !== undefined) return onActive(at, 'only')
    // It may be hidden by a filter or a search.
    const hidden = impact.impacts.find(({ undecided }) => undecided)
    if (hidden === undefined) return
    setView({ ...view, segment: 'decide', kind: undefined, search: '' })
    setActiveId(hidden.change.id)
  }
  const asked = useRef(nextAsked)
  useEffect(() => {
    if (asked.current === nextAsked) return
    asked.current = nextAsked
    next()
  })
  const onKey = (event: React.KeyboardEvent): boolean => {
    const withControl = event.ctrlKey || event.metaKey
    if (event.altKey) return false
    if (withControl) {
      if (event.key.toLowerCase() !== 'a' || readOnly) return false
      setChosen(new Set(idsOf(lines.map((line) => (line.line === 'change' ? line.impact : undefined)))))
      return true
    }
    if (event.key === 'Escape' && (chosen.size > 0 || remapping !== undefined)) {
      setChosen(new Set())
      setRemapping(undefined)
      return true
    }
    if (lines[active]?.line === 'fold' && (event.key === 'Enter' || event.key === ' ')) {
      setView({ ...view, folded: !view.folded })
      return true
    }
    if (event.key.toLowerCase() === 'n') return (next(), true)
    if (readOnly || current === undefined) return false
    if (event.key === ' ') return (toggle(current), true)
    const choice = choiceOfKey(many.length > 1 ? sharedChoices(many) : current.choices, event.key)
    if (choice === undefined) return false
    if (many.length > 1) decideMany(choice)
    else choose(current, choice)
    return true
  }
  const decideMany = (choice: Choice | undefined) =>
    decide(
      many.filter(({ affected }) => affected.length > 0).map(({ change }) => ({ change: change.id })),
      choice,
    )
  const remapped = remapping === undefined || current?.change.id !== remapping.change ? undefined : remapping
  const sides = useMemo(() => ({ ...found }), [found])
  return (
    <>
      <ChangesToolbar impacts={impact.impacts} view={view} onView={(changed) => (setView({ ...view, ...changed }), setChosen(new Set()))} />
      <div className="change-panes">
        <section className="card change-list-card" aria-label="Changes" data-region="list">
          {lines.length === 0 ? (
            <p className="s12 t3 card-body">{view.search === '' ? 'No change of this kind.' : `No change found for “${view.search}”.`}</p>
          ) : (
            <ChangeList
              lines={lines}
              active={active}
              chosen={chosen}
              onActive={onActive}
              onKey={onKey}
              head={<Head versions={versions} />}
              row={(at) => {
                const line = lines[at]
                if (line === undefined || line.line === 'fold')
                  return <Fold count={line?.count ?? 0} folded={view.folded} onToggle={() => setView({ ...view, folded: !view.folded })} />
                const one = line.impact
                return (
                  <ChangeRow
                    impact={one}
                    chosen={chosen.has(one.change.id)}
                    readOnly={readOnly}
                    onToggle={() => toggle(one)}
                    onChoose={(choice) => choose(one, choice)}
                  />
                )
              }}
            />
          )}
          {many.length > 1 && !readOnly && <ManyChosen many={many} onChoose={decideMany} onClear={() => setChosen(new Set())} />}
        </section>
        <aside className="card change-facts" aria-label="Facts of the chosen change" data-region="facts">
          {current === undefined ? (
            <p className="s12 t3 card-body">Choose a change to see both versions side by side.</p>
          ) : (
            <ChangeFacts
              key={current.change.id}
              impact={current}
              versions={versions}
              readOnly={readOnly}
              onChoose={(choice, item) => choose(current, choice, item)}
              onClear={(item) => decide([{ change: current.change.id, item: item.id }], undefined)}
              remap={
                remapped?.choice.needs === undefined ? undefined : (
                  <Remap
                    needs={remapped.choice.needs}
                    {...findRemapRoot(sides, after, current, remapped.item, remapped.choice.needs)}
                    current={undefined}
                    onCancel={() => setRemapping(undefined)}
                    onChoose={(to) => {
                      setRemapping(undefined)
                      decide([{ change: remapped.change, ...(remapped.item === undefined ? {} : { item: remapped.item }) }], remapped.choice, to)
                    }}
                  />
                )
              }
            />
          )}
        </aside>
      </div>
    </>
  )
}

function firstView(impact: SchemaImpact): ChangesView {
  const without = impact.impacts.length - impact.needed
  return { segment: impact.needed > 0 ? 'decide' : 'all', kind: undefined, search: '', folded: without > MANY }
}

function lineImpact(lines: ReturnType<typeof listChangeLines>, at: number): ChangeImpact | undefined {
  const line = lines[at]
  return line?.line === 'change' ? line.impact : undefined
}

/** Of those that need a decision. */
function idsOf(impacts: readonly (ChangeImpact | undefined)[]): string[] {
  return impacts.flatMap((one) => (one === undefined || one.affected.length === 0 ? [] : [one.change.id]))
}

/** Without a choice the decisions are taken back. */
function useDecide(after: SchemaVersion) {
  const { edit, store } = useProject()
  const { name } = useMe()
  return (targets: readonly DecisionTarget[], choice: Choice | undefined, to?: string) => {
    if (targets.length === 0) return
    const what = targets.length === 1 ? 'a change' : `${targets.length} changes`
    const label = choice === undefined ? `Take back the decision of ${what}` : `Decide ${what}: ${choice.label}`
    const decided = choice === undefined ? undefined : { choice: choice.choice, ...(to === undefined ? {} : { to }) }
    edit(label, (doc, origin) =>
      writeCells(doc, decisionWrites(store.list('schemaDecisions'), after.id, targets, decided, { name, at: new Date().toISOString(), newId }), origin),
    )
  }
}

function Head({ versions }: { readonly versions: { readonly before: string; readonly after: string } }) {
  return (
    <>
      <span role="columnheader" className="change-check">
        <span className="sr-only">Chosen</span>
      </span>
      <span role="columnheader" className="change-kind">
        Change
      </span>
      <span role="columnheader" className="change-old">
        {versions.before}
      </span>
      <span role="columnheader" className="change-new">
        {versions.after}
      </span>
      <span role="columnheader" className="change-affects">
        Affects
      </span>
      <span role="columnheader" className="change-decision">
        Decision
      </span>
    </>
  )
}

function Fold({ count, folded, onToggle }: { readonly count: number; readonly folded: boolean; readonly onToggle: () => void }) {
  return (
    <span role="gridcell" className="change-fold">
      <button type="button" tabIndex={-1} aria-expanded={!folded} onClick={onToggle}>
        <Icon name={folded ? 'right' : 'down'} size={12} />
        <b className="b6">No effect</b>
        <span className="num">{count.toLocaleString('en-GB')}</span>
        <span className="t3">nothing in this project reads or fills them</span>
      </button>
    </span>
  )
}
