// Rules of telling which files a description lacks.
import { expect, test } from 'vitest'
import { describeMissing, listMissingFiles } from './missing-files.ts'

const say = (names: readonly string[]) =>
  describeMissing(names)
    .map(({ name, words }) => name ?? words)
    .join('')

test.each([
  { names: [], want: '' },
  { names: ['a.xsd'], want: 'a.xsd is missing, so its types are unknown.' },
  { names: ['a', 'b'], want: 'a and b are missing, so their types are unknown.' },
  { names: ['a', 'b', 'c', 'd'], want: 'a, b, c and d are missing, so their types are unknown.' },
  { names: ['a', 'b', 'c', 'd', 'e'], want: 'a, b, c and 2 more files are missing, so their types are unknown.' },
])('$names.length missing files are told in one sentence: $want', ({ names, want }) => {
  expect(say(names)).toBe(want)
})

test('a file that several references name is missing once; other findings name none', () => {
  const problem = { code: 'external-reference', at: 'x', message: 'm' } as const
  expect(listMissingFiles([{ ...problem, file: 'a' }, { ...problem, file: 'a' }, { ...problem, file: '' }, problem, { ...problem, file: 'b' }])).toEqual([
    'a',
    'b',
  ])
})
