// Filters and sorting: what is shown, with what above it, in which order, and what stays while people write.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMap, copy, field, of, ofItem, type MapSetup } from '../../fixtures/build.ts'
import { countCoverage } from '../../shared/mapping/coverage.ts'
import type { LineView } from '../../shared/mapping/line.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import { arrangeLines, type Arranged, type Kept } from './arrange-lines.ts'
import { defaultArrangement, withFilter, withSort, type Arrangement, type DecisionFilter } from './arrangement.ts'
import type { ColumnId } from './columns.ts'
import { countValues } from './count-values.ts'
import { createLineFacts } from './line-facts.ts'
import type { GridLine, MapView } from './map-view.ts'

const setup: MapSetup = {
  inputs: { order: { number: 'text!', email: 'text', billing: { city: 'text', zip: 'text' }, items: [{ sku: 'text', qty: 'number' }] } },
  destination: {
    Number: field('text', { required: true, maxLength: 20 }),
    Contact: field({ Name: 'text!', City: field('text', { maxLength: 100 }), Phone: 'text' }, { required: true }),
    Lines: [{ Code: 'text!', Count: field('number', { maximum: 9 }), Note: 'text' }],
    Reference: 'text',
    Id: field('text', { readOnly: true }),
  },
  rows: [
    { to: 'Number', transform: copy(of('order', 'number')), status: 'tested' },
    { to: 'Contact.City', transform: copy(of('order', 'billing.city')), status: 'ready', note: 'as the shop writes it' },
    { to: 'Contact.Name', transform: { kind: 'notMapped', reason: 'comes later' } },
    {
      to: 'Lines',
      transform: { kind: 'each', list: of('order', 'items') },
      rows: [
        { to: 'Lines[].Code', transform: copy(ofItem('sku')), status: 'ready' },
        { to: 'Lines[].Count', transform: copy(ofItem('qty')) },
      ],
    },
  ],
}
const { context } = buildMap(setup)
const plain: LineView = { opened: new Set(), folded: new Set() }
const problem: Problem = { code: 'x', severity: 'warning', at: 'row:r2', row: 2, message: 'The city may be longer.' }

function viewOf(of_: MapContext): MapView {
  return {
    context: of_,
    problemsByLine: new Map([['row:r2', [problem]]]),
    questionsByLine: new Map(),
    outcomesByRow: new Map(),
    mappedBelow: new Map(),
    partsOf: new Map(),
  }
}

function list(of_: MapContext, lineView: LineView = { ...plain, everything: true }): GridLine[] {
  return listLines(of_, lineView).map((line) => ({ address: line.address, line }))
}

const none: Arrangement = { ...defaultArrangement(1_200) }
const arrange = (arrangement: Arrangement, kept?: Kept, of_ = context, lines = list(of_)): Arranged =>
  arrangeLines(lines, arrangement, createLineFacts()(viewOf(of_)), kept)
/** Context lines in brackets. */
const show = ({ lines }: Arranged) => lines.map(({ line, context: isContext }) => (isContext === true ? `(${line.path})` : line.path))

describe('the quick filter', () => {
  test.each<{ given: string; want: string[] }>([
    { given: 'city', want: ['(Contact)', 'Contact.City'] },
    { given: '  SHOP   writes ', want: ['(Contact)', 'Contact.City'] },
    { given: 'shop lines', want: [] },
    { given: 'R-1', want: ['Number'] },
    { given: 'tested', want: ['Number'] },
    { given: 'may be longer', want: ['(Contact)', 'Contact.City'] },
    { given: 'lines count', want: ['(Lines)', 'Lines[].Count'] },
    // Folded into "1 more field".
    { given: 'phone', want: ['(Contact)', 'Contact.Phone'] },
    { given: 'reference', want: ['Reference'] },
  ])('finds lines that show every word, with those above: $given', ({ given, want }) => {
    expect(show(arrange({ ...none, search: given }))).toEqual(want)
  })

  test('an empty one shows every line in its place', () => {
    const lines = list(context, plain)
    expect(arrange({ ...none, search: '  ' }, undefined, context, lines).lines).toBe(lines)
  })
})

