import { describe, expect, test } from 'vitest'
import { buildMap } from '../../fixtures/build.ts'
import type { SheetChoice } from './foreign-choice.ts'
import { guessForeign } from './guess-foreign.ts'
import type { Merge, Spreadsheet } from './spreadsheet.ts'

const map = buildMap({
  inputs: { order: { number: 'text', total: 'number', billing: { email: 'text', city: 'text' }, line_items: [{ sku: 'text', quantity: 'integer' }] } },
  destination: { Reference: 'text', Amount: 'number', Contact: { EmailAddress: 'text', City: 'text' }, LineItems: [{ Code: 'text', Quantity: 'integer' }] },
})
const view = { project: map.project, findGraph: map.findGraph }

function fileOf(sheets: Readonly<Record<string, readonly (readonly string[])[]>>, merges: readonly Merge[] = []): Spreadsheet {
  return {
    name: 'mapping.xlsx',
    format: 'xlsx',
    warnings: [],
    sheets: Object.entries(sheets).map(([name, rows]) => ({
      name,
      hidden: false,
      merges,
      remarks: [],
      rows: rows.map((cells, at) => ({ number: at + 1, cells })).filter(({ cells }) => cells.some((cell) => cell !== '')),
    })),
  }
}

function guess(
  rows: readonly (readonly string[])[],
  remembered: Readonly<Record<string, string>> = {},
  merges: readonly Merge[] = [],
): SheetChoice | undefined {
  return guessForeign(fileOf({ Mapping: rows }, merges), view, remembered).sheets[0]
}
const meanings = (choice: SheetChoice | undefined) => choice?.columns.map(({ meaning }) => meaning)

const DATA = [
  ['number', 'Reference', 'Copy'],
  ['total', 'Amount', ''],
  ['billing.email', 'Contact.EmailAddress', 'In small letters, without blanks'],
]

describe('rows that name the columns', () => {
  test.each([
    ['the first row', [['Source field', 'Target field', 'Rule'], ...DATA], [1]],
    ['below titles and an empty row', [['Orders to invoices, state of May'], [], ['Source field', 'Target field', 'Rule'], ...DATA], [3]],
    [
      'two rows',
      [
        ['Shop', '', 'Accounts', '', 'Remarks'],
        ['Field', 'Type', 'Field', 'Type', 'Comment'],
        ['number', 'text', 'Reference', 'text', 'as it is'],
      ],
      [1, 2],
    ],
    ['none', DATA, []],
    ['in German', [['Quellfeld', 'Zielfeld', 'Regel'], ...DATA], [1]],
  ])('%s', (_, rows, headerRows) => {
    expect(guess(rows)?.headerRows).toEqual(headerRows)
  })

  test('of two rows the upper stands over all columns up to the next, and each title is once', () => {
    const choice = guess([
      ['Shop', '', 'Accounts', '', ''],
      ['Field', 'Type', 'Field', 'Type', 'Type'],
      ['number', 'text', 'Reference', 'text', 'x'],
    ])
    expect(choice?.columns.map(({ title }) => title)).toEqual(['Shop / Field', 'Shop / Type', 'Accounts / Field', 'Accounts / Type', 'Accounts / Type (2)'])
  })
})

describe('what columns mean', () => {
  test.each([
    ['by their titles', [['Source field', 'Target field', 'Rule'], ...DATA], ['source', 'destination', 'rule']],
    ['in German', [['Quellfeld', 'Zielfeld', 'Regel'], ...DATA], ['source', 'destination', 'rule']],
    [
      'destination first',
      [['Target', 'Source', 'Notes'], ...DATA.map(([source = '', destination = '', rule = '']) => [destination, source, rule])],
      ['destination', 'source', 'note'],
    ],
    [
      'by what the schemas know, where titles are silent',
      [['A', 'B', 'C'], ...DATA.map(([source = '', destination = '', rule = '']) => [destination, source, rule])],
      ['destination', 'source', 'unknown'],
    ],
    [
      'facts belong to the path left of them',
      [
        ['Source field', 'Type', 'Mandatory', 'Target field', 'Type', 'Cardinality', 'Condition'],
        ['number', 'string', 'yes', 'Reference', 'string', '0..1', 'If the order is paid'],
        ['total', 'decimal', 'no', 'Amount', 'decimal', '1..1', ''],
      ],
      ['source', 'sourceType', 'sourceRequired', 'destination', 'destinationType', 'destinationRequired', 'condition'],
    ],
  ])('%s', (_, rows, expected) => {
    expect(meanings(guess(rows))).toEqual(expected)
  })

  test('what a person said of a title before wins', () => {
    expect(meanings(guess([['Source field', 'Target field', 'Rule'], ...DATA], { Rule: 'ignore' }))).toEqual(['source', 'destination', 'ignore'])
  })

  test('a remembered word that is no meaning changes nothing', () => {
    expect(meanings(guess([['Source field', 'Target field', 'Rule'], ...DATA], { Rule: 'constructor' }))).toEqual(['source', 'destination', 'rule'])
  })
})

test('a sheet without a mapping is left out, and one with a mapping goes to the map that knows its fields', () => {
  const { sheets } = guessForeign(fileOf({ Read: [['Version history'], ['In May the first version was written.']], Fields: [['From', 'To'], ...DATA] }), view)
  expect(sheets.map(({ use, map: id }) => [use, id])).toEqual([
    ['skip', undefined],
    ['rows', 'map'],
  ])
})

test('two columns of codes are a code list', () => {
  const { sheets } = guessForeign(
    fileOf({
      'Code list Status': [
        ['Shop', '', 'Accounts', ''],
        ['Code', 'Text', 'Code', 'Text'],
        ['p', 'Paid', 'PAID', 'Paid in full'],
        ['o', 'Open', 'OPEN', 'Not yet paid'],
      ],
    }),
    view,
  )
  expect(sheets[0]?.use).toBe('codes')
  expect(meanings(sheets[0])).toEqual(['codeFrom', 'codeFromLabel', 'codeTo', 'codeToLabel'])
})

test('a mapping that rows of another sheet refer to is a type map', () => {
  const { sheets } = guessForeign(
    fileOf({
      'Order[Invoice]': [
        ['Source field', 'Target field', 'Data type mapping'],
        ['line_items', 'LineItems', 'LINE[Item]'],
      ],
      'Types LINE[Item]': [
        ['Source field', 'Target field', 'Data type mapping'],
        ['sku', 'Code', ''],
        ['quantity', 'Quantity', ''],
      ],
    }),
    view,
  )
  expect(sheets.map(({ use }) => use)).toEqual(['rows', 'group'])
})

test('five hundred columns and a hundred thousand rows are guessed at in a second', () => {
  const wide = guess([
    Array.from({ length: 500 }, (_, at) => `System ${at}`),
    ...Array.from({ length: 300 }, (_, row) => Array.from({ length: 500 }, (_cell, at) => `field_${row}.part_${at}`)),
  ])
  expect(wide?.columns).toHaveLength(500)
  const rows = Array.from({ length: 100_000 }, (_, at) => [`source_${at}.value`, `target_${at}.value`])
  const start = performance.now()
  expect(guess([['Source', 'Target'], ...rows])?.use).toBe('rows')
  expect(performance.now() - start).toBeLessThan(1_000)
})
