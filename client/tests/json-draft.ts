// A record that somebody writes as JSON: whether it can be kept, and where it is wrong. Nothing that was typed is ever lost over it. Pure.
import { limits } from '../../shared/api/limits.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { findJsonError } from '../ui/json-error.ts'

/** `at`: the UTF-16 offset of what is wrong, where it has one. */
export type ReadDraft = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly message: string; readonly at?: number }

/** `check`: what else must hold of the value, as a sentence. */
export function readDraft(text: string, check: (value: JsonValue) => string | undefined = () => undefined): ReadDraft {
  if (text.trim() === '') return { ok: false, message: 'Write or paste a record as JSON.' }
  const error = findJsonError(text)
  if (error !== undefined) return { ok: false, message: `Line ${error.line}, column ${error.column}: ${error.message}`, at: error.at }
  const value = JSON.parse(text) as JsonValue
  const size = new TextEncoder().encode(JSON.stringify(value)).length
  if (size > limits.record)
    return { ok: false, message: `This is ${printSize(size)}, and a record of a test case holds at most 1 MB. Leave out what the case does not need.` }
  const wrong = check(value)
  return wrong === undefined ? { ok: true, value } : { ok: false, message: wrong }
}

function printSize(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

export function printRecord(value: JsonValue | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, undefined, 2)
}

/** What is given to a map: an object with the inputs by name. */
export function checkInputs(names: readonly string[]): (value: JsonValue) => string | undefined {
  return (value) => {
    const example = `{ ${(names.length === 0 ? ['input'] : names).map((name) => `${JSON.stringify(name)}: {…}`).join(', ')} }`
    if (!isObject(value)) return `What is given is an object with the inputs by name: ${example}.`
    const strange = Object.keys(value).filter((name) => !names.includes(name))
    if (names.length > 0 && strange.length > 0 && strange.length === Object.keys(value).length)
      return `This looks like one record. What is given holds the inputs by name: ${example}.`
    return undefined
  }
}

/** One record is taken for the first input; an object with the inputs by name stays as it is. */
export function wrapInputs(value: JsonValue, names: readonly string[]): JsonValue {
  const [first] = names
  if (first === undefined || !isObject(value) || Object.keys(value).some((name) => names.includes(name) && isObject(value[name] ?? null))) return value
  return { [first]: value }
}

function isObject(value: JsonValue): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
