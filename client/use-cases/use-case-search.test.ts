import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import { findUseCases, isNarrow, placeBeside } from './use-case-search.ts'

const useCases = [
  buildObject('useCases', { id: 'b', number: 2, title: 'Record what was paid', status: 'agreed', order: 'a1' }),
  buildObject('useCases', { id: 'a', number: 1, title: 'Invoice each order', priority: 'must', story: 'As the bookkeeper I want rest', order: 'a0' }),
]
const items = [
  buildObject('useCaseItems', { id: 'i', useCase: 'b', part: 'exclusion', text: 'Refunds of gateways' }),
  buildObject('useCaseItems', { id: 'j', useCase: 'a', text: 'Refunds', deleted: true }),
]
const find = (filter: Partial<Parameters<typeof findUseCases>[2]>) => findUseCases(useCases, items, { search: '', ...filter })

test.each([
  { search: '', want: ['a', 'b'] },
  { search: 'INVOICE', want: ['a'] },
  { search: 'uc-2', want: ['b'] },
  { search: 'bookkeeper', want: ['a'] },
  { search: 'refunds', want: ['b'] },
  { search: 'paid gateways', want: ['b'] },
  { search: 'paid bookkeeper', want: [] },
])('“$search” finds $want, in the order of work', ({ search, want }) => {
  expect(find({ search }).map(({ useCase }) => useCase.id)).toEqual(want)
})

test('what was found outside the title is told with the part it stands in', () => {
  expect(find({ search: 'paid gateways' })[0]?.where).toEqual({ name: 'Will not help with', text: 'Refunds of gateways' })
  expect(find({ search: 'paid' })[0]?.where).toBeUndefined()
})

test('status and priority narrow the list; who has none is a draft without priority', () => {
  expect(find({ status: 'draft' }).map(({ useCase }) => useCase.id)).toEqual(['a'])
  expect(find({ priority: 'none' }).map(({ useCase }) => useCase.id)).toEqual(['b'])
  expect(find({ status: 'agreed', priority: 'must' })).toEqual([])
  expect([isNarrow({ search: ' ' }), isNarrow({ search: 'x' }), isNarrow({ search: '', status: 'draft' })]).toEqual([false, true, true])
})

test('what is moved to another’s place stands there afterwards, whatever lies between', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 12 }), fc.nat(), fc.nat(), (ids, one, two) => {
      const all = ids.map((id) => ({ id }))
      const [moved = '', target = ''] = [ids[one % ids.length], ids[two % ids.length]]
      const at = placeBeside(all, moved, target)
      if (moved === target) {
        expect(at).toBeUndefined()
        return
      }
      const without = ids.filter((id) => id !== moved)
      without.splice(at ?? -1, 0, moved)
      expect(without.indexOf(moved)).toBe(ids.indexOf(target))
    }),
  )
})
