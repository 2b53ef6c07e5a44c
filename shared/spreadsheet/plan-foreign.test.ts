import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMap, buildObject } from '../../fixtures/build.ts'
import { applyWrites } from '../project/apply-writes.ts'
import type { Project } from '../project/project.ts'
import type { ColumnMeaning } from './foreign-choice.ts'
import { writesOf } from './import-plan.ts'
import { planForeign } from './plan-foreign.ts'
import type { Spreadsheet } from './spreadsheet.ts'

const map = buildMap({
  inputs: {
    order: { number: 'text', status: 'text', total: 'number', note: 'text', billing: { email: 'text' }, line_items: [{ sku: 'text', quantity: 'integer' }] },
  },
  destination: { Reference: 'text', State: 'text', Amount: 'number', Contact: { Email: 'text' }, LineItems: [{ Code: 'text', Quantity: 'integer' }] },
  project: { lookupTables: [buildObject('lookupTables', { id: 'states', name: 'States' })] },
})

const COLUMNS: readonly ColumnMeaning[] = ['source', 'destination', 'rule', 'constant', 'condition', 'lookup', 'note', 'unknown']

function plan(rows: readonly (readonly string[])[], project: Project = map.project, columns: readonly ColumnMeaning[] = COLUMNS) {
  let made = 0
  const spreadsheet: Spreadsheet = {
    name: 'mapping.xlsx',
    format: 'xlsx',
    warnings: [],
    sheets: [{ name: 'Mapping', hidden: false, merges: [], remarks: [], rows: rows.map((cells, at) => ({ number: at + 2, cells })) }],
  }
  const choice = {
    sheets: [
      { sheet: 'Mapping', use: 'rows' as const, headerRows: [1], map: 'map', columns: columns.map((meaning) => ({ title: `The ${meaning}`, meaning })) },
    ],
  }
  const planned = planForeign(spreadsheet, choice, {
    project,
    findGraph: map.findGraph,
    fresh: () => ({ id: `made-${project.rows.length}-${made++}`, randomBit: () => false }),
    by: 'Mara Ilves',
    now: '2026-11-22T10:00:00.000Z',
  })
  const after = applyWrites(project, writesOf(planned, new Set(planned.items.map(({ id }) => id)))).project
  return { planned, after, rows: after.rows.map(({ id: _id, fieldMap: _map, order: _order, ...cells }) => cells) }
}

const number = { of: 'input', input: 'order', path: 'number' }

describe('a line becomes a row', () => {
  test.each([
    ['a source alone is copied', ['number', 'Reference'], { destination: 'Reference', transform: { kind: 'copy', from: number } }],
    ['so is one with a word for it', ['number', 'Reference', '1:1'], { transform: { kind: 'copy', from: number } }],
    [
      'names are found in other letters',
      ['Order Number'.replace('Order ', ''), 'reference'],
      { destination: 'Reference', transform: { kind: 'copy', from: number } },
    ],
    ['the root may stand in front', ['/Source/number', '/Destination/Reference'], { destination: 'Reference', transform: { kind: 'copy', from: number } }],
    ['a constant in quotes', ['', 'State', '', '"PAID"'], { transform: { kind: 'constant', value: 'PAID' } }],
    ['a bare constant', ['', 'Amount', '', '12.5'], { transform: { kind: 'constant', value: 12.5 } }],
    ['a formula of ours', ['', 'Amount', '=total * 2'], { transform: { kind: 'formula', text: 'total * 2' } }],
    [
      'words are kept as words',
      ['number', 'Reference', 'The last four digits'],
      { transform: { kind: 'hook', words: 'The last four digits', uses: [number] } },
    ],
    [
      'a value beside a condition in words is among the words',
      ['', 'State', '', '"PAID"', 'if the customer has paid'],
      { transform: { kind: 'hook', words: '"PAID"\nOnly if: if the customer has paid', uses: [] } },
    ],
    [
      'a condition that can be read is one',
      ['number', 'Reference', '', '', 'status = "paid"'],
      { when: { test: 'compare', operator: '=', right: { of: 'constant', value: 'paid' } }, transform: { kind: 'copy' } },
    ],
    ['a code list by its name', ['status', 'State', '', '', '', 'States'], { transform: { kind: 'lookup', table: 'states' } }],
    ['a source that is none stays as it was written', ['invented.field', 'Reference'], { unmatched: 'invented.field' }],
    ['a destination that is none stays as a row', ['number', 'Invented/Field'], { destination: 'Invented.Field' }],
    [
      'what has no place is in the note under its title',
      ['number', 'Reference', '', '', '', '', 'See chapter 4', 'x17'],
      { note: 'See chapter 4\nThe unknown: x17' },
    ],
    ['predicates are in the note', ["number[@scheme='A']", 'Reference'], { note: expect.stringContaining("@scheme='A'") as string }],
  ] as const)('%s', (_, cells, expected) => {
    expect(plan([cells]).rows).toMatchObject([expected])
  })

  test('a line of several destinations makes a row on each', () => {
    expect(plan([['number', 'Reference\nState']]).rows.map(({ destination }) => destination)).toEqual(['Reference', 'State'])
  })

  test('several sources without a rule are for somebody to write', () => {
    expect(plan([['number\nnote', 'Reference']]).rows).toMatchObject([{ transform: { kind: 'hook', uses: [number, { path: 'note' }] } }])
  })

  test('fields of a list stand inside a row that goes through the list', () => {
    const { rows, after } = plan([
      ['line_items[each].sku', 'LineItems[each].Code'],
      ['line_items.quantity', 'LineItems.Quantity'],
    ])
    const each = after.rows.find(({ transform }) => transform?.kind === 'each')
    expect(rows).toMatchObject([
      { destination: 'LineItems', transform: { kind: 'each', list: { path: 'line_items' } } },
      { destination: 'LineItems[].Code', parent: each?.id, transform: { kind: 'copy', from: { of: 'item', path: 'sku' } } },
      { destination: 'LineItems[].Quantity', parent: each?.id, transform: { kind: 'copy', from: { of: 'item', path: 'quantity' } } },
    ])
  })
})

