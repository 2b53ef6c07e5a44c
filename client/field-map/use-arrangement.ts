// One person's arrangement of one map's grid, kept in this browser.
import { useCallback, useState } from 'react'
import { defaultArrangement, soundColumns, type Arrangement } from '../grid/arrangement.ts'
import { readChoice, writeChoice } from '../ui/kept-choice.ts'
import { parseKept, printKept } from './looks.ts'

/** What is shown until a person chooses follows the width of the window. */
export function ownDefault(): Arrangement {
  return defaultArrangement(window.innerWidth - (window.innerWidth >= 1200 ? 308 : 72))
}

export function useArrangement(me: string, map: string): readonly [Arrangement, (change: (before: Arrangement) => Arrangement) => void] {
  const name = `${me}.${map}.grid`
  const [arrangement, setArrangement] = useState(() => parseKept(readChoice(name)) ?? readOlder(me) ?? ownDefault())
  return [
    arrangement,
    useCallback(
      (change) =>
        setArrangement((before) => {
          const next = change(before)
          // Typing a search keeps nothing.
          if (next !== before && next.search === before.search) writeChoice(name, printKept(next))
          return next
        }),
      [name],
    ),
  ]
}

/** Columns chosen before each map had its own arrangement: ids with commas. */
function readOlder(me: string): Arrangement | undefined {
  const ids = readChoice(`${me}.columns`)?.split(',')
  if (ids === undefined) return undefined
  const otherwise = ownDefault()
  return { ...otherwise, columns: soundColumns(ids.map((id) => ({ id, ...(id === 'row' || id.startsWith('source') ? { pinned: 'left' as const } : {}) }))) }
}
