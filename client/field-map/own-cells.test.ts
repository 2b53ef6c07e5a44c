// What our own cells are where they are pasted: in another list, another map, another project.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyWrites } from '../../fixtures/apply-writes.ts'
import { buildMap, copy, of, ofItem } from '../../fixtures/build.ts'
import { isSameJson } from '../../shared/project/edits.ts'
import type { CopiedCells } from '../../shared/project/copied-cells.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { listLines } from '../../shared/mapping/lines.ts'
import type { Row } from '../../shared/project/field-map.ts'
import { columns as allColumns, type ColumnId } from '../grid/columns.ts'
import type { GridLine } from '../grid/map-view.ts'
import { area, at, built, copied, lines, linesOf, lost, pasteOwn, plan, rowAt, shownColumns } from './copied-map-fixture.ts'
import { cutWrites, holdCut, listStaying } from './cut-cells.ts'
import { blockOfCopied, spreadBlock, type Area } from './paste-cells.ts'

const other = buildMap({
  inputs: { invoice: { id: 'text' }, order: { number: 'text', line_items: [{ sku: 'text', name: 'text' }] } },
  destination: { A: 'text', B: 'text', C: 'text', D: 'text', Lines: [{ Code: 'text' }] },
  rows: [{ to: 'Lines', transform: { kind: 'each', list: of('order', 'line_items') } }],
})
/** As copied in another map of the project. */
const fromAnotherMap = (cells: CopiedCells): CopiedCells => ({ ...cells, fieldMap: 'another' })

