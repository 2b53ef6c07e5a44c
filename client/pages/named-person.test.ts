import { expect, test } from 'vitest'
import { buildObject } from '../../fixtures/build.ts'
import { findPersonByName, printPerson, readNamedPerson } from './named-person.ts'

const ana = buildObject('people', { id: 'ana', name: 'Ana Duarte', role: 'Bookkeeper' })
const tom = buildObject('people', { id: 'tom', name: 'Tomás Ortega' })

test.each([
  { given: 'Lea Roth', want: { name: 'Lea Roth' } },
  { given: '  Lea   Roth ', want: { name: 'Lea Roth' } },
  { given: 'Lea Roth, QA analyst', want: { name: 'Lea Roth', role: 'QA analyst' } },
  { given: 'Lea Roth, QA, Berlin', want: { name: 'Lea Roth', role: 'QA, Berlin' } },
  { given: 'Lea Roth,', want: { name: 'Lea Roth' } },
  { given: 'ana duarte', want: { known: ana } },
  { given: 'Ana Duarte, somebody else', want: { known: ana } },
  { given: '   ', want: undefined },
  { given: ', role alone', want: undefined },
])('a name typed as "$given" is a person of the project or a new one, with a role behind a comma', ({ given, want }) => {
  expect(readNamedPerson(given, [ana, tom])).toEqual(want)
})

test('an empty name is nobody, also where somebody has no name yet', () => {
  expect(findPersonByName([buildObject('people', { id: 'x', name: '' })], '')).toBeUndefined()
  expect(findPersonByName([ana, tom], 'TOMÁS ORTEGA')).toBe(tom)
})

test('a person is printed with the role where there is one', () => {
  expect(printPerson(ana)).toBe('Ana Duarte, Bookkeeper')
  expect(printPerson(tom)).toBe('Tomás Ortega')
})
