// What follows from decisions about the items of an import.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportItem } from '../../shared/spreadsheet/import-plan.ts'
import { placeKey } from './corrections.ts'
import { comparePlans, countStands, decide, standsOf, type Decisions } from './decisions.ts'

const item = (id: string, more: Partial<ImportItem> = {}): ImportItem => ({
  id,
  kind: 'changed',
  place: { sheet: 'Invoice', row: 2, column: 3 },
  title: `R-1 ${id}`,
  theirs: 'b',
  message: '',
  writes: [{ home: 'rows', object: id, cell: 'note', value: 'b' }],
  accepted: true,
  ...more,
})
const none: Decisions = new Map()

describe('where an item stands', () => {
  test.each([
    { what: 'is accepted by itself', given: item('a'), decisions: none, want: 'accepted' },
    { what: 'waits for a decision', given: item('a', { accepted: false }), decisions: none, want: 'undecided' },
    { what: 'was rejected', given: item('a'), decisions: new Map([['a', 'reject' as const]]), want: 'rejected' },
    { what: 'was accepted', given: item('a', { accepted: false }), decisions: new Map([['a', 'accept' as const]]), want: 'accepted' },
    { what: 'writes nothing, whatever was decided', given: item('a', { writes: [] }), decisions: new Map([['a', 'accept' as const]]), want: 'told' },
  ])('$what', ({ given, decisions, want }) => {
    expect(standsOf({ items: [given] }, decisions, {}).get('a')).toBe(want)
  })

  test('what a person wrote is meant to be taken', () => {
    const conflict = item('a', { kind: 'conflict', accepted: false })
    expect(standsOf({ items: [conflict] }, none, { [placeKey(conflict.place) ?? '']: 'c' }).get('a')).toBe('accepted')
  })

  test('what something accepted needs is accepted with it', () => {
    const items = [item('list', { accepted: false }), item('row', { needs: ['list'], accepted: false }), item('question', { needs: ['row'] })]
    const stands = standsOf({ items }, none, {})
    expect([...stands.values()]).toEqual(['accepted', 'accepted', 'accepted'])
    expect(countStands(items, stands)).toEqual({ accepted: 3, rejected: 0, undecided: 0, told: 0 })
  })
})

describe('deciding', () => {
  const items = [item('list'), item('row', { needs: ['list'] }), item('question', { needs: ['row'] }), item('other')]

  test('rejecting takes what needs it along, and nothing else', () => {
    expect(standsOf({ items }, decide({ items }, none, ['list'], 'reject'), {})).toEqual(
      new Map([
        ['list', 'rejected'],
        ['row', 'rejected'],
        ['question', 'rejected'],
        ['other', 'accepted'],
      ]),
    )
  })

  test('accepting one brings back what it needs', () => {
    const rejected = decide({ items }, none, ['list'], 'reject')
    const stands = standsOf({ items }, decide({ items }, rejected, ['row'], 'accept'), {})
    expect([stands.get('list'), stands.get('row'), stands.get('question')]).toEqual(['accepted', 'accepted', 'rejected'])
  })

  test('a decision can be taken back', () => {
    expect(decide({ items }, decide({ items }, none, ['other'], 'reject'), ['other'], undefined)).toEqual(none)
  })

  test('nothing accepted ever lacks what it needs, in whatever order things were decided', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const plans = fc.array(fc.record({ needs: fc.subarray(ids), accepted: fc.boolean() }), { minLength: 5, maxLength: 5 }).map((drawn) =>
      // Only earlier ones are needed, as in plans.
      drawn.map(({ needs, accepted }, at) => item(ids[at] ?? '', { accepted, needs: needs.filter((id) => ids.indexOf(id) < at) })),
    )
    const steps = fc.array(fc.record({ ids: fc.subarray(ids, { minLength: 1 }), decision: fc.constantFrom('accept' as const, 'reject' as const, undefined) }))
    fc.assert(
      fc.property(plans, steps, (drawn, made) => {
        const plan = { items: drawn }
        const decisions = made.reduce((before: Decisions, step) => decide(plan, before, step.ids, step.decision), none)
        const stands = standsOf(plan, decisions, {})
        for (const one of drawn) if (stands.get(one.id) === 'accepted') for (const needed of one.needs ?? []) expect(stands.get(needed)).toBe('accepted')
      }),
    )
  })
})

test('a plan made anew is compared by what its items say', () => {
  const before = { items: [item('same'), item('gone'), item('other'), item('barred')] }
  const after = { items: [item('same'), item('other', { ours: 'somebody wrote this' }), item('come'), item('barred', { writes: [] })] }
  const change = comparePlans(before, after)
  expect(change.gone.map(({ id }) => id)).toEqual(['gone'])
  expect(change.come.map(({ id }) => id)).toEqual(['come'])
  expect(change.other.map(({ id }) => id)).toEqual(['other', 'barred'])
})

test('plans whose ids of new objects differ alone say the same', () => {
  const write = (object: string): ImportItem['writes'] => [{ home: 'rows', object, cell: 'note', value: 'x' }]
  const change = comparePlans({ items: [item('a', { writes: write('r1') })] }, { items: [item('a', { writes: write('r2') })] })
  expect(change).toEqual({ gone: [], come: [], other: [] })
})
