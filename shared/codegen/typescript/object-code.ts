// Destination objects, values and lists as TypeScript statements, in destination order.
import type { FieldIr, ListIr, ObjectIr, PartIr, RowIr, ValueIr } from '../../transform/ir.ts'
import { testCode } from './condition-code.ts'
import { keyStep } from './plan.ts'
import { canBeNull, canBeOmitted, guardedRow, rowsCode } from './rows-code.ts'
import {
  assign,
  conditionalField,
  constantField,
  entryLines,
  NO_MARK,
  orderFields,
  sureField,
  type FieldLines,
  type FieldText,
  type Place,
} from './field-lines.ts'
import { indent, layOut, markCode, markOf, type Mark, type RowNotes } from './rows-lines.ts'
import { importType, itemType, noteItem, noteObject, printTypeRef, type TypeBook, type TypeRef } from './type-refs.ts'
import { issueCode, type RowPlace } from './value-code.ts'
import { pathCode, placeCode, primary, wrap, type Scope, type Writer } from './writer.ts'

/** mapper.ts being written. `functions`: one for each repeated group, in the order of their calls. */
export type MapperFile = { readonly writer: Writer; readonly book: TypeBook; readonly notes: RowNotes; readonly functions: string[] }

/** `path`: for issues of rows without a source; `type` and `value`: keys of the plan. */
export type Keys = { readonly path: string; readonly type: string; readonly value: string }

/** `value`: the object as an expression, in lines; statements come first. */
export type ObjectText = { readonly statements: string[]; readonly value: string[]; readonly isNeverEmpty: boolean }
export function createScope(writer: Writer, each: string | undefined, outerConsts?: Scope['outerConsts']): Scope {
  const consts: Scope['consts'] = new Map()
  return { writer, each, used: new Set(), consts, outerConsts: outerConsts ?? consts }
}

export function objectText(file: MapperFile, scope: Scope, node: ObjectIr, keys: Keys): ObjectText {
  const { plan } = file.writer
  const target = plan.value(keys.value)
  const fields = node.fields.map((field): FieldText => {
    const at: Keys = {
      path: keys.path === '' ? keyStep(field.name).slice(1) : keys.path + keyStep(field.name),
      type: keys.type + keyStep(field.name),
      value: keys.value + keyStep(field.name),
    }
    const hadIssues = scope.used.delete('issues')
    const text = fieldText(file, scope, field, at, { target, name: field.name, variable: plan.value(at.value) })
    const mayIssue = scope.used.has('issues')
    if (hadIssues) scope.used.add('issues')
    return { name: field.name, mayIssue, ...text }
  })
  noteObject(file.book, keys.type, fields)
  const { before, entry, after } = orderFields(fields)
  const lines = entry.length === 0 ? ['{}'] : ['{', ...indent(entry), '}']
  const isNeverEmpty = fields.some((field) => field.isSure)
  if (after.length === 0) return { statements: [...before], value: lines, isNeverEmpty }
  const type = importType(file.book, plan.type(keys.type))
  return { statements: [...before, `const ${target}: ${type} = ${lines[0]}`, ...lines.slice(1), ...after], value: [target], isNeverEmpty }
}

type Written = Omit<FieldText, 'name' | 'mayIssue'>

function fieldText(file: MapperFile, scope: Scope, field: FieldIr, keys: Keys, place: Place): Written {
  if (field.node.is === 'value') return valueText(file, scope, field.node, keys, place)
  if (field.node.is === 'list') return listText(file, scope, field.node, keys, place)
  if (field.node.is === 'entries') throw new Error('not yet')
  const object = objectText(file, scope, field.node, keys)
  const type: TypeRef = { object: keys.type }
  const { variable } = place
  const isNamed = object.value.length === 1 && object.value[0] === variable
  const inConst = (): FieldLines => {
    const named = () => [...object.statements, `const ${variable}: ${importType(file.book, file.writer.plan.type(keys.type))} = ${object.value.join('\n')}`]
    return { before: isNamed ? object.statements : named(), entry: entryLines(field.name, [variable]), after: [] }
  }
  // An optional object is there only when something in it has a value.
  if (!object.isNeverEmpty && !field.required) {
    const lines = { ...assign(place, variable, `Object.keys(${variable}).length > 0`, NO_MARK), before: inConst().before }
    return { type, isSure: false, lines, inConst: () => lines }
  }
  // Statements that give issues and a literal that gives others must not be torn apart.
  const lines = object.statements.length > 0 ? inConst() : { before: [], entry: entryLines(field.name, object.value), after: [] }
  return { type, isSure: true, lines, inConst }
}

function valueText(file: MapperFile, scope: Scope, node: ValueIr, keys: Keys, place: Place): Written {
  const mark = markOf(
    file.notes,
    node.rows.map((row) => row.id),
  )
  const type: TypeRef = { types: node.types, nullable: node.rows.some(canBeNull) }
  const places = node.rows.map((row): RowPlace => ({ row, types: node.types, destination: keys.path }))
  const [only] = places
  const guarded = places.length === 1 && only !== undefined ? guardedRow(scope, only) : undefined
  if (guarded !== undefined) {
    const code = markCode(guarded.value, mark.label)
    return { type, ...(guarded.condition === '' ? sureField(place, code, mark) : conditionalField(place, guarded.condition, code, mark)) }
  }
  const code = rowsCode(scope, places, (row) => file.notes(row.id).label)
  return { type, ...(canBeOmitted(node.rows) ? constantField(place, code, mark) : sureField(place, code, mark)) }
}

function listText(file: MapperFile, scope: Scope, node: ListIr, keys: Keys, place: Place): Written {
  const parts = node.parts.map((part) => partText(file, scope, part, keys, node.parts.length === 1))
  const values = node.parts.flatMap((part) => (part.item.is === 'value' ? [part.item] : []))
  const item: TypeRef =
    values.length < node.parts.length
      ? { object: `${keys.type}[]` }
      : { types: [...new Set(values.flatMap((value) => value.types))], nullable: values.some((value) => value.rows.some(canBeNull)) }
  const type: TypeRef = { list: item }
  const [only] = parts
  if (parts.length === 1 && only !== undefined) {
    const code = markCode(primary(only.text), only.mark.label)
    return { type, ...(only.guard === undefined ? sureField(place, code, only.mark) : conditionalField(place, `${only.guard} != null`, code, only.mark)) }
  }
  const lines = parts.flatMap((part) => [...part.mark.above, `...${part.text}, // ${part.mark.end}`])
  const list = ['[', ...indent(lines), ']']
  return {
    type,
    isSure: true,
    lines: { before: [], entry: entryLines(place.name, list), after: [] },
    inConst: () => ({
      before: [`const ${place.variable}: ${printTypeRef(file.book, file.writer.plan, type)} = [`, ...list.slice(1)],
      entry: entryLines(place.name, [place.variable]),
      after: [],
    }),
  }
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

/** The constants that `written` names, and those that these name, in their order. */
export function constLines(scope: Scope, written: readonly string[]): string[] {
  const lines: string[] = []
  for (const [name, value] of [...scope.consts].toReversed()) {
    if ([...written, ...lines].some((line) => line.includes(name))) lines.unshift(`const ${name} = ${value()}`)
  }
  return lines
}
