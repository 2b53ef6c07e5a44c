// Destination nodes as closures: the only place where a row's policies act, objects are made and lists are joined.
import type { JsonValue } from '../schema/json-value.ts'
import { printName } from '../schema/field-path.ts'
import { compileExpr, compileTest, Failure, MISSING, NULL, type Outcome, type Scope, type Tables } from '../transform/evaluate.ts'
import {
  listPaths,
  type FieldIr,
  type Issue,
  type IssueCode,
  type ListIr,
  type ObjectIr,
  type PartIr,
  type PathExpr,
  type RowIr,
  type ValueIr,
} from '../transform/ir.ts'
import { isOfTypes } from '../transform/static-type.ts'
import { printStep } from './check-input.ts'
import { issueWords } from './issue-words.ts'
import type { RowOutcome } from './row-outcome.ts'

/** One record on its way. `at`: where the item stands (`order.line_items[0]`); '' at the top. `values`: outcomes for the preview. */
export type Run = { readonly scope: Scope; readonly at: string; readonly issues: Issue[]; readonly values: Map<string, RowOutcome> | undefined }

/** Undefined: left out. */
type Fill = (run: Run) => JsonValue | undefined

/** `path`: the destination path so far, for rows that use no source. */
export function compileNode(node: FieldIr['node'], tables: Tables, path: string): Fill {
  switch (node.is) {
    case 'object':
      return compileObject(node, tables, path)
    case 'value':
      return compileValue(node, tables, path)
    case 'list':
      return compileList(node, tables, path)
    case 'entries':
      throw new Error('not yet')
  }
}

function compileObject(node: ObjectIr, tables: Tables, path: string): Fill {
  const fields = node.fields.map((field) => {
    const name = path === '' ? printName(field.name) : path + printStep(field.name)
    return { name: field.name, isOptionalObject: field.node.is === 'object' && !field.required, fill: compileNode(field.node, tables, name) }
  })
  return (run) => {
    const object: Record<string, JsonValue> = {}
    for (const field of fields) {
      const value = field.fill(run)
      if (value === undefined || (field.isOptionalObject && isEmpty(value))) continue
      if (field.name === '__proto__') Object.defineProperty(object, field.name, { value, enumerable: true, configurable: true, writable: true })
      else object[field.name] = value
    }
    return object
  }
}

function compileList(node: ListIr, tables: Tables, path: string): Fill {
  const parts = node.parts.map((part) => compilePart(part, tables, path))
  const [only] = parts
  const omits = node.parts.length === 1 && node.parts[0]?.whenMissing === 'omit'
  return (run) => {
    const list: JsonValue[] = []
    if (omits && only !== undefined) return only(run, list) ? list : undefined
    for (const part of parts) part(run, list)
    return list
  }
}

/** Adds the part's items; false where the source list is missing. */
function compilePart(part: PartIr, tables: Tables, path: string): (run: Run, into: JsonValue[]) => boolean {
  const read = compileExpr(part.list, tables)
  const holds = part.when === null ? undefined : compileTest(part.when, tables)
  const item = compileNode(part.item, tables, `${path}[]`)
  return (run, into) => {
    const items = read(run.scope)
    const place = placeOf(part.list, run.at)
    if (!Array.isArray(items)) {
      if (part.whenMissing === 'problem' && (items === MISSING || items === NULL))
        run.issues.push({ row: part.number, path: place, code: 'missing', value: null })
      run.values?.set(part.id, part.whenMissing === 'problem' ? issueOutcome('missing', null) : { state: 'missing', count: 0 })
      return false
    }
    const before = into.length
    for (let i = 0; i < items.length; i++) {
      const scope: Scope = { ...run.scope, item: items[i] }
      if (holds !== undefined && !holds(scope)) continue
      const value = item({ ...run, scope, at: `${place}[${i}]` })
      if (value !== undefined) into.push(value)
    }
    if (run.values !== undefined && !run.values.has(part.id))
      run.values.set(part.id, { state: 'value', value: into.slice(before), count: into.length - before })
    return true
  }
}

function compileValue(node: ValueIr, tables: Tables, path: string): Fill {
  const rows = node.rows.map((row) => ({
    row,
    holds: row.when === null ? undefined : compileTest(row.when, tables),
    evaluate: compileExpr(row.value, tables),
    place: compilePlace(row, path),
  }))
  const last = rows.at(-1)
  return (run) => {
    const { scope } = run
    for (const { row, holds, evaluate, place } of rows) {
      if (holds !== undefined && !holds(scope)) continue
      scope.steps = 0
      return settle(run, node, row, evaluate(scope), place)
    }
    return last === undefined ? undefined : settle(run, node, last.row, MISSING, last.place)
  }
}

/** The row's policies decide on a missing or null value; there is no other place where a value disappears. */
function settle(run: Run, node: ValueIr, row: RowIr, given: Outcome, place: (at: string) => string): JsonValue | undefined {
  let outcome = given
  if (outcome === NULL) {
    if (row.onNull === 'problem') return refuse(run, row, place, 'null', null)
    if (row.onNull === 'pass') return give(run, row, null)
    outcome = MISSING
  }
  if (outcome === MISSING) {
    const { onMissing } = row
    if (onMissing.then === 'problem') return refuse(run, row, place, 'missing', null)
    if (onMissing.then === 'omit') return void note(run, row, { state: 'missing' })
    return give(run, row, onMissing.then === 'default' ? onMissing.value : null)
  }
  if (outcome instanceof Failure) return refuse(run, row, place, outcome.code, outcome.value)
  const value = outcome as JsonValue
  if (value !== null && !isOfTypes(value, node.types)) return refuse(run, row, place, 'wrong-type', value)
  return give(run, row, value)
}

function give(run: Run, row: RowIr, value: JsonValue): JsonValue {
  if (run.values !== undefined) note(run, row, value === null ? { state: 'null' } : { state: 'value', value })
  return value
}

function refuse(run: Run, row: RowIr, place: (at: string) => string, code: IssueCode, value: unknown): undefined {
  run.issues.push({ row: row.number, path: place(run.at), code, value })
  if (run.values !== undefined) note(run, row, issueOutcome(code, value))
  return undefined
}

/** The first item's outcome stays; later items are only counted. */
function note(run: Run, row: RowIr, outcome: RowOutcome): void {
  const before = run.values?.get(row.id)
  if (before !== undefined) run.values?.set(row.id, { ...before, count: (before.count ?? 1) + 1 })
  else run.values?.set(row.id, run.at === '' ? outcome : { ...outcome, count: 1 })
}

function issueOutcome(code: IssueCode, value: unknown): RowOutcome {
  return { state: 'issue', code, message: issueWords[code](value) }
}

/** The first source that the row names; the destination's path where it names none. */
function compilePlace(row: RowIr, path: string): (at: string) => string {
  const [first] = [...listPaths(row.value), ...(row.when === null ? [] : listPaths(row.when))]
  return first === undefined ? () => path : (at) => placeOf(first, at)
}

function placeOf(path: PathExpr, at: string): string {
  return (path.input === undefined ? at : printName(path.input)) + path.steps.map((step) => printStep(step.name)).join('')
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
}
