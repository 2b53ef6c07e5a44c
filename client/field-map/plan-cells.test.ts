// What copying, pasting texts and filling many cells writes.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyWrites } from '../../fixtures/apply-writes.ts'
import { buildMap, buildObject, copy, of } from '../../fixtures/build.ts'
import { parseCopiedCells } from '../../shared/project/copied-cells.ts'
import { columns as allColumns, type ColumnId } from '../grid/columns.ts'
import type { GridLine } from '../grid/map-view.ts'
import { copyText } from './copy-cells.ts'
import { area, at, built, copied, lines, linesOf, lost, pasteText, plan, rowAt, sheet, shownColumns, viewOf } from './copied-map-fixture.ts'
import { fillDown, fillFromHandle, fillRight } from './fill-cells.ts'
import { blockOfCopied, blockOfTable, repeatBlock, shiftBlock, spreadBlock, type Area } from './paste-cells.ts'
import { describePlan } from './plan-words.ts'

describe('copying', () => {
  test.each([
    { path: 'Number', column: 'source', want: 'number' },
    { path: 'Number', column: 'note', want: 'first\nsecond' },
    { path: 'Number', column: 'status', want: 'Ready' },
    { path: 'Kind', column: 'transform', want: '"EUR"' },
    { path: 'Memo', column: 'transform', want: '=number & " " & customer.name' },
    { path: 'Lines[].Code', column: 'destination', want: 'Lines[].Code' },
    { path: 'Date', column: 'transform', want: '' },
  ] as const)('$column of $path is copied as $want', ({ path, column, want }) => {
    expect(copyText(viewOf(built.context), at(path).line, column)).toBe(want)
  })

  test('what another program put under our type is not taken', () => {
    const cells = copied(area(['Number'], ['source']))
    expect(parseCopiedCells(JSON.stringify({ ...cells, version: 2 }))).toBeUndefined()
    expect(parseCopiedCells(JSON.stringify({ ...cells, lines: [{ texts: ['a'], cells: { transform: { kind: 'script' } } }] }))).toBeUndefined()
    expect(parseCopiedCells(`${'['.repeat(100_000)}`)).toBeUndefined()
    expect(parseCopiedCells('')).toBeUndefined()
  })
})

