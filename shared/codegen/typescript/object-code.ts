// Destination objects, values and lists as TypeScript statements: rows in destination order, what is always there in the
// object's literal, what may be missing by an assignment after it (a spread for each costs ten times as much).
import { mayMiss } from '../../transform/static-type.ts'
import type { FieldIr, ListIr, ObjectIr, PartIr, RowIr, ValueIr } from '../../transform/ir.ts'
import { isAlways, isNever, testCode, type Narrowed } from './condition-code.ts'
import { keyStep } from './plan.ts'
import { comment, INHERITED, literal, member, propertyName } from './text.ts'
import { importType, itemType, noteItem, noteObject, printTypeRef, type TypeBook, type TypeRef } from './type-refs.ts'
import { chain, fullCode, guardedCode, issueCode, type Missing, type RowPlace } from './value-code.ts'
import { pathCode, placeCode, primary, wrap, type Code, type Scope, type Writer } from './writer.ts'

/** Words about rows that are no part of their meaning, by row id. */
export type RowNotes = (row: string) => { readonly label: string; readonly useCases: string; readonly note: string }

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
  return { before, ...assign(target, field.name, name, `Object.keys(${name}).length > 0`, { end: '', above: [] }), type }
}

function valueText(file: MapperFile, scope: Scope, name: string, node: ValueIr, keys: Keys, target: string): FieldText {
  const mark = markOf(
    file,
    node.rows.map((row) => row.id),
  )
  const type: TypeRef = { types: node.types, nullable: node.rows.some(canBeNull) }
  const places = node.rows.map((row): RowPlace => ({ row, types: node.types, destination: keys.path }))
  const simple = places.length === 1 && places[0] !== undefined ? guardedText(scope, places[0]) : undefined
  if (simple !== undefined) {
    if (simple.condition === '') return { before: [], entry: layOut(`${propertyName(name)}: `, simple.value, ',', mark), after: [], type, isSure: true }
    return { before: [], ...assign(target, name, simple.value.text, simple.condition, mark), type }
  }
  const code = alternativesCode(scope, places)
  if (!canBeOmitted(node.rows)) return { before: [], entry: layOut(`${propertyName(name)}: `, code, ',', mark), after: [], type, isSure: true }
  const variable = file.writer.plan.value(keys.value)
  return {
    before: layOut(`const ${variable} = `, code, '', mark),
    ...assign(target, name, variable, `${variable} !== undefined`, { ...mark, above: [] }),
    type,
  }
}

/** One row that is left out when missing, as a condition and a value; undefined where it needs the general form. */
function guardedText(scope: Scope, place: RowPlace): { condition: string; value: Code } | undefined {
  const { row } = place
  if (row.onMissing.then !== 'omit' || row.onNull !== 'as-missing' || row.value.op === 'choose' || row.value.op === 'hook') return undefined
  const narrowed: Narrowed = new Set()
  const test = row.when === null ? undefined : testCode(scope, row.when, narrowed)
  if (test !== undefined && (isNever(test) || isAlways(test))) return undefined
  const code = guardedCode(scope, place, row.value)
  const guards = (code.bare ? [...code.guards, code.text] : code.guards).map((guard): Code => ({ text: `${guard} != null`, prec: 4 }))
  // A plain chain of `&&` has said some of the guards already.
  const said = test === undefined || test.text.includes('(') || test.text.includes('||') ? [] : test.text.split(' && ')
  const conditions = [...(test === undefined ? [] : [test]), ...guards.filter((guard) => !said.includes(guard.text))]
  return { condition: conditions.map((one) => (conditions.length === 1 ? one.text : wrap(one, 3))).join(' && '), value: code }
}

/** The rows of one destination, tried in order. */
function alternativesCode(scope: Scope, places: readonly RowPlace[]): Code {
  const narrowed: Narrowed = new Set()
  const parts: string[] = []
  for (const place of places) {
    const missing = missingOf(scope, place)
    const test = place.row.when === null ? undefined : testCode(scope, place.row.when, narrowed)
    if (test !== undefined && isNever(test)) continue
    const value = fullCode(scope, place, place.row.value, missing, narrowed)
    if (test === undefined || isAlways(test)) return parts.length === 0 ? value : chain(parts, value)
    parts.push(`${wrap(test, 1)} ? ${wrap(value, 1)}`)
  }
  const last = places.at(-1)
  return chain(parts, last === undefined ? primary('undefined') : missingOf(scope, last).code())
}

