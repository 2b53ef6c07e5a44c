// JSON as TypeScript: on one line where it fits, else a line for each value.
import type { JsonValue } from '../../schema/json-value.ts'
import { indent } from './rows-lines.ts'
import { literal, propertyName } from './text.ts'

/** Undefined only as a field's value. */
type Data = JsonValue | undefined | { readonly [name: string]: Data } | readonly Data[]

const MOST_WIDTH = 110

/** `name: value,` */
export function entryCode(name: string, value: Data): string[] {
  const [first = '', ...rest] = dataCode(value)
  const lines = [`${propertyName(name)}: ${first}`, ...rest]
  return [...lines.slice(0, -1), `${lines.at(-1)},`]
}

export function dataCode(value: Data): string[] {
  if (typeof value !== 'object' || value === null) return [value === undefined ? 'undefined' : literal(value)]
  const short = shortCode(value, MOST_WIDTH)
  if (short !== undefined) return [short]
  if (Array.isArray(value)) return ['[', ...indent(value.flatMap((item: Data) => withComma(dataCode(item)))), ']']
  return ['{', ...indent(Object.entries(value).flatMap(([name, item]) => entryCode(name, item))), '}']
}

/** Undefined where it is longer than that: a large record is not printed over and over. */
function shortCode(value: Data, most: number): string | undefined {
  if (most <= 0) return undefined
  if (typeof value !== 'object' || value === null) {
    const text = value === undefined ? 'undefined' : literal(value)
    return text.length > most ? undefined : text
  }
  const isList = Array.isArray(value)
  const parts: string[] = []
  let left = most - 4
  for (const [name, item] of Object.entries(value)) {
    const text = shortCode(item, left)
    if (text === undefined) return undefined
    const part = isList ? text : `${propertyName(name)}: ${text}`
    left -= part.length + 2
    parts.push(part)
  }
  if (left < 0) return undefined
  return isList ? `[${parts.join(', ')}]` : parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

function withComma(lines: readonly string[]): string[] {
  return [...lines.slice(0, -1), `${lines.at(-1)},`]
}
