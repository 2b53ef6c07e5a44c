// The only place that says where a text stops being JSON. Used after JSON.parse has refused: engines do not tell the place reliably.

/** `at`: UTF-16 offset. `wanted`: in words. `ended`: the text stops in the middle of a value. */
export type JsonFault = { readonly at: number; readonly wanted: string; readonly ended: boolean }

const WORD = /true|false|null/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const SPACE = /[ \t\r\n]*/y
/** What is left of a number that was cut off after its sign, point or `e`. */
const CUT_NUMBER = /^(?:-|\.|[eE][+-]?)$/
const LITERAL_BEGINNINGS = ['true', 'false', 'null']

/** The first fault, or undefined for good JSON. Iterative: nesting costs memory, never the stack. */
export function findJsonError(text: string): JsonFault | undefined {
  let at = 0
  const open: ('}' | ']')[] = []
  const fault = (wanted: string): JsonFault => ({ at, wanted, ended: at >= text.length || CUT_NUMBER.test(text.slice(at, at + 4)) })
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found === null) return false
    at += found[0].length
    return true
  }
  // `value`: a value must come. `first`: a value or the list's end. `name`: a name or the object's end. `next`: a comma or the end.
  let state: 'value' | 'first' | 'name' | 'nameAfterComma' | 'next' = 'value'
  for (;;) {
    match(SPACE)
    const char = text[at]
    if (state === 'next') {
      const end = open.at(-1)
      if (end === undefined) return at >= text.length ? undefined : fault('nothing more: the value before is complete')
      if (char === end) {
        at += 1
        open.pop()
      } else if (char === ',') {
        at += 1
        state = end === '}' ? 'nameAfterComma' : 'value'
      } else return fault(`a comma or \`${end}\``)
      continue
    }
    if (state === 'name' || state === 'nameAfterComma') {
      if (char === '}' && state === 'name') {
        at += 1
        open.pop()
        state = 'next'
        continue
      }
      if (char !== '"') return fault(state === 'name' ? 'a name in double quotes, or `}`' : 'a name in double quotes (no comma before `}`)')
      const broken = readText()
      if (broken !== undefined) return broken
      match(SPACE)
      if (text[at] !== ':') return fault('a colon')
      at += 1
      state = 'value'
      continue
    }
    if (char === ']' && state === 'first') {
      at += 1
      open.pop()
      state = 'next'
    } else if (char === '{') {
      at += 1
      open.push('}')
      state = 'name'
    } else if (char === '[') {
      at += 1
      open.push(']')
      state = 'first'
    } else if (char === '"') {
      const broken = readText()
      if (broken !== undefined) return broken
      state = 'next'
    } else if (match(WORD) || match(NUMBER)) state = 'next'
    else {
      const rest = text.slice(at, at + 6)
      if (rest !== '' && at + rest.length >= text.length && LITERAL_BEGINNINGS.some((word) => word.startsWith(rest)))
        return { at: text.length, wanted: 'the rest of a word', ended: true }
      return fault(state === 'first' ? 'a value, or `]`' : 'a value')
    }
  }

  function readText(): JsonFault | undefined {
    at += 1
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 0x22) {
        at += 1
        return undefined
      }
      if (code < 0x20) return fault('no line break or control character inside a text (write `\\n`)')
      if (code !== 0x5c) continue
      const escape = text[at + 1]
      if (escape === undefined) break
      if (escape === 'u' ? !/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) && at + 6 <= text.length : !'"\\/bfnrt'.includes(escape))
        return fault('a known escape such as `\\n` or `\\u00e9`')
      at += 1
    }
    at = text.length
    return fault('a closing double quote')
  }
}

/** Line and column from 1, for people. A column counts characters, not bytes. */
export function lineAndColumn(text: string, at: number): { readonly line: number; readonly column: number } {
  let line = 1
  let start = 0
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
    line += 1
    start = i + 1
  }
  return { line, column: [...text.slice(start, Math.min(at, start + 10_000))].length + 1 }
}
