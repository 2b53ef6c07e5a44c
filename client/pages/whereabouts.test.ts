// Rules of where colleagues are.
import { describe, expect, test } from 'vitest'
import type { CollectionName, ObjectOf } from '../../shared/project/project.ts'
import type { Other } from '../collab/presence.ts'
import { findWindow, pageOf, tellWhere } from './whereabouts.ts'

const objects: Record<string, unknown> = {
  'fieldMaps:m1': { name: 'Order → Invoice' },
  'rows:r1': { number: 14 },
  'useCases:u1': { number: 3 },
  'testCases:t1': { number: 5 },
  'systems:a b': { name: 'Xero' },
  'customerProfiles:c1': { name: 'Cedar & Sons' },
}
const store = { find: <C extends CollectionName>(home: C, id: string) => objects[`${home}:${id}`] as ObjectOf<C> | undefined }

describe('where a colleague is', () => {
  test.each([
    { at: { page: '/p/shop/maps/m1', map: 'm1', line: 'row:r1', typing: true }, words: 'in Order → Invoice, at R-14, typing', page: '/p/shop/maps/m1' },
    { at: { page: '/p/shop/maps/m1', map: 'm1', line: 'field:m1:Contact.Name' }, words: 'in Order → Invoice, at Contact.Name', page: '/p/shop/maps/m1' },
    { at: { page: '/p/shop' }, words: 'on the project’s home', page: '/p/shop' },
    { at: { page: '/p/shop/schemas/x/changes' }, words: 'in the schemas', page: '/p/shop/schemas/x/changes' },
    { at: { page: '/p/shop/use-cases' }, words: 'in the use cases', page: '/p/shop/use-cases' },
    { at: { page: '/p/shop/use-cases/u1' }, words: 'in UC-3', page: '/p/shop/use-cases/u1' },
    { at: { page: '/p/shop/use-cases/u1/steps' }, words: 'at the steps of UC-3', page: '/p/shop/use-cases/u1/steps' },
    { at: { page: '/p/shop/use-cases/gone/steps' }, words: 'in the use cases', page: '/p/shop/use-cases/gone/steps' },
    { at: { page: '/p/shop/tests/t1' }, words: 'at T-5', page: '/p/shop/tests/t1' },
    { at: { page: '/p/shop/systems/a%20b' }, words: 'at Xero', page: '/p/shop/systems/a%20b' },
    { at: { page: '/p/shop/systems/%' }, words: 'in the systems', page: '/p/shop/systems/%' },
    { at: { page: '/p/shop/customers/c1' }, words: 'at Cedar & Sons', page: '/p/shop/customers/c1' },
    { at: { page: '/p/shop/questions' }, words: 'in the questions', page: '/p/shop/questions' },
    { at: { page: '/p/shop/review' }, words: 'in the problems', page: '/p/shop/review' },
    { at: { page: '/p/shop/review/coverage' }, words: 'in the coverage', page: '/p/shop/review/coverage' },
    { at: { page: '/p/shop/history/b1/now' }, words: 'comparing baselines', page: '/p/shop/history/b1/now' },
    { at: undefined, words: 'in this project', page: undefined },
  ])('is said in words, and as a page of the project: $words', ({ at, words, page }) => {
    expect(tellWhere(at, 'shop', store)).toBe(words)
    expect(pageOf(at, 'shop')).toBe(page)
  })

  test.each(['https://evil.example/p/shop', '//evil.example', '/p/other/maps', 'javascript:alert(1)', '/p/shopping'])(
    'is never a page outside the project, whatever another browser says: %s',
    (page) => {
      expect(pageOf({ page }, 'shop')).toBeUndefined()
    },
  )

  test('is told by the window that tells most', () => {
    const user = { id: 'priya', name: 'Priya', color: 1 as const }
    const others: Other[] = [
      { client: 1, user, at: { page: '/p/shop' } },
      { client: 2, user, at: { page: '/p/shop/maps/m1', map: 'm1', line: 'row:r1' } },
      { client: 3, user: { ...user, id: 'tom' }, at: { page: '/p/shop', map: 'm1', line: 'row:r2' } },
    ]
    expect(findWindow(others, 'priya')?.client).toBe(2)
    expect(findWindow(others, 'nobody')).toBeUndefined()
  })
})
