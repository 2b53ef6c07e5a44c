// Writes mapper.ts: one exported `map`, one function for each repeated group, then the helpers in use.
import { printName } from '../../schema/field-path.ts'
import { listPaths } from '../../transform/ir.ts'
import { mayMiss } from '../../transform/static-type.ts'
import { printHelpers } from './written-functions.ts'
import { testCode } from './condition-code.ts'
import { eachCode } from './each-code.ts'
import { constLines, createScope, listParams, passOn, printParams, type MapperFile, type Param } from './function-scope.ts'
import { writeInvariants } from './invariant-code.ts'
import { objectText } from './object-code.ts'
import { indent } from './rows-lines.ts'
import { comment, literal, propertyName } from './text.ts'
import { importType, noteItem, scalarType } from './type-refs.ts'
import { pathCode, placeCode, type Scope, type Writer } from './writer.ts'

/** What the other files of the package need to know of it. */
/** What a caller may give beside the records, in the order in which it is written. */
const SETTINGS = ['config', 'customer', 'operation', 'now', 'hooks'] as const
export type SettingName = (typeof SETTINGS)[number]

/** `member`: of the type; `taken`: in the function that takes it. */
const settingText: Readonly<Record<SettingName, { readonly isRequired: boolean; readonly member: readonly string[]; readonly taken: string }>> = {
  config: { isRequired: true, member: ['readonly config: Config'], taken: 'config' },
  customer: { isRequired: false, member: ['/** Whose own lookup entries win. */', 'readonly customer?: string'], taken: "customer = ''" },
  operation: {
    isRequired: false,
    member: ['/** Rows for the other one take no part. */', "readonly operation?: 'create' | 'update'"],
    taken: "operation = 'create'",
  },
  now: {
    isRequired: false,
    member: ['/** ISO 8601, UTC. The clock of the machine where absent. */', 'readonly now?: string'],
    // In the generated code alone: nothing here reads a clock.
    taken: `now = new ${'Date'}().toISOString()`,
  },
  hooks: { isRequired: true, member: [], taken: 'hooks' },
}

export type MapperText = {
  readonly text: string
  readonly usesConfig: boolean
  /** Members of `Settings`; where there are none, \`map\` takes none. */
  readonly settings: ReadonlySet<SettingName>
  /** `appliesTo` is exported. */
  readonly hasApplies: boolean
}

