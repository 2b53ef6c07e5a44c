// The only place that takes Protocol Buffers definitions apart into words, numbers, texts and signs, with the comments beside them. Linear, without recursion.

export type ProtoKind = 'word' | 'number' | 'text' | 'sign' | 'end'

export type ProtoToken = {
  readonly kind: ProtoKind
  /** Of texts: what the quotes hold. */
  readonly text: string
  readonly at: number
  /** The comment directly above. */
  readonly above: string | undefined
  /** The comment behind the token before, on its line. */
  readonly beside: string | undefined
}

/** `unended`: where a text or comment begins that never ends; `unknown`: a sign that the language does not have. */
export type ProtoTokens = { readonly tokens: readonly ProtoToken[]; readonly fault?: { readonly at: number; readonly reason: string; readonly ended: boolean } }

/** Words and signs of one file, at most. */
export const MOST_TOKENS = 3_000_000

const WORD = /[A-Za-z_][A-Za-z0-9_]*/y
const NUMBER = /(?:0[xX][0-9A-Fa-f]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fF]?/y
const SIGNS = new Set('{}[]()<>=;,.:+-/'.split(''))
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
])

export function readProtoTokens(text: string): ProtoTokens {
  const tokens: ProtoToken[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  let above: string[] = []
  let beside: string | undefined
  let fault: ProtoTokens['fault']

  while (fault === undefined) {
    skipBlanks()
    if (fault !== undefined) break
    if (at >= text.length) {
      push('end', '', at)
      break
    }
    if (tokens.length >= MOST_TOKENS) {
      fault = { at, reason: `This file has more than ${MOST_TOKENS.toLocaleString('en-GB')} words.`, ended: false }
      break
    }
    const char = text[at] ?? ''
    const word = match(WORD)
    if (word !== undefined) push('word', word, at)
    else if (char === '"' || char === "'") readText(char)
    else {
      const number = match(NUMBER)
      if (number !== undefined) push('number', number, at)
      else if (SIGNS.has(char)) push('sign', char, at)
      else fault = { at, reason: `\`${printable(char)}\` has no meaning here.`, ended: false }
    }
  }
  return fault === undefined ? { tokens } : { tokens, fault }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }

  function push(kind: ProtoKind, content: string, start: number, end = start + content.length): void {
    tokens.push({ kind, text: content, at: start, above: above.length === 0 ? undefined : above.join('\n').trim() || undefined, beside })
    above = []
    beside = undefined
    at = end
  }

  /** Blanks and comments. A comment with a blank line below it is about nothing in particular. */
  function skipBlanks(): void {
    let lineEnded = tokens.length === 0
    let lineBreaks = 0
    while (at < text.length) {
      const code = text.charCodeAt(at)
      if (code === 0x0a) {
        lineEnded = true
        if (++lineBreaks === 2) above = []
        at += 1
      } else if (code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0c || code === 0x0b) at += 1
      else if (code === 0x2f && text[at + 1] === '/') {
        const end = text.indexOf('\n', at)
        keepComment([cleanSlashes(text.slice(at, end < 0 ? text.length : end))], lineEnded)
        at = end < 0 ? text.length : end
        lineBreaks = 0
      } else if (code === 0x2f && text[at + 1] === '*') {
        const end = text.indexOf('*/', at + 2)
        if (end < 0) {
          fault = { at, reason: 'This comment does not end.', ended: true }
          return
        }
        keepComment(
          text
            .slice(at + 2, end)
            .split('\n')
            .map(cleanStars),
          lineEnded,
        )
        at = end + 2
        lineBreaks = 0
      } else return
    }
  }

  function keepComment(lines: readonly string[], isAbove: boolean): void {
    if (!isAbove) beside ??= lines.join('\n').trim() || undefined
    else for (const line of lines) above.push(line)
  }

  function readText(quote: string): void {
    const start = at
    const parts: string[] = []
    let from = at + 1
    for (let i = from; i < text.length; i++) {
      const char = text[i]
      if (char === quote) {
        parts.push(text.slice(from, i))
        push('text', parts.join(''), start, i + 1)
        return
      }
      if (char === '\n') break
      if (char !== '\\') continue
      parts.push(text.slice(from, i))
      const escaped = text[i + 1] ?? ''
      parts.push(ESCAPES.get(escaped) ?? escaped)
      i += 1
      from = i + 1
    }
    fault = { at: start, reason: 'This text does not end on its line.', ended: text.indexOf('\n', start) < 0 }
  }
}

function cleanSlashes(line: string): string {
  return line.replace(/^\/{2,3} ?/, '').trimEnd()
}

/** Without the ` * ` that stands before the lines of a comment. */
function cleanStars(line: string): string {
  return line.replace(/^[ \t]{0,1000}\*{0,3} ?/, '').trimEnd()
}

function printable(char: string): string {
  const code = char.codePointAt(0) ?? 0
  return code > 0x20 && code < 0x7f ? char : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
