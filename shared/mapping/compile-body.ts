// Rows by the destination's fields: the only place that decides what fills a field, and finds gaps and conflicts.
import type { FieldPath } from '../schema/field-path.ts'
import { printType, type Field } from '../schema/fields.ts'
import type { FieldType } from '../schema/schema-graph.ts'
import type { Row } from '../project/field-map.ts'
import { printNumber } from '../project/project.ts'
import type { ConfigIr, EntriesIr, FieldIr, ListIr, ObjectIr, PartIr, RowIr, ValueIr } from '../transform/ir.ts'
import { fit, listBranches, mayMiss, typesOf, typesOfConstant } from '../transform/static-type.ts'
import { checkRow } from './check-row.ts'
import { checkUnused } from './check-values.ts'
import { compileGoing } from './compile-parts.ts'
import { compileKey, compileRow, compileWhen, rowAsker } from './compile-row.ts'
import type { Compilation } from './compilation.ts'
import type { FieldTree } from './field-tree.ts'
import { severalValues } from './formula-findings.ts'
import { eachAbove, hasSoundParents, isPureMap, ownItems } from './item-scope.ts'
import { indexRows, type RowIndex } from './row-index.ts'
import { printSource } from './source-text.ts'

/** `exists`: the object is always made, so a required field in it is a gap when nothing fills it. */
type Place = { readonly each: Row | undefined; readonly exists: boolean; readonly depth: number }
type Body = { readonly compilation: Compilation; readonly tree: FieldTree; readonly rows: RowIndex; readonly placed: Set<string> }

const MOST_DEPTH = 64

export function compileBody(compilation: Compilation, tree: FieldTree): ObjectIr {
  const body: Body = { compilation, tree, rows: indexRows(compilation.rows), placed: new Set() }
  const node = compileObject(body, tree.root, { each: undefined, exists: true, depth: 0 })
  for (const row of compilation.rows) if (!body.placed.has(row.id)) reportLost(body, row)
  return node
}

function compileObject(body: Body, parent: Field, place: Place): ObjectIr {
  const fields = body.tree.children(parent).flatMap((field): FieldIr[] => {
    // The values under free names are no field of the object.
    if (field.path.endsWith('{}')) return []
    const node = place.depth > MOST_DEPTH ? undefined : compileField(body, field, place)
    return node === undefined ? [] : [{ name: field.name, required: field.required, ...namedItem(body, field), node }]
  })
  return { is: 'object', fields }
}

function compileField(body: Body, field: Field, place: Place): FieldIr['node'] | undefined {
  const { problems } = body.compilation
  const own = body.rows.at(place.each, field.path)
  for (const row of own) body.placed.add(row.id)
  const parts = own.filter((row) => row.transform?.kind === 'each')
  const values = own.filter((row) => row.transform !== undefined && row.transform.kind !== 'each' && row.transform.kind !== 'notMapped')
  if (field.readOnly) for (const row of [...parts, ...values]) problems.add(row, 'read-only-destination', field.path)
  if (field.facts.deprecated === true) for (const row of [...parts, ...values]) problems.add(row, 'deprecated-field', field.path, 'destination')

  if (parts.length > 0) {
    for (const row of values) problems.add(row, 'list-filled-twice', field.path)
    return compileList(body, field, parts, place)
  }
  if (body.rows.inside(place.each, field.path)) {
    const object =
      isList(field) || isPureMap(field.facts)
        ? undefined
        : compileObject(body, field, { ...place, exists: place.exists && field.required, depth: place.depth + 1 })
    if (object !== undefined && object.fields.length > 0) {
      for (const row of values) problems.add(row, 'object-filled-twice', field.path)
      return object
    }
  }
  if (values.length > 0) return compileValue(body, field, values, place)
  const isDecided = own.some((row) => row.transform?.kind === 'notMapped')
  if (field.required && !field.readOnly && !isDecided && (place.exists || hasSibling(body, field, place))) {
    const [stored] = own
    if (stored === undefined) problems.addToField(field.path, place.each, 'required-destination-unmapped', field.path)
    else problems.add(stored, 'required-destination-unmapped', field.path)
  }
  return undefined
}

function compileList(body: Body, field: Field, rows: readonly Row[], place: Place): ListIr | EntriesIr | undefined {
  if (isMap(field)) {
    const parts = rows.flatMap((row) => compileEntries(body, field, row, place) ?? [])
    return parts.length === 0 ? undefined : { is: 'entries', parts }
  }
  for (const row of rows) if (row.transform?.kind === 'each' && row.transform.key !== undefined) body.compilation.problems.add(row, 'key-unused', field.path)
  const parts = rows.flatMap((row) => compilePart(body, field, row, place) ?? [])
  return parts.length === 0 ? undefined : { is: 'list', parts }
}