describe('pasting our own cells', () => {
  test('source and transform travel together, with everything they hold', () => {
    const { after } = pasteOwn(copied(area(['Total'], ['source', 'transform'])), area(['Date'], ['source']))
    expect(rowAt(after, 'Date')?.transform).toEqual(rowAt(built.context, 'Total')?.transform)
  })

  test('a transform alone keeps the source that a row has, and brings its own to a row without one', () => {
    const cells = copied(area(['Total'], ['transform']))
    expect(rowAt(pasteOwn(cells, area(['Number'], ['transform'])).after, 'Number')?.transform).toMatchObject({
      kind: 'number',
      from: of('order', 'number'),
      steps: [{ do: 'round' }],
    })
    expect(rowAt(pasteOwn(cells, area(['Date'], ['transform'])).after, 'Date')?.transform).toMatchObject({ kind: 'number', from: of('order', 'total') })
    expect(rowAt(pasteOwn(cells, area(['Lines[].Code'], ['transform'])).after, 'Lines[].Code')?.transform).toMatchObject({
      kind: 'number',
      from: ofItem('sku'),
    })
  })

  test('a transform pasted where it stands already leaves the text beside it unsettled', () => {
    const map = buildMap({
      inputs: { order: { a: 'text' } },
      destination: { A: 'text' },
      rows: [{ to: 'A', transform: copy(of('order', 'a')), unmatched: 'to be settled' }],
    })
    const place = area(['A'], ['transform'], linesOf(map.context))
    expect(pasteOwn(copied(place, 'cells', map.context), place, map).plan).toMatchObject({ writes: [], taken: 1 })
  })

  test('a source alone goes into the transform that is there', () => {
    const { after } = pasteOwn(copied(area(['Number'], ['source'])), area(['Total'], ['source']))
    expect(rowAt(after, 'Total')?.transform).toMatchObject({ kind: 'number', from: of('order', 'number') })
  })

  test('sources are named from where they land', () => {
    const intoList = pasteOwn(copied(area(['Number', 'Memo'], ['source', 'transform'])), area(['Lines[].Code'], ['source'])).after
    expect(rowAt(intoList, 'Lines[].Code')?.transform).toEqual(copy(of('order', 'number')))
    const memo = pasteOwn(copied(area(['Memo'], ['source', 'transform'])), area(['Lines[].Text'], ['source'])).after
    expect(rowAt(memo, 'Lines[].Text')?.transform).toEqual({ kind: 'formula', text: 'order.number & " " & customer.name' })
    const out = pasteOwn(copied(area(['Lines[].Code'], ['source', 'transform'])), area(['Date'], ['source'])).after
    expect(rowAt(out, 'Date')?.transform).toEqual(copy(of('order', 'line_items[].sku')))
  })

  test('in another map inputs are found by their names, and what is not found is kept as text', () => {
    const otherLines = linesOf(other.context)
    const cells = fromAnotherMap(copied(area(['Number', 'Total', 'Kind', 'Memo'], ['source', 'transform'])))
    const { after, plan: made } = pasteOwn(cells, area(['A'], ['source'], otherLines), other)
    expect(rowAt(after, 'A')?.transform).toEqual(copy(of('order', 'number')))
    expect(rowAt(after, 'B')).toMatchObject({ unmatched: 'order.total' })
    expect(rowAt(after, 'B')?.transform).toBeUndefined()
    expect(rowAt(after, 'C')?.transform).toEqual({ kind: 'constant', value: 'EUR' })
    // The order is not the first input there, and there is no customer: that name stays, and shows a problem.
    expect(rowAt(after, 'D')?.transform).toEqual({ kind: 'formula', text: 'order.number & " " & customer.name' })
    expect(made).toMatchObject({ taken: 8, kept: 1 })
  })

  test('an item of a list is an item of the same list in another map', () => {
    const { after } = pasteOwn(
      fromAnotherMap(copied(area(['Lines[].Code'], ['source', 'transform']))),
      area(['Lines[].Code'], ['source'], linesOf(other.context)),
      other,
    )
    expect(rowAt(after, 'Lines[].Code')?.transform).toEqual(copy(ofItem('sku')))
  })

  test('a list and what stands inside of it can be pasted in one step onto lines without rows', () => {
    const empty = buildMap({
      inputs: { order: { line_items: [{ sku: 'text', qty: 'number' }] } },
      destination: { Lines: [{ Code: 'text!', Quantity: 'number!' }] },
    })
    const there: GridLine[] = listLines(empty.context, { opened: new Set(['field:map:Lines']), folded: new Set() }).map((line) => ({
      address: line.address,
      line,
    }))
    const cells = fromAnotherMap(copied(area(['Lines', 'Lines[].Code', 'Lines[].Quantity'], ['source', 'transform'])))
    const made = plan(
      spreadBlock(blockOfCopied(cells), { lines: there.slice(0, 1), columns: ['source'] }, { lines: there, columns: shownColumns }).given,
      empty.context,
      cells,
    )
    const after = applyWrites(empty, made.writes)
    const each = rowAt(after, 'Lines')
    expect(each?.transform?.kind).toBe('each')
    expect(rowAt(after, 'Lines[].Code')).toMatchObject({ parent: each?.id, transform: copy(ofItem('sku')) })
    expect(rowAt(after, 'Lines[].Quantity')).toMatchObject({ parent: each?.id, transform: { kind: 'formula', text: 'qty * 2' } })
  })

  test('whole rows bring what no column shows', () => {
    const rows = buildMap({
      inputs: { order: { a: 'text' } },
      destination: { A: 'text', B: 'text' },
      rows: [{ to: 'A', transform: copy(of('order', 'a')), onMissing: { then: 'null' }, onNull: 'pass', on: 'create', scope: 'per-customer', note: 'n' }],
    })
    const there = linesOf(rows.context)
    const cells = copied(area(['A'], ['row', 'source'], there), 'rows', rows.context)
    const { after } = pasteOwn(cells, area(['B'], ['row', 'source'], there), rows)
    const { id: _id, number: _number, destination: _d, order: _o, ...held } = rowAt(rows.context, 'A') ?? lost('A')
    expect(rowAt(after, 'B')).toMatchObject(held)
  })

  test('ids of another project are read as words or refused', () => {
    const cells = { ...copied(area(['Total'], ['owner'])), project: 'elsewhere' }
    expect(rowAt(pasteOwn(cells, area(['Number'], ['owner'])).after, 'Number')?.owner).toBe('ana')
    const lookup = { ...copied(area(['Kind'], ['transform'])), project: 'elsewhere' }
    const withTable: CopiedCells = {
      ...lookup,
      lines: [{ texts: ['Lookup'], cells: { transform: { kind: 'lookup', from: of('order', 'number'), table: 't' } } }],
    }
    expect(pasteOwn(withTable, area(['Number'], ['transform'])).plan.refused[0]?.reason).toContain('another project')
  })

  test('pasting cells over themselves writes nothing', () => {
    const everything: Area = { lines, columns: allColumns.map(({ id }) => id) }
    expect(plan(spreadBlock(blockOfCopied(copied(everything)), everything, everything).given, built.context, copied(everything)).writes).toEqual([])
  })

  test('what was pasted can be taken back cell by cell', () => {
    const columns: readonly ColumnId[] = ['source', 'transform', 'when', 'status', 'note', 'owner']
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.nat(lines.length - 1), fc.nat(columns.length - 1), fc.integer({ min: 1, max: 3 }), (from, to, left, size) => {
        const cells = copied({ lines: lines.slice(from, from + size), columns: columns.slice(left) })
        const made = plan(
          spreadBlock(blockOfCopied(cells), { lines: lines.slice(to, to + 1), columns: columns.slice(left, left + 1) }, { lines, columns }).given,
          built.context,
          cells,
        )
        const before = new Map(built.context.rows.map((row) => [row.id, row]))
        const back = made.writes.map((write) =>
          before.has(write.object)
            ? { ...write, value: before.get(write.object)?.[write.cell as keyof Row] as JsonValue | undefined }
            : { ...write, cell: 'deleted', value: true },
        )
        const undone = applyWrites({ ...built, context: applyWrites(built, made.writes) }, back)
        expect(isSameJson(undone.rows as unknown as JsonValue, built.context.rows as unknown as JsonValue)).toBe(true)
      }),
    )
  })
})

