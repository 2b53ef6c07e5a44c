// Where a text stops being JSON, in words: the same in every browser, whose own messages differ. Pure.

/** `line` and `column` count from 1; `at` is the UTF-16 offset. */
export type JsonError = { readonly line: number; readonly column: number; readonly at: number; readonly message: string }

const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const WORD = /true|false|null/y
const MOST_DEPTH = 500

class Stop extends Error {
  readonly at: number

  constructor(at: number, words: string) {
    super(words)
    this.at = at
  }
}

/** Undefined: it is JSON. */
export function findJsonError(text: string): JsonError | undefined {
  try {
    const end = skip(text, value(text, skip(text, 0), 0))
    if (end < text.length) throw new Stop(end, `Something follows the end of the record: ${found(text, end)}.`)
    return undefined
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    const before = text.slice(0, error.at)
    const line = before.split('\n').length
    return { line, column: error.at - before.lastIndexOf('\n'), at: error.at, message: error.message }
  }
}

/** Each gives where what it reads ends. */
function value(text: string, at: number, depth: number): number {
  if (depth > MOST_DEPTH) throw new Stop(at, 'This is nested too deeply.')
  const first = text[at]
  if (first === '{') return list(text, at, '}', (from) => member(text, from, depth))
  if (first === '[') return list(text, at, ']', (from) => value(text, from, depth + 1))
  if (first === '"') return string(text, at)
  const end = match(WORD, text, at) ?? match(NUMBER, text, at)
  if (end === undefined) throw new Stop(at, first === "'" ? 'Texts stand in double quotes.' : `A value is expected here, not ${found(text, at)}.`)
  return end
}

function list(text: string, start: number, close: string, entry: (at: number) => number): number {
  let at = skip(text, start + 1)
  if (text[at] === close) return at + 1
  for (;;) {
    at = skip(text, entry(at))
    if (text[at] === close) return at + 1
    if (text[at] !== ',') throw new Stop(at, `A comma or ${close} is expected here, not ${found(text, at)}.`)
    const comma = at
    at = skip(text, at + 1)
    if (text[at] === close) throw new Stop(comma, `This comma is one too many: ${close} follows.`)
  }
}

function member(text: string, at: number, depth: number): number {
  if (text[at] !== '"') throw new Stop(at, `A name in double quotes is expected here, not ${found(text, at)}.`)
  const colon = skip(text, string(text, at))
  if (text[colon] !== ':') throw new Stop(colon, `A colon is expected here, not ${found(text, colon)}.`)
  return value(text, skip(text, colon + 1), depth + 1)
}

function string(text: string, at: number): number {
  const end = match(TEXT, text, at)
  if (end !== undefined) return end
  const line = text.indexOf('\n', at)
  const quote = text.indexOf('"', at + 1)
  const isOpen = quote < 0 || (line >= 0 && line < quote)
  throw new Stop(at, isOpen ? 'This text has no closing quote on its line.' : 'This text holds a character that JSON writes with a backslash.')
}

function skip(text: string, at: number): number {
  return match(SPACE, text, at) ?? at
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

function found(text: string, at: number): string {
  const word = /^[^\s,:[\]{}"]+|^./u.exec(text.slice(at, at + 40))?.[0]
  return word === undefined ? 'the end of the text' : word.length > 20 ? `${word.slice(0, 20)}…` : word
}
