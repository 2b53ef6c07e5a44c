// Rules of order keys.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeAt, type Ordered } from './order-keys.ts'

const always = (bit: boolean) => () => bit

function insert(list: Ordered[], at: number, id: string, randomBit: () => boolean): Ordered[] {
  const { order, rekeyed } = placeAt(list, at, randomBit)
  const keyed = list.map((object) => rekeyed.find((one) => one.id === object.id) ?? object)
  return [...keyed.slice(0, at), { id, order }, ...keyed.slice(at)]
}

describe('placeAt', () => {
  test('inserting anywhere keeps the list in the order people made', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), fc.infiniteStream(fc.boolean()), (places, bits) => {
        let list: Ordered[] = []
        places.forEach((place, index) => (list = insert(list, place % (list.length + 1), `n${index}`, () => bits.next().value)))
        for (let at = 1; at < list.length; at++) expect((list[at - 1]?.order ?? '') < (list[at]?.order ?? '')).toBe(true)
      }),
    )
  })
  test('equal neighbours, which two people made unseen by each other, are re-keyed in the same edit', () => {
    const list = insert(
      [
        { id: 'a', order: 'a0' },
        { id: 'b', order: 'a0' },
      ],
      1,
      'new',
      always(true),
    )
    expect(list.map(({ id }) => id)).toEqual(['a', 'new', 'b'])
    expect([...list].sort((x, y) => (x.order < y.order ? -1 : 1)).map(({ id }) => id)).toEqual(['a', 'new', 'b'])
  })
  test('keys that are no fractional indexes are replaced', () => {
    const list = insert(
      [
        { id: 'a', order: '' },
        { id: 'b', order: '!!' },
      ],
      2,
      'new',
      always(false),
    )
    expect([...list].sort((x, y) => (x.order < y.order ? -1 : 1)).map(({ id }) => id)).toEqual(['a', 'b', 'new'])
  })
  test('a neighbour that needs no new key keeps its own', () => {
    expect(placeAt([{ id: 'a', order: 'a0' }], 1, always(true)).rekeyed).toEqual([])
  })
})
