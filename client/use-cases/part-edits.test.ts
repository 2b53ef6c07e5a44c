import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildObject, buildProject, orderAt } from '../../fixtures/build.ts'
import { compareObjects } from '../../shared/project/project.ts'
import { insertItems, namersOfOutcome } from './part-edits.ts'

test('new items stand behind the one they were made from, in the order they were typed', () => {
  fc.assert(
    fc.property(fc.nat({ max: 8 }), fc.integer({ min: -1, max: 7 }), fc.integer({ min: 1, max: 6 }), fc.boolean(), (count, at, news, bit) => {
      const items = Array.from({ length: count }, (_, index) => buildObject('useCaseItems', { id: `i${index}`, order: orderAt(index) }))
      const after = items[at]?.id
      let made = 0
      const { ids, writes } = insertItems(
        items,
        after,
        { useCase: 'u', part: 'measure', texts: Array.from({ length: news }, (_, index) => `text ${index}`) },
        { newId: () => `new-${(made += 1)}`, randomBit: () => bit },
      )
      const orders = new Map(items.map(({ id, order }) => [id, order]))
      for (const { object, cell, value } of writes) if (cell === 'order') orders.set(object, typeof value === 'string' ? value : '')
      const sorted = [...orders].map(([id, order]) => ({ id, order })).sort(compareObjects)
      const before = items.map(({ id }) => id)
      expect(sorted.map(({ id }) => id)).toEqual([
        ...before.slice(0, before.indexOf(after ?? '') + 1),
        ...ids,
        ...before.slice(before.indexOf(after ?? '') + 1),
      ])
    }),
  )
})

test('what names an outcome is told before the outcome goes', () => {
  const project = buildProject({
    useCaseItems: [
      buildObject('useCaseItems', { id: 'm', part: 'measure', outcome: 'o' }),
      buildObject('useCaseItems', { id: 'n', part: 'measure', outcome: 'o', deleted: true, order: 'a1' }),
    ],
    rows: [buildObject('rows', { id: 'r', outcome: 'o' }), buildObject('rows', { id: 's', outcome: 'o', order: 'a1' })],
    testCases: [buildObject('testCases', { id: 't', outcome: 'p' })],
  })
  expect(namersOfOutcome(project, 'o')).toBe('1 measure and 2 rows name it')
  expect(namersOfOutcome(project, 'p')).toBe('1 test case names it')
  expect(namersOfOutcome(project, 'q')).toBe('')
})
