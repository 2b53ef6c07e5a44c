// The sheet of keys lists every key there is, as people of each system read it.
import { expect, test } from 'vitest'
import { commands, type Command } from '../grid/commands.ts'
import { listShortcuts } from './shortcut-list.ts'

const titles = (search: string, platform: 'mac' | 'other' = 'other') =>
  listShortcuts(search, platform).flatMap(({ shortcuts }) => shortcuts.map(({ title }) => title))
const keysOf = (title: string, platform: 'mac' | 'other') =>
  listShortcuts('', platform)
    .flatMap(({ shortcuts }) => shortcuts)
    .find((shortcut) => shortcut.title === title)?.keys

test('every command with keys is listed', () => {
  const listed = titles('')
  for (const command of commands as readonly Command[]) if (command.keys !== undefined) expect(listed).toContain(command.title)
})

test('keys are printed as the system writes them', () => {
  expect(keysOf('Redo', 'other')).toEqual(['Ctrl+Y', 'Ctrl+Shift+Z'])
  expect(keysOf('Redo', 'mac')).toEqual(['⌘Y', '⇧⌘Z'])
  expect(keysOf('Fold everything', 'mac')).toEqual(['⌥⌘Left'])
  expect(keysOf('Select up to that edge', 'mac')).toEqual(['⇧⌘Arrows'])
})

test('it is searched by title, keys, group and other words', () => {
  expect(titles('redo')).toEqual(['Redo'])
  expect(titles('constant')).toEqual(['In Transform: always this value'])
  expect(titles('ctrl+h find')).toEqual(['Find and replace…'])
  expect(titles('see fold every')).toEqual(['Fold everything', 'Unfold everything'])
  expect(titles('no such key')).toEqual([])
})
