// The rules of SPEC.md and the tests here belong to each other, both ways.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkSpecRules } from '../../fixtures/spec-rules.ts'

test('every rule of SPEC.md has a test, and every test a rule', () => {
  const check = checkSpecRules(fileURLToPath(new URL('./SPEC.md', import.meta.url)), fileURLToPath(new URL('.', import.meta.url)))
  expect(check.rules.length).toBeGreaterThan(20)
  expect(check).toMatchObject({ untested: [], unknown: [], repeated: [] })
})
