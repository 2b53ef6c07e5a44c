// Proof of the names and addresses that a sheet is printed with.
import { describe, expect, it } from 'vitest'
import { columnName, placeIn, rangeOf, webPlace } from './excel-cells.ts'

describe('webPlace', () => {
  it.each([
    'javascript:alert(1)',
    'http://example.com',
    'file:///etc/passwd',
    'data:text/html,x',
    '\\\\server\\share',
    'https://user:word@example.com',
    'not a link',
    `https://example.com/${'x'.repeat(2_001)}`,
  ])('refuses %s', (text) => {
    expect(webPlace(text)).toBeUndefined()
  })
  it('takes https', () => {
    expect(webPlace('https://example.com/a b')).toEqual({ web: 'https://example.com/a%20b' })
  })
})

describe('a place', () => {
  it.each([
    { column: 1, want: 'A' },
    { column: 26, want: 'Z' },
    { column: 27, want: 'AA' },
    { column: 702, want: 'ZZ' },
    { column: 703, want: 'AAA' },
    { column: 16_384, want: 'XFD' },
  ])('has column $column as $want', ({ column, want }) => {
    expect(columnName(column)).toBe(want)
  })
  it('names its sheet in quotes', () => {
    expect(placeIn("a'b", 3, 28)).toEqual({ inside: "'a''b'!AB3" })
    expect(rangeOf(1, 2, 3, 4)).toBe('B1:D3')
  })
})
