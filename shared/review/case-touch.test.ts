// Which cases run again after an edit: those of the map that changed, all of them where it cannot be told, none where nothing counts.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import type { Project } from '../project/project.ts'
import { touchedCases } from './case-touch.ts'

const before = buildProject({
  fieldMaps: [buildObject('fieldMaps', { id: 'm1' }), buildObject('fieldMaps', { id: 'm2' })],
  rows: [buildObject('rows', { id: 'r1', fieldMap: 'm1' }), buildObject('rows', { id: 'r2', fieldMap: 'm2' })],
  configValues: [buildObject('configValues', { id: 'c' })],
  questions: [buildObject('questions', { id: 'q' })],
  testCases: [
    buildObject('testCases', { id: 'a', fieldMap: 'm1' }),
    buildObject('testCases', { id: 'b', fieldMap: 'm2' }),
    buildObject('testCases', { id: 'f', kind: 'flow', useCases: ['u'] }),
    buildObject('testCases', { id: 'gone', fieldMap: 'm1', deleted: true }),
  ],
})

test.each<{ says: string; change: Partial<Project>; want: string[] }>([
  { says: 'nothing but new lists', change: { rows: [...before.rows], testCases: [...before.testCases] }, want: [] },
  {
    says: 'a row of one map, which flows may run',
    change: { rows: before.rows.map((row) => (row.id === 'r1' ? { ...row, note: 'x' } : row)) },
    want: ['a', 'f'],
  },
  { says: 'a row that is gone', change: { rows: before.rows.slice(0, 1) }, want: ['b', 'f'] },
  { says: 'a map', change: { fieldMaps: before.fieldMaps.map((map) => (map.id === 'm2' ? { ...map, name: 'x' } : map)) }, want: ['b', 'f'] },
  { says: 'a config value', change: { configValues: [{ ...before.configValues[0], id: 'c', name: 'x', type: 'text', order: 'a0' }] }, want: ['a', 'b', 'f'] },
  { says: 'one case', change: { testCases: before.testCases.map((one) => (one.id === 'b' ? { ...one, compare: 'exact' } : one)) }, want: ['b'] },
  { says: 'a question', change: { questions: [buildObject('questions', { id: 'q', text: 'x' })] }, want: [] },
])('after a change of $says', ({ change, want }) => {
  expect(touchedCases(before, { ...before, ...change }).map(({ id }) => id)).toEqual(want)
})

test('at first all of them run', () => {
  expect(touchedCases(undefined, before).map(({ id }) => id)).toEqual(['a', 'b', 'f'])
})
