// Tests of the choice of what is exported, as an address says it.
import { expect, test } from 'vitest'
import { nothingChosen, printChoice, wholeProject } from './export-choice.ts'

const known = { maps: ['a', 'b'], useCases: ['u', 'v'] }

test.each([
  [wholeProject, 'xlsx', ''],
  [{ ...wholeProject, audience: 'stakeholders' }, 'xlsx', '?audience=stakeholders'],
  [{ ...wholeProject, maps: new Set(['b', 'a', 'gone']) }, 'html', '?map=a&map=b'],
  [{ ...wholeProject, useCases: new Set(['v']), showValues: true }, 'csv', '?useCase=v&values=1'],
  [{ ...wholeProject, protect: true }, 'xlsx', '?protect=1'],
  [{ ...wholeProject, protect: true }, 'html', ''],
] as const)('%j as %s is %j', (choice, format, want) => {
  expect(printChoice(choice, format, known)).toBe(want)
})

test('what is only of a format comes last, and an id cannot end its part of the address', () => {
  const choice = { ...wholeProject, maps: new Set(['a&view=1']) }
  expect(printChoice(choice, 'csv', { maps: ['a&view=1'], useCases: [] }, ['roundTrip'])).toBe('?map=a%26view%3D1&roundTrip=1')
})

test('where nothing is chosen, a sentence says what to choose', () => {
  expect(nothingChosen(wholeProject)).toBeUndefined()
  expect(nothingChosen({ ...wholeProject, maps: new Set() })).toBe('Choose at least one field map, or all of them.')
  expect(nothingChosen({ ...wholeProject, useCases: new Set(), maps: new Set() })).toBe('Choose at least one use case, or all of them.')
})
