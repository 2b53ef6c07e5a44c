// What each key does on a focused cell that is not being edited (STYLE §6). Pure: a key and a place give a command.
import type { GridColumn } from './columns.ts'
import { commands, type CommandId } from './commands.ts'
import { isCombo, type GridKey } from './key-combo.ts'

/** open-form: the row's form for this cell. toggle: a line that stands for several. why: it cannot be edited, and a sentence says so. */
export type GridAct = CommandId | 'open-form' | 'toggle' | 'why'

/** `hasText`: the cell has a text of its own although its kind is chosen in a form: a formula. */
export type KeyPlace = { readonly column: GridColumn; readonly isMore: boolean; readonly hasText: boolean }

/** The browser's own clipboard events follow their keys: no permission is asked for then. */
const byEvent: readonly CommandId[] = ['cut', 'copy', 'paste']

/** Undefined: the grid's own handling (arrows, Tab, Enter, F2, typing, PageUp ...). */
export function commandOfKey(key: GridKey, { column, isMore, hasText }: KeyPlace): GridAct | undefined {
  if (!key.ctrl && !key.alt) {
    if (key.key === 'Enter') return isMore ? 'toggle' : column.editing.by === 'open' && !key.shift ? 'open-row' : undefined
    if (key.key === 'F2') {
      if (isMore) return 'toggle'
      return ({ text: undefined, list: undefined, form: hasText ? undefined : 'open-form', open: 'open-row', no: 'why' } as const)[column.editing.by]
    }
  }
  const command = commands.find((one) => 'keys' in one && one.keys.some((combo) => isCombo(key, combo)))
  if (command !== undefined) return byEvent.includes(command.id) ? undefined : command.id
  const types = !key.ctrl && !key.alt && [...key.key].length === 1 && key.key !== ' '
  if (!types || isMore) return undefined
  if (column.editing.by === 'no') return 'why'
  return column.editing.by === 'form' && column.editing.part === 'when' ? 'open-form' : undefined
}
