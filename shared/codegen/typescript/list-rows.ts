// Lists and maps with free names that `each` rows fill: the value of the field, and one function for each repeated group.
import { listPaths, type EntriesIr, type ListIr, type ObjectIr, type PartIr, type RowIr, type ValueIr } from '../../transform/ir.ts'
import { eachCode } from './each-code.ts'
import { afterStatements, assign, conditionalField, entryLines, NO_MARK, sureField, type FieldLines, type FieldText, type Place } from './field-lines.ts'
import { constLines, createScope, listParams, passOn, printParams, type Callee, type Keys, type MapperFile, type Param } from './function-scope.ts'
import { operandCode } from './operand-code.ts'
import { canBeNull, canBeOmitted, rowsCode } from './rows-code.ts'
import { indent, layOut, markCode, markOf, type Mark, type MarkedCode } from './rows-lines.ts'
import { noteItem, printTypeRef, type TypeRef } from './type-refs.ts'
import { issueCode, type RowPlace } from './guarded-code.ts'
import { helper, pathCode, placeCode, primary, rowNumber, type Scope } from './writer.ts'

/** Writes an item that is an object: its statements, then the lines of its value. */
export type WriteObject = (
  file: MapperFile,
  scope: Scope,
  node: ObjectIr,
  keys: Keys,
) => { readonly statements: readonly string[]; readonly value: readonly string[] }
type Written = Omit<FieldText, 'name' | 'mayIssue'>
type PartText = { readonly part: PartIr; readonly text: string; readonly mark: Mark }

export function listText(file: MapperFile, scope: Scope, node: ListIr, keys: Keys, place: Place, write: WriteObject): Written {
  const conditions = listConditions(scope, node)
  const isNarrowed = conditions.length > 0 && node.parts.every((part) => part.on === null)
  const parts = node.parts.map((part) => partText(file, scope, part, keys, isNarrowed, write))
  const type: TypeRef = { list: itemTypeOf(node, `${keys.type}[]`) }
  const [only] = parts
  if (parts.length === 1 && only !== undefined) {
    const code = markCode(primary(only.text), only.mark.label)
    return { type, ...(conditions.length === 0 ? sureField(place, code, only.mark) : conditionalField(place, conditions.join(' && '), code, only.mark)) }
  }
  const spread = ({ part, text }: PartText) => (part.on === null ? `...${text}` : `...(operation === '${part.on}' ? ${text} : [])`)
  const list = ['[', ...indent(parts.flatMap((one) => [...one.mark.above, `${spread(one)}, // ${one.mark.end}`])), ']']
  const inConst = (): FieldLines => {
    const before = [`const ${place.variable}: ${printTypeRef(file.book, file.writer.plan, type)} = [`, ...list.slice(1)]
    if (conditions.length === 0) return { before, entry: entryLines(place.name, [place.variable]), after: [] }
    const mark = markOf(
      file.notes,
      node.parts.map((part) => part.id),
    )
    return { ...assign(place, place.variable, conditions.join(' && '), { ...mark, above: [], end: mark.label }), before }
  }
  const isSure = conditions.length === 0
  const made = (): FieldLines => {
    if (isSure) return { before: [], entry: entryLines(place.name, list), after: [] }
    const { before, ...assigned } = inConst()
    return afterStatements(before, { ...assigned, before: [] })
  }
  return { type, isSure, lines: made(), inConst }
}

