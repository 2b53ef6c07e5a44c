// Destination objects, values and lists as TypeScript statements: rows in destination order, what is always there in the
// object's literal, what may be missing by an assignment after it (a spread for each costs ten times as much).
import type { FieldIr, ListIr, ObjectIr, PartIr, RowIr, ValueIr } from '../../transform/ir.ts'
import { testCode } from './condition-code.ts'
import { keyStep } from './plan.ts'
import { canBeNull, canBeOmitted, guardedRow, rowsCode } from './rows-code.ts'
import { indent, layOut, markCode, markOf, MOST_WIDTH, type Mark, type MarkedCode, type RowNotes } from './rows-lines.ts'
import { INHERITED, member, propertyName } from './text.ts'
import { importType, itemType, noteItem, noteObject, printTypeRef, type TypeBook, type TypeRef } from './type-refs.ts'
import { issueCode, type RowPlace } from './value-code.ts'
import { pathCode, placeCode, wrap, type Scope, type Writer } from './writer.ts'

/** mapper.ts being written. `functions`: one for each repeated group, in the order of their calls. */
export type MapperFile = { readonly writer: Writer; readonly book: TypeBook; readonly notes: RowNotes; readonly functions: string[] }

/** `path`: for issues of rows without a source; `type` and `value`: keys of the plan. */
export type Keys = { readonly path: string; readonly type: string; readonly value: string }

/** `value`: the object as an expression, in lines; statements come first. */
export type ObjectText = { readonly statements: string[]; readonly value: string[]; readonly isNeverEmpty: boolean }
/** `entry`: lines of the literal; `after`: assignments; `isSure`: the field is always there. */
type FieldText = { readonly before: string[]; readonly entry: string[]; readonly after: string[]; readonly type: TypeRef; readonly isSure: boolean }

export function createScope(writer: Writer, each: string | undefined, outerConsts?: Scope['outerConsts']): Scope {
  const consts: Scope['consts'] = new Map()
  return { writer, each, used: new Set(), consts, outerConsts: outerConsts ?? consts }
}

export function objectText(file: MapperFile, scope: Scope, node: ObjectIr, keys: Keys): ObjectText {
  const { plan } = file.writer
  const target = plan.value(keys.value)
  const fields = node.fields.map((field) => ({
    name: field.name,
    ...fieldText(
      file,
      scope,
      field,
      {
        path: keys.path === '' ? keyStep(field.name).slice(1) : keys.path + keyStep(field.name),
        type: keys.type + keyStep(field.name),
        value: keys.value + keyStep(field.name),
      },
      target,
    ),
  }))
  noteObject(
    file.book,
    keys.type,
    fields.map(({ name, type, isSure }) => ({ name, type, isSure })),
  )
  const before = fields.flatMap((field) => field.before)
  const entries = fields.flatMap((field) => field.entry)
  const after = fields.flatMap((field) => field.after)
  const lines = entries.length === 0 ? ['{}'] : ['{', ...indent(entries), '}']
  const isNeverEmpty = fields.some((field) => field.isSure)
  if (after.length === 0) return { statements: before, value: lines, isNeverEmpty }
  const type = importType(file.book, plan.type(keys.type))
  return { statements: [...before, `const ${target}: ${type} = ${lines[0]}`, ...lines.slice(1), ...after], value: [target], isNeverEmpty }
}

function fieldText(file: MapperFile, scope: Scope, field: FieldIr, keys: Keys, target: string): FieldText {
  if (field.node.is === 'value') return valueText(file, scope, field.name, field.node, keys, target)
  if (field.node.is === 'list') return listText(file, scope, field.name, field.node, keys, target)
  if (field.node.is === 'entries') throw new Error('not yet')
  const object = objectText(file, scope, field.node, keys)
  const type: TypeRef = { object: keys.type }
  if (object.isNeverEmpty || field.required) return { before: object.statements, entry: entryLines(field.name, object.value), after: [], type, isSure: true }
  // An optional object is there only when something in it has a value.
  const name = file.writer.plan.value(keys.value)
  const isNamed = object.value.length === 1 && object.value[0] === name
  const before = isNamed
    ? object.statements
    : [...object.statements, `const ${name}: ${importType(file.book, file.writer.plan.type(keys.type))} = ${object.value.join('\n')}`]
  return { before, ...assign(target, field.name, name, `Object.keys(${name}).length > 0`, NO_MARK), type }
}

