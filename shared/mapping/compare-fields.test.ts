// The field-by-field comparison: every leaf once, with a state, and the same verdict as the list of differences.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonValue } from '../schema/json-value.ts'
import { compareFields, isDifference } from './compare-fields.ts'
import { listDifferences, readIgnored, type Comparison } from './compare-records.ts'

const states = (expected: JsonValue, actual: JsonValue, comparison: Comparison = 'exact', ignore: string[] = []) =>
  compareFields(expected, actual, { comparison, ignored: readIgnored(ignore) }).map(({ path, state }) => `${path} ${state}`)

test.each<{ title: string; expected: JsonValue; actual: JsonValue; comparison?: Comparison; ignore?: string[]; want: string[] }>([
  { title: 'equal leaves are the same', expected: { a: 1, b: [true] }, actual: { a: 1, b: [true] }, want: ['a same', 'b[0] same'] },
  {
    title: 'what is not there is missing, leaf by leaf',
    expected: { a: { b: 1, c: 2 }, d: 3 },
    actual: { d: 3 },
    want: ['a.b missing', 'a.c missing', 'd same'],
  },
  { title: 'what nobody expects is extra and stands last', expected: { b: 1 }, actual: { a: [2], b: 1 }, want: ['b same', 'a[0] extra'] },
  { title: 'null is a value', expected: { a: null }, actual: {}, want: ['a missing'] },
  { title: 'an object in place of a text is one difference', expected: { a: 'x' }, actual: { a: { b: 1, c: 2 } }, want: ['a different'] },
  { title: 'an empty list is a leaf', expected: { a: [] }, actual: { a: [] }, want: ['a same'] },
  { title: 'an empty object that is missing is a leaf', expected: { a: {} }, actual: {}, want: ['a missing'] },
  {
    title: 'where a part is expected, the rest is not compared',
    expected: { a: 1 },
    actual: { a: 1, b: { c: 2 } },
    comparison: 'containing',
    want: ['a same', 'b.c ignored'],
  },
  {
    title: 'a longer list differs also where a part is expected',
    expected: { a: [{ b: 1 }] },
    actual: { a: [{ b: 1 }, { b: 2 }] },
    comparison: 'containing',
    want: ['a[0].b same', 'a[1].b extra'],
  },
  {
    title: 'a path of a list is ignored in each of its items, with what is below',
    expected: { a: [{ id: 1, b: 2 }] },
    actual: { a: [{ id: { x: 9 }, b: 3 }] },
    ignore: ['a[].id'],
    want: ['a[0].id ignored', 'a[0].b different'],
  },
  {
    title: 'an item too many differs, though all in it is ignored',
    expected: { a: [] },
    actual: { a: [{ id: 1 }] },
    ignore: ['a[].id'],
    want: ['a[0].id ignored', 'a[0] extra'],
  },
  { title: 'names are quoted as in field paths', expected: { 'a b': 1 }, actual: { 'a b': 2 }, ignore: ['`a b`'], want: ['`a b` ignored'] },
  { title: 'what is no path ignores nothing', expected: { a: [1] }, actual: { a: [2] }, ignore: ['a[0]'], want: ['a[0] different'] },
])('$title', ({ expected, actual, comparison, ignore, want }) => {
  expect(states(expected, actual, comparison, ignore)).toEqual(want)
})

const leaf = fc.constantFrom<JsonValue>(0, 1, 'x', null, true)
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c d'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}))
const ignore = fc.array(fc.constantFrom('a', 'b', 'a[]', 'a.b', 'a[].b', '`c d`', 'b[][]', '[]', '[].a'), { maxLength: 3 })
const comparison = fc.constantFrom<Comparison>('exact', 'containing')

test('it differs exactly where the list of differences does', () => {
  fc.assert(
    fc.property(value, value, comparison, ignore, (expected, actual, how, paths) => {
      const ignored = readIgnored(paths)
      const fields = compareFields(expected, actual, { comparison: how, ignored })
      expect(fields.some(isDifference)).toBe(listDifferences(expected, actual, how, ignored).length > 0)
    }),
    { numRuns: 2_000 },
  )
})

test('a record never differs from itself', () => {
  fc.assert(
    fc.property(value, comparison, (record, how) => {
      expect(compareFields(record, structuredClone(record), { comparison: how }).some(isDifference)).toBe(false)
    }),
  )
})

test('ignoring a path is comparing without it', () => {
  fc.assert(
    fc.property(value, value, comparison, ignore, (expected, actual, how, paths) => {
      const without = (record: JsonValue) => paths.reduce((left, path) => remove(left, path.match(/\[\]|`[^`]*`|[^.[\]`]+/g) ?? []), record)
      expect(listDifferences(expected, actual, how, readIgnored(paths)).length > 0).toBe(listDifferences(without(expected), without(actual), how).length > 0)
    }),
    { numRuns: 2_000 },
  )
})

/** As generated cases do it (shared/codegen/typescript/ignore-code.ts). */
function remove(record: JsonValue, [step, ...rest]: readonly string[]): JsonValue {
  if (step === undefined) return record
  if (step === '[]') return !Array.isArray(record) ? record : rest.length === 0 ? [] : record.map((item) => remove(item, rest))
  const name = step.replaceAll('`', '')
  if (typeof record !== 'object' || record === null || Array.isArray(record) || !Object.hasOwn(record, name)) return record
  const { [name]: inner, ...others } = record
  return rest.length === 0 ? others : { ...record, [name]: remove(inner as JsonValue, rest) }
}