describe('cut', () => {
  test('cells are taken away where they were, in the same step', () => {
    const cut = holdCut('c', 'p', built.context, 'cells', [at('Number')], ['source', 'note'])
    const cells = copied(area(['Number'], ['source', 'note']))
    const made = pasteOwn(cells, area(['Date'], ['source']))
    const after = applyWrites(built, [...made.plan.writes, ...cutWrites(built.context.project.rows, cut, made.plan.writes)])
    expect(rowAt(after, 'Number')?.transform).toBeUndefined()
    expect(rowAt(after, 'Number')?.status).toBe('ready')
    expect(rowAt(after, 'Date')?.transform).toEqual(copy(of('order', 'number')))
  })

  test('what somebody changed since stays, and so does what was pasted over it', () => {
    const cut = holdCut('c', 'p', built.context, 'cells', [at('Number')], ['note', 'status'])
    const changed = built.context.project.rows.map((row) => (row.destination === 'Number' ? { ...row, note: 'new' } : row))
    expect(cutWrites(changed, cut, []).map(({ cell }) => cell)).toEqual(['status'])
    expect(cutWrites(built.context.project.rows, cut, [{ home: 'rows', object: 'r1', cell: 'note', value: 'pasted' }]).map(({ cell }) => cell)).toEqual([
      'status',
    ])
  })

  test('what has nowhere to go is told apart from what is never typed, so that it is not taken away', () => {
    const barred = (columns: readonly ColumnId[], to: ColumnId) => pasteOwn(copied(area(['Number'], columns)), area(['Date'], [to])).plan
    expect(barred(['note'], 'preview')).toMatchObject({ taken: 0, locked: 1, barred: 1 })
    expect(barred(['preview', 'destination'], 'preview')).toMatchObject({ taken: 0, locked: 2, barred: 0 })
  })

  test('rows that were cut whole go', () => {
    const cut = holdCut('c', 'p', built.context, 'rows', [at('Kind')], ['source'])
    expect(cutWrites(built.context.project.rows, cut, [])).toEqual([{ home: 'rows', object: 'r3', cell: 'deleted', value: true }])
  })

  test('a row that fills a list stays where rows below it were not cut, so that they keep their list', () => {
    const { rows } = built.context.project
    const each = rowAt(built.context, 'Lines') ?? lost('Lines')
    const below = lines.filter(({ line }) => line.each?.id === each.id && line.row !== undefined)
    const alone = holdCut('c', 'p', built.context, 'rows', [at('Lines')], ['source'])
    expect(cutWrites(rows, alone, [])).toEqual([])
    expect(listStaying(rows, alone, [], new Set())).toEqual([each])
    const together = holdCut('c', 'p', built.context, 'rows', [at('Lines'), ...below], ['source'])
    expect(cutWrites(rows, together, []).map(({ object }) => object)).toEqual([each.id, ...below.map(({ line }) => line.row?.id)])
    expect(cutWrites(rows, together, [{ home: 'rows', object: 'new', cell: 'parent', value: each.id }]).map(({ object }) => object)).not.toContain(each.id)
    // One of them was pasted onto, and stays in the list.
    expect(cutWrites(rows, together, [], new Set([below[0]?.line.row?.id ?? ''])).map(({ object }) => object)).not.toContain(each.id)
  })
})
