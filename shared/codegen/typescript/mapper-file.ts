// Writes mapper.ts: one exported `map`, one function for each repeated group, then the helpers in use.
import { ISO_READ, parseDatePattern, readSource } from '../../transform/date-pattern.ts'
import { printName } from '../../schema/field-path.ts'
import { mayMiss } from '../../transform/static-type.ts'
import { printHelpers } from './written-functions.ts'
import { constLines, createScope, objectText, type MapperFile } from './object-code.ts'
import { indent } from './rows-lines.ts'
import { comment, literal, propertyName } from './text.ts'
import { importType, scalarType } from './type-refs.ts'
import type { Writer } from './writer.ts'

/** What the other files of the package need to know of it. */
export type MapperText = { readonly text: string; readonly usesConfig: boolean; readonly hasSettings: boolean }

export function writeMapper(file: MapperFile, header: readonly string[]): MapperText {
  const { writer, book } = file
  const { ir, plan } = writer
  const scope = createScope(writer, undefined)
  const body = objectText(file, scope, ir.destination.node, { path: '', type: 'destination:', value: 'var:' })
  const typeName = importType(book, plan.type('destination:'))
  // All that rows name is checked, also what settled code no longer reads.
  const usesConfig = ir.config.length > 0
  const settings = settingsLines(writer, scope.used, usesConfig)
  for (const name of ['Issue', 'MappingResult', ...(usesConfig ? ['Config'] : [])]) importType(book, name)

  const names = ir.inputs.map((input) => input.name)
  const checks = [
    ...names.map((name) => ({ guard: `is${plan.type(`source:${name}`)}`, call: `${plan.value(`in:${name}`)}, ${literal(printName(name))}` })),
    ...(usesConfig ? [{ guard: 'isConfig', call: "config, 'config'" }] : []),
  ]
  const taken = [...(usesConfig ? ['config'] : []), ...(scope.used.has('hooks') ? ['hooks'] : []), ...(scope.used.has('customer') ? ["customer = ''"] : [])]
  const target = plan.value('var:')
  const make = plan.value('fn:')
  // Typed parameters, because TypeScript gives up narrowing `unknown` in long expressions.
  const params = [
    ...ir.inputs.flatMap((input) =>
      scope.used.has(`in:${input.name}`) ? [[plan.value(`in:${input.name}`), importType(book, plan.type(`source:${input.name}`))]] : [],
    ),
    ...(scope.used.has('config') ? [['config', 'Config']] : []),
    ...(scope.used.has('hooks') ? [['hooks', "Settings['hooks']"]] : []),
    ...(scope.used.has('customer') ? [['customer', 'string']] : []),
    ...(scope.used.has('issues') ? [['issues', 'Issue[]']] : []),
  ]
  const main = [
    `/** ${comment(`Maps ${names.join(', ') || 'nothing'} to one ${ir.destination.typeName}. Bad data never throws: the result says what is wrong.`)} */`,
    `export function map(${names.length === 0 ? '_inputs' : 'inputs'}: Inputs${settings.length === 0 ? '' : ', settings: Settings'}): MappingResult<${typeName}> {`,
    ...indent([
      'const issues: Issue[] = []',
      ...(names.length === 0 ? [] : [`const { ${names.map((name) => destructured(name, plan.value(`in:${name}`))).join(', ')} } = inputs`]),
      ...(taken.length === 0 ? [] : [`const { ${taken.join(', ')} } = settings`]),
      ...checkLines(checks),
      `const ${target} = ${make}(${params.map(([name]) => name).join(', ')})`,
      `return issues.length === 0 ? { ok: true, value: ${target} } : { ok: false, issues }`,
    ]),
    '}',
    '',
    `function ${make}(${params.map(([name, type]) => `${name}: ${type}`).join(', ')}): ${typeName} {`,
    ...indent([...constLines(scope, [...body.statements, ...body.value]), ...body.statements, `return ${body.value[0]}`, ...body.value.slice(1)]),
    '}',
  ]
  const patterns = [...writer.patterns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, read]) => `const ${name} = ${patternCode(read)}`)
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
      ...(writer.imports.size === 0 ? [] : [`import { ${[...writer.imports].sort().join(', ')} } from './lookup-tables.js'`]),
      `import type { ${[...book.imports].sort().join(', ')} } from './types.js'`,
    ],
    [
      '/** Records as they come, unchecked, by name. */',
      `export type Inputs = { ${names.map((name) => `readonly ${propertyName(name)}: unknown`).join('; ')} }`,
    ],
    settings,
    patterns,
    main,
    ...file.functions.map((text) => [text]),
    ...printHelpers(writer.helpers).map((text) => [text]),
  ]
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return { text: `${text.join('\n\n')}\n`, usesConfig, hasSettings: settings.length > 0 }
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

function settingsLines(writer: Writer, used: ReadonlySet<string>, usesConfig: boolean): string[] {
  const members: string[] = []
  if (usesConfig) members.push('readonly config: Config')
  if (used.has('customer')) members.push('/** Whose own lookup entries win. */', 'readonly customer?: string')
  if (used.has('hooks'))
    members.push('/** What engineers write. */', 'readonly hooks: {', ...indent([...writer.hooks.values()].flatMap((hook) => hookLines(writer, hook))), '}')
  return members.length === 0 ? [] : ['export type Settings = {', ...indent(members), '}']
}

type Hook = Writer['hooks'] extends Map<string, infer H> ? H : never

function hookLines(writer: Writer, hook: Hook): string[] {
  const params = hook.uses.map((path, index) => `value${index + 1}: ${scalarType(path.types, mayMiss(path))}${mayMiss(path) ? ' | undefined' : ''}`)
  const uses = hook.uses.map((path) => path.steps.map((step) => step.name).join('.') || 'the item').join(', ')
  return [
    `/** ${comment(`${hook.words}${uses === '' ? '' : ` Takes: ${uses}.`}`, 600)} Undefined: missing. */`,
    `readonly ${writer.plan.value(`hook:${hook.name}`)}: (${params.join(', ')}) => ${scalarType(hook.types, false)} | undefined`,
  ]
}

function patternCode(read: string): string {
  if (read === 'iso') return ISO_READ.toString()
  const parts = parseDatePattern(read)
  const source = parts.ok ? readSource(parts.value) : '(?!)'
  return /^[\x20-\x7e]*$/.test(source) ? `/${source}/u` : `new RegExp(${literal(source)}, 'u')`
}
