// The list of changes beside the facts of the chosen one.
import { useEffect, useMemo, useRef, useState } from 'react'
import { writeCells } from '../../shared/project/edits.ts'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { Choice, SchemaImpact } from '../../shared/review/schema-impact.ts'
import { newId } from '../collab/connection-ports.ts'
import { useCollection, useMe, useProject } from '../collab/project-context.tsx'
import { useChoosing } from './schema-changes-choosing.ts'
import { ChangeFacts } from './schema-changes-facts.tsx'
import { ListHead, FoldRow } from './schema-changes-head.tsx'
import { useVersionUsers, type FoundImpact } from './schema-changes-hooks.ts'
import { ChangeList } from './schema-changes-list.tsx'
import { ManyChosen } from './schema-changes-many.tsx'
import { decisionWrites, listChangeLines, moveStateOf, whatCounts, type ChangesView, type Counts, type DecisionTarget } from './schema-changes-model.ts'
import { findRemapRoot } from './schema-changes-remap-root.ts'
import { Remap } from './schema-changes-remap.tsx'
import { ChangeRow } from './schema-changes-row.tsx'
import { ChangesToolbar } from './schema-changes-toolbar.tsx'
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

export function ChangesReview({ before, after, found, impact, nextAsked }: ReviewProps) {
  const { mayEdit } = useProject()
  const moved = moveStateOf(after, useVersionUsers(before.id)) === 'moved'
  const readOnly = !mayEdit || moved
  const decisions = useCollection('schemaDecisions')
  const counts = useMemo(() => whatCounts(decisions, after.id, moved), [decisions, after.id, moved])
  const [asViewed, setView] = useState<Partial<ChangesView>>({})
  const view = useMemo(() => viewOf(impact, counts, asViewed), [impact, counts, asViewed])
  const lines = useMemo(() => listChangeLines(impact.impacts, view, counts), [impact, view, counts])
  const onFold = () => setView({ ...asViewed, folded: !view.folded })
  const choosing = useChoosing({
    impact,
    lines,
    readOnly,
    decide: useDecide(after),
    onFold,
    onShowAll: () => setView({ ...asViewed, segment: 'decide', kind: undefined, search: '' }),
  })
  const asked = useRef(nextAsked)
  useEffect(() => {
    if (asked.current === nextAsked) return
    asked.current = nextAsked
    choosing.next()
  })
  const { current, chosen, many, remapping } = choosing
  const past = moved ? decisions.filter(({ schema }) => schema === after.id) : []
  return (
    <>
      <ChangesToolbar
        impacts={impact.impacts}
        counts={counts}
        moved={moved}
        view={view}
        onView={(changed) => {
          setView({ ...asViewed, ...changed })
          choosing.chooseNone()
        }}
      />
      <div className="change-panes">
        <section className="card change-list-card" aria-label="Changes" data-region="list">
          {lines.length === 0 ? (
            <p className="s12 t3 card-body">{view.search === '' ? 'No change of this kind.' : `No change found for “${view.search}”.`}</p>
          ) : (
            <ChangeList
              lines={lines}
              active={choosing.active}
              chosen={chosen}
              onActive={choosing.onActive}
              onKey={choosing.onKey}
              head={<ListHead versions={versionPair(before, after)} />}
              row={(at) => {
                const line = lines[at]
                if (line === undefined || line.line === 'fold') return <FoldRow count={line?.count ?? 0} folded={view.folded} onToggle={onFold} />
                const one = line.impact
                return (
                  <ChangeRow
                    impact={one}
                    past={past.filter(({ change }) => change === one.change.id)}
                    chosen={chosen.has(one.change.id)}
                    readOnly={readOnly}
                    onToggle={() => choosing.toggle(one)}
                    onChoose={(choice) => choosing.choose(one, choice)}
                  />
                )
              }}
            />
          )}
          {many.length > 1 && !readOnly && <ManyChosen many={many} onChoose={choosing.chooseMany} onClear={choosing.chooseNone} />}
        </section>
        <aside className="card change-facts" aria-label="Facts of the chosen change" data-region="facts">
          {current === undefined ? (
            <p className="s12 t3 card-body">Choose a change to see both versions side by side.</p>
          ) : (
            <ChangeFacts
              key={current.change.id}
              impact={current}
              past={past.filter(({ change }) => change === current.change.id)}
              versions={versionPair(before, after)}
              readOnly={readOnly}
              onChoose={(choice, item) => choosing.choose(current, choice, item)}
              onClear={(item) => choosing.clear(current, item)}
              remap={
                remapping?.choice.needs !== undefined && (
                  <Remap
                    needs={remapping.choice.needs}
                    {...findRemapRoot(found, after, current, remapping.item, remapping.choice.needs)}
                    rows={current.affected.filter(({ kind }) => kind === 'row').length}
                    of={remapping.item === undefined ? undefined : current.affected.find(({ id }) => id === remapping.item)}
                    onCancel={choosing.cancelRemap}
                    onChoose={choosing.remapTo}
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

/** Until somebody chooses, what needs a decision is shown where there is any. */
function viewOf({ impacts }: SchemaImpact, counts: Counts, { segment, kind, search = '', folded }: Partial<ChangesView>): ChangesView {
  const needed = impacts.filter(counts).length
  return { segment: segment ?? (needed > 0 ? 'decide' : 'all'), kind, search, folded: folded ?? impacts.length - needed > MANY }
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