function missingOf(scope: Scope, place: RowPlace): Missing {
  const { onMissing } = place.row
  const code = (): Code => {
    if (onMissing.then === 'default') return { text: literal(onMissing.value), prec: typeof onMissing.value === 'number' && onMissing.value < 0 ? 8 : 9 }
    if (onMissing.then === 'problem') return primary(issueCode(scope, place, 'missing', 'null'))
    return primary(onMissing.then === 'null' ? 'null' : 'undefined')
  }
  return { isUndefined: onMissing.then === 'omit', code }
}

function canBeOmitted(rows: readonly RowIr[]): boolean {
  const last = rows.findIndex((row) => row.when === null)
  const reached = last < 0 ? rows : rows.slice(0, last + 1)
  return reached.some((row, index) => row.onMissing.then === 'omit' && (mayMiss(row.value) || (last < 0 && index === reached.length - 1)))
}

function canBeNull(row: RowIr): boolean {
  const isWritten =
    row.value.op === 'literal' ? row.value.value === null : row.value.op === 'choose' && JSON.stringify(row.value).includes('{"op":"literal","value":null}')
  return (
    isWritten ||
    row.onMissing.then === 'null' ||
    (row.onMissing.then === 'default' && row.onMissing.value === null) ||
    (row.onNull === 'pass' && mayMiss(row.value))
  )
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
    mark: markOf(file, [part.id]),
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
  const code = alternativesCode(scope, places)
  const mark = markOf(
    file,
    node.rows.map((row) => row.id),
  )
  const type = printTypeRef(file.book, file.writer.plan, { list: { types: node.types, nullable: node.rows.some(canBeNull) } })
  if (!canBeOmitted(node.rows)) return { lines: [...mark.above, `return [${code.text}] // ${mark.end}`], type }
  return { lines: [...layOut('const value = ', code, '', mark), 'return value === undefined ? [] : [value]'], type }
}

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
  return { entry: [], after: [...mark.above, `if (${condition})${end}`, `  ${target}${member(name)} = ${value}`], isSure: false }
}

/** What marks a row's lines: its number at the end, and a longer note on a line of its own above. */
type Mark = { readonly end: string; readonly above: readonly string[] }

function markOf(file: MapperFile, rows: readonly string[]): Mark {
  const notes = rows.map((row) => ({ end: trail(file, row), above: longNote(file, row) }))
  return { end: notes.map((note) => note.end).join('; '), above: notes.flatMap((note) => note.above) }
}

const SHORT_NOTE = 48

function longNote(file: MapperFile, row: string): string[] {
  const { label, note } = file.notes(row)
  return note.length <= SHORT_NOTE ? [] : [`// ${comment(`${label}: ${note}`, 400)}`]
}

function trail(file: MapperFile, row: string): string {
  const { label, useCases, note } = file.notes(row)
  return comment(`${label}${useCases === '' ? '' : ` (${useCases})`}${note === '' || note.length > SHORT_NOTE ? '' : ` ${note}`}`)
}

const MOST_WIDTH = 130

/** On one line where it fits, else on one for each part of the code; the row's number stands where its text ends or begins. */
function layOut(start: string, code: Code, end: string, mark: Mark): string[] {
  const whole = `${start}${code.text}${end}`
  if (code.lines === undefined || whole.length <= MOST_WIDTH) return [...mark.above, `${whole} // ${mark.end}`]
  return [...mark.above, `${start}// ${mark.end}`, ...indent([...code.lines.slice(0, -1), `${code.lines.at(-1)}${end}`])]
}

export function indent(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split('\n')).map((line) => (line === '' ? '' : `  ${line}`))
}

/** The constants that `written` names, and those that these name, in their order. */
export function constLines(scope: Scope, written: readonly string[]): string[] {
  const lines: string[] = []
  for (const [name, value] of [...scope.consts].toReversed()) {
    if ([...written, ...lines].some((line) => line.includes(name))) lines.unshift(`const ${name} = ${value()}`)
  }
  return lines
}
