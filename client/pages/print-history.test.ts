// Rules of values and links of the history.
import { expect, test } from 'vitest'
import { buildMap, copy, of } from '../../fixtures/build.ts'
import { buildObject } from '../../fixtures/build.ts'
import { createHistoryNames, createHistoryPrinter, historyLink } from './print-history.ts'

const { project, findGraph } = buildMap({
  inputs: { order: { total: 'number' } },
  destination: { Total: 'number' },
  rows: [{ to: 'Total', transform: copy(of('order', 'total')), owner: 'ana' }],
  project: {
    people: [buildObject('people', { id: 'ana', name: 'Ana Duarte' })],
    questions: [buildObject('questions', { id: 'q1', at: 'row:r1' })],
    goLiveItems: [buildObject('goLiveItems', { id: 'g', deleted: true })],
  },
})
const store = { find: ((home: keyof typeof project, id: string) => (project[home] as readonly { id: string }[]).find((one) => one.id === id)) as never }

test('references are told by name, a rule as a sentence, what is gone not at all', () => {
  const print = createHistoryPrinter(project, findGraph)
  expect(print('rows:r1', 'owner', 'ana')).toBe('Ana Duarte')
  expect(print('rows:r1', 'transform', { kind: 'constant', value: 'x' })).toBe('Always "x".')
  expect(print('rows:gone', 'note', 'x')).toBe('')
  expect(print('info:', 'name', 'Shop')).toBe('Shop')
  expect(print('baselines:b', 'note', 'First')).toBe('')
})

test('objects are named as comparisons name them', () => {
  const name = createHistoryNames(project)
  expect([name('rows:r1'), name('people:ana'), name('questions:q1'), name('rows:gone'), name('info:'), name('baselines:b')]).toEqual([
    'R-1 Total',
    'Person Ana Duarte',
    'Q-new Which account?',
    undefined,
    undefined,
    undefined,
  ])
})

test('what was changed has its page; what is gone has none', () => {
  const link = (address: string) => historyLink('p', project, store, address)
  expect(link('rows:r1')).toBe('/p/p/maps/map?line=row%3Ar1')
  expect(link('questions:q1')).toBe('/p/p/questions?question=q1')
  expect(link('baselines:b')).toBe('/p/p/history')
  expect(link('info:')).toBe('/p/p')
  expect([link('goLiveItems:g'), link('rows:gone'), link('people:ana'), link('unknown:x')]).toEqual([undefined, undefined, undefined, undefined])
})