function valueText(file: MapperFile, scope: Scope, name: string, node: ValueIr, keys: Keys, target: string): FieldText {
  const mark = markOf(
    file.notes,
    node.rows.map((row) => row.id),
  )
  const labelOf = (row: RowIr) => file.notes(row.id).label
  const type: TypeRef = { types: node.types, nullable: node.rows.some(canBeNull) }
  const places = node.rows.map((row): RowPlace => ({ row, types: node.types, destination: keys.path }))
  const entryOf = (code: MarkedCode): FieldText => ({ before: [], entry: layOut(`${propertyName(name)}: `, code, ',', mark), after: [], type, isSure: true })
  const [only] = places
  const guarded = places.length === 1 && only !== undefined ? guardedRow(scope, only) : undefined
  if (guarded?.condition === '') return entryOf(markCode(guarded.value, mark.label))
  if (guarded !== undefined) return { before: [], ...assign(target, name, guarded.value.text, guarded.condition, mark), type }
  const code = rowsCode(scope, places, labelOf)
  if (!canBeOmitted(node.rows)) return entryOf(code)
  const variable = file.writer.plan.value(keys.value)
  return {
    before: layOut(`const ${variable} = `, code, '', mark),
    ...assign(target, name, variable, `${variable} !== undefined`, { ...mark, above: [], end: mark.label }),
    type,
  }
}

function listText(file: MapperFile, scope: Scope, name: string, node: ListIr, keys: Keys, target: string): FieldText {
  const parts = node.parts.map((part) => partText(file, scope, part, keys, node.parts.length === 1))
  const values = node.parts.flatMap((part) => (part.item.is === 'value' ? [part.item] : []))
  const item: TypeRef =
    values.length < node.parts.length
      ? { object: `${keys.type}[]` }
      : { types: [...new Set(values.flatMap((value) => value.types))], nullable: values.some((value) => value.rows.some(canBeNull)) }
  const type: TypeRef = { list: item }
  const [only] = parts
  if (parts.length > 1 || only === undefined)
    return {
      before: [],
      entry: [
        `${propertyName(name)}: [`,
        ...parts.flatMap((part) => [...part.mark.above.map((line) => `  ${line}`), `  ...${part.text}, // ${part.mark.end}`]),
        '],',
      ],
      after: [],
      type,
      isSure: true,
    }
  if (only.guard === undefined)
    return { before: [], entry: [...only.mark.above, `${propertyName(name)}: ${only.text}, // ${only.mark.end}`], after: [], type, isSure: true }
  return { before: [], ...assign(target, name, only.text, `${only.guard} != null`, only.mark), type }
}

/** `order.line_items.map((lineItem, index) => mapLineItem(lineItem, `order.line_items[${index}]`, issues))` */
function partText(file: MapperFile, scope: Scope, part: PartIr, keys: Keys, isOnly: boolean): { text: string; guard: string | undefined; mark: Mark } {
  const { plan } = file.writer
  noteItem(file.book, part, scope.each)
  const inner = createScope(file.writer, part.id)
  const call = writePart(file, inner, part, keys)
  const condition = createScope(file.writer, part.id, scope.outerConsts)
  const test = part.when === null ? undefined : testCode(condition, part.when, new Set())
  for (const used of [...inner.used, ...condition.used]) if (used !== 'item' && used !== 'at') scope.used.add(used)

  const item = inner.used.has('item') || condition.used.has('item') ? plan.value(`item:${part.id}`) : '_item'
  const params = call.arguments.includes('at') ? `(${item}, index)` : item === '_item' ? '()' : `(${item})`
  const made = `${call.name}(${call.arguments.map((argument) => (argument === 'at' ? itemPlace(scope, part) : argument)).join(', ')})`
  const result = test === undefined ? made : `(${wrap(test, 1)} ? ${part.item.is === 'value' ? made : `[${made}]`} : [])`
  const consts = constLines(condition, [result])
    .map((line) => `${line}; `)
    .join('')
  const method = test === undefined && part.item.is !== 'value' ? 'map' : 'flatMap'

  const list = pathCode(scope, part.list)
  const isOmitted = isOnly && part.whenMissing === 'omit' && list.optional
  const source = !list.optional
    ? list.text
    : isOmitted
      ? list.sure
      : `(${list.text} ?? ${part.whenMissing === 'problem' ? listIssue(scope, part, keys) : '[]'})`
  return {
    text: `${source}.${method}(${params} => ${consts === '' ? result : `{ ${consts}return ${result} }`})`,
    guard: isOmitted ? list.text : undefined,
    mark: markOf(file.notes, [part.id]),
  }
}