function compileEntries(body: Body, field: Field, row: Row, place: Place): EntriesIr['parts'][number] | undefined {
  const { compilation } = body
  if (row.transform?.kind !== 'each') return undefined
  const { key } = row.transform
  if (key === undefined) return void compilation.problems.add(row, 'key-missing', field.path)
  const name = compileKey(compilation, row, row, key)
  const part = compilePart(body, field, row, place)
  return part === undefined || name === undefined ? undefined : { ...part, key: name }
}

function compilePart(body: Body, field: Field, row: Row, place: Place): PartIr | undefined {
  const { compilation } = body
  const { problems } = compilation
  const inner: Place = { each: row, exists: true, depth: place.depth + 1 }
  if (!isList(field) && !isMap(field)) return void problems.add(row, 'each-into-single', field.path)
  const node = compileItem(body, field, row, inner)
  const going = compileGoing(compilation, rowAsker(compilation, row, place.each), row)
  const when = compileWhen(compilation, row, ownItems(row))
  if (node === undefined || (node.is === 'object' && node.fields.length === 0)) problems.add(row, 'each-without-rows', field.path)
  if (problems.leftOut.has(row.id) || node === undefined || going === undefined || when === undefined) return undefined
  const whenMissing = row.onMissing?.then === 'problem' ? 'problem' : row.onMissing?.then === 'omit' ? 'omit' : 'empty'
  return { id: row.id, number: row.number ?? null, on: row.on ?? null, ...going, when: when.test, whenMissing, item: node }
}

/** What one item, or one value of a map, becomes. */
function compileItem(body: Body, field: Field, row: Row, place: Place): ObjectIr | ValueIr | undefined {
  const step = isList(field) ? '[]' : '{}'
  const item = body.tree.children(field).find((child) => child.path === `${field.path}${step}`)
  if (item === undefined) return compileObject(body, field, place)
  const whole = compileField(body, item, place)
  if (whole?.is === 'value' || whole?.is === 'object') return whole
  return body.rows.at(row, item.path).some((one) => one.transform !== undefined && one.transform.kind !== 'notMapped')
    ? undefined
    : compileObject(body, field, place)
}

function compileValue(body: Body, field: Field, rows: readonly Row[], place: Place): ValueIr | undefined {
  const { compilation } = body
  const { problems } = compilation
  const types = destinationTypes(field)
  const compiled = rows.flatMap((row): RowIr | readonly RowIr[] => compilation.memo?.find(row, field) ?? compileAnew(body, field, row, types, place) ?? [])
  reviewAlternatives(body, field, rows)
  const [first] = rows
  if (first !== undefined && field.facts.enum !== undefined && compiled.length === rows.length)
    checkUnused({
      context: compilation.context,
      each: place.each,
      rows: compiled,
      field,
      tables: compilation.tables,
      report: (code, ...names) => problems.add(first, code, ...names),
    })
  return compiled.length === 0 ? undefined : { is: 'value', types, rows: compiled }
}

/** A row on which something was found is not kept: it is told again by being found again. */
function compileAnew(body: Body, field: Field, row: Row, types: readonly FieldType[], place: Place): RowIr | undefined {
  const { compilation } = body
  const { problems, memo } = compilation
  const before = problems.told()
  // What the row itself names is told apart only for whoever keeps it.
  const config = memo === undefined ? compilation.config : new Map<string, ConfigIr>()
  const ir = compileRow(memo === undefined ? compilation : { ...compilation, config }, row, field, types, place.each)
  if (memo !== undefined) for (const [name, value] of config) compilation.config.set(name, value)
  if (ir !== undefined) reviewRow(body, row, ir, field, types, place)
  if (ir === undefined || problems.leftOut.has(row.id)) return undefined
  if (problems.told() === before) memo?.keep(row, field, ir, config)
  return ir
}

