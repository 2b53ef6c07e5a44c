// How our JSON files look: two spaces, short values on one line, so that a changed object is a changed line. Key order is the value's own.
import type { JsonValue } from '../schema/json-value.ts'

const WIDTH = 160

/** Valid JSON with a newline at the end. */
export function printJson(value: JsonValue): string {
  return `${print(value, 0)}\n`
}

function print(value: JsonValue, indent: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const isList = Array.isArray(value)
  const parts = isList
    ? value.map((item) => print(item, indent + 2))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${print(item, indent + 2)}`)
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  if (parts.length === 0) return open + close
  const width = parts.reduce((sum, part) => sum + part.length + 2, indent)
  if (width <= WIDTH && parts.every((part) => !part.includes('\n'))) return isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`
  const margin = ' '.repeat(indent)
  return `${open}\n${parts.map((part) => `${margin}  ${part}`).join(',\n')}\n${margin}${close}`
}
