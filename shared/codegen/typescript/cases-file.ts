// Writes cases.ts: a field map's test cases as data, with a run of them that needs no test runner.
import type { JsonScalar, JsonValue } from '../../schema/json-value.ts'
import type { MapIr } from '../../transform/ir.ts'
import { PATH_TYPE, WITHOUT, type IgnoredPath } from './ignore-code.ts'
import { entryCode } from './json-code.ts'
import type { MapperText } from './mapper-file.ts'
import { indent } from './rows-lines.ts'
import { comment, literal } from './text.ts'

/** A test case of kind mapping that can be run as it stands. Config values fit the types of the map's. */
export type CaseData = {
  /** `T-1 Order 4101: two products (UC-1)` */
  readonly name: string
  readonly inputs: Readonly<Record<string, JsonValue>>
  readonly config: Readonly<Record<string, JsonScalar>>
  readonly customer?: string
  readonly now?: string
  readonly operation?: 'create' | 'update'
  readonly ignore?: readonly IgnoredPath[]
  readonly expected:
    | { readonly exactly: JsonValue }
    | { readonly containing: JsonValue }
    | { readonly issues: readonly { readonly row?: number | null; readonly path?: string; readonly code: string }[] }
}

/** `notWritten`: one sentence a case that cannot be written, with the reason. */
export function writeCases(ir: MapIr, mapper: MapperText, cases: readonly CaseData[], notWritten: readonly string[]): string {
  const settings = mapper.settings.size > 0 ? (mapper.settings.has('hooks') ? "Omit<Settings, 'hooks'>" : 'Settings') : undefined
  const ignores = cases.some(({ ignore }) => ignore !== undefined)
  const sections = [
    [
      '// The test cases of the field map as data, and a run of them that needs no test runner.',
      ...notWritten.map((sentence) => `// ${comment(`Not here: ${sentence}`, 400)}`),
      `import { map, type Inputs${settings === undefined ? '' : ', type Settings'} } from './mapper.js'`,
      "import type { Issue, MappingResult } from './types.js'",
    ],
    [
      'export type Case = {',
      '  readonly name: string',
      '  readonly inputs: Inputs',
      ...(settings === undefined ? [] : [`  readonly settings: ${settings}`]),
      '  readonly expected: Expected',
      ...(ignores ? ['  readonly ignore?: readonly Path[]'] : []),
      '}',
      '/** The whole record, the part of it that matters, or the issues it must give, in any order. */',
      'export type Expected = { readonly exactly: unknown } | { readonly containing: unknown } | { readonly issues: readonly ExpectedIssue[] }',
      '/** What is absent may be anything. */',
      'export type ExpectedIssue = { readonly row?: number | null; readonly path?: string; readonly code: string }',
      ...(ignores ? PATH_TYPE : []),
      '/** `difference`: what is not as expected; absent where the case passed. */',
      'export type CaseResult = { readonly name: string; readonly passed: boolean; readonly difference?: string }',
    ],
    ['export const cases: readonly Case[] = [', ...indent(cases.flatMap((one) => caseLines(ir, mapper, one))), ']'],
    runLines(mapper, settings, ignores),
    [compareCode(ignores)],
    ...(ignores ? [[WITHOUT]] : []),
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function caseLines(ir: MapIr, mapper: MapperText, one: CaseData): string[] {
  const inputs = Object.fromEntries(ir.inputs.map(({ name }) => [name, Object.hasOwn(one.inputs, name) ? one.inputs[name] : undefined]))
  const settings = {
    ...(mapper.usesConfig ? { config: one.config } : {}),
    ...(one.customer === undefined ? {} : { customer: one.customer }),
    ...(one.operation === undefined ? {} : { operation: one.operation }),
    ...(one.now === undefined ? {} : { now: one.now }),
  }
  return [
    '{',
    ...indent([
      `name: ${literal(one.name)},`,
      ...entryCode('inputs', inputs),
      ...(mapper.settings.size > 0 ? entryCode('settings', settings) : []),
      ...entryCode('expected', one.expected),
      ...(one.ignore === undefined ? [] : entryCode('ignore', one.ignore)),
    ]),
    '},',
  ]
}

function runLines(mapper: MapperText, settings: string | undefined, ignores: boolean): string[] {
  const given = settings === undefined ? 'inputs' : mapper.settings.has('hooks') ? 'inputs, { ...settings, hooks }' : 'inputs, settings'
  return [
    '/** Every case, in their order. Pure: nothing is written, and no runner is needed. */',
    `export function runCases(${mapper.settings.has('hooks') ? "hooks: Settings['hooks']" : ''}): CaseResult[] {`,
    `  return cases.map(({ name, inputs, ${settings === undefined ? '' : 'settings, '}expected${ignores ? ', ignore' : ''} }) => {`,
    `    const difference = compare(expected, map(${given})${ignores ? ', ignore' : ''})`,
    '    return difference === undefined ? { name, passed: true } : { name, passed: false, difference }',
    '  })',
    '}',
  ]
}

function compareCode(ignores: boolean): string {
  const part = (value: string) => (ignores ? `without(${value}, ignore)` : value)
  const compared = (word: string, isWhole: boolean) => `findDifference(${part(`expected.${word}`)}, ${part('result.value')}, ${isWhole})`
  return [
    `function compare(expected: Expected, result: MappingResult<unknown>${ignores ? ', ignore?: readonly Path[]' : ''}): string | undefined {`,
    "  if ('issues' in expected) return compareIssues(expected.issues, result.ok ? [] : result.issues)",
    '  if (!result.ok) return `issues: ${JSON.stringify(result.issues)}`',
    `  return 'exactly' in expected ? ${compared('exactly', true)} : ${compared('containing', false)}`,
    '}',
    COMPARE,
  ].join('\n')
}

const COMPARE = `
/** The first place where the two differ, in words. Lists have to be of the same length. */
function findDifference(expected: unknown, actual: unknown, isWhole: boolean, path = 'the record'): string | undefined {
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length)
    return expected.map((item, index) => findDifference(item, actual[index], isWhole, \`\${path}[\${index}]\`)).find((one) => one !== undefined)
  if (isRecord(expected) && isRecord(actual)) {
    const names = new Set([...Object.keys(expected), ...(isWhole ? Object.keys(actual) : [])])
    const differences = [...names].map((name) => findDifference(own(expected, name), own(actual, name), isWhole, \`\${path}.\${name}\`))
    return differences.find((one) => one !== undefined)
  }
  return expected === actual ? undefined : \`\${path}: expected \${JSON.stringify(expected)}, got \${JSON.stringify(actual)}\`
}

/** Each expected issue needs one of its own, and none may be left over. */
function compareIssues(expected: readonly ExpectedIssue[], actual: readonly Issue[]): string | undefined {
  const left = [...actual]
  for (const { row, path, code } of expected) {
    const at = left.findIndex((issue) => issue.code === code && (row === undefined || issue.row === row) && (path === undefined || issue.path === path))
    if (at < 0) return \`expected the issue \${JSON.stringify({ row, path, code })}, got \${JSON.stringify(actual)}\`
    left.splice(at, 1)
  }
  return left.length === 0 ? undefined : \`did not expect \${JSON.stringify(left)}\`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined
}`