/** A destination with free names: each part puts its items under their keys, then the whole becomes a record. */
export function entriesText(file: MapperFile, scope: Scope, node: EntriesIr, keys: Keys, place: Place, write: WriteObject): Written {
  const { plan } = file.writer
  const conditions = listConditions(scope, node)
  const item = itemTypeOf(node, `${keys.type}{}`)
  const lines = node.parts.flatMap((part) => {
    const source = sourceText(scope, part, keys, false)
    noteItem(file.book, part.id, part, scope.each)
    const inner = createScope(file.writer, part.id)
    const callee = writePutter(file, inner, part, keys, item, place.variable, write)
    passOn(inner.used, scope.used)
    const text = eachCode(file, scope, part, source, callee, 'nothing')
    const mark = markOf(file.notes, [part.id])
    if (part.on !== null) scope.used.add('operation')
    return [...mark.above, `${part.on === null ? '' : `if (operation === '${part.on}') `}${text} // ${mark.end}`]
  })
  const before = [`const ${place.variable} = new Map<string, ${printTypeRef(file.book, plan, item)}>()`, ...lines]
  const value = `Object.fromEntries(${place.variable})`

  const isSure = conditions.length === 0
  const assigned = isSure ? { before: [], entry: entryLines(place.name, [value]), after: [] } : assign(place, value, conditions.join(' && '), NO_MARK)
  return { type: { entries: item }, isSure, lines: afterStatements(before, assigned), inConst: () => ({ ...assigned, before }) }
}

/** What has to hold for the field to be there: for each operation a row that takes part, and a list where the only one omits it. */
function listConditions(scope: Scope, { parts }: ListIr | EntriesIr): string[] {
  const isSplit = parts.some((part) => part.on !== null)
  if (isSplit) scope.used.add('operation')
  return (isSplit ? (['create', 'update'] as const) : [undefined]).flatMap((operation) => {
    const taking = parts.filter((part) => operation === undefined || (part.on ?? operation) === operation)
    const [only] = taking
    if (only === undefined) return [`operation === '${operation === 'create' ? 'update' : 'create'}'`]
    const list = pathCode(scope, only.list)
    if (taking.length > 1 || only.whenMissing !== 'omit' || !list.optional) return []
    return [operation === undefined ? `${list.text} != null` : `(operation !== '${operation}' || ${list.text} != null)`]
  })
}

function partText(file: MapperFile, scope: Scope, part: PartIr, keys: Keys, isNarrowed: boolean, write: WriteObject): PartText {
  const source = sourceText(scope, part, keys, isNarrowed)
  noteItem(file.book, part.id, part, scope.each)
  const inner = createScope(file.writer, part.id)
  const callee = writePart(file, inner, part, keys, write)
  passOn(inner.used, scope.used)
  const text = eachCode(file, scope, part, source, callee, part.item.is === 'value' ? 'list' : 'item')
  return { part, text, mark: markOf(file.notes, [part.id]) }
}

/** The list or map that a part goes through, as code that is never absent. `isNarrowed`: what stands around has tested it. */
function sourceText(scope: Scope, part: PartIr, keys: Keys, isNarrowed: boolean): string {
  const list = pathCode(scope, part.list)
  if (!list.optional || isNarrowed) return list.optional ? list.sure : list.text
  if (part.whenMissing !== 'problem') return part.over === 'map' ? list.text : `(${list.text} ?? [])`
  const row: RowIr = { id: part.id, number: part.number, when: null, on: null, value: part.list, onMissing: { then: 'problem' }, onNull: 'as-missing' }
  const empty = part.over === 'map' ? '{}' : '[]'
  const text = `${list.text} ?? ${issueCode(scope, { row, types: ['list'], destination: keys.path }, 'missing', 'null', empty)}`
  return part.over === 'map' ? text : `(${text})`
}

/** One function for each repeated group; what it takes is what it uses. */
function writePart(file: MapperFile, scope: Scope, part: PartIr, keys: Keys, write: WriteObject): Callee {
  const inner: Keys = { path: `${keys.path}[]`, type: `${keys.type}[]`, value: `var:${part.id}` }
  // Its place is taken before the functions inside it take theirs.
  const index = file.functions.push('') - 1
  if (part.item.is === 'value') {
    const type = printTypeRef(file.book, file.writer.plan, { list: valueType([part.item]) })
    return declare(file, scope, part, index, type, valueLines(file, scope, part.item, inner.path))
  }
  const object = write(file, scope, part.item, inner)
  const lines = [...object.statements, `return ${object.value[0]}`, ...object.value.slice(1)]
  return declare(file, scope, part, index, printTypeRef(file.book, file.writer.plan, { object: inner.type }), lines)
}

