// Which fields a record holds, and a record with its fields renamed: the only place that goes through the records of test cases. Never by recursion.
import type { JsonValue } from '../schema/json-value.ts'
import { appendStep, nameStep } from '../schema/compare-units.ts'
import { ITEM, ROOT_PATH, type FieldPath } from '../schema/field-path.ts'

const MOST_FIELDS = 20_000

/** Paths with `[]`, each once, the record itself first. */
export function listRecordPaths(record: JsonValue): ReadonlySet<FieldPath> {
  const found = new Set<FieldPath>([ROOT_PATH])
  const stack: { readonly value: JsonValue; readonly path: FieldPath }[] = [{ value: record, path: ROOT_PATH }]
  for (let next = stack.pop(); next !== undefined && found.size < MOST_FIELDS; next = stack.pop())
    for (const { value, path } of below(next.value, next.path)) {
      found.add(path)
      if (typeof value === 'object' && value !== null) stack.push({ value, path })
    }
  return found
}

function below(value: JsonValue, path: FieldPath): { readonly value: JsonValue; readonly path: FieldPath }[] {
  if (Array.isArray(value)) {
    const item = appendStep(path, ITEM)
    return value.map((each) => ({ value: each, path: item }))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([name, each]) => ({ value: each, path: appendStep(path, nameStep(name)) }))
}

/** `change`: the name that the field at this path is to have; undefined: the field is left out. The record itself where nothing changes. */
export function renameFields(record: JsonValue, change: (path: FieldPath, name: string) => string | undefined): JsonValue {
  let changed = false
  const root: { value: JsonValue } = { value: record }
  const stack: { readonly from: JsonValue; readonly path: FieldPath; readonly put: (value: JsonValue) => void }[] = [
    { from: record, path: ROOT_PATH, put: (value) => void (root.value = value) },
  ]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { from, path, put } = next
    if (Array.isArray(from)) {
      const list: JsonValue[] = [...from]
      put(list)
      for (const [i, each] of from.entries())
        if (typeof each === 'object' && each !== null) stack.push({ from: each, path: appendStep(path, ITEM), put: (value) => void (list[i] = value) })
    } else if (typeof from === 'object' && from !== null) {
      const names = new Set(Object.keys(from))
      const object: { [name: string]: JsonValue } = {}
      for (const [name, each] of Object.entries(from)) {
        const at = appendStep(path, nameStep(name))
        const wanted = change(at, name)
        // A record that has both already keeps both.
        const kept = wanted !== undefined && wanted !== name && names.has(wanted) ? name : wanted
        if (kept !== name) changed = true
        if (kept === undefined) continue
        setOwn(object, kept, each)
        if (typeof each === 'object' && each !== null) stack.push({ from: each, path: at, put: (value) => setOwn(object, kept, value) })
      }
      put(object)
    }
  }
  return changed ? root.value : record
}

/** Also for `__proto__`, which is a field like any other here. */
function setOwn(object: { [name: string]: JsonValue }, name: string, value: JsonValue): void {
  Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true })
}
