// Everything that can be done on the field map page, as data: the only list that keys, menus, the palette and the sheet of keys are made from.
import type { KeyCombo } from './key-combo.ts'

export const commandGroups = { edit: 'Edit', row: 'Row', map: 'Map quickly', see: 'See', go: 'Go', help: 'Help' } as const
export type CommandGroup = keyof typeof commandGroups

export type Command = {
  readonly id: string
  /** As a menu says it: a verb first. */
  readonly title: string
  readonly group: CommandGroup
  /** The first is shown; all work. */
  readonly keys?: readonly KeyCombo[]
  /** Stands in the menu of a cell. */
  readonly inMenu?: true
  /** What else it is called, for the palette's search. */
  readonly also?: string
}

export const commands = [
  { id: 'undo', title: 'Undo', group: 'edit', keys: ['Mod+Z'] },
  { id: 'redo', title: 'Redo', group: 'edit', keys: ['Mod+Y', 'Mod+Shift+Z'] },
  // Cut, copy and paste come by the browser's own clipboard events, not by their keys.
  { id: 'cut', title: 'Cut', group: 'edit', keys: ['Mod+X'], inMenu: true },
  { id: 'copy', title: 'Copy', group: 'edit', keys: ['Mod+C'], inMenu: true },
  { id: 'paste', title: 'Paste', group: 'edit', keys: ['Mod+V'], inMenu: true },
  { id: 'paste-matched', title: 'Paste a mapping by names…', group: 'map', also: 'match destination name position columns spreadsheet' },
  { id: 'fill-down', title: 'Fill down', group: 'edit', keys: ['Mod+D'], inMenu: true },
  { id: 'fill-right', title: 'Fill right', group: 'edit', keys: ['Mod+R'], inMenu: true },
  { id: 'clear', title: 'Clear', group: 'edit', keys: ['Delete'], inMenu: true, also: 'delete empty' },
  { id: 'find', title: 'Find…', group: 'edit', keys: ['Mod+F'], also: 'search' },
  { id: 'replace', title: 'Find and replace…', group: 'edit', keys: ['Mod+H'] },
  { id: 'find-next', title: 'Find the next', group: 'edit', keys: ['F3', 'Mod+G'] },
  { id: 'find-previous', title: 'Find the one before', group: 'edit', keys: ['Shift+F3', 'Mod+Shift+G'] },
  { id: 'fix', title: 'Do what is proposed first', group: 'edit', keys: ['Mod+.', 'Alt+Enter'], inMenu: true, also: 'quick fix' },

  { id: 'add-row', title: 'Add an alternative or part', group: 'row', keys: ['Mod+Alt+N'], inMenu: true, also: 'insert new row' },
  { id: 'duplicate-row', title: 'Duplicate', group: 'row', keys: ['Mod+Shift+D'], inMenu: true },
  { id: 'delete-row', title: 'Delete the row', group: 'row', keys: ['Mod+-', 'Mod+Delete'], inMenu: true, also: 'remove' },
  { id: 'row-up', title: 'Move up', group: 'row', keys: ['Alt+Shift+ArrowUp'], inMenu: true },
  { id: 'row-down', title: 'Move down', group: 'row', keys: ['Alt+Shift+ArrowDown'], inMenu: true },
  { id: 'move-row', title: 'Move to another destination…', group: 'row', also: 'remap' },
  { id: 'copy-to-map', title: 'Copy rows to another map…', group: 'row' },
  { id: 'set-draft', title: 'Mark as draft', group: 'row', also: 'status not ready' },
  { id: 'set-ready', title: 'Mark as ready', group: 'row', keys: ['Mod+Alt+R'], inMenu: true, also: 'status review' },
  { id: 'approve', title: 'Approve', group: 'row', keys: ['Mod+Alt+A'], inMenu: true, also: 'status agree' },
  { id: 'set-built', title: 'Mark as built', group: 'row', keys: ['Mod+Alt+B'], also: 'status done code' },
  { id: 'copy-link', title: 'Copy a link to the row', group: 'row', keys: ['Mod+Shift+L'], inMenu: true, also: 'share address' },
  { id: 'ask', title: 'Ask a question…', group: 'row', keys: ['Mod+Alt+Q'], inMenu: true },
  { id: 'open-row', title: 'Open the row', group: 'row', keys: ['F4'], inMenu: true, also: 'detail drawer' },

  { id: 'unmap', title: 'Unmap', group: 'map', inMenu: true, also: 'remove transform undecided' },
  { id: 'not-mapped', title: 'Not mapped, because…', group: 'map', keys: ['Mod+Shift+U'], inMenu: true, also: 'leave out reason' },
  { id: 'swap', title: 'Swap the two rows', group: 'map', also: 'exchange sources' },
  { id: 'map-same-names', title: 'Map same names below', group: 'map', keys: ['Mod+Shift+M'], inMenu: true, also: 'auto children group' },
  { id: 'show-source', title: 'Show in the source panel', group: 'map', keys: ['Mod+Shift+S'], inMenu: true },
  { id: 'show-destination', title: 'Show in the destination panel', group: 'map', inMenu: true },

  { id: 'fold', title: 'Fold', group: 'see', keys: ['Alt+ArrowLeft'] },
  { id: 'unfold', title: 'Unfold', group: 'see', keys: ['Alt+ArrowRight'] },
  { id: 'fold-all', title: 'Fold everything', group: 'see', keys: ['Mod+Alt+ArrowLeft'] },
  { id: 'unfold-all', title: 'Unfold everything', group: 'see', keys: ['Mod+Alt+ArrowRight'] },
  { id: 'filter-column', title: 'Filter or sort this column…', group: 'see', keys: ['Alt+ArrowDown'] },
  { id: 'filter-value', title: 'Show only lines like this one', group: 'see', inMenu: true, also: 'filter by value' },
  { id: 'clear-filters', title: 'Clear all filters and sorting', group: 'see', keys: ['Mod+Alt+0'], also: 'back to structure' },
  { id: 'quick-filter', title: 'Search this map', group: 'see', keys: ['Mod+Alt+F'], also: 'quick filter' },
  { id: 'columns', title: 'Choose columns…', group: 'see', also: 'show hide pin' },
  { id: 'views', title: 'Saved views…', group: 'see' },
  { id: 'density', title: 'Next row height', group: 'see', also: 'density compact' },
  { id: 'source-panel', title: 'Source fields', group: 'see', also: 'left panel' },
  { id: 'destination-panel', title: 'Destination fields', group: 'see', also: 'right panel' },
  { id: 'preview-all', title: 'Preview the whole record as JSON', group: 'see', keys: ['Mod+Alt+P'], also: 'output result validate' },
  { id: 'sample', title: 'Choose or paste a sample record…', group: 'see', also: 'example data upload test case' },
  { id: 'paste-record', title: 'Paste a sample record…', group: 'see', also: 'json example' },
  { id: 'sample-next', title: 'Next sample record', group: 'see', keys: ['Alt+Shift+PageDown'] },
  { id: 'sample-previous', title: 'Previous sample record', group: 'see', keys: ['Alt+Shift+PageUp'] },
  { id: 'item-next', title: 'Preview the next item of the list', group: 'see', keys: ['Alt+Shift+ArrowRight'], also: 'each' },
  { id: 'item-previous', title: 'Preview the item before', group: 'see', keys: ['Alt+Shift+ArrowLeft'], also: 'each' },
  { id: 'settings', title: 'Settings of the map', group: 'see' },
  { id: 'accessible', title: 'Pages of 100 lines, for screen readers', group: 'see', also: 'accessible mode' },

  { id: 'select-all', title: 'Select everything', group: 'go', keys: ['Mod+A'] },
  { id: 'select-row', title: 'Select the whole row', group: 'go', keys: ['Shift+ '] },
  { id: 'select-column', title: 'Select the whole column', group: 'go', keys: ['Mod+ '] },
  { id: 'go-to-row', title: 'Go to row or field…', group: 'go', keys: ['Mod+J'], also: 'jump R-' },
  { id: 'next-problem', title: 'Go to the next problem', group: 'go', keys: ['F8'] },
  { id: 'previous-problem', title: 'Go to the problem before', group: 'go', keys: ['Shift+F8'] },
  { id: 'row-start', title: 'First cell of the row', group: 'go', keys: ['Home'] },
  { id: 'row-end', title: 'Last cell of the row', group: 'go', keys: ['End'] },
  { id: 'grid-start', title: 'First cell of the map', group: 'go', keys: ['Mod+Home'] },
  { id: 'next-page', title: 'Next 100 lines', group: 'go', keys: ['Alt+PageDown'], also: 'page accessible' },
  { id: 'previous-page', title: 'Previous 100 lines', group: 'go', keys: ['Alt+PageUp'], also: 'page accessible' },
  { id: 'grid-end', title: 'Last cell of the map', group: 'go', keys: ['Mod+End'] },
  { id: 'follow', title: 'Follow a colleague…', group: 'go' },

  { id: 'menu', title: 'Menu of the cell', group: 'help', keys: ['Shift+F10', 'ContextMenu'] },
  { id: 'palette', title: 'Find or run', group: 'help', keys: ['Mod+K'] },
  { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'help', keys: ['F1', 'Mod+/'] },
] as const satisfies readonly Command[]

export type CommandId = (typeof commands)[number]['id']

export const commandsById: ReadonlyMap<string, Command & { readonly id: CommandId }> = new Map(commands.map((command) => [command.id, command]))