/** The same for a map: the function puts the item under its key. */
function writePutter(file: MapperFile, scope: Scope, part: EntriesIr['parts'][number], keys: Keys, item: TypeRef, into: string, write: WriteObject): Callee {
  const inner: Keys = { path: `${keys.path}{}`, type: `${keys.type}{}`, value: `var:${part.id}` }
  const index = file.functions.push('') - 1
  const own = markOf(file.notes, [part.id])
  const [source] = listPaths(part.key)
  const place = `${rowNumber(part)}, ${placeCode(scope, source, keys.path)}, issues`
  const from = operandCode(scope, part.key.op === 'convert' ? part.key.from : part.key).text
  scope.used.add('issues')
  const key = `const key = ${helper(scope, 'keyText')}(${from}, ${place}) // ${own.label}`
  const putting = (value: string) => `${helper(scope, 'put')}(into, key, ${value}, ${place}) // ${own.label}`
  let lines: string[]
  if (part.item.is === 'object') {
    const object = write(file, scope, part.item, inner)
    const named = object.value.length === 1 ? object.value.join('') : 'mapped'
    const type = printTypeRef(file.book, file.writer.plan, { object: inner.type })
    const declared = object.value.length === 1 ? [] : [`const mapped: ${type} = ${object.value[0]}`, ...object.value.slice(1)]
    lines = [key, ...object.statements, ...declared, putting(named)]
  } else {
    const value = valueCode(file, scope, part.item, inner.path)
    lines = [
      key,
      ...layOut('const value = ', value.code, '', value.mark),
      `${canBeOmitted(part.item.rows) ? 'if (value !== undefined) ' : ''}${putting('value')}`,
    ]
  }
  const type = `Map<string, ${printTypeRef(file.book, file.writer.plan, item)}>`
  const { name, params } = declare(file, scope, part, index, 'void', lines, [{ use: 'into', name: 'into', type }])
  return { name, params: params.map((param) => (param.use === 'into' ? { ...param, name: into } : param)) }
}

function declare(file: MapperFile, scope: Scope, part: PartIr, index: number, type: string, lines: readonly string[], more: readonly Param[] = []): Callee {
  const name = file.writer.plan.value(`fn:${part.id}`)
  const params = [...more, ...listParams(file, scope.used, part.id)]
  const head = `function ${name}(${printParams(params)}): ${type} {`
  file.functions[index] = [head, ...indent([...constLines(scope, lines), ...lines]), '}'].join('\n')
  return { name, params }
}

/** A list of none or one value, so that an item that is left out leaves no gap. */
function valueLines(file: MapperFile, scope: Scope, node: ValueIr, path: string): string[] {
  const { code, mark } = valueCode(file, scope, node, path)
  if (!canBeOmitted(node.rows)) return layOut('return [', code, ']', mark)
  return [...layOut('const value = ', code, '', mark), 'return value === undefined ? [] : [value]']
}

function valueCode(file: MapperFile, scope: Scope, node: ValueIr, path: string): { readonly code: MarkedCode; readonly mark: Mark } {
  const places = node.rows.map((row): RowPlace => ({ row, types: node.types, destination: path }))
  const mark = markOf(
    file.notes,
    node.rows.map((row) => row.id),
  )
  return { code: rowsCode(scope, places, (row) => file.notes(row.id).label), mark }
}

function itemTypeOf({ parts }: ListIr | EntriesIr, key: string): TypeRef {
  const values = parts.flatMap((part) => (part.item.is === 'value' ? [part.item] : []))
  return values.length < parts.length ? { object: key } : valueType(values)
}

function valueType(values: readonly ValueIr[]): TypeRef {
  return { types: [...new Set(values.flatMap((value) => value.types))], nullable: values.some((value) => value.rows.some(canBeNull)) }
}
