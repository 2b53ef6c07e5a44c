// What each key does on a focused cell that is not being edited (STYLE §6). Pure: a key and a place give a command.
import type { GridColumn } from './columns.ts'

export type GridCommand =
  | 'undo'
  | 'redo'
  | 'fold'
  | 'unfold'
  | 'open-row'
  | 'open-form'
  | 'toggle'
  | 'why'
  | 'clear'
  | 'shortcuts'
  | 'fix'
  | 'row-start'
  | 'row-end'
  | 'grid-start'
  | 'grid-end'

export type GridKey = { readonly key: string; readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean }
/** `hasText`: the cell has a text of its own although its kind is chosen in a form: a formula. */
export type KeyPlace = { readonly column: GridColumn; readonly isMore: boolean; readonly hasText: boolean }

/** Undefined: the grid's own handling (arrows, Tab, Enter, F2, typing, PageUp ...). */
export function commandOfKey({ key, ctrl, alt, shift }: GridKey, { column, isMore, hasText }: KeyPlace): GridCommand | undefined {
  if (ctrl && !alt) return ctrlCommands[shift ? `shift+${key.toLowerCase()}` : key.toLowerCase()]
  if (alt) return ({ ArrowLeft: 'fold', ArrowRight: 'unfold', Enter: 'fix' } as const)[key as 'ArrowLeft' | 'ArrowRight' | 'Enter']
  switch (key) {
    case 'F1':
      return 'shortcuts'
    case 'F4':
      return 'open-row'
    case 'Home':
      return 'row-start'
    case 'End':
      return 'row-end'
    case 'Delete':
      return 'clear'
    case 'Enter':
      return isMore ? 'toggle' : column.editing.by === 'open' && !shift ? 'open-row' : undefined
    case 'F2':
      return isMore
        ? 'toggle'
        : ({ text: undefined, list: undefined, form: hasText ? undefined : 'open-form', open: 'open-row', no: 'why' }[column.editing.by] as
            | GridCommand
            | undefined)
  }
  const types = [...key].length === 1 && key !== ' '
  if (!types || isMore) return undefined
  if (column.editing.by === 'no') return 'why'
  return column.editing.by === 'form' && column.editing.part === 'when' ? 'open-form' : undefined
}

const ctrlCommands: Readonly<Record<string, GridCommand>> = { z: 'undo', y: 'redo', 'shift+z': 'redo', '/': 'shortcuts', home: 'grid-start', end: 'grid-end' }
