// The rules of ranges: growing, edges, walking and filling.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  blockOf,
  extendRange,
  fillDown,
  fillTo,
  isInside,
  isSameBlock,
  moveCell,
  rangeAt,
  walkBlock,
  widen,
  type Block,
  type Cell,
  type Move,
  type Sheet,
} from './cell-range.ts'

/** `x` is filled. */
function sheet(picture: string): Sheet {
  const rows = picture.trim().split(/\s+/)
  return { lines: rows.length, columns: rows[0]?.length ?? 0, page: 3, isFilled: ({ line, column }) => rows[line]?.[column] === 'x' }
}

const map = sheet(`
  xx.xx
  xx..x
  .x..x
  .x...
  xx..x
  xx..x
  .....
`)
const at = (line: number, column: number): Cell => ({ line, column })
const go = (by: 'cell' | 'edge' | 'page' | 'all', to: 'up' | 'down' | 'left' | 'right'): Move => ({ by, to })

test.each([
  { from: at(0, 0), to: 'down', want: at(1, 0), rule: 'stops before the first empty cell' },
  { from: at(1, 0), to: 'down', want: at(4, 0), rule: 'goes over empty cells to the next filled one' },
  { from: at(5, 0), to: 'down', want: at(6, 0), rule: 'goes to the end where nothing follows' },
  { from: at(6, 0), to: 'down', want: at(6, 0), rule: 'stays at the end' },
  { from: at(3, 2), to: 'up', want: at(0, 2), rule: 'goes to the start where nothing is filled' },
  { from: at(3, 0), to: 'up', want: at(1, 0), rule: 'goes from an empty cell to the next filled one' },
  { from: at(5, 4), to: 'up', want: at(4, 4), rule: 'stops after the empty cell above' },
  { from: at(0, 0), to: 'right', want: at(0, 1), rule: 'stops at the last of the block' },
  { from: at(0, 1), to: 'right', want: at(0, 3), rule: 'goes to the next block' },
  { from: at(0, 4), to: 'left', want: at(0, 3), rule: 'runs back to the first of its block' },
] as const)('Ctrl and an arrow $to from $from.line,$from.column $rule', ({ from, to, want }) => {
  expect(moveCell(from, go('edge', to), map)).toEqual(want)
})

test.each([
  { move: go('page', 'down'), want: at(5, 1) },
  { move: go('page', 'up'), want: at(0, 1) },
  { move: go('all', 'left'), want: at(2, 0) },
  { move: go('all', 'right'), want: at(2, 4) },
  { move: { by: 'corner', to: 'start' } as const, want: at(0, 0) },
  { move: { by: 'corner', to: 'end' } as const, want: at(6, 4) },
])('$move.by $move.to goes to $want.line,$want.column', ({ move, want }) => {
  expect(moveCell(at(2, 1), move, map)).toEqual(want)
})

test('the edge of a block is read beside the cell it began at', () => {
  const range = { shape: 'cells', anchor: at(0, 0), head: at(0, 2) } as const
  expect(extendRange(range, go('edge', 'down'), map).head).toEqual(at(1, 2))
})

test('whole rows grow by lines only, whole columns by columns only, and everything not at all', () => {
  const rows = rangeAt(at(2, 0), 'rows')
  expect(blockOf(rows, map)).toEqual({ top: 2, bottom: 2, left: 0, right: 4 })
  expect(extendRange(rows, go('cell', 'right'), map)).toEqual(rows)
  expect(blockOf(extendRange(rows, go('cell', 'down'), map), map)).toEqual({ top: 2, bottom: 3, left: 0, right: 4 })
  const columns = rangeAt(at(2, 1), 'columns')
  expect(extendRange(columns, go('page', 'down'), map)).toEqual(columns)
  expect(blockOf(extendRange(columns, go('cell', 'left'), map), map)).toEqual({ top: 0, bottom: 6, left: 0, right: 1 })
  const all = rangeAt(at(2, 1), 'all')
  expect(extendRange(all, go('cell', 'down'), map)).toBe(all)
})

test('the rows of whole columns are everything', () => {
  expect(widen(rangeAt(at(1, 1)), 'rows').shape).toBe('rows')
  expect(widen(rangeAt(at(1, 1), 'columns'), 'rows').shape).toBe('all')
  expect(widen(rangeAt(at(1, 1), 'rows'), 'rows').shape).toBe('rows')
})

