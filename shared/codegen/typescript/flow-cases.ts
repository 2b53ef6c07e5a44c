// Writes <use-case>.flow.cases.ts: a flow's test cases as data, with a run of them over a client that answers as each case says.
import type { FlowExpected, FlowGiven } from '../../mapping/flow-case.ts'
import type { FlowPlan } from '../../mapping/flow-plan.ts'
import type { JsonScalar } from '../../schema/json-value.ts'
import { PATH_TYPE, WITHOUT, type IgnoredPath } from './ignore-code.ts'
import { entryCode } from './json-code.ts'
import type { FlowText } from './flow-code.ts'
import type { FlowPackage } from './flow-names.ts'
import { indent } from './rows-lines.ts'
import { comment, literal } from './text.ts'

/** A test case of kind flow that can be run as it stands. `config`: of what the flow and its maps use, where it is not the default. */
export type FlowCaseData = {
  /** `T-1 Order 4101: the contact is there (UC-1)` */
  readonly name: string
  readonly given: FlowGiven
  readonly expected: FlowExpected
  readonly compare: 'exact' | 'containing'
  readonly config: Readonly<Record<string, JsonScalar>>
  /** From the parts of a run: `calls`, null, `body` ... */
  readonly ignore?: readonly IgnoredPath[]
  readonly customer?: string
  readonly now?: string
}

/** `notWritten`: one sentence a case that cannot be written, with the reason. */
export function writeFlowCases(
  plan: FlowPlan,
  flow: FlowText,
  packages: readonly FlowPackage[],
  cases: readonly FlowCaseData[],
  notWritten: readonly string[],
): { readonly path: string; readonly text: string; readonly hasHooks: boolean } {
  const used = new Set(packages.flatMap(({ settings }) => [...settings]))
  const hasConfig = used.has('config') || plan.config.length > 0
  const hasHooks = used.has('hooks')
  const ignores = cases.some(({ ignore }) => ignore !== undefined)
  const own = ["'wait'", ...(hasHooks ? ["'hooks'"] : []), ...(flow.usesLastRun ? ["'lastRun'"] : [])].join(' | ')
  const settings = (one: FlowCaseData) => ({
    ...(hasConfig ? { config: one.config } : {}),
    ...(used.has('customer') && one.customer !== undefined ? { customer: one.customer } : {}),
    ...(used.has('now') && one.now !== undefined ? { now: one.now } : {}),
  })
  const sections = [
    [
      '// The test cases of the flow as data, and a run of them over a client that answers as each case says. It needs no test runner.',
      ...notWritten.map((sentence) => `// ${comment(`Not here: ${sentence}`, 400)}`),
      `import { run, type Client, type Settings } from './${plan.key}.flow.js'`,
    ],
    [
      'export type Case = {',
      ...indent([
        'readonly name: string',
        '/** What starts the run. */',
        'readonly trigger?: unknown',
        ...(flow.usesLastRun ? ['readonly lastRun?: string'] : []),
        '/** By endpoint, one for each call in its order; a call without an answer fails. */',
        'readonly answers: Readonly<Record<string, readonly Answer[]>>',
        `readonly settings: Omit<Settings, ${own}>`,
        '/** Every call in its order, and what of the rest is to be compared. */',
        'readonly expected: { readonly calls: readonly Call[]; readonly report?: unknown; readonly messages?: readonly string[]; readonly waits?: readonly number[] }',
        '/** Parameters and bodies as a whole, or the fields that are named. */',
        "readonly compare: 'exact' | 'containing'",
        ...(ignores ? ['readonly ignore?: readonly Path[]'] : []),
      ]),
      '}',
      'export type Answer = { readonly answer: unknown } | { readonly failure: string }',
      'export type Call = { readonly endpoint: string; readonly parameters?: unknown; readonly body?: unknown }',
      ...(ignores ? PATH_TYPE : []),
      '/** `difference`: what is not as expected; absent where the case passed. */',
      'export type CaseResult = { readonly name: string; readonly passed: boolean; readonly difference?: string }',
    ],
    ['export const cases: readonly Case[] = [', ...indent(cases.flatMap((one) => caseLines(one, settings(one)))), ']'],
    runLines(plan, flow, hasHooks, ignores),
    [callsCode(ignores)],
    [COMPARE],
    ...(ignores ? [[WITHOUT], [CUT]] : []),
  ]
  return { path: `${plan.key}.flow.cases.ts`, text: `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`, hasHooks }
}

function caseLines({ name, given, expected, compare, ignore }: FlowCaseData, settings: object): string[] {
  const { trigger, lastRun, answers } = given
  return [
    '{',
    ...indent([
      `name: ${literal(name)},`,
      ...(trigger === undefined ? [] : entryCode('trigger', trigger)),
      ...(lastRun === undefined ? [] : entryCode('lastRun', lastRun)),
      ...entryCode('answers', answers),
      ...entryCode('settings', settings as Readonly<Record<string, JsonScalar>>),
      ...entryCode('expected', JSON.parse(JSON.stringify(expected)) as Parameters<typeof entryCode>[1]),
      `compare: ${literal(compare)},`,
      ...(ignore === undefined ? [] : entryCode('ignore', ignore)),
    ]),
    '},',
  ]
}

