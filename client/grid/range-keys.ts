// Keys that move the focus or grow the range. Single steps, pages and Tab without Shift are AG Grid's own; commands.ts has the rest.
import type { Move, Walk } from './cell-range.ts'
import { isCombo, type GridKey, type KeyCombo } from './key-combo.ts'

export type RangeAct = { readonly extends: boolean; readonly move: Move }

const rangeKeys: readonly (readonly [KeyCombo, Move])[] = [
  ...arrows('Mod', 'edge'),
  ...arrows('Shift', 'cell'),
  ...arrows('Mod+Shift', 'edge'),
  ['Shift+PageUp', { by: 'page', to: 'up' }],
  ['Shift+PageDown', { by: 'page', to: 'down' }],
  ['Shift+Home', { by: 'all', to: 'left' }],
  ['Shift+End', { by: 'all', to: 'right' }],
  ['Mod+Shift+Home', { by: 'corner', to: 'start' }],
  ['Mod+Shift+End', { by: 'corner', to: 'end' }],
]

export function rangeActOfKey(key: GridKey): RangeAct | undefined {
  const found = rangeKeys.find(([combo]) => isCombo(key, combo))
  return found === undefined ? undefined : { extends: found[0].includes('Shift'), move: found[1] }
}

/** Inside a range of several cells, these go from cell to cell of it. */
export function walkOfKey({ key, ctrl, alt, shift }: GridKey): Walk | undefined {
  if (ctrl || alt) return undefined
  if (key === 'Tab') return shift ? 'previous' : 'next'
  if (key === 'Enter') return shift ? 'above' : 'below'
  return undefined
}

function arrows(held: string, by: 'cell' | 'edge'): (readonly [KeyCombo, Move])[] {
  return [
    [`${held}+ArrowUp`, { by, to: 'up' }],
    [`${held}+ArrowDown`, { by, to: 'down' }],
    [`${held}+ArrowLeft`, { by, to: 'left' }],
    [`${held}+ArrowRight`, { by, to: 'right' }],
  ]
}