export function writeMapper(file: MapperFile, header: readonly string[]): MapperText {
  const { writer, book } = file
  const { ir, plan } = writer
  // All that rows name is checked, also what settled code no longer reads.
  const usesConfig = ir.config.length > 0
  const scope = createScope(writer, undefined)
  const typeName = importType(book, plan.type('destination:'))
  const made = makeLines(file, scope, typeName)
  const applies = appliesLines(file, scope)
  const taken = SETTINGS.filter((name) => (name === 'config' ? usesConfig : scope.used.has(name)))
  const settings = settingsLines(writer, taken)
  for (const name of ['Issue', 'MappingResult', ...(usesConfig ? ['Config'] : [])]) importType(book, name)

  const names = ir.inputs.map((input) => input.name)
  const checks = [
    ...names.map((name) => ({ guard: `is${plan.type(`source:${name}`)}`, call: `${plan.value(`in:${name}`)}, ${literal(printName(name))}` })),
    ...(usesConfig ? [{ guard: 'isConfig', call: "config, 'config'" }] : []),
  ]
  const result = ir.runs === null ? typeName : `${typeName}[]`
  const what = ir.runs === null ? 'one' : ir.runs.groupBy === null ? 'one for each item:' : 'one for each group:'
  const main = [
    `/** ${comment(`Maps ${names.join(', ') || 'nothing'} to ${what} ${ir.destination.typeName}. Bad data never throws: the result says what is wrong.`)} */`,
    `export function map(${names.length === 0 ? '_inputs' : 'inputs'}: Inputs${settings.length === 0 ? '' : `, settings: Settings${taken.some((name) => settingText[name].isRequired) ? '' : ' = {}'}`}): MappingResult<${result}> {`,
    ...indent([
      'const issues: Issue[] = []',
      ...(names.length === 0 ? [] : [`const { ${names.map((name) => destructured(name, plan.value(`in:${name}`))).join(', ')} } = inputs`]),
      ...(taken.length === 0 ? [] : [`const { ${taken.map((name) => settingText[name].taken).join(', ')} } = settings`]),
      ...checkLines(checks),
      ...applies.call,
      ...made.call,
      `return issues.length === 0 ? { ok: true, value: ${made.result} } : { ok: false, issues }`,
    ]),
    '}',
  ]
  // Of a condition that is settled nothing is written, though it was prepared.
  const code = [...main, ...applies.declared, ...made.declared, ...file.functions].join('\n')
  const isNamed = (name: string) => new RegExp(`(?:[^.\\w]|\\.\\.\\.)${name}\\b`).test(code)
  const patterns = [...writer.patterns]
    .filter(([name]) => isNamed(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, pattern]) => `const ${name} = ${pattern}`)
  const tables = [...writer.imports].filter(isNamed).sort()
  const sections = [
    [
      ...header,
      ...(checks.length === 0
        ? []
        : [
            `import { ${checks
              .map((check) => check.guard)
              .sort()
              .join(', ')} } from './check.js'`,
          ]),
      ...(tables.length === 0 ? [] : [`import { ${tables.join(', ')} } from './lookup-tables.js'`]),
      `import type { ${[...book.imports].sort().join(', ')} } from './types.js'`,
    ],
    [
      '/** Records as they come, unchecked, by name. */',
      `export type Inputs = { ${names.map((name) => `readonly ${propertyName(name)}: unknown`).join('; ')} }`,
    ],
    settings,
    patterns,
    main,
    applies.declared,
    made.declared,
    ...file.functions.map((text) => [text]),
    ...printHelpers(new Set([...writer.helpers].filter(isNamed))).map((text) => [text]),
  ]
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return {
    text: `${text.join('\n\n')}\n`,
    usesConfig,
    settings: new Set(taken),
    hasApplies: applies.declared.length > 0,
  }
}

type Lines = { readonly call: readonly string[]; readonly declared: readonly string[] }

/** The function that makes one record, and the call of it: once, or for each item or group of the map's runs. */
function makeLines(file: MapperFile, scope: Scope, typeName: string): Lines & { readonly result: string } {
  const { writer, book } = file
  const { ir, plan } = writer
  const { runs } = ir
  const name = plan.value('fn:')
  const target = plan.value('var:')
  if (runs !== null) noteItem(book, '', runs, undefined)
  const inner = runs === null ? scope : createScope(writer, undefined)
  const body = objectText(file, inner, ir.destination.node, { path: '', type: 'destination:', value: 'var:' })
  const lines = [...body.statements, `return ${body.value[0]}`, ...body.value.slice(1)]
  const params = listParams(file, inner.used, runs === null ? undefined : '')
  const declared = [
    `function ${name}(${printParams(params)}): ${typeName} {`,
    ...indent([...constLines(inner, [...body.statements, ...body.value]), ...lines]),
    '}',
  ]
  const check = writeInvariants(file)
  const checks = check === undefined ? [] : ['', ...check.lines]
  const made = `const ${target} = ${name}(${namesOf(params)})`
  if (runs === null) {
    if (check !== undefined) passOn(check.used, scope.used)
    const call = check === undefined ? [made] : [made, `if (issues.length === 0) ${check.name}(${namesOf(check.params)})`]
    return { declared: [...declared, ...checks], call, result: target }
  }
  const callee =
    check === undefined
      ? { name, params }
      : {
          name: plan.value('fn:make'),
          params: listParams(file, new Set([...inner.used, ...check.used, 'issues']), '').filter((param) => param.use !== 'result'),
        }
  const making =
    check === undefined
      ? []
      : [
          '',
          `function ${callee.name}(${printParams(callee.params)}): ${typeName} {`,
          ...indent(['const before = issues.length', made, `if (issues.length === before) ${check.name}(${namesOf(check.params)})`, `return ${target}`]),
          '}',
        ]
  for (const { use } of callee.params) if (use !== 'item' && use !== 'at' && use !== 'index') scope.used.add(use)
  const list = pathCode(scope, runs.list)
  const source = !list.optional ? list.text : runs.over === 'map' ? list.text : `(${list.text} ?? [])`
  const each = eachCode(file, scope, { ...runs, id: '', when: null }, source, callee, 'item')
  return { declared: [...declared, ...checks, ...making], call: [`const made = ${each}`], result: 'made' }
}

