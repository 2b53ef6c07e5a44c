import { expect, test } from 'vitest'
import { of } from '../../fixtures/build.ts'
import type { Condition, Transform } from '../../shared/transform/transform.ts'
import { readConstant } from './constant-field.tsx'
import { readSimple, writeSimple } from './condition-form.tsx'
import { isStorableCondition } from './condition-draft.tsx'
import { isStorable, missingPart, NO_ENTRY, NO_SOURCE, rowKinds, withKind } from './transform-draft.ts'

const from = of('order', 'total')

test('another kind keeps the source, and going back finds it again', () => {
  for (const kind of rowKinds.filter((one) => !['constant', 'config', 'formula', 'notMapped'].includes(one))) {
    expect(JSON.stringify(withKind({ kind: 'copy', from }, kind)), kind).toContain('"path":"total"')
    expect(withKind(withKind({ kind: 'copy', from }, kind), 'copy'), kind).toEqual({ kind: 'copy', from })
  }
})

test('a formula starts with what says the same as before', () => {
  expect(withKind({ kind: 'copy', from }, 'formula', 'total')).toEqual({ kind: 'formula', text: 'total' })
})

test.each([
  { given: withKind(undefined, 'formula'), want: 'write a formula' },
  { given: withKind(undefined, 'list'), want: 'choose a source list' },
  { given: withKind({ kind: 'copy', from }, 'join'), want: 'choose the list to look in' },
  { given: withKind(undefined, 'lookup'), want: 'choose a source field and a lookup table' },
  { given: withKind(undefined, 'config'), want: 'choose a config value' },
  {
    given: { ...withKind({ kind: 'copy', from }, 'list'), where: { test: 'filled', value: NO_ENTRY } } as Transform,
    want: 'choose a field of the list’s entries',
  },
])('what is missing is said: $want', ({ given, want }) => {
  expect(isStorable(given)).toBe(false)
  expect(missingPart(given)).toBe(want)
})

test('a wrong formula is stored, an empty one is not, wherever it stands', () => {
  expect(isStorable({ kind: 'formula', text: 'total *' })).toBe(true)
  expect(isStorable({ kind: 'formula', text: ' \n' })).toBe(false)
  expect(isStorableCondition({ test: 'formula', text: '' })).toBe(false)
  expect(isStorable({ kind: 'text', from, steps: [{ do: 'before', text: '' }] })).toBe(true)
})

test('the same kind again changes nothing', () => {
  const number: Transform = { kind: 'number', from, steps: [{ do: 'negate' }] }
  expect(withKind(number, 'number')).toBe(number)
})

test.each([
  { given: { kind: 'copy', from } as Transform, want: true },
  { given: withKind(undefined, 'copy'), want: false },
  { given: withKind({ kind: 'copy', from }, 'lookup'), want: false },
  { given: { kind: 'lookup', from, table: 't1' } as Transform, want: true },
  { given: withKind(undefined, 'config'), want: false },
  { given: withKind(undefined, 'constant'), want: true },
  { given: { kind: 'when', cases: [{ if: { test: 'filled', value: NO_SOURCE }, then: { kind: 'constant', value: '' } }] } as Transform, want: false },
])('$given.kind is stored only when it is whole: $want', ({ given, want }) => {
  expect(isStorable(given)).toBe(want)
})

const conditions: Condition[] = [
  { test: 'compare', left: from, operator: '!=', right: { of: 'constant', value: 'x' } },
  { test: 'in', left: from, values: ['a', 'b'] },
  { test: 'present', value: from },
  { test: 'filled', value: from },
  { test: 'not', of: { test: 'present', value: from } },
  { test: 'not', of: { test: 'filled', value: from } },
]

test('every simple test is taken apart and put together again as it was', () => {
  for (const condition of conditions) {
    const simple = readSimple(condition)
    expect(simple, condition.test).toBeDefined()
    expect(writeSimple(simple as NonNullable<typeof simple>)).toEqual(condition)
  }
})

test('a joined condition is not mistaken for a simple one, and one without a field is not stored', () => {
  expect(readSimple({ test: 'all', of: conditions })).toBeUndefined()
  expect(isStorableCondition({ test: 'filled', value: NO_SOURCE })).toBe(false)
  expect(isStorableCondition(conditions[0] as Condition)).toBe(true)
})

test('a constant keeps its type, and what is no number is no constant', () => {
  expect([readConstant('-12.50', 'number'), readConstant('1,000', 'number'), readConstant('007', 'text'), readConstant('', 'null')]).toEqual([
    -12.5,
    undefined,
    '007',
    null,
  ])
})
