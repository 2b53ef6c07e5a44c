// What a person calls a record by: the only place that guesses it.
import type { JsonValue } from '../../shared/schema/json-value.ts'

const TELLING_NAMES = ['number', 'reference', 'name', 'code', 'sku', 'title', 'email', 'id']

/** A short text a person knows the record by: its number, name or id. */
export function nameRecord(record: JsonValue, at: number): string {
  let best = TELLING_NAMES.length
  let text = String(at + 1)
  if (!isObject(record)) return text
  for (const [name, value] of Object.entries(record)) {
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') continue
    const rank = TELLING_NAMES.indexOf(name.toLowerCase())
    if (rank < 0 || rank >= best) continue
    best = rank
    text = String(value).slice(0, 40)
  }
  return text
}

function isObject(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
