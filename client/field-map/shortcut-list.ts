// What the sheet of keys lists: the commands that have keys, and the few keys that are no commands. Pure.
import { commandGroups, commands, type Command, type CommandGroup } from '../grid/commands.ts'
import { printCombo, type Platform } from '../grid/key-combo.ts'

export type Shortcut = { readonly keys: readonly string[]; readonly title: string; readonly also?: string }
export type ShortcutGroup = { readonly heading: string; readonly shortcuts: readonly Shortcut[] }

/** `keys`: combos, written as in the table of commands; `typed`: what is typed, word for word. */
type Other = { readonly keys?: readonly string[]; readonly typed?: readonly string[]; readonly title: string; readonly also?: string }

const cells: readonly Other[] = [
  { keys: ['Arrows'], title: 'Go to the next cell' },
  { keys: ['Shift+Arrows'], title: 'Select more or fewer cells', also: 'range extend' },
  { keys: ['Mod+Arrows'], title: 'Go to the edge of what is filled', also: 'jump end' },
  { keys: ['Mod+Shift+Arrows'], title: 'Select up to that edge', also: 'range' },
  { keys: ['PageUp', 'PageDown'], title: 'One screen up or down' },
  { keys: ['Tab', 'Shift+Tab'], title: 'Next cell, cell before' },
  { keys: ['Enter', 'Shift+Enter'], title: 'Down, up' },
  { keys: ['F6', 'Shift+F6'], title: 'Next part of the page, part before', also: 'region panel toolbar' },
  { keys: ['Escape'], title: 'Leave what is open: list, editor, selection, panel' },
]

const typing: readonly Other[] = [
  { keys: ['F2'], title: 'Edit the cell' },
  { typed: ['any letter'], title: 'Write over the cell' },
  { keys: ['Alt+Enter'], title: 'New line in the cell' },
  { keys: ['Mod+Enter'], title: 'Write into all selected cells', also: 'fill range' },
  { typed: ['"EUR"', '=12.5'], title: 'In Transform: always this value', also: 'constant text number' },
  { typed: ['=total / quantity'], title: 'In Transform: a formula', also: 'expression' },
]

export function listShortcuts(search: string, platform?: Platform): readonly ShortcutGroup[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const all: readonly ShortcutGroup[] = [
    { heading: 'Cells', shortcuts: cells.map((one) => printOther(one, platform)) },
    { heading: 'Typing', shortcuts: typing.map((one) => printOther(one, platform)) },
    ...(Object.keys(commandGroups) as CommandGroup[]).map((group) => ({ heading: commandGroups[group], shortcuts: listCommands(group, platform) })),
  ]
  return all
    .map(({ heading, shortcuts }) => ({ heading, shortcuts: shortcuts.filter((shortcut) => isFound(shortcut, heading, words)) }))
    .filter(({ shortcuts }) => shortcuts.length > 0)
}

function listCommands(group: CommandGroup, platform: Platform | undefined): readonly Shortcut[] {
  return (commands as readonly Command[]).flatMap(({ group: own, keys, title, also }) =>
    own !== group || keys === undefined ? [] : [{ keys: keys.map((combo) => printCombo(combo, platform)), title, ...(also === undefined ? {} : { also }) }],
  )
}

function printOther({ keys = [], typed = [], title, also }: Other, platform: Platform | undefined): Shortcut {
  return { keys: [...keys.map((combo) => printCombo(combo, platform)), ...typed], title, ...(also === undefined ? {} : { also }) }
}

function isFound({ keys, title, also }: Shortcut, heading: string, words: readonly string[]): boolean {
  const text = [heading, title, also, ...keys].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}
