// The given record as lines of JSON, with those marked that feed the fields that differ. Pure.
import { printName } from '../../shared/schema/field-path.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'

/** `value`: the scalar or bracket at its end; `name`: with quotes and colon. */
export type GivenLine = {
  readonly depth: number
  readonly name: string
  readonly value: string
  readonly kind: 'text' | 'number' | 'word' | 'bracket'
  readonly comma: boolean
  readonly marked: boolean
}

/** Lines of one record, at most. */
const MOST_LINES = 2_000

/** `feeds`: field paths from the root, `order.line_items[].sku`; a path marks what is below it only where that is a scalar. */
export function listGivenLines(record: JsonValue, feeds: ReadonlySet<string>): GivenLine[] {
  const lines: GivenLine[] = []
  const write = (value: JsonValue, field: string, depth: number, name: string, comma: boolean): void => {
    if (lines.length >= MOST_LINES) return
    const line = { depth, name, comma, marked: feeds.has(field) }
    if (typeof value !== 'object' || value === null) {
      const kind = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'word'
      lines.push({ ...line, value: JSON.stringify(value), kind })
      return
    }
    const children: [string, string, JsonValue][] = Array.isArray(value)
      ? value.map((item) => ['', `${field}[]`, item])
      : Object.entries(value).map(([key, inner]) => [`${JSON.stringify(key)}: `, field === '' ? printName(key) : `${field}.${printName(key)}`, inner])
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
    if (children.length === 0) return void lines.push({ ...line, value: open + close, kind: 'bracket' })
    lines.push({ ...line, value: open, kind: 'bracket', comma: false, marked: false })
    for (const [at, [label, path, inner]] of children.entries()) write(inner, path, depth + 1, label, at < children.length - 1)
    lines.push({ depth, name: '', value: close, kind: 'bracket', comma, marked: false })
  }
  write(record, '', 0, '', false)
  return lines
}
