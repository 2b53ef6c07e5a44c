// Rules of what a new project shows.
import { expect, test } from 'vitest'
import { buildObject, buildProject } from '../../fixtures/build.ts'
import { isNew, listFirstSteps } from './first-steps.ts'

const done = (...parts: Parameters<typeof buildProject>) => listFirstSteps(buildProject(...parts)).map((step) => step.done)

test('a step is done when there is something of it, and two schemas for the schemas', () => {
  expect(done()).toEqual([false, false, false, false, false])
  const one = buildObject('schemas', { id: 'a' })
  expect(done({ schemas: [one], useCases: [buildObject('useCases', { id: 'u' })] })).toEqual([true, false, false, false, false])
  expect(done({ schemas: [one, buildObject('schemas', { id: 'b' })], environments: [buildObject('environments', { id: 'e' })] })).toEqual([
    false,
    true,
    true,
    false,
    false,
  ])
  expect(done({ testCases: [buildObject('testCases', { id: 't', deleted: true })] })).toEqual([false, false, false, false, false])
})
test('a project is new until it has a use case or a field map', () => {
  expect(isNew(buildProject({ schemas: [buildObject('schemas', { id: 'a' })] }))).toBe(true)
  expect(isNew(buildProject({ useCases: [buildObject('useCases', { id: 'u' })] }))).toBe(false)
  expect(isNew(buildProject({ fieldMaps: [buildObject('fieldMaps', { id: 'm', deleted: true })] }))).toBe(true)
})