/** The item's place as a template: that of its list, with the index. */
function itemPlace(scope: Scope, part: PartIr): string {
  const place = placeCode(scope, part.list, '')
  if (place === 'at') return '`${at}[${index}]`'
  const inner = place.slice(1, -1)
  return `\`${place.startsWith('`') ? inner : inner.replaceAll("\\'", "'").replaceAll('`', '\\`').replaceAll('${', '\\${')}[\${index}]\``
}

function listIssue(scope: Scope, part: PartIr, keys: Keys): string {
  const row: RowIr = { id: part.id, number: part.number, when: null, on: null, value: part.list, onMissing: { then: 'problem' }, onNull: 'as-missing' }
  return issueCode(scope, { row, types: ['list'], destination: keys.path }, 'missing', 'null', '[]')
}

/** One function for each repeated group. Its parameters are what it uses, in a fixed order; `arguments` are their names at the call. */
function writePart(file: MapperFile, scope: Scope, part: PartIr, keys: Keys): { name: string; arguments: string[] } {
  const { plan, ir } = file.writer
  const name = plan.value(`fn:${part.id}`)
  // Its place is taken before the functions inside it take theirs.
  const index = file.functions.push('') - 1
  const { lines, type } = part.item.is === 'object' ? itemObject(file, scope, part.item, part, keys) : itemValue(file, scope, part.item, keys)
  const params: [string, string][] = []
  if (scope.used.has('item')) params.push([plan.value(`item:${part.id}`), itemType(file.book, plan, part)])
  for (const input of ir.inputs)
    if (scope.used.has(`in:${input.name}`)) params.push([plan.value(`in:${input.name}`), importType(file.book, plan.type(`source:${input.name}`))])
  if (scope.used.has('config')) params.push(['config', 'Config'])
  if (scope.used.has('hooks')) params.push(['hooks', "Settings['hooks']"])
  if (scope.used.has('customer')) params.push(['customer', 'string'])
  if (scope.used.has('at')) params.push(['at', 'string'])
  if (scope.used.has('issues')) params.push(['issues', 'Issue[]'])
  const head = `function ${name}(${params.map(([param, of]) => `${param}: ${of}`).join(', ')}): ${type} {`
  file.functions[index] = [head, ...indent([...constLines(scope, lines), ...lines]), '}'].join('\n')
  return { name, arguments: params.map(([param]) => param) }
}

function itemObject(file: MapperFile, scope: Scope, node: ObjectIr, part: PartIr, keys: Keys): { lines: string[]; type: string } {
  const object = objectText(file, scope, node, { path: `${keys.path}[]`, type: `${keys.type}[]`, value: `var:${part.id}` })
  return {
    lines: [...object.statements, `return ${object.value[0]}`, ...object.value.slice(1)],
    type: importType(file.book, file.writer.plan.type(`${keys.type}[]`)),
  }
}

/** A list of none or one value, so that an item that is left out leaves no gap. */
function itemValue(file: MapperFile, scope: Scope, node: ValueIr, keys: Keys): { lines: string[]; type: string } {
  const places = node.rows.map((row): RowPlace => ({ row, types: node.types, destination: `${keys.path}[]` }))
  const code = rowsCode(scope, places, (row) => file.notes(row.id).label)
  const mark = markOf(
    file.notes,
    node.rows.map((row) => row.id),
  )
  const type = printTypeRef(file.book, file.writer.plan, { list: { types: node.types, nullable: node.rows.some(canBeNull) } })
  if (!canBeOmitted(node.rows)) return { lines: layOut('return [', code, ']', mark), type }
  return { lines: [...layOut('const value = ', code, '', mark), 'return value === undefined ? [] : [value]'], type }
}

const NO_MARK: Mark = { end: '', above: [], label: '' }

function entryLines(name: string, value: readonly string[]): string[] {
  if (value.length === 1) return [value[0] === propertyName(name) ? `${propertyName(name)},` : `${propertyName(name)}: ${value[0]},`]
  return [`${propertyName(name)}: ${value[0]}`, ...value.slice(1, -1), `${value.at(-1)},`]
}

function assign(target: string, name: string, value: string, condition: string, mark: Mark): { entry: string[]; after: string[]; isSure: false } {
  const end = mark.end === '' ? '' : ` // ${mark.end}`
  // Assigning to `__proto__` would set the prototype, and an object without its own `constructor` has another: a spread makes an own property.
  if (INHERITED.has(name)) return { entry: [...mark.above, `...(${condition} ? { ${propertyName(name)}: ${value} } : {}),${end}`], after: [], isSure: false }
  const line = `if (${condition}) ${target}${member(name)} = ${value}`
  if (line.length <= MOST_WIDTH) return { entry: [], after: [...mark.above, `${line}${end}`], isSure: false }
  return { entry: [], after: [...mark.above, `if (${condition})${end}`, `  ${target}${member(name)} = ${value} // ${mark.label}`], isSure: false }
}

/** The constants that `written` names, and those that these name, in their order. */
export function constLines(scope: Scope, written: readonly string[]): string[] {
  const lines: string[] = []
  for (const [name, value] of [...scope.consts].toReversed()) {
    if ([...written, ...lines].some((line) => line.includes(name))) lines.unshift(`const ${name} = ${value()}`)
  }
  return lines
}
