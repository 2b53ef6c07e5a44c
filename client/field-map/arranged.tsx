// How the grid is arranged now, for parts of the page that show it or change it and stand nowhere near the grid.
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Arrangement } from '../grid/arrangement.ts'
import type { Arranger, Showing } from './arranger.ts'

export type Arranged = { readonly arrangement: Arrangement; readonly arranger: Arranger }

const ArrangedContext = createContext<Arranged | undefined>(undefined)
export const ArrangedProvider = ArrangedContext.Provider

export function useArranged(): Arranged {
  const arranged = useContext(ArrangedContext)
  if (arranged === undefined) throw new Error('no grid is arranged here')
  return arranged
}

/** How many lines are shown of how many. */
export function useShowing(): Showing {
  const { arranger } = useArranged()
  return useSyncExternalStore(arranger.subscribe, arranger.showing)
}
