// What was chosen is found again while it is there; what was kept may be anything.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameRecord } from '../pages/name-record.ts'
import { findChosen, listSampleOptions, NOTHING_CHOSEN, readKeptChoice, readPasted, searchOptions } from './sample-choice.ts'

const set = { id: 's1', schema: 'schema', object: { kind: 'object', name: 'Order' }, set: 'hash', name: 'Orders of March', count: 2, order: 'a0' } as const
const testCase = { id: 't1', number: 4, title: 'Refunded order', kind: 'mapping', order: 'a0' } as const
const options = listSampleOptions({
  sets: [{ set, records: [{ number: '727' }, { number: '728' }] }],
  cases: [testCase],
  pasted: [{ id: 'p1', name: '900', records: {} }],
  hasSchema: true,
})

test('records are listed by where they come from', () => {
  expect(options.map(({ label, group }) => `${group}: ${label}`)).toEqual([
    'Pasted by you: 900',
    'Orders of March: 727',
    'Orders of March: 728',
    'Test cases: T-4 Refunded order',
    'No real record: Made from the schema',
  ])
})

test('without a choice it is the first real record, and one made up only where there is none', () => {
  expect(findChosen(options, undefined)?.label).toBe('727')
  expect(findChosen(options, { from: 'set', set: 'gone', at: 0 })?.label).toBe('727')
  expect(findChosen(options, { from: 'case', id: 't1' })?.label).toBe('T-4 Refunded order')
  expect(findChosen(listSampleOptions({ sets: [], cases: [], pasted: [], hasSchema: true }), undefined)?.choice).toEqual({ from: 'schema' })
  expect(findChosen([], undefined)).toBeUndefined()
})

test('a search takes words of the name and of the place', () => {
  expect(searchOptions(options, 'march 728').map(({ label }) => label)).toEqual(['728'])
  expect(searchOptions(options, 't-4').map(({ label }) => label)).toEqual(['T-4 Refunded order'])
})

test('what was kept is read back, and anything else is nothing', () => {
  const kept = { inputs: { i1: { from: 'set', set: 's1', at: 1 }, i2: { from: 'pasted', id: 'p1' } }, profile: 'c1', operation: 'update' } as const
  expect(readKeptChoice(JSON.stringify(kept))).toEqual(kept)
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(typeof readKeptChoice(text).inputs).toBe('object')
      expect(Array.isArray(readPasted(text))).toBe(true)
    }),
  )
  expect(readKeptChoice(undefined)).toEqual(NOTHING_CHOSEN)
  expect(readKeptChoice('{"inputs":{"i1":{"from":"set"}},"operation":"delete"}')).toEqual(NOTHING_CHOSEN)
})

test('a record is called by what people know it by', () => {
  expect(nameRecord({ id: 3, Number: '727' }, 0)).toBe('727')
  expect(nameRecord({ id: 3 }, 0)).toBe('3')
  expect(nameRecord({ id: { a: 1 } }, 4)).toBe('5')
})
