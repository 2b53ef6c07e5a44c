// What somebody pasted as a sample record: which input it is of, and where it differs from the schema. Pure.
import { validateRecord, type RecordRule } from '../../shared/mapping/validate-record.ts'
import type { InputSide } from '../../shared/mapping/map-context.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { nameRecord } from '../pages/name-record.ts'
import { findJsonError } from '../ui/json-error.ts'

export type PasteError = { readonly type: 'NotARecord'; readonly message: string; readonly at?: number }
/** `records`: by input id. `hints`: a sentence each; what was pasted is taken all the same. */
export type PastedRecord = { readonly name: string; readonly records: Readonly<Record<string, JsonValue>>; readonly hints: readonly string[] }

const LONGEST_PASTE = 5_000_000
/** Hints shown, at most. */
const MOST_HINTS = 100

/** `names`: the inputs' names as they are written, by id. One record is the first input's. */
export function readPastedRecord(text: string, inputs: readonly InputSide[], names: ReadonlyMap<string, string>): Result<PastedRecord, PasteError> {
  const [primary] = inputs
  if (primary === undefined) return refuse('This field map has no source object yet. Add one first.')
  if (text.trim() === '') return refuse('Paste a record as JSON.')
  if (text.length > LONGEST_PASTE) return refuse('This is more than 5 MB. Upload it as a file instead.')
  const error = findJsonError(text)
  if (error !== undefined) return refuse(`Line ${error.line}, column ${error.column}: ${error.message}`, error.at)
  const value = JSON.parse(text) as JsonValue
  const list = Array.isArray(value) ? value : undefined
  const given = list === undefined ? value : list[0]
  if (!isObject(given)) return refuse(list === undefined ? 'A record is an object: { "name": value }.' : 'The list holds no record.')
  const hints =
    list === undefined || list.length === 1 ? [] : [`This is a list of ${list.length} records: the first is taken. Upload a file to have all of them.`]
  const byName = list === undefined ? recordsByName(given, inputs, names) : undefined
  const records = byName ?? { [primary.input.id]: given }
  for (const { input, graph, root } of inputs) {
    const record = records[input.id]
    if (record === undefined || graph === undefined || root === undefined) continue
    const before = byName === undefined ? '' : `${names.get(input.id) ?? ''}: `
    for (const { path, code, message } of validateRecord(graph, root.node, record)) {
      const words = sourceWords[code]
      if (words !== null && hints.length < MOST_HINTS) hints.push(`${before}${path === '' ? 'The record' : path}: ${words ?? message}`)
    }
  }
  const named = Object.values(records)[0]
  return ok({ name: named === undefined ? 'record' : nameRecord(named, 0), records, hints })
}

/** A record of the source is not refused: these say what is unusual about it. Null: nothing is. Undefined: as the destination would say it. */
const sourceWords: Readonly<Partial<Record<RecordRule, string | null>>> = {
  required: 'the schema says that it is always there.',
  null: 'the schema does not say that it may be null.',
  'unknown-field': 'the schema does not have this field.',
  'read-only': null,
}

/** `{"order": {...}, "customer": {...}}`; undefined: it is one record. */
function recordsByName(
  given: { readonly [name: string]: JsonValue },
  inputs: readonly InputSide[],
  names: ReadonlyMap<string, string>,
): Record<string, JsonValue> | undefined {
  const ids = new Map([...names].map(([id, name]) => [name, id]))
  const keys = Object.keys(given)
  if (keys.length === 0 || !keys.every((key) => ids.has(key) && isObject(given[key]))) return undefined
  // A record may have a field that is called like an input.
  const [primary] = inputs
  const fields = primary?.graph?.nodes[primary.root?.node ?? '']?.properties ?? []
  const hasPrimary = keys.some((key) => ids.get(key) === primary?.input.id)
  if (!hasPrimary && keys.every((key) => fields.some(({ name }) => name === key))) return undefined
  return Object.fromEntries(keys.map((key) => [ids.get(key) ?? '', given[key] as JsonValue]))
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(message: string, at?: number): Result<never, PasteError> {
  return fail({ type: 'NotARecord', message, ...(at === undefined ? {} : { at }) })
}