/** Rows are tried in order, so one without a condition is the last that counts; those for the other operation are not there. */
function reviewAlternatives({ compilation: { problems } }: Body, field: Field, rows: readonly Row[]): void {
  rows.forEach((row, index) => {
    const before = rows.slice(0, index).filter((other) => other.when === undefined)
    const same = before.find((other) => row.on === undefined || other.on === undefined || other.on === row.on)
    const always = before.find((other) => other.on === undefined || other.on === row.on)
    if (row.when === undefined && same !== undefined) problems.add(row, 'concurrent-duplicate', field.path, printNumber('rows', same.number))
    else if (row.when !== undefined && always !== undefined) problems.add(row, 'never-reached', printNumber('rows', always.number))
  })
  if (!field.required) return
  for (const operation of ['create', 'update'] as const) {
    const tried = rows.filter((row) => (row.on ?? operation) === operation)
    const last = tried.at(-1)
    if (last !== undefined && last.onMissing === undefined && tried.every((row) => row.when !== undefined))
      problems.add(last, 'when-without-otherwise', field.path)
  }
}

function reviewRow(body: Body, row: Row, ir: RowIr, field: Field, types: readonly FieldType[], place: Place): void {
  const { context, problems, tables } = body.compilation
  const given = typesOf(ir.value, tables)
  const { onMissing } = ir
  if (onMissing.then === 'default' && fit(typesOfConstant(onMissing.value), types) !== 'always')
    problems.add(row, 'default-mismatch', JSON.stringify(onMissing.value), field.path, printType(field.facts))
  if (ir.value.op === 'term' && ir.value.term.type.many === true && !types.includes('list'))
    problems.addFormula(row, ir.value.text, severalValues(ir.value.text, ir.value.term, field.path))
  else if (given.includes('list') && !types.includes('list') && !types.includes('any')) problems.add(row, 'list-into-value', given.join(' or '), field.path)
  else {
    const unfit = listBranches(ir.value).find((branch) => fit(typesOf(branch, tables), types) === 'never')
    if (unfit !== undefined) problems.add(row, 'type-mismatch', typesOf(unfit, tables).join(' or '), field.path, printType(field.facts))
  }
  if (!problems.leftOut.has(row.id))
    checkRow({ context, row, each: place.each, ir, field, types, tables, report: (code, ...names) => problems.add(row, code, ...names) })
  if (
    field.required &&
    ir.onMissing.then === 'problem' &&
    row.onMissing === undefined &&
    context.fieldMap.onMissing === undefined &&
    mayMiss(ir.value) &&
    ir.value.op !== 'hook'
  ) {
    const isOpen = ir.value.op === 'choose' && ir.value.otherwise === null
    if (isOpen) problems.add(row, 'when-without-otherwise', field.path)
    else if (row.transform?.kind === 'copy' || ir.value.op !== 'choose')
      problems.add(row, 'optional-into-required', firstSource(context, row, place.each), field.path)
  }
}

function firstSource(context: Compilation['context'], row: Row, each: Row | undefined): string {
  const { transform } = row
  const from = transform !== undefined && 'from' in transform && (transform.from.of === 'item' || transform.from.of === 'input') ? transform.from : undefined
  return from === undefined ? 'A source of this row' : printSource(context, from, each)
}

/** JSON types that the destination takes; a map is an object in JSON. */
function destinationTypes(field: Field): FieldType[] {
  return [...new Set(field.facts.types.map((type): FieldType => (type === 'map' ? 'object' : type)))]
}

/** Names are free in it; what the schema itself names there is no concern of its items. */
function isMap(field: Field): boolean {
  return !isList(field) && field.facts.entries !== undefined
}

function isList(field: Field): boolean {
  return field.facts.types.includes('list')
}

function namedItem(body: Body, field: Field): { typeName: string } | undefined {
  const item = field.facts.items === undefined ? undefined : body.tree.graph.nodes[field.facts.items]
  const name = field.facts.name ?? item?.name
  return name === undefined ? undefined : { typeName: name }
}

/** An optional object that something fills exists, so its own required fields count. */
function hasSibling(body: Body, field: Field, place: Place): boolean {
  return field.parent !== undefined && field.parent.path !== '' && body.rows.inside(place.each, field.parent.path)
}

/** Why a row found no place. Rows without a decision, and those that say "not mapped", are only shown at the end of the lines. */
function reportLost(body: Body, row: Row): void {
  const { problems, context } = body.compilation
  if (row.transform === undefined && row.unmatched === undefined) return
  const above = eachAbove(context, row)
  if (above !== undefined && problems.leftOut.has(above.id)) return
  if (!hasSoundParents(context, row)) return problems.add(row, 'parent-missing')
  const field = body.tree.find(row.destination)
  if (field === undefined) return problems.add(row, 'unknown-destination', row.destination === '' ? 'The empty path' : row.destination)
  if (row.transform?.kind === 'notMapped') return
  problems.add(row, 'outside-each', row.destination satisfies FieldPath)
}
