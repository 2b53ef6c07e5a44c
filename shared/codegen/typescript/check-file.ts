// Writes check.ts: type guards over the values that rows use, with the codes that the closures give.
import { printName } from '../../schema/field-path.ts'
import type { FieldType } from '../../schema/schema-graph.ts'
import type { MapIr, Shape } from '../../transform/ir.ts'
import { indent } from './rows-lines.ts'
import { keyStep, type Plan } from './plan.ts'
import { INHERITED, literal, member, templateText } from './text.ts'

/** Undefined where there is nothing to check. */
export function writeCheck(ir: MapIr, plan: Plan, usesConfig: boolean): string | undefined {
  const guards: string[] = []
  const used = new Set<string>()
  const types = new Set<string>()
  const write = (shape: Shape, key: string, typeName: string, variable: string, isExported: boolean) => {
    if (isExported) types.add(typeName)
    const index = guards.push('') - 1
    const lines = (shape.fields ?? []).flatMap((field) => {
      const isInherited = INHERITED.has(field.name)
      const value = isInherited ? plan.value(`own:${key}${keyStep(field.name)}`) : `${variable}${member(field.name)}`
      const checked = checkLines(field.shape, value, `\${at}${templateText(`.${printName(field.name)}`)}`, key + keyStep(field.name), 0)
      if (!isInherited || checked.length === 0) return checked
      used.add('own')
      return [`const ${value} = own(${variable}, ${literal(field.name)})`, ...checked]
    })
    used.add('isRecord').add('refuse')
    // Only what is handed to the mapper has to tell TypeScript what it is.
    const head = isExported
      ? `export function is${typeName}(${variable}: unknown, at: string, issues: Issue[]): ${variable} is ${typeName} {`
      : `function check${typeName}(${variable}: unknown, at: string, issues: Issue[]): void {`
    const body =
      isExported && lines.length > 0 ? ['const before = issues.length', ...lines, 'return issues.length === before'] : isExported ? ['return true'] : lines
    const refused = `if (!isRecord(${variable})) return ${isExported ? '' : 'void '}refuse(${variable}, at, issues)`
    guards[index] = [head, ...indent([refused, ...body]), '}'].join('\n')
  }
  /** `depth`: of lists and maps in one another, for the names of their loops. */
  const checkLines = (shape: Shape, value: string, at: string, key: string, depth: number): string[] => {
    const isAbsent = shape.required ? (shape.nullable ? `${value} !== null && ` : '') : `${value} != null && `
    const refused = `refuse(${value}, \`${at}\`, issues)`
    used.add('refuse')
    if (shape.fields !== undefined) {
      const typeName = plan.type(key)
      write(shape, key, typeName, 'value', false)
      const call = `check${typeName}(${value}, \`${at}\`, issues)`
      return [isAbsent === '' ? call : `if (${isAbsent.slice(0, -4)}) ${call}`]
    }
    if (shape.items !== undefined || shape.entries !== undefined) {
      const isList = shape.items !== undefined
      const guard = isList ? 'isList' : 'isRecord'
      used.add(guard)
      const nth = depth === 0 ? '' : String(depth + 1)
      const item = `${isList ? 'item' : 'entry'}${nth}`
      const place = `${isList ? 'index' : 'key'}${nth}`
      const position = isList ? `[\${${place}}]` : `[\${JSON.stringify(${place})}]`
      const inner = checkLines(shape.items ?? shape.entries ?? shape, item, `${at}${position}`, `${key}${isList ? '[]' : '{}'}`, depth + 1)
      const refusal = `if (${isAbsent}!${guard}(${value})) ${refused}`
      if (inner.length === 0) return [refusal]
      // Where it may be absent, what is no list has been refused, and what is left is one or nothing.
      const may = isAbsent === '' ? '' : isList ? '?' : ' ?? {}'
      const each = isList ? `${value}${may}.forEach((${item}, ${place}) =>` : `Object.entries(${value}${may}).forEach(([${place}, ${item}]) =>`
      const [line = ''] = inner
      const isShort = inner.length === 1 && !line.startsWith('if')
      return [refusal, ...(isShort ? [`else ${each} ${line})`] : [`else ${each} {`, ...indent(inner), '})'])]
    }
    if (shape.types.includes('any'))
      return shape.required ? [`if (${value} ${shape.nullable ? '===' : '=='} ${shape.nullable ? 'undefined' : 'null'}) ${refused}`] : []
    const tests = shape.types.map((type) => {
      if (type === 'list') used.add('isList')
      if (type === 'object' || type === 'map') used.add('isRecord')
      return isNot[type](value)
    })
    return [`if (${isAbsent}${[...new Set(tests)].join(' && ')}) ${refused}`]
  }

  for (const input of ir.inputs) write(input.shape, `source:${input.name}`, plan.type(`source:${input.name}`), plan.value(`in:${input.name}`), true)
  if (usesConfig) {
    const fields = ir.config.map((value) => ({
      name: value.name,
      shape: { types: [value.type], required: value.required && value.default === null, nullable: false },
    }))
    write({ types: ['object'], required: true, nullable: false, fields }, 'config', 'Config', 'config', true)
  }
  if (guards.length === 0) return undefined
  const head = `// Whether the records are what their schemas say, as far as the mapper uses them.\nimport type { ${[...types, 'Issue'].sort().join(', ')} } from './types.js'`
  const helpers = Object.entries(checkHelpers).flatMap(([name, code]) => (used.has(name) ? [code] : []))
  return `${[head, ...guards, ...helpers].join('\n\n')}\n`
}

const isNot: Record<FieldType, (value: string) => string> = {
  text: (value) => `typeof ${value} !== 'string'`,
  number: (value) => `!Number.isFinite(${value})`,
  integer: (value) => `!Number.isInteger(${value})`,
  boolean: (value) => `typeof ${value} !== 'boolean'`,
  list: (value) => `!isList(${value})`,
  object: (value) => `!isRecord(${value})`,
  map: (value) => `!isRecord(${value})`,
  any: (value) => `${value} == null`,
}

const checkHelpers: Readonly<Record<string, string>> = {
  refuse: `/** Notes what is wrong with a value: it is not there, or not of its type. */
function refuse(value: unknown, path: string, issues: Issue[]): false {
  issues.push(value == null ? { row: null, path, code: 'missing-required', value: null } : { row: null, path, code: 'wrong-type', value })
  return false
}`,
  isRecord: `function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}`,
  isList: `function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}`,
  own: `/** Names such as \`constructor\` are there for every object; only the record's own count. */
function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined
}`,
}
