// Which fields of a comparison are shown, and which of their characters are marked.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareFields } from '../../shared/mapping/compare-fields.ts'
import { chooseFields, describeHidden, type Showing } from './difference-rows.ts'
import { markDifference } from '../ui/mark-difference.ts'

const fields = compareFields(
  { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 },
  { a: 1, b: 2, c: 1, d: 1, e: 1, f: 1, g: 1 },
  { comparison: 'exact', ignored: new Set(['e']) },
)

test.each<{ showing: Showing; want: string; hidden: string | undefined }>([
  { showing: 'differences', want: 'b g', hidden: '4 more fields agree, 1 is not compared' },
  { showing: 'neighbours', want: 'a b c f g', hidden: '1 more field agrees, 1 is not compared' },
  { showing: 'all', want: 'a b c d e f g', hidden: undefined },
])('$showing', ({ showing, want, hidden }) => {
  const shown = chooseFields(fields, showing)
  expect(shown.fields.map(({ path }) => path).join(' ')).toBe(want)
  expect(describeHidden(shown)).toBe(hidden)
})

test.each([
  ['2026-03-29', '2026-03-28', ['2026-03-2|9|', '2026-03-2|8|']],
  ['BLACK-26', 'BLACK-26-S', ['BLACK-26||', 'BLACK-26|-S|']],
  ['', 'x', ['||', '|x|']],
  ['aa', 'aaa', ['aa||', 'aa|a|']],
  ['😀a', '😁a', ['|😀|a', '|😁|a']],
])('of %s and %s the differing characters are marked', (expected, actual, want) => {
  expect(markDifference(expected, actual).map(({ before, marked, after }) => `${before}|${marked}|${after}`)).toEqual(want)
})

test('marking loses no character, and marks nothing in equal texts', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12, unit: 'grapheme' }), fc.string({ maxLength: 12, unit: 'grapheme' }), (a, b) => {
      const [left, right] = markDifference(a, b)
      expect([left.before + left.marked + left.after, right.before + right.marked + right.after]).toEqual([a, b])
      if (a === b) expect(left.marked + right.marked).toBe('')
    }),
  )
})