function runLines(plan: FlowPlan, { names, usesNotify, usesLastRun, takesRequest }: FlowText, hasHooks: boolean, ignores: boolean): string[] {
  const taken = [
    'name',
    ...(plan.trigger.hasRecord ? ['trigger'] : []),
    ...(usesLastRun ? ['lastRun'] : []),
    'answers',
    'settings',
    'expected',
    'compare',
    ...(ignores ? ['ignore'] : []),
  ]
  const part = (name: string) => (ignores ? `cut(expected.${name}, '${name}', ignore), cut(${name}, '${name}', ignore)` : `expected.${name}, ${name}`)
  const isAlone = (id: string) => plan.endpoints.filter((one) => one.id === id).length === 1
  const methods = plan.endpoints.map(({ key, id, system }) => {
    const place = literal(isAlone(id) ? id : `${system} ${id}`)
    return takesRequest(key) ? `${names.method(key)}: (request) => answer(${place}, request),` : `${names.method(key)}: () => answer(${place}),`
  })
  const settings = ['...settings', ...(hasHooks ? ['hooks'] : []), ...(usesLastRun ? ['lastRun'] : []), 'wait: async (seconds) => void waits.push(seconds)']
  return [
    '/** Every case, in their order. Nothing is called but what the case answers itself. */',
    `export async function runCases(${hasHooks ? "hooks: Settings['hooks']" : ''}): Promise<CaseResult[]> {`,
    '  const results: CaseResult[] = []',
    `  for (const one of cases) results.push(await runCase(one${hasHooks ? ', hooks' : ''}))`,
    '  return results',
    '}',
    '',
    `async function runCase({ ${taken.join(', ')} }: Case${hasHooks ? ", hooks: Settings['hooks']" : ''}): Promise<CaseResult> {`,
    ...indent([
      'const messages: string[] = []',
      'const waits: number[] = []',
      'const { calls, answer } = answering(answers)',
      'const client: Client = {',
      ...indent([...methods, ...(usesNotify ? ['notify: async ({ to }) => void messages.push(to),'] : [])]),
      '}',
      `const report = await run(${plan.trigger.hasRecord ? 'trigger, ' : ''}client, { ${settings.join(', ')} })`,
      'const difference =',
      `  compareCalls(expected.calls, calls, compare === 'exact'${ignores ? ', ignore' : ''}) ??`,
      `  (expected.report === undefined ? undefined : findDifference(${part('report')}, false, 'the report')) ??`,
      `  (expected.messages === undefined ? undefined : findDifference(${part('messages')}, true, 'who was told')) ??`,
      `  (expected.waits === undefined ? undefined : findDifference(${part('waits')}, true, 'the waits'))`,
      'return difference === undefined ? { name, passed: true } : { name, passed: false, difference }',
    ]),
    '}',
  ]
}

const CALLS = `/** What is asked is kept, and answered in the order of the case. */
function answering(answers: Case['answers']) {
  const left = new Map(Object.entries(answers).map(([endpoint, list]) => [endpoint, [...list]]))
  const calls: Call[] = []
  const answer = async (endpoint: string, request: Omit<Call, 'endpoint'> = {}): Promise<unknown> => {
    calls.push({ endpoint, parameters: {}, ...request })
    const next = left.get(endpoint)?.shift()
    if (next === undefined) throw new Error(\`The test case has no answer left for \${endpoint}.\`)
    if ('failure' in next) throw new Error(next.failure)
    return next.answer
  }
  return { calls, answer }
}

/** Of a call, what the case does not name is not compared. */
`

function callsCode(ignores: boolean): string {
  const compared = ignores
    ? "findDifference(cut(expected, 'calls', ignore), cut(JSON.parse(JSON.stringify(parts)), 'calls', ignore), isWhole, 'the calls')"
    : "findDifference(expected, JSON.parse(JSON.stringify(parts)), isWhole, 'the calls')"
  return `${CALLS}function compareCalls(expected: readonly Call[], actual: readonly Call[], isWhole: boolean${ignores ? ', ignore?: readonly Path[]' : ''}): string | undefined {
  const parts = actual.map(({ endpoint, parameters, body }, index) => ({
    endpoint,
    ...(expected[index] !== undefined && 'parameters' in expected[index] ? { parameters } : {}),
    ...(expected[index] !== undefined && 'body' in expected[index] ? { body } : {}),
  }))
  return ${compared}
}`
}

const CUT = `/** One part of a run without what the case does not compare in it. */
function cut(value: unknown, part: string, paths: readonly Path[] = []): unknown {
  return without(value, paths.flatMap(([first, ...rest]) => (first === part ? [rest] : [])))
}`

const COMPARE = `/** The first place where the two differ, in words. Lists have to be of the same length. */
function findDifference(expected: unknown, actual: unknown, isWhole: boolean, path: string): string | undefined {
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length)
    return expected.map((item, index) => findDifference(item, actual[index], isWhole, \`\${path}[\${index}]\`)).find((one) => one !== undefined)
  if (isRecord(expected) && isRecord(actual)) {
    const names = new Set([...Object.keys(expected), ...(isWhole ? Object.keys(actual) : [])])
    return [...names].map((name) => findDifference(own(expected, name), own(actual, name), isWhole, \`\${path}.\${name}\`)).find((one) => one !== undefined)
  }
  return expected === actual ? undefined : \`\${path}: expected \${JSON.stringify(expected)}, got \${JSON.stringify(actual)}\`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined
}`