describe('pasting texts', () => {
  test('a column of names maps each line, and text that is no field is kept on its row', () => {
    const made = pasteText([['number'], ['status'], ['Gesamt summe']], area(['Number'], ['source']))
    const after = applyWrites(built, made.writes)
    expect(made).toMatchObject({ taken: 3, locked: 0, kept: 1, refused: [] })
    expect(rowAt(after, 'Total')?.transform).toMatchObject({ kind: 'number', from: of('order', 'status') })
    expect(rowAt(after, 'Kind')).toMatchObject({ transform: { kind: 'constant', value: 'EUR' }, unmatched: 'Gesamt summe' })
  })

  test('one cell fills all that is selected', () => {
    const made = pasteText([['Approved']], area(['Number', 'Total', 'Date'], ['status']))
    expect(
      applyWrites(built, made.writes)
        .rows.filter((row) => row.status === 'approved')
        .map((row) => row.destination)
        .toSorted(),
    ).toEqual(['Date', 'Number', 'Total'])
  })

  test('several cells of a line without a row store one row', () => {
    const made = pasteText([['created', '', '', '', '', '', 'Ready', 'UC-1', '', 'why']], area(['Date'], ['source']))
    expect(new Set(made.writes.map(({ object }) => object)).size).toBe(1)
    expect(rowAt(applyWrites(built, made.writes), 'Date')).toMatchObject({
      transform: copy(of('order', 'created')),
      status: 'ready',
      useCases: ['uc'],
      note: 'why',
    })
  })

  test('nothing is stored for empty cells of lines without a row', () => {
    expect(pasteText([['', '', '']], area(['Date'], ['source', 'transform', 'when']))).toMatchObject({ writes: [], taken: 3 })
  })

  test('cells that come from elsewhere are locked, and what a column does not know is refused with the reason', () => {
    const made = pasteText([['x', 'y', 'Finished']], area(['Number'], ['destination', 'limit', 'status']))
    expect(made).toMatchObject({ taken: 0, locked: 2, writes: [] })
    expect(made.refused).toMatchObject([{ column: 'status', text: 'Finished' }])
    expect(made.refused[0]?.reason).toContain('is not a status')
  })

  test('an empty transform beside a source takes nothing away, and a formula beside an empty source stays', () => {
    const after = applyWrites(
      built,
      pasteText(
        [
          ['number', ''],
          ['', '=number & "x"'],
        ],
        area(['Date'], ['source', 'transform']),
      ).writes,
    )
    expect(rowAt(after, 'Date')?.transform).toEqual(copy(of('order', 'number')))
    const formula = applyWrites(built, pasteText([['', '=number & "x"']], area(['Number'], ['source', 'transform'])).writes)
    expect(rowAt(formula, 'Number')?.transform).toEqual({ kind: 'formula', text: 'number & "x"' })
  })

  test('what is copied as text and pasted unchanged changes nothing', () => {
    const columns = allColumns.map(({ id }) => id)
    const table = lines.map(({ line }) => columns.map((column) => copyText(viewOf(built.context), line, column)))
    const made = spreadBlock(blockOfTable(table), { lines, columns }, { lines, columns })
    expect(plan(made.given)).toMatchObject({ writes: [], refused: [] })
  })

  test('a block spills over what is shown, and what has no room is told', () => {
    const last = lines.at(-1) ?? lost('last')
    const made = pasteText([['a'], ['b']], { lines: [last], columns: ['note'] })
    expect(made).toMatchObject({ taken: 1, refused: [{ text: 'b', reason: 'There is no line below the last one.' }] })
    expect(pasteText([['a', 'b']], { lines: [last], columns: ['note'] }).refused).toMatchObject([
      { text: 'b', reason: 'There is no column right of the last one.' },
    ])
  })

  test('a block is repeated where the selection is a multiple of it, else it stands once', () => {
    const four = area(['Number', 'Total', 'Kind', 'Memo'], ['note'])
    expect(spreadBlock(blockOfTable([['a'], ['b']]), four, sheet).given.map(({ cells }) => cells[0]?.text)).toEqual(['a', 'b', 'a', 'b'])
    expect(spreadBlock(blockOfTable([['a'], ['b'], ['c']]), four, sheet).given.map(({ cells }) => cells[0]?.text)).toEqual(['a', 'b', 'c'])
  })

  test('nothing is written to a row that somebody deleted meanwhile, nor inside it', () => {
    const each = rowAt(built.context, 'Lines') ?? lost('Lines')
    const gone = applyWrites(built, [{ home: 'rows', object: each.id, cell: 'deleted', value: true }])
    const inside = lines.filter(({ line }) => line.row?.id === each.id || line.each?.id === each.id)
    const given = inside.map(({ line }) => ({ line, cells: [{ column: 'note' as const, text: 'x' }] }))
    const made = plan(given, gone)
    expect(made).toMatchObject({ writes: [], taken: 0 })
    expect(made.refused.map(({ reason }) => reason)).toEqual(
      inside.map(({ line }) =>
        line.row?.id === each.id ? 'Somebody deleted this row meanwhile.' : 'The row that fills the list around it is gone meanwhile.',
      ),
    )
  })

  test('one very wide row among very many rows is told at once', () => {
    const table = [...Array.from({ length: 50_000 }, () => ['']), Array.from({ length: 50_000 }, () => 'x')]
    expect(pasteText(table, area(['Number'], ['note'])).refused).toHaveLength(50_000)
  }, 3_000)

  test('a ragged row leaves the cells alone that it does not have', () => {
    const made = pasteText([['x', 'y'], ['z']], area(['Number'], ['issues']))
    expect(made.taken + made.locked + made.refused.length).toBe(3)
  })

  test('pasted, locked and not taken are all cells, whatever is pasted where', () => {
    const text = fc.constantFrom('', 'number', 'Ready', 'nonsense', '=1', '"a"', 'UC-1', 'UC-9', 'line_items[].sku', '=(', 'Global')
    const table = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }))
      .chain(([width, height]) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }))
    fc.assert(
      fc.property(table, fc.nat(lines.length - 1), fc.nat(shownColumns.length - 1), fc.integer({ min: 1, max: 3 }), (cells, top, left, size) => {
        const to: Area = { lines: lines.slice(top, top + size), columns: shownColumns.slice(left, left + 1) }
        const { given, outside } = spreadBlock(blockOfTable(cells), to, sheet)
        const made = plan(given)
        expect(made.taken + made.locked + made.refused.length).toBe(given.reduce((sum, line) => sum + line.cells.length, 0))
        // Empty cells for which there is no room are nothing.
        expect(outside.every(({ text: one }) => one !== '')).toBe(true)
        applyWrites(built, made.writes)
      }),
    )
  })
})

