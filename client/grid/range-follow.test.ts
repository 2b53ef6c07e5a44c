// A range stays on its lines, whatever happens around them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followBlock, followRuns, followStanding, type Standing } from './range-follow.ts'

const same = (key: string) => key
const split = (text: string) => text.split('')
const letters = split('abcdefgh')

test.each([
  { rule: 'lines above it are gone', after: 'bdefgh', want: 'def' },
  { rule: 'new lines stand above it', after: 'axyzbcdefgh', want: 'cdef' },
  { rule: 'a line inside it is gone', after: 'abcdfgh', want: 'cdf' },
  { rule: 'its last line is gone', after: 'abcdegh', want: 'cde' },
  { rule: 'a new line stands inside it', after: 'abcdxefgh', want: 'cdxef' },
  { rule: 'all of it is gone', after: 'abgh', want: undefined },
  { rule: 'a line from outside now stands inside it', after: 'abcdgefh', want: undefined },
  { rule: 'it only turned round', after: 'abfedcgh', want: 'fedc' },
])('a range of c to f after $rule is $want', ({ after, want }) => {
  const list = split(after)
  const run = followRuns(letters, list, same)({ from: 2, to: 5 })
  expect(run === undefined ? undefined : list.slice(run.from, run.to + 1).join('')).toBe(want)
})

test('a line whose address changes when it is stored stays in the range', () => {
  const stored = (key: string) => key.toLowerCase()
  expect(followRuns(split('abcdef'), split('abCDef'), same, stored)({ from: 2, to: 3 })).toEqual({ from: 2, to: 3 })
  expect(followRuns(split('abcdef'), split('xabcDef'), same, stored)({ from: 3, to: 3 })).toEqual({ from: 4, to: 4 })
})

test('after any change a range holds all of its lines that are left, and none that was outside', () => {
  fc.assert(
    fc.property(
      fc.nat(7),
      fc.nat(7),
      fc.subarray(letters),
      fc.array(fc.tuple(fc.constantFrom(...split('uvwxyz')), fc.nat(8)), { maxLength: 4 }),
      (one, other, kept, added) => {
        const run = { from: Math.min(one, other), to: Math.max(one, other) }
        const after = [...kept]
        for (const [key, place] of added) if (!after.includes(key)) after.splice(place, 0, key)
        const inside = letters.slice(run.from, run.to + 1)
        const left = inside.filter((key) => after.includes(key))
        const next = followRuns(letters, after, same)(run)
        const held = next === undefined ? [] : after.slice(next.from, next.to + 1)
        expect(held.filter((key) => letters.includes(key))).toEqual(left)
        if (next !== undefined) expect([held[0], held.at(-1)]).toEqual([left[0], left.at(-1)])
      },
    ),
  )
})

const cell = (line: number, column: number) => ({ line, column })
const standing: Standing = { range: { shape: 'cells', anchor: cell(5, 1), head: cell(2, 3) }, focus: cell(4, 2) }
const follow = (after: string) => followRuns(letters, split(after), same)

test('the anchor, the head and the focus keep their lines, whichever way the range was drawn', () => {
  expect(followStanding(standing, 'line', follow('xabcdefgh'), 9)?.standing).toEqual({
    range: { shape: 'cells', anchor: cell(6, 1), head: cell(3, 3) },
    focus: cell(5, 2),
  })
})

test('a range that would hold other lines ends at its cell in focus', () => {
  expect(followStanding(standing, 'line', follow('hgcadebf'), 8)?.standing).toEqual({
    range: { shape: 'cells', anchor: cell(5, 2), head: cell(5, 2) },
    focus: cell(5, 2),
  })
})

test('whole columns stay whole when lines are sorted, and whole rows when columns are moved', () => {
  const columns: Standing = { ...standing, range: { ...standing.range, shape: 'columns' } }
  expect(followStanding(columns, 'line', follow('hgfedcba'), 8)?.standing.range.shape).toBe('columns')
  const rows: Standing = { ...standing, range: { ...standing.range, shape: 'rows' } }
  expect(followStanding(rows, 'column', followRuns(split('abcd'), split('dbca'), same), 4)?.standing.range).toEqual({
    shape: 'rows',
    anchor: cell(5, 2),
    head: cell(2, 2),
  })
})

test('where the line in focus is gone, the one that took its place has the focus', () => {
  expect(followStanding(standing, 'line', follow('abcd'), 4)).toMatchObject({ standing: { focus: cell(3, 2) }, isOther: true })
  expect(followStanding(standing, 'line', follow(''), 0)).toBeUndefined()
})

test('an outline around what was copied goes with its lines and vanishes with them', () => {
  const block = { top: 2, bottom: 3, left: 0, right: 1 }
  expect(followBlock(block, 'line', follow('xxabcdefgh'))).toEqual({ ...block, top: 4, bottom: 5 })
  expect(followBlock(block, 'line', follow('abefgh'))).toBeUndefined()
})
