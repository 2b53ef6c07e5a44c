// Destination nodes as closures: the only place where a row's policies act, objects are made and lists are joined.
import type { JsonValue } from '../schema/json-value.ts'
import { printName } from '../schema/field-path.ts'
import { compileExpr, compileTest, Failure, MISSING, NULL, type Evaluate, type Outcome, type Tables } from '../transform/evaluate.ts'
import { listPaths, type EntriesIr, type FieldIr, type IssueCode, type ListIr, type ObjectIr, type PartIr, type RowIr, type ValueIr } from '../transform/ir.ts'
import { isOfTypes } from '../transform/static-type.ts'
import { printStep } from './check-input.ts'
import { compileItems, placeOf, type Run } from './evaluate-items.ts'
import { issueWords } from './issue-words.ts'
import type { RowOutcome } from './row-outcome.ts'
import { itemShown, noteGiver, noteOrigin, notePart, noteRefusal, noteRow } from './watch-run.ts'

/** Undefined: left out. */
export type Fill = (run: Run) => JsonValue | undefined

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
      return compileEntries(node, tables, path)
  }
}

function compileObject(node: ObjectIr, tables: Tables, path: string): Fill {
  const fields = node.fields.map((field) => {
    const name = path === '' ? printName(field.name) : path + printStep(field.name)
    const isObject = field.node.is === 'object'
    return { name: field.name, isObject, isOptionalObject: isObject && !field.required, fill: compileNode(field.node, tables, name) }
  })
  return (run) => {
    const object: Record<string, JsonValue> = {}
    for (const field of fields) {
      const issues = run.issues.length
      const value = field.fill(run)
      if (value === undefined || (field.isOptionalObject && isEmpty(value))) {
        if (run.issues.length > issues) noteRefusal(run.watch, object, field.name, run.issues.at(-1))
        continue
      }
      put(object, field.name, value)
      if (!field.isObject) noteOrigin(run.watch, object, field.name)
    }
    return object
  }
}

function compileList(node: ListIr, tables: Tables, path: string): Fill {
  const parts = node.parts.map((part) => ({ fill: compilePart(part, tables, `${path}[]`), part }))
  const omits = isLeftOutWhenMissing(node)
  return (run) => {
    const list: JsonValue[] = []
    for (const { fill, part } of parts) {
      const isThere = fill(run, (value) => noteOrigin(run.watch, list, list.push(value) - 1, part.id))
      if (omits && !isThere) return undefined
    }
    noteGiver(run.watch, node.parts[0]?.id)
    return list
  }
}

/** Each item under its key: the key first, then its value, of which a missing one leaves no gap. */
function compileEntries(node: EntriesIr, tables: Tables, path: string): Fill {
  const parts = node.parts.map((part) => ({ fill: compilePart(part, tables, `${path}{}`, compileExpr(part.key, tables)), part }))
  const omits = isLeftOutWhenMissing(node)
  return (run) => {
    const entries = new Map<string, { readonly value: JsonValue; readonly part: string }>()
    for (const { fill, part } of parts) {
      const isThere = fill(run, (value, at, key) => {
        if (typeof key !== 'string') return
        if (entries.has(key)) run.issues.push({ row: part.number, path: placeOfKey(part, path, at), code: 'duplicate-key', value: key })
        else entries.set(key, { value, part: part.id })
      })
      if (omits && !isThere) return undefined
    }
    const object: Record<string, JsonValue> = {}
    for (const [key, { value, part }] of entries) {
      put(object, key, value)
      noteOrigin(run.watch, object, key, part)
    }
    noteGiver(run.watch, node.parts[0]?.id)
    return object
  }
}

function isLeftOutWhenMissing({ parts }: ListIr | EntriesIr): boolean {
  return parts.length === 1 && parts[0]?.whenMissing === 'omit'
}

type Take = (value: JsonValue, at: string, key?: JsonValue) => void

