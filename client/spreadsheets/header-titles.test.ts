// The titles of columns after a person said where the header is.
import { expect, test } from 'vitest'
import type { Sheet, Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { completeChoice, retitle, widthOf } from './header-titles.ts'

const sheet: Sheet = {
  name: 'Rows',
  hidden: false,
  merges: [{ top: 2, left: 1, bottom: 2, right: 2 }],
  remarks: [],
  rows: [
    { number: 1, cells: ['A mapping'] },
    { number: 2, cells: ['Source', '', 'Target'] },
    { number: 3, cells: ['Field', 'Type', 'Field'] },
    { number: 4, cells: ['total', 'number', 'Total', 'as it is'] },
  ],
}
const file: Spreadsheet = { name: 'rows.xlsx', format: 'xlsx', warnings: [], sheets: [sheet] }

test('a title that was known keeps what it means; a new one is guessed, and what nothing is known of stays', () => {
  const before = retitle(sheet, [3], [{ title: 'Type', meaning: 'note' }])
  expect(before[1]).toEqual({ title: 'Type', meaning: 'note' })
  const after = retitle(sheet, [2, 3], before)
  expect(after.map(({ title }) => title)).toEqual(['Source / Field', 'Source / Type', 'Target / Field', 'Column D'])
  expect(after.slice(0, 3).map(({ meaning }) => meaning)).toEqual(['source', 'sourceType', 'destination'])
})

test('every sheet and every column has a choice, whatever was guessed', () => {
  const [only] = completeChoice(file, { sheets: [] }).sheets
  expect(only).toMatchObject({ sheet: 'Rows', use: 'skip', headerRows: [1] })
  expect(only?.columns).toHaveLength(widthOf(sheet))
  const short = completeChoice(file, { sheets: [{ sheet: 'Rows', use: 'rows', headerRows: [3], columns: [{ title: 'Field', meaning: 'source' }], map: 'm' }] })
  expect(short.sheets[0]).toMatchObject({ use: 'rows', map: 'm', headerRows: [3] })
  expect(short.sheets[0]?.columns).toHaveLength(4)
})
