// Proof of how flags of `import` change what was guessed of somebody else's spreadsheet.
import { describe, expect, test } from 'vitest'
import type { ForeignChoice } from '../../shared/spreadsheet/foreign-choice.ts'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { changeChoice, findSheets, parseColumns, parseHeaderRows } from './import-choice.ts'

const guessed: ForeignChoice = {
  sheets: [
    {
      sheet: 'Orders',
      use: 'rows',
      headerRows: [2, 3],
      map: 'm1',
      columns: [
        { title: 'Source / Field', meaning: 'source' },
        { title: 'Target / Field', meaning: 'destination' },
        { title: 'D', meaning: 'unknown' },
        { title: 'Remark', meaning: 'note' },
      ],
    },
    { sheet: 'Old', use: 'skip', headerRows: [1], columns: [{ title: 'Name', meaning: 'unknown' }] },
    { sheet: 'Codes', use: 'codes', headerRows: [1], columns: [{ title: 'Code', meaning: 'codeFrom' }] },
  ],
}
const file: Spreadsheet = {
  name: 'a.xlsx',
  format: 'xlsx',
  warnings: [],
  sheets: guessed.sheets.map(({ sheet }) => ({ name: sheet, hidden: false, rows: [], merges: [], remarks: [] })),
}
const all = findSheets(file, [])
const meanings = ({ sheets }: ForeignChoice) => sheets.map(({ use, columns, map }) => [use, columns.map(({ meaning }) => meaning).join(' '), map])

describe('a choice', () => {
  test('stays as it was guessed where nobody says otherwise', () => {
    expect(changeChoice(guessed, { sheets: all, named: false })).toEqual(guessed)
  })

  test.each([
    { what: 'the whole title', columns: '{"Target / Field":"destinationObject"}', want: 'source destinationObject unknown note' },
    { what: 'the title in other letters', columns: '{"remark":"rule"}', want: 'source destination unknown rule' },
    { what: 'the last of several header rows', columns: '{"field":"ignore"}', want: 'ignore destination unknown note' },
    { what: 'a letter', columns: '{"b":"ignore"}', want: 'source ignore unknown note' },
    { what: 'a title that looks like a letter, before the letter', columns: '{"D":"condition"}', want: 'source destination condition note' },
  ])('has columns named by $what', ({ columns, want }) => {
    const changed = changeChoice(guessed, { sheets: new Set(['Orders']), named: true, columns: parseColumns(columns) })
    expect(meanings(changed)[0]).toEqual(['rows', want, 'm1'])
  })

  test('leaves other sheets out, sends rows to the map that is named, and tries what looked like nothing', () => {
    expect(meanings(changeChoice(guessed, { sheets: findSheets(file, ['orders']), named: true, map: 'm2' })).map(([use, , map]) => [use, map])).toEqual([
      ['rows', 'm2'],
      ['skip', undefined],
      ['skip', undefined],
    ])
    const old = changeChoice(guessed, { sheets: new Set(['Old']), named: true, columns: parseColumns('{"Name":"destination"}'), map: 'm2' })
    expect(meanings(old)[1]).toEqual(['rows', 'destination', 'm2'])
  })

  test('of a column that is not there is refused with those that are', () => {
    const change = () => changeChoice(guessed, { sheets: new Set(['Orders']), named: true, columns: parseColumns('{"Z":"source","Nothing":"note"}') })
    expect(change).toThrow('there is no column "Z", "Nothing". There are:\n  A: Source / Field\n  B: Target / Field\n  C: D\n  D: Remark')
  })
})

test.each([
  { text: '3', want: [3] },
  { text: '2-3', want: [2, 3] },
  { text: '0', want: undefined },
  { text: '3-2', want: undefined },
  { text: 'two', want: undefined },
])('the header row "$text" is read or refused', ({ text, want }) => {
  if (want === undefined) expect(() => parseHeaderRows(text)).toThrow(/is a row's number/)
  else expect(parseHeaderRows(text)).toEqual(want)
})
