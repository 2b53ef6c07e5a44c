// The hooks of the field map page: its model, its edits, where the others are. Each knows one thing.
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { can } from '../../shared/api/rights.ts'
import { writeCells } from '../../shared/project/edits.ts'
import { homeMap, readObject } from '../../shared/project/project-doc.ts'
import { blockersOf } from '../../shared/review/blockers.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { EditRefused } from '../collab/commands.ts'
import { useMe, useOthers, useProject } from '../collab/project-context.tsx'
import { newId } from '../collab/connection-ports.ts'
import type { ColumnId } from '../grid/columns.ts'
import type { Place } from '../grid/selected.ts'
import type { GridLine } from '../grid/map-view.ts'
import type { OtherPerson } from '../grid/presence-overlay.ts'
import { showNotice } from '../ui/notices.tsx'
import { createAnalyst, type ReplicaAnswer, type ReplicaChannel, type ReplicaReply } from './analyst.ts'
import type { DerivedMap } from './derive.ts'
import { useProjectReview } from '../review/use-review.tsx'
import { approve } from './approve.ts'
import { planStatuses, stampWrites, tellRefused } from './status-edits.ts'
import { createMapModel, type MapModel } from './model.ts'
import { tellRowCount, type RowCount } from '../pages/row-limit.ts'
import { browserScheduler } from './scheduler.ts'
import type { MapEdit } from './line-edits.ts'
import type { Fresh } from '../../shared/spreadsheet/row-writes.ts'

/** Nothing else may be in the worker's address: the page's policy takes scripts of its own server alone. */
function openWorker(onAnswer: (answer: ReplicaAnswer | ReplicaReply) => void, onFailure: () => void): ReplicaChannel {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<ReplicaAnswer | ReplicaReply>) => onAnswer(data))
  worker.addEventListener('error', onFailure)
  return { post: (message) => worker.postMessage(message), close: () => worker.terminate() }
}

export function useMapModel(mapId: string, graphs: ReadonlyMap<string, SchemaGraph>): MapModel | undefined {
  const { store } = useProject()
  const review = useProjectReview()
  const [model, setModel] = useState<MapModel>()
  useEffect(() => {
    const made = createMapModel(store, mapId, browserScheduler, graphs, createAnalyst(graphs, browserScheduler, openWorker))
    const hear = () => made.setReview(review?.state().review?.problems ?? [])
    hear()
    const stop = review?.subscribe(hear)
    setModel(made)
    return () => {
      stop?.()
      made.close()
    }
  }, [store, mapId, graphs, review])
  return model
}

/** Rendered when the whole map was worked out anew. */
export function useDerivedMap(model: MapModel | undefined): DerivedMap | undefined {
  const subscribe = useCallback((listener: () => void) => model?.subscribe({ derived: listener }) ?? (() => {}), [model])
  return useSyncExternalStore(subscribe, () => model?.derived())
}

/** One line with its latest row, also between two derivations. */
export function useGridLine(model: MapModel, address: string | undefined): GridLine | undefined {
  const subscribe = useCallback((listener: () => void) => model.subscribe({ derived: listener, changed: listener }), [model])
  return useSyncExternalStore(subscribe, () => (address === undefined ? undefined : model.state()?.lines.find((line) => line.address === address)))
}

export function useMapEdits(): { readonly fresh: () => Fresh; readonly apply: (edit: MapEdit) => void; readonly readOnly: boolean } {
  const connection = useProject()
  const { edit, project, store } = connection
  const review = useProjectReview()
  const me = useMe()
  const apply = useCallback(
    (change: MapEdit) => {
      let count: RowCount = {}
      const plan = planStatuses(change.writes, (row) => blockersOf(review?.state().review, store.list('questions'), store.find('rows', row) ?? { id: row }))
      if (plan.writes.length > 0)
        edit(change.label, (doc, origin) => {
          count = tellRowCount(homeMap(doc, 'rows'), plan.writes)
          if (count.refusal !== undefined) throw new EditRefused(count.refusal)
          const changes = writeCells(doc, plan.writes, origin)
          const stamped = plan.stamped.flatMap((row) => readObject(doc, 'rows', row) ?? [])
          return [...changes, ...writeCells(doc, stampWrites(stamped), origin)]
        })
      if (plan.approve.length > 0) void approve(connection, plan.approve)
      const refused = tellRefused(plan.refused, (row) => store.find('rows', row)?.number)
      if (refused !== undefined) showNotice(refused)
      if (count.notice !== undefined) showNotice(count.notice)
    },
    [edit, review, store, connection],
  )
  const fresh = useCallback((): Fresh => ({ id: newId(), randomBit: () => Math.random() < 0.5 }), [])
  return useMemo(
    () => ({ fresh, apply, readOnly: !can({ person: me.person, role: me.role }, 'project.edit', project) }),
    [fresh, apply, me.person, me.role, project],
  )
}

/** The others in this map, where they are; and our own place told to them. */
export function useMapPresence(mapId: string, place: Place | undefined, typing: boolean): readonly OtherPerson[] {
  const { presence } = useProject()
  const others = useOthers()
  const line = place?.line
  const column = place?.column
  useEffect(() => {
    presence.setAt({
      page: location.pathname,
      map: mapId,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(typing ? { typing } : {}),
    })
  }, [presence, mapId, line, column, typing])
  return useMemo(
    () =>
      others.flatMap(({ client, user, at }) =>
        at?.map === mapId && typeof at.line === 'string' && typeof at.column === 'string'
          ? [{ key: String(client), name: user.name, color: user.color, line: at.line, column: at.column as ColumnId, typing: at.typing === true }]
          : [],
      ),
    [others, mapId],
  )
}
