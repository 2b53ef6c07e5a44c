// Every rule of SPEC.md has a test that names it, and no test names a rule that is not there.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('.', import.meta.url)

function listRules(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, rule]) => rule as string))].sort()
}

test('each rule of SPEC.md has a test, and each test a rule', () => {
  const rules = listRules(readFileSync(new URL('SPEC.md', folder), 'utf8'), /^- \[(P\d+)\]/gm)
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'))
  const proved = listRules(tests.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n'), /test\(\s*['`]\[(P\d+)\]/g)
  expect(rules.length).toBeGreaterThan(0)
  expect(proved).toEqual(rules)
})
