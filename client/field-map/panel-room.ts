// How wide the panels beside the grid are, and which of them fit beside each other: the only place that decides it.
import type { RightSide } from './tools.tsx'

/** Pixels of the window from which both panels of fields stand beside the grid. */
const BOTH = 1_200

export const BOTH_FIT = `(min-width: ${BOTH}px)`

/** Drawers need the room of the source panel; the destination panel shares it where there is enough. */
export function fitsSourcePanel(right: RightSide | undefined, isWide: boolean): boolean {
  return right === undefined || (right.kind === 'destination' && isWide)
}

export function rightWidth(right: RightSide | undefined): string {
  if (right === undefined) return '0px'
  return right.kind === 'destination' ? '300px' : 'min(588px, 50vw)'
}
