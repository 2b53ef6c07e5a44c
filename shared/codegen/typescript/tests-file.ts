// Writes the adapters that run cases.ts with a test runner: the only generated files that import one.
import { literal } from './text.ts'

export const TEST_RUNNERS = ['vitest', 'node'] as const
export type TestRunner = (typeof TEST_RUNNERS)[number]

/** `hasHooks`: the engineers' code comes from hooks.ts, which they write. */
export function writeTests(runner: TestRunner, hasHooks: boolean): { readonly path: string; readonly text: string } {
  const { imports, test } = adapters[runner]
  const lines = [
    `// Runs the cases of cases.ts with ${runner === 'node' ? 'the test runner of Node' : 'Vitest'}.`,
    ...imports,
    "import { runCases } from './cases.js'",
    ...(hasHooks ? ['// Yours to write: it exports `hooks`, which Settings in mapper.ts describes.', "import { hooks } from './hooks.js'"] : []),
    '',
    `for (const { name, difference } of runCases(${hasHooks ? 'hooks' : ''})) ${test}`,
  ]
  return { path: `mapper.${runner}.test.ts`, text: `${lines.join('\n')}\n` }
}

/** The same for a flow, whose cases run one after the other. */
export function writeFlowTests(runner: TestRunner, key: string, hasHooks: boolean): { readonly path: string; readonly text: string } {
  const { imports, test } = adapters[runner]
  const lines = [
    `// Runs the cases of ${key}.flow.cases.ts with ${runner === 'node' ? 'the test runner of Node' : 'Vitest'}.`,
    ...imports,
    `import { runCases } from './${key}.flow.cases.js'`,
    ...(hasHooks ? [`// Yours to write: it exports \`hooks\`, which Settings in ${key}.flow.ts describes.`, "import { hooks } from './hooks.js'"] : []),
    '',
    `for (const { name, difference } of await runCases(${hasHooks ? 'hooks' : ''})) ${test}`,
  ]
  return { path: `${key}.flow.${runner}.test.ts`, text: `${lines.join('\n')}\n` }
}

const adapters: Readonly<Record<TestRunner, { readonly imports: readonly string[]; readonly test: string }>> = {
  vitest: { imports: ["import { expect, it } from 'vitest'"], test: 'it(name, () => expect(difference).toBeUndefined())' },
  node: {
    imports: [`import { equal } from ${literal('node:assert/strict')}`, `import { test } from ${literal('node:test')}`],
    test: 'void test(name, () => equal(difference, undefined))',
  },
}
