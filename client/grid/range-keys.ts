// Keys that move the focus or grow the range. Single steps, pages and Tab without Shift are AG Grid's own; commands.ts has the rest.
import type { Move, Walk } from './cell-range.ts'
import { isCombo, type GridKey, type KeyCombo } from './key-combo.ts'

export type RangeAct = { readonly extends: boolean; readonly move: Move }

/** Also for the sheet of keys: `title` says what they do together. */
export const rangeKeys: readonly { readonly title: string; readonly keys: readonly (readonly [KeyCombo, Move])[] }[] = [
  { title: 'To the edge of what is filled', keys: arrows('Mod', 'edge') },
  { title: 'Grow or shrink the selection', keys: arrows('Shift', 'cell') },
  { title: 'Grow it to the edge of what is filled', keys: arrows('Mod+Shift', 'edge') },
  {
    title: 'Grow it by a page',
    keys: [
      ['Shift+PageUp', { by: 'page', to: 'up' }],
      ['Shift+PageDown', { by: 'page', to: 'down' }],
    ],
  },
  {
    title: 'Grow it to the first or last cell of the row',
    keys: [
      ['Shift+Home', { by: 'all', to: 'left' }],
      ['Shift+End', { by: 'all', to: 'right' }],
    ],
  },
  {
    title: 'Grow it to the first or last cell of the map',
    keys: [
      ['Mod+Shift+Home', { by: 'corner', to: 'start' }],
      ['Mod+Shift+End', { by: 'corner', to: 'end' }],
    ],
  },
]

export function rangeActOfKey(key: GridKey): RangeAct | undefined {
  for (const { keys } of rangeKeys) {
    for (const [combo, move] of keys) if (isCombo(key, combo)) return { extends: combo.includes('Shift'), move }
  }
  return undefined
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