test('what a row says already is not written over unless somebody says so', () => {
  const before = plan([['number', 'Reference']]).after
  const { planned } = plan([['note', 'Reference']], before)
  expect(planned.items).toMatchObject([{ kind: 'conflict', accepted: false }])
})

test('a text that is too long is not cut: the item says so and writes nothing', () => {
  const { planned } = plan([['number', 'Reference', '', '', '', '', 'x'.repeat(40_000)]])
  expect(planned.items).toMatchObject([{ writes: [], accepted: false, message: expect.stringContaining('32,000') as string }])
  expect(planned.reports[0]?.lost).toBeGreaterThan(0)
})

test('counts say how much was found', () => {
  const { planned } = plan([
    ['number', 'Reference'],
    ['invented', 'State'],
    ['total', 'Amount', 'Half of it'],
    ['note', ''],
  ])
  expect(planned.reports).toMatchObject([{ rows: 4, withBoth: 3, parsed: 3, matched: 2, proseOnly: 1, lost: 0 }])
})

describe('a sheet of codes becomes a lookup table', () => {
  const columns: readonly ColumnMeaning[] = ['codeFrom', 'codeFromLabel', 'codeTo', 'codeToSystem', 'note']
  function planCodes(rows: readonly (readonly string[])[], project: Project = map.project) {
    let made = 0
    const spreadsheet: Spreadsheet = {
      name: 'codes.xlsx',
      format: 'xlsx',
      warnings: [],
      sheets: [{ name: 'Ways to pay', hidden: false, merges: [], remarks: [], rows: rows.map((cells, at) => ({ number: at + 2, cells })) }],
    }
    const choice = {
      sheets: [{ sheet: 'Ways to pay', use: 'codes' as const, headerRows: [1], columns: columns.map((meaning) => ({ title: `The ${meaning}`, meaning })) }],
    }
    const fresh = () => ({ id: `code-${project.lookupEntries.length}-${made++}`, randomBit: () => false })
    const planned = planForeign(spreadsheet, choice, { project, findGraph: map.findGraph, fresh, by: 'Mara Ilves', now: '2026-11-22T10:00:00.000Z' })
    const after = applyWrites(project, writesOf(planned, new Set(planned.items.map(({ id }) => id)))).project
    const table = after.lookupTables.find(({ name }) => name === 'Ways to pay')
    return { planned, after, table, entries: after.lookupEntries.filter((entry) => entry.table === table?.id) }
  }

  test('with what else is said of a code in its note, and codes that become nothing in the note of the table', () => {
    const { table, entries, planned } = planCodes([
      ['bacs', 'Bank transfer', 'BANK', 'Accounts', 'slow'],
      ['cod', 'Cash', 'CASH'],
      ['old', 'No longer', ''],
    ])
    expect(entries).toMatchObject([
      { from: 'bacs', to: 'BANK', note: 'Bank transfer\nslow\nThe codeToSystem: Accounts' },
      { from: 'cod', to: 'CASH', note: 'Cash' },
    ])
    expect(table?.note).toContain('old')
    expect(planned.reports).toMatchObject([{ rows: 3, lost: 0 }])
  })

  test('again it changes nothing, and another value is a conflict', () => {
    const { after } = planCodes([['bacs', '', 'BANK']])
    expect(planCodes([['bacs', '', 'BANK']], after).planned.items).toEqual([])
    expect(planCodes([['bacs', '', 'WIRE']], after).planned.items).toMatchObject([{ kind: 'conflict', accepted: false }])
  })

  test('a note that is too long is not cut: the item says so', () => {
    const { planned, entries } = planCodes([['bacs', '', 'BANK', '', 'x'.repeat(40_000)]])
    expect(entries).toEqual([])
    expect(planned.items.at(-1)).toMatchObject({ writes: [], message: expect.stringContaining('32,000') as string })
  })
})

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'number',
    'Reference',
    'LineItems.Code',
    'line_items.sku',
    '"EUR"',
    '=total',
    'status = "paid"',
    'if it rains',
    'States',
    'a/b[c=1]',
    'Amount\nState',
  ),
  fc.string({ maxLength: 12 }),
)
const lines = fc.array(fc.array(cell, { minLength: COLUMNS.length, maxLength: COLUMNS.length }), { maxLength: 6 })

test('importing the same file again changes nothing', () => {
  fc.assert(
    fc.property(lines, (rows) => {
      const first = plan(rows)
      const conflicts = new Set(first.planned.items.filter(({ kind }) => kind === 'conflict').map(({ id }) => id))
      fc.pre(conflicts.size === 0)
      const again = plan(rows, first.after)
      expect(again.planned.items.map(({ kind, title, theirs }) => ({ kind, title, theirs }))).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('whatever stands in the cells, nothing is lost and the plan is plain JSON', () => {
  fc.assert(
    fc.property(lines, (rows) => {
      const { planned } = plan(rows)
      expect(planned.reports.map(({ lost }) => lost)).toEqual([0])
      expect(JSON.parse(JSON.stringify(planned))).toEqual(planned)
      expect(new Set(planned.items.map(({ id }) => id)).size).toBe(planned.items.length)
    }),
    { numRuns: 200 },
  )
})