/** Gives the part's items one by one; false where the source list is missing. `keyOf`: of a destination map. */
function compilePart(part: PartIr | EntriesIr['parts'][number], tables: Tables, path: string, keyOf?: Evaluate): (run: Run, take: Take) => boolean {
  const itemsOf = compileItems(part, tables)
  const item = compileNode(part.item, tables, path)
  return (run, take) => {
    const items = itemsOf(run)
    if (items === undefined) {
      if (part.whenMissing === 'problem') run.issues.push({ row: part.number, path: placeOf(part.list, run.at), code: 'missing', value: null })
      notePart(run, part.id, part.whenMissing === 'problem' ? issueOutcome('missing', null) : { state: 'missing', count: 0 })
      noteGiver(run.watch, part.id)
      return false
    }
    const made: JsonValue[] = []
    const shown = itemShown(run.watch, part.id, items.length)
    for (const [index, inOrder] of items.entries()) {
      const one = shown === undefined || index === shown ? inOrder : { ...inOrder, isHidden: true }
      const key = keyOf === undefined || !('key' in part) ? undefined : settleKey(one, part, path, keyOf)
      const issues = run.issues.length
      const value = item(one)
      // An item with an issue has its key all the same, so that another one with it is told of too.
      if (value === undefined && run.issues.length === issues) continue
      take(value ?? null, one.at, key)
      if (run.watch !== undefined && value !== undefined) made.push(value)
    }
    notePart(run, part.id, { state: 'value', value: made, count: made.length, ...(shown === undefined ? {} : { shown }) })
    return true
  }
}

function settleKey(run: Run, part: EntriesIr['parts'][number], path: string, keyOf: Evaluate): string | undefined {
  run.scope.steps = 0
  const key = keyOf(run.scope)
  if (typeof key === 'string') return key
  const failure = key instanceof Failure ? key : new Failure('missing', null)
  run.issues.push({ row: part.number, path: placeOfKey(part, path, run.at), code: failure.code, value: failure.value })
  return undefined
}

/** The key's source; the destination where it has none. */
function placeOfKey({ key }: EntriesIr['parts'][number], path: string, at: string): string {
  const [first] = listPaths(key)
  return first === undefined ? path : placeOf(first, at)
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
      scope.steps = 0
      if (holds !== undefined && !holds(scope)) continue
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
    if (onMissing.then === 'omit') return void noteRow(run, row.id, { state: 'missing' })
    return give(run, row, onMissing.then === 'default' ? onMissing.value : null)
  }
  if (outcome instanceof Failure) return refuse(run, row, place, outcome.code, outcome.value)
  const value = outcome as JsonValue
  if (value !== null && !isOfTypes(value, node.types)) return refuse(run, row, place, 'wrong-type', value)
  return give(run, row, value)
}

function give(run: Run, row: RowIr, value: JsonValue): JsonValue {
  noteGiver(run.watch, row.id)
  if (run.watch !== undefined) noteRow(run, row.id, value === null ? { state: 'null' } : { state: 'value', value })
  return value
}

function refuse(run: Run, row: RowIr, place: (at: string) => string, code: IssueCode, value: unknown): undefined {
  run.issues.push({ row: row.number, path: place(run.at), code, value })
  noteGiver(run.watch, row.id)
  if (run.watch !== undefined) noteRow(run, row.id, issueOutcome(code, value))
  return undefined
}

export function issueOutcome(code: IssueCode, value: unknown): RowOutcome {
  return { state: 'issue', code, message: issueWords[code](value) }
}

/** The first source that the row names; the destination's path where it names none. */
function compilePlace(row: RowIr, path: string): (at: string) => string {
  const [first] = [...listPaths(row.value), ...(row.when === null ? [] : listPaths(row.when))]
  return first === undefined ? () => path : (at) => placeOf(first, at)
}

/** As an own property, whatever its name. */
function put(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  else object[name] = value
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
}
