// Keys as tables write them, as people press them and as they read them, on macOS and elsewhere.
import { describe, expect, test } from 'vitest'
import { commands, type Command } from './commands.ts'
import { isCombo, printCombo, readKey, type GridKey, type Platform } from './key-combo.ts'

const pressed = (key: string, held: string, platform: Platform, code = ''): GridKey =>
  readKey(
    { key, code, ctrlKey: held.includes('ctrl'), metaKey: held.includes('cmd'), altKey: held.includes('alt'), shiftKey: held.includes('shift') },
    platform,
  )

describe('pressing', () => {
  const cases: readonly {
    readonly combo: string
    readonly key: string
    readonly held: string
    readonly on: Platform
    readonly is: boolean
    readonly code?: string
  }[] = [
    { combo: 'Mod+K', key: 'k', held: 'ctrl', on: 'other', is: true },
    { combo: 'Mod+K', key: 'k', held: 'cmd', on: 'other', is: false },
    { combo: 'Mod+K', key: 'k', held: 'cmd', on: 'mac', is: true },
    { combo: 'Mod+K', key: 'k', held: 'ctrl', on: 'mac', is: false },
    { combo: 'Mod+Shift+Z', key: 'Z', held: 'ctrl shift', on: 'other', is: true },
    { combo: 'Mod+Z', key: 'Z', held: 'ctrl shift', on: 'other', is: false },
    { combo: 'Mod+/', key: '/', held: 'ctrl shift', on: 'other', is: true },
    { combo: 'Mod+-', key: '-', held: 'ctrl', on: 'other', is: true },
    { combo: 'Mod+Alt+F', key: 'ƒ', held: 'cmd alt', on: 'mac', is: true, code: 'KeyF' },
    { combo: 'Shift+F3', key: 'F3', held: 'shift', on: 'other', is: true },
    { combo: 'F3', key: 'F3', held: 'shift', on: 'other', is: false },
    { combo: 'Shift+ ', key: ' ', held: 'shift', on: 'other', is: true },
    { combo: 'Shift+ ', key: ' ', held: '', on: 'other', is: false },
    { combo: 'Alt+ArrowLeft', key: 'ArrowLeft', held: 'alt', on: 'other', is: true },
  ]
  test.each(cases)('$held $key is $combo on $on: $is', ({ combo, key, held, on, is, code }) => {
    expect(isCombo(pressed(key, held, on, code), combo)).toBe(is)
  })
})

describe('reading', () => {
  const cases: readonly (readonly [combo: string, other: string, mac: string])[] = [
    ['Mod+Shift+Z', 'Ctrl+Shift+Z', '⇧⌘Z'],
    ['Mod+Alt+ArrowLeft', 'Ctrl+Alt+Left', '⌥⌘Left'],
    ['Shift+ ', 'Shift+Space', '⇧Space'],
    ['Escape', 'Esc', 'Esc'],
    ['F8', 'F8', 'F8'],
    ['Mod+-', 'Ctrl+-', '⌘-'],
  ]
  test.each(cases)('%s reads %s, and %s on macOS', (combo, other, mac) => {
    expect([printCombo(combo, 'other'), printCombo(combo, 'mac')]).toEqual([other, mac])
  })
})

test('no two commands have the same key', () => {
  const keys = (commands as readonly Command[]).flatMap((command) => command.keys ?? [])
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})