describe('filters of columns', () => {
  test.each<{ title: string; column: ColumnId; filter: { words?: string[]; contains?: string }; want: string[] }>([
    { title: 'a word', column: 'status', filter: { words: ['Ready'] }, want: ['(Contact)', 'Contact.City', '(Lines)', 'Lines[].Code'] },
    { title: 'empty cells', column: 'status', filter: { words: [''] }, want: ['Contact', '(Contact)', 'Contact.Phone'] },
    { title: 'part of a text', column: 'note', filter: { contains: 'SHOP' }, want: ['(Contact)', 'Contact.City'] },
    {
      title: 'a part of the whole path',
      column: 'destination',
      filter: { contains: 'contact.' },
      want: ['(Contact)', 'Contact.Name', 'Contact.City', 'Contact.Phone'],
    },
    { title: 'a severity', column: 'issues', filter: { words: ['Warning'] }, want: ['(Contact)', 'Contact.City'] },
    { title: 'a word that nothing has', column: 'owner', filter: { words: ['Ann'] }, want: [] },
    { title: 'nothing ticked', column: 'owner', filter: { words: [] }, want: [] },
  ])('let through lines by $title', ({ title, column, filter, want }) => {
    const shown = show(arrange(withFilter(none, column, filter)))
    if (title === 'empty cells') expect(shown).toContain('Contact.Phone')
    else expect(shown).toEqual(want)
  })

  test('all filters must hold', () => {
    const both = withFilter(withFilter(none, 'status', { words: ['Ready'] }), 'source', { contains: 'sku' })
    expect(show(arrange(both))).toEqual(['(Lines)', 'Lines[].Code'])
  })

  test('rows that read a source field, from anywhere inside it', () => {
    expect(show(arrange({ ...none, reads: { input: 'order', path: 'billing' } }))).toEqual(['(Contact)', 'Contact.City'])
    expect(show(arrange({ ...none, reads: { input: 'order', path: 'items' } }))).toEqual(['Lines', 'Lines[].Code', 'Lines[].Count'])
    expect(show(arrange({ ...none, reads: { input: 'order', path: 'bill' } }))).toEqual([])
  })

  test('lines by decision are the very fields that the coverage counts', () => {
    const counted = countCoverage(context).destination
    const paths = (decision: DecisionFilter) =>
      new Set(
        arrange({ ...none, decision })
          .lines.filter((line) => line.context !== true)
          .map(({ line }) => line.path),
      )
    expect([paths('mapped').size, paths('not-mapped').size, paths('undecided').size, paths('gaps').size]).toEqual([
      counted.mapped,
      counted.notMapped,
      counted.undecided,
      counted.gaps,
    ])
    expect([...paths('undecided')]).toEqual(['Contact.Phone', 'Lines[].Note', 'Reference'])
  })
})

describe('the values a column offers', () => {
  const values = (column: ColumnId, arrangement = none) =>
    countValues(list(context), arrangement, column, createLineFacts()(viewOf(context))).map(({ value, count }) => `${value} ${count}`)

  test('are its distinct texts with how many lines have them, statuses as work goes, empty cells last', () => {
    expect(values('status')).toEqual(['Draft 3', 'Ready 2', 'Tested 1', ' 5'])
    expect(values('issues')).toEqual(['Warning 1', ' 10'])
  })

  test('are those that all other filters let through, its own aside', () => {
    const ready = withFilter(none, 'status', { words: ['Ready'] })
    expect(values('status', { ...ready, search: 'city' })).toEqual(['Ready 1'])
    expect(values('note', ready)).toEqual(['as the shop writes it 1', ' 1'])
  })

  test('keep what is ticked, also where no line has it', () => {
    expect(values('owner', withFilter(none, 'owner', { words: ['Ann'] }))).toEqual(['Ann 0', ' 11'])
  })
})

describe('sorting', () => {
  const sorted = (column: ColumnId, descending: boolean, more: Partial<Arrangement> = {}) =>
    show(arrange(withSort({ ...none, ...more }, { column, descending })))

  test('lines stand flat, equal ones in their order, empty cells last in both directions', () => {
    const up = sorted('status', false)
    const down = sorted('status', true)
    expect(up.slice(0, 5)).toEqual(['Contact.Name', 'Lines', 'Lines[].Count', 'Contact.City', 'Lines[].Code'])
    expect(down.slice(0, 3)).toEqual(['Number', 'Contact.City', 'Lines[].Code'])
    expect(up.at(-1)).toBe('Contact')
    expect(down.at(-1)).toBe('Contact')
  })

  test('numbers are compared as numbers', () => {
    expect(sorted('limit', false).slice(0, 3)).toEqual(['Lines[].Count', 'Number', 'Contact.City'])
    expect(sorted('row', true).slice(0, 2)).toEqual(['Lines[].Count', 'Lines[].Code'])
  })

  test('sorting alone lists no field that is folded away with others, a filter beside it does', () => {
    expect(sorted('destination', false)).not.toContain('Contact.Phone')
    expect(sorted('destination', false, { search: 'o' })).toContain('Contact.Phone')
  })
})

