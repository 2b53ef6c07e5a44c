// Keys of the range: which they are, and that they are not also those of a command.
import { expect, test } from 'vitest'
import { commands } from './commands.ts'
import type { GridKey } from './key-combo.ts'
import { rangeActOfKey, walkOfKey } from './range-keys.ts'

const key = (name: string, more: Partial<GridKey> = {}): GridKey => ({ key: name, ctrl: false, alt: false, shift: false, ...more })

test.each([
  { pressed: key('ArrowDown', { shift: true }), want: { extends: true, move: { by: 'cell', to: 'down' } } },
  { pressed: key('ArrowDown', { ctrl: true }), want: { extends: false, move: { by: 'edge', to: 'down' } } },
  { pressed: key('ArrowRight', { ctrl: true, shift: true }), want: { extends: true, move: { by: 'edge', to: 'right' } } },
  { pressed: key('PageUp', { shift: true }), want: { extends: true, move: { by: 'page', to: 'up' } } },
  { pressed: key('Home', { shift: true }), want: { extends: true, move: { by: 'all', to: 'left' } } },
  { pressed: key('End', { ctrl: true, shift: true }), want: { extends: true, move: { by: 'corner', to: 'end' } } },
  { pressed: key('ArrowDown'), want: undefined },
  { pressed: key('ArrowLeft', { alt: true }), want: undefined },
  { pressed: key('ArrowUp', { alt: true, shift: true }), want: undefined },
  { pressed: key('Home'), want: undefined },
])('$pressed is $want', ({ pressed, want }) => {
  expect(rangeActOfKey(pressed)).toEqual(want)
})

test('no key of a command moves the range', () => {
  for (const command of commands) {
    for (const combo of 'keys' in command ? command.keys : []) {
      const parts = combo.split('+')
      const pressed = key(parts.at(-1) ?? '', { ctrl: parts.includes('Mod'), alt: parts.includes('Alt'), shift: parts.includes('Shift') })
      expect([command.id, rangeActOfKey(pressed)]).toEqual([command.id, undefined])
    }
  }
})

test('Tab and Enter walk, back with Shift, and with Ctrl not at all', () => {
  expect([key('Tab'), key('Tab', { shift: true }), key('Enter'), key('Enter', { shift: true }), key('Enter', { ctrl: true })].map(walkOfKey)).toEqual([
    'next',
    'previous',
    'below',
    'above',
    undefined,
  ])
})
