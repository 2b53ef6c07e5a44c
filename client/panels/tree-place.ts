// Where a person is in a panel's tree: searched, filtered, unfolded, chosen, scrolled. Kept while the page lives, per panel and map, so that
// closing a panel, or working in the other one, loses nothing. Never stored.
import { useSyncExternalStore } from 'react'
import type { ScrollPlace } from '../ui/virtual-list.tsx'
import { NOTHING_CHOSEN, type TreeSelection } from './tree-selection.ts'

/** Of the whole tree, or of what a search or filter found. `turned`: lines that stand otherwise than they do by themselves. */
export type TreeMode = { readonly turned: ReadonlySet<string>; readonly selection: TreeSelection; readonly scroll: ScrollPlace }

export type TreePlace = {
  readonly filter: string
  readonly search: string
  readonly whole: TreeMode
  readonly found: TreeMode
  /** Counts the times that the active line must be seen. */
  readonly shown: number
}

export type TreePlaceStore = {
  readonly read: () => TreePlace
  readonly change: (change: (before: TreePlace) => TreePlace) => void
  readonly subscribe: (listener: () => void) => () => void
}

const stores = new Map<string, TreePlaceStore>()

/** `name`: side and map. */
export function treePlace(name: string): TreePlaceStore {
  const known = stores.get(name)
  if (known !== undefined) return known
  const made = createTreePlace()
  stores.set(name, made)
  return made
}

export function createTreePlace(): TreePlaceStore {
  const listeners = new Set<() => void>()
  let place: TreePlace = { filter: 'all', search: '', whole: newMode(), found: newMode(), shown: 0 }
  return {
    read: () => place,
    change: (change) => {
      const next = change(place)
      if (next === place) return
      place = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export function useTreePlace(store: TreePlaceStore): TreePlace {
  return useSyncExternalStore(store.subscribe, store.read)
}

/** Something is searched for, or only some fields are wanted. */
export function isFound({ search, filter }: Pick<TreePlace, 'search' | 'filter'>): boolean {
  return search.trim() !== '' || filter !== 'all'
}

export function modeOf(place: TreePlace): TreeMode {
  return isFound(place) ? place.found : place.whole
}

export function withMode(place: TreePlace, change: (mode: TreeMode) => TreeMode): TreePlace {
  return isFound(place) ? { ...place, found: change(place.found) } : { ...place, whole: change(place.whole) }
}

/** Another search starts at its best hits, with nothing folded or chosen; the whole tree stays as it was. */
export function withSearch(place: TreePlace, search: string): TreePlace {
  return search === place.search ? place : { ...place, search, found: newMode() }
}

export function withFilter(place: TreePlace, filter: string): TreePlace {
  return filter === place.filter ? place : { ...place, filter, found: newMode() }
}

export function withTurned(place: TreePlace, keys: readonly string[]): TreePlace {
  return withMode(place, (mode) => {
    const turned = new Set(mode.turned)
    for (const key of keys) if (!turned.delete(key)) turned.add(key)
    return { ...mode, turned }
  })
}

/** The arrows stand on what is chosen, and it is brought into view. */
export function withSelection(place: TreePlace, selection: TreeSelection): TreePlace {
  const next = withMode(place, (mode) => ({ ...mode, selection }))
  return selection.active === modeOf(place).selection.active ? next : { ...next, shown: place.shown + 1 }
}

/** The whole tree, unfolded to these lines, which are chosen and brought into view. The search and the filter go: they may hide them. */
export function withShown(place: TreePlace, keys: readonly string[], unfolded: readonly string[]): TreePlace {
  const selection: TreeSelection = { active: keys[0], anchor: keys[0], keys: new Set(keys) }
  return {
    ...place,
    search: '',
    filter: 'all',
    whole: { ...place.whole, turned: new Set([...place.whole.turned, ...unfolded]), selection },
    shown: place.shown + 1,
  }
}

/** These lines, which are listed, are chosen and brought into view; the search stays. */
export function withChosen(place: TreePlace, keys: readonly string[]): TreePlace {
  const selection: TreeSelection = { active: keys[0], anchor: keys[0], keys: new Set(keys) }
  return { ...withMode(place, (mode) => ({ ...mode, selection })), shown: place.shown + 1 }
}

function newMode(): TreeMode {
  return { turned: new Set(), selection: NOTHING_CHOSEN, scroll: { top: 0 } }
}
