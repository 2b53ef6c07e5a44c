// Destination objects, values and lists as TypeScript statements, in destination order.
import type { FieldIr, ObjectIr, ValueIr } from '../../transform/ir.ts'
import { keyStep } from './plan.ts'
import { canBeNull, canBeOmitted, guardedRow, rowsCode, textsOf } from './rows-code.ts'
import {
  afterStatements,
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
import { indent, markCode, markOf } from './rows-lines.ts'
import { importType, noteObject, type TypeRef } from './type-refs.ts'
import type { Keys, MapperFile } from './function-scope.ts'
import { entriesText, listText } from './list-rows.ts'
import type { RowPlace } from './guarded-code.ts'
import type { Scope } from './writer.ts'

/** `value`: the object as an expression, in lines; statements come first. */
export type ObjectText = { readonly statements: string[]; readonly value: string[]; readonly isNeverEmpty: boolean }
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
  if (field.node.is === 'list') return listText(file, scope, field.node, keys, place, objectText)
  if (field.node.is === 'entries') return entriesText(file, scope, field.node, keys, place, objectText)
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
    const assigned = assign(place, variable, `Object.keys(${variable}).length > 0`, NO_MARK)
    const { before } = inConst()
    return { type, isSure: false, lines: afterStatements(before, assigned), inConst: () => ({ ...assigned, before }) }
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
  const texts = textsOf(node.rows)
  const type: TypeRef = { types: node.types, nullable: node.rows.some(canBeNull), ...(texts === undefined ? {} : { texts }) }
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