function namesOf(params: readonly Param[]): string {
  return params.map(({ name }) => name).join(', ')
}

/** `appliesTo`, exported because a caller may want to ask before. */
function appliesLines(file: MapperFile, scope: Scope): Lines {
  const { appliesWhen } = file.writer.ir
  if (appliesWhen === null) return { call: [], declared: [] }
  const inner = createScope(file.writer, undefined)
  const test = testCode(inner, appliesWhen, new Set())
  const params = listParams(file, inner.used, undefined)
  passOn(inner.used, scope.used)
  const [first] = listPaths(appliesWhen)
  const issue = `{ row: null, path: ${placeCode(createScope(file.writer, undefined), first, '')}, code: 'not-applicable', value: null }`
  return {
    call: [`if (!appliesTo(${namesOf(params)})) return { ok: false, issues: [${issue}] }`],
    declared: [
      '/** Whether the map is about these records. */',
      `export function appliesTo(${printParams(params)}): boolean {`,
      ...indent([...constLines(inner, [test.text]), `return ${test.text}`]),
      '}',
    ],
  }
}

/** Every record is checked before the first issue ends the mapping. */
function checkLines(checks: readonly { readonly guard: string; readonly call: string }[]): string[] {
  const calls = checks.map(({ guard, call }) => ({ name: `fits${guard.slice(2)}`, code: `${guard}(${call}, issues)` }))
  const [only] = calls
  if (only === undefined) return []
  if (calls.length === 1) return [`if (!${only.code}) return { ok: false, issues }`]
  return [...calls.map(({ name, code }) => `const ${name} = ${code}`), `if (${calls.map(({ name }) => `!${name}`).join(' || ')}) return { ok: false, issues }`]
}

function destructured(name: string, variable: string): string {
  return propertyName(name) === variable ? variable : `${propertyName(name)}: ${variable}`
}

function settingsLines(writer: Writer, taken: readonly SettingName[]): string[] {
  if (taken.length === 0) return []
  const members = taken.flatMap((name) =>
    name === 'hooks'
      ? ['/** What engineers write. */', 'readonly hooks: {', ...indent([...writer.hooks.values()].flatMap((hook) => hookLines(writer, hook))), '}']
      : settingText[name].member,
  )
  return ['export type Settings = {', ...indent(members), '}']
}

type Hook = Writer['hooks'] extends Map<string, infer H> ? H : never

function hookLines(writer: Writer, hook: Hook): string[] {
  const params = hook.uses.map((path, index) => `value${index + 1}: ${scalarType(path.types, mayMiss(path))}${mayMiss(path) ? ' | undefined' : ''}`)
  const uses = hook.uses.map((path) => path.steps.map((step) => step.name).join('.') || 'the item').join(', ')
  // Its name ends in the number of its row.
  const label = / (R-(?:\d+|new))$/.exec(hook.name)?.[1]
  return [
    `/** ${comment(`${label === undefined ? '' : `${label}: `}${hook.words}${uses === '' ? '' : ` Takes: ${uses}.`}`, 600)} Undefined: missing. */`,
    `readonly ${writer.plan.value(`hook:${hook.name}`)}: (${params.join(', ')}) => ${scalarType(hook.types, false)} | undefined${label === undefined ? '' : ` // ${label}`}`,
  ]
}