test('Tab walks a block line by line, Enter column by column, both round', () => {
  const block: Block = { top: 1, bottom: 2, left: 1, right: 2 }
  const walked = (walk: 'next' | 'previous' | 'below' | 'above') => {
    const cells = [at(1, 1)]
    for (let step = 0; step < 4; step++) cells.push(walkBlock(block, cells.at(-1) as Cell, walk))
    return cells.map(({ line, column }) => `${line}${column}`).join(' ')
  }
  expect(walked('next')).toBe('11 12 21 22 11')
  expect(walked('previous')).toBe('11 22 21 12 11')
  expect(walked('below')).toBe('11 21 12 22 11')
  expect(walked('above')).toBe('11 22 12 21 11')
})

test('the handle fills in one direction, the farther one', () => {
  const block: Block = { top: 2, bottom: 3, left: 1, right: 1 }
  expect(fillTo(block, 'cells', at(5, 2))).toEqual({ ...block, bottom: 5 })
  expect(fillTo(block, 'cells', at(4, 4))).toEqual({ ...block, right: 4 })
  expect(fillTo(block, 'cells', at(0, 1))).toEqual({ ...block, top: 0 })
  expect(fillTo(block, 'cells', at(3, 0))).toEqual({ ...block, left: 0 })
  expect(fillTo(block, 'cells', at(2, 1))).toBe(block)
  expect(fillTo(block, 'rows', at(3, 4))).toBe(block)
  expect(fillTo(block, 'columns', at(6, 1))).toBe(block)
  expect(fillTo(block, 'all', at(6, 4))).toBe(block)
})

test('a double click on the handle fills as far down as the cells beside it are filled, the left ones first', () => {
  expect(fillDown({ top: 0, bottom: 0, left: 2, right: 2 }, map).bottom).toBe(5)
  expect(fillDown({ top: 0, bottom: 0, left: 3, right: 3 }, map).bottom).toBe(2)
  const none: Block = { top: 6, bottom: 6, left: 2, right: 2 }
  expect(fillDown(none, map)).toBe(none)
})

const size = { lines: 12, columns: 6 }
const anyCell = fc.record({ line: fc.nat(size.lines - 1), column: fc.nat(size.columns - 1) })
const opposite = { up: 'down', down: 'up', left: 'right', right: 'left' } as const
const anySheet = fc
  .array(fc.boolean(), { minLength: 72, maxLength: 72 })
  .map((filled): Sheet => ({ ...size, page: 4, isFilled: ({ line, column }) => filled[line * size.columns + column] === true }))

test('a step back takes back a step that grew the range', () => {
  fc.assert(
    fc.property(anyCell, anyCell, fc.constantFrom('up', 'down', 'left', 'right'), anySheet, (anchor, head, to, given) => {
      const range = { shape: 'cells', anchor, head } as const
      const moved = extendRange(range, go('cell', to), given)
      const isAtEnd = moved.head.line === head.line && moved.head.column === head.column
      expect(isAtEnd ? moved : extendRange(moved, go('cell', opposite[to]), given)).toEqual(range)
    }),
  )
})

test('the edge is never left behind: going on and on reaches the end, and every stop but that is a filled cell', () => {
  fc.assert(
    fc.property(anyCell, fc.constantFrom('up', 'down', 'left', 'right'), anySheet, (from, to, given) => {
      const end = moveCell(from, go('all', to), given)
      let cell = from
      for (let steps = 0; steps <= size.lines; steps++) {
        const next = moveCell(cell, go('edge', to), given)
        if (next.line === cell.line && next.column === cell.column) break
        cell = next
        if (cell.line !== end.line || cell.column !== end.column) expect(given.isFilled(cell)).toBe(true)
      }
      expect(cell).toEqual(end)
    }),
  )
})

test('walking on visits every cell of a block once and comes back', () => {
  fc.assert(
    fc.property(anyCell, anyCell, fc.constantFrom('next', 'previous', 'below', 'above'), (a, b, walk) => {
      const block = blockOf({ shape: 'cells', anchor: a, head: b }, size)
      const count = (block.bottom - block.top + 1) * (block.right - block.left + 1)
      const seen = new Set<string>()
      let cell = a
      for (let step = 0; step < count; step++) {
        expect(isInside(block, cell)).toBe(true)
        seen.add(`${cell.line}:${cell.column}`)
        cell = walkBlock(block, cell, walk)
      }
      expect(seen.size).toBe(count)
      expect(cell).toEqual(a)
    }),
  )
})

test('a fill holds what it fills from', () => {
  fc.assert(
    fc.property(anyCell, anyCell, anyCell, (a, b, to) => {
      const block = blockOf({ shape: 'cells', anchor: a, head: b }, size)
      const filled = fillTo(block, 'cells', to)
      for (const corner of [at(block.top, block.left), at(block.bottom, block.right)]) expect(isInside(filled, corner)).toBe(true)
      expect(isSameBlock(filled, block)).toBe(isInside(block, to))
    }),
  )
})