describe('fill', () => {
  const fillPlan = (filled: ReturnType<typeof fillDown>) => {
    const { from, to, rowShift = 0, columnShift = 0 } = filled ?? lost('fill')
    const origin = copied(from)
    return applyWrites(built, plan(repeatBlock(shiftBlock(blockOfCopied(origin), rowShift, columnShift), to), built.context, origin).writes)
  }

  test.each(['status', 'owner', 'scope', 'note', 'useCases'] as const)('%s is filled down from the first line', (column) => {
    const set = buildMap({
      inputs: { order: { a: 'text' } },
      destination: { A: 'text', B: 'text', C: 'text' },
      rows: [{ to: 'A', status: 'approved', owner: 'ana', scope: 'per-customer', note: 'n', useCases: ['uc'] }],
      project: { people: [buildObject('people', { id: 'ana', name: 'Ana' })], useCases: [buildObject('useCases', { id: 'uc', number: 1 })] },
    })
    const there = linesOf(set.context)
    const filled = fillDown({ lines: there, columns: [column] }, { lines: there, columns: [column] }) ?? lost('fill')
    const origin = copied(filled.from, 'cells', set.context)
    const after = applyWrites(set, plan(repeatBlock(blockOfCopied(origin), filled.to), set.context, origin).writes)
    expect(rowAt(after, 'C')?.[column]).toEqual(rowAt(set.context, 'A')?.[column])
    expect(rowAt(after, 'B')?.[column]).toEqual(rowAt(set.context, 'A')?.[column])
  })

  test('one line alone takes what stands above it', () => {
    expect(rowAt(fillPlan(fillDown(area(['Total'], ['note']), sheet)), 'Total')?.note).toBe('first\nsecond')
    expect(fillDown({ lines: lines.slice(0, 1), columns: ['note'] }, sheet)).toBeUndefined()
    expect(fillRight(area(['Total'], ['row']), sheet)).toBeUndefined()
  })

  test('the handle repeats the block in each direction as if it went on', () => {
    const select = (paths: readonly GridLine[], columns: readonly ColumnId[]) => ({
      shape: 'cells' as const,
      lines: paths,
      columns,
      line: paths[0] ?? lost('line'),
      column: columns[0] ?? ('note' as const),
    })
    const orderOf = (filled: ReturnType<typeof fillFromHandle>, texts: readonly string[]) => {
      const { to, rowShift = 0, columnShift = 0 } = filled ?? lost('fill')
      return repeatBlock(shiftBlock(blockOfTable(texts.map((text) => [text])), rowShift, columnShift), to).map(({ cells }) => cells[0]?.text)
    }
    const from = select(lines.slice(3, 5), ['note'])
    expect(orderOf(fillFromHandle(from, select(lines.slice(3, 8), ['note'])), ['a', 'b'])).toEqual(['a', 'b', 'a'])
    expect(orderOf(fillFromHandle(from, select(lines.slice(0, 5), ['note'])), ['a', 'b'])).toEqual(['b', 'a', 'b'])
    const right = fillFromHandle(select(lines.slice(0, 1), ['useCases']), select(lines.slice(0, 1), ['useCases', 'issues', 'note']))
    expect(right?.to.columns).toEqual(['issues', 'note'])
    expect(fillFromHandle(from, from)).toBeUndefined()
  })
})

test('what happened is one sentence with counts', () => {
  const count = { writes: [], barred: 0 }
  expect(describePlan({ ...count, taken: 12, locked: 3, kept: 0, refused: [] }, 'pasted')).toBe('12 pasted, 3 locked')
  expect(describePlan({ ...count, taken: 12, locked: 0, kept: 4, refused: [{ text: 'a', reason: 'b' }] }, 'pasted')).toBe(
    '12 pasted, 1 not taken, 4 kept as text that matches no field',
  )
})
