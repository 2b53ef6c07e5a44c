// Which cells are selected: the only place that knows the range.
import type { GridMovement } from './grid-movement.ts'
import type { Place, Selected } from './selected.ts'

export type GridSelection = {
  readonly selected: () => Selected | undefined
  readonly select: (from: Place, to: Place) => void
  readonly setMarked: (mark: 'copied' | 'cut' | undefined) => void
  /** The focus went to another cell, by whatever way. */
  readonly focusMoved: () => void
}

export function createSelection(movement: GridMovement, onSelect: (selected: Selected | undefined) => void): GridSelection {
  const selected = (): Selected | undefined => {
    const focused = movement.focused()
    if (focused === undefined) return undefined
    return { shape: 'cells', lines: [focused.line], columns: [focused.column], line: focused.line, column: focused.column }
  }
  return {
    selected,
    select: () => {},
    setMarked: () => {},
    focusMoved: () => onSelect(selected()),
  }
}
