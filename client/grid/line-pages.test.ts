// Pages of lines.
import { expect, test } from 'vitest'
import { pageOf, printPage } from './line-pages.ts'

const lines = Array.from({ length: 250 }, (_, at) => ({ address: `row:${at}` }))

test('a line is on the page that holds it', () => {
  expect(['row:0', 'row:99', 'row:100', 'row:249', 'gone', undefined].map((address) => pageOf(lines, address))).toEqual([0, 0, 1, 2, undefined, undefined])
})

test('a page says which lines it shows', () => {
  expect([printPage(0, 250), printPage(2, 250), printPage(0, 1), printPage(0, 0)]).toEqual([
    'Lines 1 to 100 of 250',
    'Lines 201 to 250 of 250',
    'Lines 1 to 1 of 1',
    'No lines',
  ])
})
