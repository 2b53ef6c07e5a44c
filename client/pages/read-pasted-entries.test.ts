// Rules of pasting into a lookup table.
import { expect, test } from 'vitest'
import { readPastedEntries } from './read-pasted-entries.ts'

test('two columns become entries, a third the note', () => {
  expect(readPastedEntries('paid\t200\twhen captured\r\nopen\t300\r\n', { from: 'text', to: 'number' })).toEqual({
    entries: [
      { from: 'paid', to: 200, note: 'when captured' },
      { from: 'open', to: 300 },
    ],
    left: 0,
  })
})
test('lines whose values do not fit the types are left out and counted', () => {
  expect(readPastedEntries('From\tTo\npaid\t200', { from: 'text', to: 'integer' })).toEqual({ entries: [{ from: 'paid', to: 200 }], left: 1 })
})
test('a single value is pasted as text', () => {
  expect(readPastedEntries('paid', { from: 'text', to: 'text' })).toBeUndefined()
})
