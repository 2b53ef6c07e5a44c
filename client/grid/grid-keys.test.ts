import { expect, test } from 'vitest'
import { findColumn, type GridColumn } from './columns.ts'
import { commandOfKey } from './grid-keys.ts'
import type { GridKey } from './key-combo.ts'

const on = (column: string, isMore = false, hasText = false) => ({ column: findColumn(column) as GridColumn, isMore, hasText })
const key = (name: string, more: Partial<GridKey> = {}): GridKey => ({ key: name, ctrl: false, alt: false, shift: false, ...more })

test.each([
  { given: [key('z', { ctrl: true }), on('note')] as const, want: 'undo' },
  { given: [key('Z', { ctrl: true, shift: true }), on('note')] as const, want: 'redo' },
  { given: [key('y', { ctrl: true }), on('note')] as const, want: 'redo' },
  { given: [key('/', { ctrl: true }), on('note')] as const, want: 'shortcuts' },
  { given: [key('F1'), on('note')] as const, want: 'shortcuts' },
  { given: [key('ArrowLeft', { alt: true }), on('source')] as const, want: 'fold' },
  { given: [key('ArrowRight', { alt: true }), on('source')] as const, want: 'unfold' },
  { given: [key('Enter', { alt: true }), on('transform')] as const, want: 'fix' },
  { given: [key('Home'), on('source')] as const, want: 'row-start' },
  { given: [key('End', { ctrl: true }), on('source')] as const, want: 'grid-end' },
  { given: [key('Enter'), on('row')] as const, want: 'open-row' },
  { given: [key('Enter'), on('destination', true)] as const, want: 'toggle' },
  { given: [key('F4'), on('status')] as const, want: 'open-row' },
  { given: [key('F2'), on('transform')] as const, want: 'open-form' },
  { given: [key('F2'), on('limit')] as const, want: 'why' },
  { given: [key('x'), on('preview')] as const, want: 'why' },
  { given: [key('x'), on('when')] as const, want: 'open-form' },
  { given: [key('Delete'), on('source')] as const, want: 'clear' },
])('$given.0.key on $given.1.column.id is $want', ({ given, want }) => {
  expect(commandOfKey(...given)).toBe(want)
})

test('F2 on a formula edits it in its cell', () => {
  expect(commandOfKey(key('F2'), on('transform', false, true))).toBeUndefined()
})

test('a question mark, a letter, Enter and F2 on a cell that can be typed in are left to the grid', () => {
  for (const name of ['?', 'a', 'Enter', 'F2', 'ArrowDown', 'Tab']) expect(commandOfKey(key(name), on('source'))).toBeUndefined()
})
