// Rules of links to lines.
import { describe, expect, test } from 'vitest'
import { buildMap, copy, of } from '../../fixtures/build.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { fieldAddress, rowAddress } from '../../shared/mapping/line.ts'
import { findLinked, printLink, readLink } from './row-links.ts'

const { context } = buildMap({
  inputs: { order: { a: 'text!' } },
  destination: { Name: 'text!', Email: 'text' },
  rows: [{ to: 'Name', transform: copy(of('order', 'a')) }],
})
const [row] = context.rows
if (row === undefined) throw new Error('no row')
const map = context.fieldMap
const name = `R-${row.number}`
const email = fieldAddress(map.id, 'Email' as FieldPath)
const other = { ...row, id: 'other', number: 77, fieldMap: 'm2' }
const gone = { ...row, id: 'gone', number: 78, deleted: true }
const project = { rows: [row, other, gone], fieldMaps: [map, { ...map, id: 'm2', name: 'Order to payment' }] }

describe('a link', () => {
  test.each([
    { hash: '#row=R-14', search: '', want: 'R-14' },
    { hash: '#row=14', search: '?line=row:x', want: '14' },
    { hash: `#row=${encodeURIComponent('field:m1:a.`b c`#each')}`, search: '', want: 'field:m1:a.`b c`#each' },
    { hash: '', search: '?line=row%3Ax', want: 'row:x' },
    { hash: '#top', search: '', want: undefined },
    { hash: '#row=', search: '', want: undefined },
  ])('is read from $hash$search', ({ hash, search, want }) => {
    expect(readLink(hash, search)).toBe(want)
  })

  test.each([
    { line: { address: rowAddress(row), row }, want: name },
    { line: { address: email }, want: email },
    { line: { address: 'row:new', row: { ...row, id: 'new', number: undefined } }, want: 'row:new' },
  ])('that is printed for $want is read back', ({ line, want }) => {
    const link = printLink('https://x.example/p/1/maps/2?line=old#row=old', line as Parameters<typeof printLink>[1])
    expect(link.startsWith('https://x.example/p/1/maps/2#row=')).toBe(true)
    expect(readLink(new URL(link).hash, new URL(link).search)).toBe(want)
  })
})

describe('what a link leads to', () => {
  test.each([
    { wanted: name, want: { at: 'here', line: rowAddress(row), name } },
    { wanted: `r-${row.number}`, want: { at: 'here', line: rowAddress(row), name } },
    { wanted: String(row.number), want: { at: 'here', line: rowAddress(row), name } },
    { wanted: rowAddress(row), want: { at: 'here', line: rowAddress(row), name } },
    { wanted: fieldAddress(map.id, 'Name' as FieldPath), want: { at: 'here', line: rowAddress(row), name } },
    { wanted: email, want: { at: 'here', line: email, name: 'Email' } },
    { wanted: 'R-77', want: { at: 'elsewhere', map: { id: 'm2' }, name: 'R-77' } },
    { wanted: 'row:gone', want: { at: 'deleted', row: { id: 'gone' }, name: 'R-78' } },
    { wanted: 'R-99', want: { at: 'nowhere', name: 'R-99' } },
    { wanted: 'row:unknown', want: { at: 'nowhere' } },
    { wanted: 'javascript:alert(1)', want: { at: 'nowhere' } },
  ])('$wanted: $want.at', ({ wanted, want }) => {
    expect(findLinked(project, map.id, wanted)).toMatchObject(want)
  })
})