describe('while people write', () => {
  const ready = withFilter(none, 'status', { words: ['Ready'] })
  const changed = (rows: (rows: MapContext['rows']) => MapContext['rows']): MapContext => ({ ...context, rows: rows(context.rows) })

  test('a line that fits no more stays until the filter is applied anew, and is counted', () => {
    const before = arrange(ready)
    const next = changed((rows) => rows.map((row) => (row.id === 'r2' ? { ...row, status: 'built' as const } : row)))
    const after = arrange(ready, before.kept, next)
    expect([show(after), after.left, after.shown]).toEqual([show(before), 1, 2])
    expect(show(arrange(ready, undefined, next))).toEqual(['(Lines)', 'Lines[].Code'])
  })

  test('a line stays when its first row is stored, and when its row is deleted again', () => {
    const undecided: Arrangement = { ...none, decision: 'undecided' }
    const before = arrange(undecided)
    const stored = changed((rows) => [
      ...rows,
      { id: 'r9', fieldMap: 'map', destination: 'Reference' as never, order: 'a0', transform: copy(of('order', 'email')) },
    ])
    const after = arrange(undecided, before.kept, stored)
    expect(show(after)).toEqual(show(before))
    expect(show(arrange(undecided, after.kept))).toEqual(show(before))
  })

  test('a new row is shown to whoever adds it, and one on a line that is filtered out is not', () => {
    const before = arrange(ready)
    const added = changed((rows) => [
      ...rows,
      { id: 'r8', fieldMap: 'map', destination: 'Contact.City' as never, order: 'a9' },
      { id: 'r9', fieldMap: 'map', destination: 'Reference' as never, order: 'a0' },
    ])
    expect(show(arrange(ready, before.kept, added))).toEqual(['(Contact)', 'Contact.City', 'Contact.City', '(Lines)', 'Lines[].Code'])
  })

  test('a list fed by several rows is not taken for one of them', () => {
    const parts = changed((rows) => [
      ...rows,
      {
        id: 'r9',
        fieldMap: 'map',
        destination: 'Lines' as never,
        order: 'b0',
        transform: { kind: 'each' as const, list: of('order', 'items') },
        status: 'ready' as const,
      },
    ])
    const before = arrange(ready, undefined, parts)
    expect(show(before)).toEqual(['(Contact)', 'Contact.City', '(Lines)', '(Lines)', 'Lines[].Code', 'Lines'])
    expect(show(arrange(ready, before.kept, parts))).toEqual(show(before))
  })

  test('a sorted line keeps its place', () => {
    const byStatus = withSort(ready, { column: 'status', descending: false })
    const before = arrange(byStatus)
    const next = changed((rows) => rows.map((row) => (row.id === 'r2' ? { ...row, status: 'tested' as const } : row)))
    expect(show(arrange(byStatus, before.kept, next))).toEqual(show(before))
  })

  test('what is folded while lines are filtered hides what is below', () => {
    const parent = list(context).find(({ line }) => line.path === 'Contact')
    const folded = list(context, { ...plain, everything: true, folded: new Set([parent?.address ?? '']) })
    expect(show(arrange({ ...none, search: 'city' }, undefined, context, folded))).toEqual(['(Contact)'])
  })
})

const anyArrangement: fc.Arbitrary<Arrangement> = fc
  .record({
    search: fc.constantFrom('', 'c', 'city', 'R-', 'x y'),
    decision: fc.constantFrom(undefined, 'mapped' as const, 'undecided' as const, 'gaps' as const),
    words: fc.option(fc.subarray(['Ready', 'Tested', 'Draft', '']), { nil: undefined }),
    sort: fc.constantFrom(undefined, 'status' as const, 'destination' as const, 'limit' as const),
    descending: fc.boolean(),
  })
  .map(({ search, decision, words, sort, descending }) => ({
    ...withFilter(none, 'status', words === undefined ? undefined : { words }),
    search,
    ...(decision === undefined ? {} : { decision }),
    ...(sort === undefined ? {} : { sort: { column: sort, descending } }),
  }))

test('whatever is asked: every line shown fits or stands above one that does, nothing stands twice, and clearing gives the lines as they were', () => {
  const all = list(context)
  const byAddress = new Map(all.map((held) => [held.address, held.line]))
  fc.assert(
    fc.property(anyArrangement, (arrangement) => {
      const { lines, shown } = arrange(arrangement, undefined, context, all)
      const addresses = lines.map(({ address }) => address)
      expect(new Set(addresses).size).toBe(addresses.length)
      const fits = lines.filter((line) => line.context !== true)
      if (arrangement.search !== '' || arrangement.decision !== undefined || arrangement.filters.status !== undefined || arrangement.sort !== undefined)
        expect(fits).toHaveLength(shown)
      for (const { address, context: isContext } of lines) {
        if (isContext !== true) continue
        const isAbove = fits.some(({ line }) => {
          for (let at = line.parent; at !== undefined; at = byAddress.get(at)?.parent) if (at === address) return true
          return false
        })
        expect(isAbove).toBe(true)
      }
      const cleared = list(context, plain)
      expect(arrange(none, undefined, context, cleared).lines).toBe(cleared)
    }),
  )
})
