// The only place that cuts out of an uploaded file the lines where a node stands. Runs in the killable child.
import type { SourceExcerpt } from '../../shared/api/routes.ts'
import type { SourcePlace } from '../../shared/schema/graph-writer.ts'
import { pointerTokens, stepInto } from '../../shared/schema/json-pointer.ts'
import { findInJson, type TextRange } from './find-in-json.ts'
import type { OpenedFile } from './format-reader.ts'
import { findInYaml } from './parse-document.ts'

const LINES_AROUND = 20
/** Of the node's own lines. */
const MOST_LINES = 200
const LONGEST_LINE = 500
/** A line longer than this is no line that people read: its JSON is laid out anew. */
const READABLE_LINE = 1_000
/** What is laid out around a value, in UTF-16 units of JSON. */
const LAID_OUT = 32_768
const LEVELS_ABOVE = 3

/** Undefined: the place is not in the file. */
export function takeExcerpt(file: OpenedFile, place: SourcePlace): SourceExcerpt | undefined {
  const { name, text } = file
  if (place.pointer === undefined) {
    const lines = splitLines(text)
    const line = Math.min(place.line ?? 1, lines.length)
    return { file: name, ...cut(lines, line, line) }
  }
  const tokens = pointerTokens(place.pointer)
  const pointer = place.pointer
  if (file.syntax === 'yaml') {
    const range = findInYaml(text, tokens)
    return range === undefined ? undefined : { file: name, pointer, ...around(text, range) }
  }
  const inJson = file.syntax === 'json-lines' ? findInLines(text, tokens) : findInJson(text, tokens)
  if (inJson === undefined) return undefined
  return { file: name, pointer, ...(isReadable(text, inJson) ? around(text, inJson) : layOut(file.value, tokens)) }
}

type Cut = Pick<SourceExcerpt, 'firstLine' | 'lines' | 'focus'>

function around(text: string, { from, to }: TextRange): Cut {
  const lines = splitLines(text)
  const last = Math.max(from, to - 1)
  return cut(lines, lineAt(text, from), lineAt(text, text.slice(from, last + 1).trimEnd().length + from - 1))
}

/** `from`, `to`: lines of the node, from 1. */
function cut(lines: readonly string[], from: number, to: number): Cut {
  const end = Math.max(from, Math.min(to, from + MOST_LINES - 1, lines.length))
  const first = Math.max(1, from - LINES_AROUND)
  const shown = lines.slice(first - 1, Math.min(lines.length, end + LINES_AROUND))
  return { firstLine: first, lines: shown.map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line)), focus: { from, to: end } }
}

/** Each line of JSON lines is a document of its own; the first token says which. */
function findInLines(text: string, [index, ...tokens]: readonly string[]): TextRange | undefined {
  if (index === undefined) return { from: 0, to: text.length }
  let left = Number(index)
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    const line = text.slice(start, end)
    if (line.trim() !== '') {
      if (left === 0) {
        const found = findInJson(line, tokens)
        return found === undefined ? undefined : { from: start + found.from, to: start + found.to }
      }
      left -= 1
    }
    start = end + 1
  }
  return undefined
}

function isReadable(text: string, { from }: TextRange): boolean {
  const start = Math.max(text.lastIndexOf('\n', from - 1), text.lastIndexOf('\r', from - 1)) + 1
  const newline = text.indexOf('\n', from)
  return (newline < 0 ? text.length : newline) - start <= READABLE_LINE
}

/** The value inside as much of what holds it as people can read, on lines of its own. Line numbers are those of this layout. */
function layOut(root: unknown, tokens: readonly string[]): Cut {
  const above: unknown[] = [root]
  for (const token of tokens) above.push(stepInto(above.at(-1), token).value)
  let level = tokens.length
  while (level > 0 && tokens.length - level < LEVELS_ABOVE && isSmall(above[level - 1])) level -= 1
  const text = JSON.stringify(above[level], undefined, 2)
  const range = findInJson(text, tokens.slice(level))
  return around(text, range ?? { from: 0, to: text.length })
}

function isSmall(value: unknown): boolean {
  return JSON.stringify(value).length <= LAID_OUT
}

const LINE_END = /\r\n?|\n/

function splitLines(text: string): string[] {
  return text.split(LINE_END)
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = 0; at < offset; at++) {
    const char = text.charCodeAt(at)
    if (char === 10 || (char === 13 && text.charCodeAt(at + 1) !== 10)) line += 1
  }
  return line
}
