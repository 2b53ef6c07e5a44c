// One person's arrangement of the grid, kept in this browser.
import { useCallback, useState } from 'react'
import { defaultArrangement, type Arrangement } from '../grid/arrangement.ts'
import type { ColumnId } from '../grid/columns.ts'
import { readChoice, writeChoice } from '../ui/kept-choice.ts'

/** What is shown until a person chooses follows the width of the window. */
export function useArrangement(me: string): readonly [Arrangement, (change: (before: Arrangement) => Arrangement) => void] {
  const name = `${me}.columns`
  const [arrangement, setArrangement] = useState(() => {
    const kept = readChoice(name)?.split(',') as ColumnId[] | undefined
    const otherwise = defaultArrangement(window.innerWidth - (window.innerWidth >= 1200 ? 308 : 72))
    return kept === undefined ? otherwise : { ...otherwise, columns: kept.map((id) => ({ id })) }
  })
  return [
    arrangement,
    useCallback(
      (change) =>
        setArrangement((before) => {
          const next = change(before)
          if (next.columns !== before.columns) writeChoice(name, next.columns.map(({ id }) => id).join(','))
          return next
        }),
      [name],
    ),
  ]
}
