// Tests of how versions of descriptions belong together.
import { expect, test } from 'vitest'
import type { SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { listVersionFamilies } from './schema-versions-model.ts'

const version = (id: string, more: Partial<SchemaVersion> = {}): SchemaVersion => ({
  id,
  system: 's',
  graph: id,
  title: 'Shop',
  format: 'openapi-3.0',
  order: id,
  ...more,
})
const words = (schemas: readonly SchemaVersion[]) =>
  listVersionFamilies(schemas).map(
    ({ current, waiting, older }) => `${current.id} < ${older.map(({ id }) => id).join(' ')} > ${waiting.map(({ id }) => id).join(' ')}`,
  )

test.each([
  { given: [version('a'), version('b')], want: ['a <  > ', 'b <  > '] },
  { given: [version('a'), version('b', { replaces: 'a' })], want: ['a <  > b'] },
  { given: [version('a'), version('b', { replaces: 'a', movedBy: 'c1' })], want: ['b < a > '] },
  { given: [version('a'), version('b', { replaces: 'a', movedBy: 'c1' }), version('c', { replaces: 'b' })], want: ['b < a > c'] },
  { given: [version('a'), version('b', { replaces: 'a', movedBy: 'c1' }), version('c', { replaces: 'b', movedBy: 'c2' })], want: ['c < b a > '] },
  { given: [version('a'), version('b', { replaces: 'a' }), version('c', { replaces: 'a' })], want: ['a <  > b c'] },
  // Two people imported one each, and the project moved to one of them.
  { given: [version('a'), version('b', { replaces: 'a', movedBy: 'c1' }), version('c', { replaces: 'a' })], want: ['b < a > c'] },
  // The older one was deleted.
  { given: [version('b', { replaces: 'a' })], want: ['b <  > '] },
  { given: [version('a', { replaces: 'a' })], want: ['a <  > '] },
])('every description stands once, with what waits and what it came from: $want', ({ given, want }) => {
  expect(words(given)).toEqual(want)
})

test('versions that replace each other in a circle end the search', () => {
  expect(() =>
    words([version('a', { replaces: 'b', movedBy: '1' }), version('b', { replaces: 'a', movedBy: '2' }), version('c', { replaces: 'b', movedBy: '3' })]),
  ).not.toThrow()
})
