// The saved views one may take on this map: one's own, kept in this browser, and those the project shares.
import { useMemo, useSyncExternalStore } from 'react'
import { objectWrites } from '../../shared/project/edits.ts'
import type { GridView } from '../../shared/project/grid-view.ts'
import { newId } from '../collab/connection-ports.ts'
import { placeIn } from '../collab/place.ts'
import { useCollection } from '../collab/project-context.tsx'
import { readChoice, writeChoice } from '../ui/kept-choice.ts'
import { parseViews } from './looks.ts'
import { useMapTools, type MapTools } from './tools.tsx'

export type Views = {
  readonly own: readonly GridView[]
  readonly shared: readonly GridView[]
  readonly find: (id: string | undefined) => GridView | undefined
  readonly isShared: (view: GridView) => boolean
  /** Gives the new view's id. */
  readonly save: (view: Pick<GridView, 'name' | 'view' | 'fieldMap'>, share: boolean) => string
  readonly change: (view: GridView, cells: Partial<Pick<GridView, 'name' | 'view'>>, label: string) => void
  readonly share: (view: GridView) => void
  /** It becomes one's own. */
  readonly unshare: (view: GridView) => void
  readonly remove: (view: GridView) => void
  /** Back after `remove` of one's own. */
  readonly putBack: (view: GridView) => void
}

const listeners = new Set<() => void>()

export function useViews(): Views {
  const tools = useMapTools()
  const name = `${tools.me}.views`
  const kept = useSyncExternalStore(subscribe, () => readChoice(name))
  const all = useCollection('gridViews')
  return useMemo(() => {
    const isHere = ({ fieldMap }: GridView) => fieldMap === undefined || fieldMap === tools.mapId
    return buildViews(tools, parseViews(kept), all, isHere, (next) => {
      writeChoice(name, JSON.stringify(next))
      for (const listener of listeners) listener()
    })
  }, [tools, name, kept, all])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function buildViews(
  tools: MapTools,
  own: readonly GridView[],
  all: readonly GridView[],
  isHere: (view: GridView) => boolean,
  keep: (views: readonly GridView[]) => void,
): Views {
  const isShared = ({ id }: GridView) => all.some((view) => view.id === id)
  const withoutOwn = (id: string) => own.filter((view) => view.id !== id)
  const addShared = (view: GridView, label: string) => {
    const { order, writes } = placeIn('gridViews', all)
    tools.apply({ label, writes: [...writes, ...objectWrites('gridViews', { ...view, order })] })
  }
  return {
    own: own.filter(isHere),
    shared: all.filter(isHere),
    find: (id) => (id === undefined ? undefined : [...own, ...all].find((view) => view.id === id)),
    isShared,
    save(cells, share) {
      const view: GridView = { id: newId(), ...cells, by: tools.me, order: '' }
      if (share) addShared(view, `Share the view "${view.name}"`)
      else keep([...own, view])
      return view.id
    },
    change(view, cells, label) {
      if (isShared(view)) tools.apply({ label, writes: Object.entries(cells).map(([cell, value]) => ({ home: 'gridViews', object: view.id, cell, value })) })
      else keep(own.map((one) => (one.id === view.id ? { ...one, ...cells } : one)))
    },
    share(view) {
      // Under a new id: taking it back must not leave one's own view of the same id in two places.
      const shared = { ...view, id: newId(), by: tools.me }
      addShared(shared, `Share the view "${view.name}"`)
      keep(withoutOwn(view.id))
      tools.arrange((before) => (before.from === view.id ? { ...before, from: shared.id } : before))
    },
    unshare(view) {
      const mine = { ...view, id: newId(), by: tools.me, order: '' }
      keep([...own, mine])
      tools.apply({ label: `Share the view "${view.name}" no more`, writes: [{ home: 'gridViews', object: view.id, cell: 'deleted', value: true }] })
      tools.arrange((before) => (before.from === view.id ? { ...before, from: mine.id } : before))
    },
    remove(view) {
      if (isShared(view))
        tools.apply({ label: `Delete the view "${view.name}"`, writes: [{ home: 'gridViews', object: view.id, cell: 'deleted', value: true }] })
      else keep(withoutOwn(view.id))
    },
    putBack: (view) => keep([...withoutOwn(view.id), view]),
  }
}
