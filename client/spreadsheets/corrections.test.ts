// The file as it would be had its author written what a person typed instead.
import { expect, test } from 'vitest'
import type { Spreadsheet } from '../../shared/spreadsheet/spreadsheet.ts'
import { correctFile, isCorrected, placeKey } from './corrections.ts'

const file: Spreadsheet = {
  name: 'spec.xlsx',
  format: 'xlsx',
  warnings: [],
  sheets: ['Invoice', 'Contact'].map((name) => ({
    name,
    hidden: false,
    merges: [],
    remarks: [],
    rows: [
      { number: 1, cells: ['Field', 'Note'] },
      { number: 4, cells: ['Total'] },
    ],
  })),
}
const place = { sheet: 'Invoice', row: 4, column: 2 }

test('a corrected cell is in the file, also where its row ends before it; nothing else changes', () => {
  const corrected = correctFile(file, { [placeKey(place) ?? '']: 'Rounded' })
  expect(corrected.sheets[0]?.rows).toEqual([
    { number: 1, cells: ['Field', 'Note'] },
    { number: 4, cells: ['Total', 'Rounded'] },
  ])
  expect(corrected.sheets[1]).toBe(file.sheets[1])
  expect(isCorrected({ place }, { [placeKey(place) ?? '']: '' })).toBe(true)
})

test('without corrections it is the same file; a whole row cannot be corrected', () => {
  expect(correctFile(file, {})).toBe(file)
  expect(placeKey({ sheet: 'Invoice', row: 4 })).toBeUndefined()
  expect(isCorrected({ place: { sheet: 'Invoice', row: 4 } }, { x: 'y' })).toBe(false)
})
