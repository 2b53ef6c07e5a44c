// Every rule of SPEC.md has a test that names it, and no test names a rule that is not there.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkSpecRules } from '../../fixtures/spec-rules.ts'

test('each rule of SPEC.md has a test, and each test a rule', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const { rules, untested, unknown, repeated } = checkSpecRules(`${folder}SPEC.md`, folder)
  expect(rules.length).toBeGreaterThan(0)
  expect({ untested, unknown, repeated }).toEqual({ untested: [], unknown: [], repeated: [] })
})
