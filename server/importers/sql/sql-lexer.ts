// The only place that takes SQL apart into words, names, texts, numbers and signs. Linear, without recursion, for all dialects.
import type { Dialect } from './dialect.ts'

/** `word`: a name or keyword without quotes. `name`: a name in quotes. `end`: the script is over. */
export type SqlKind = 'word' | 'name' | 'text' | 'number' | 'sign' | 'end'

/** `text`: of words as written, of names and texts what their quotes hold. `word`: in capitals, or the sign; '' of all others. `quote`: of names and texts, what closes them. */
export type SqlToken = {
  readonly kind: SqlKind
  readonly text: string
  readonly word: string
  readonly quote: string
  readonly at: number
  readonly end: number
}

export type SqlLexer = {
  /** Goes on. What stands there is described below until the next call; nothing is copied, so that data are passed quickly. */
  readonly next: () => SqlKind
  readonly take: () => SqlToken
  readonly kind: () => SqlKind
  /** A word in capitals, or a sign; '' of names, texts and numbers. */
  readonly said: () => string
  readonly start: () => number
  readonly at: () => number
  readonly startsLine: () => boolean
  /** To the beginning of a line. */
  readonly goTo: (at: number) => void
  /** MySQL's DELIMITER: stands for `;` from now on. */
  readonly setDelimiter: (delimiter: string) => void
  /** Where a text, name or comment begins that never ends. */
  readonly unended: () => number | undefined
}

/** A longer word is no keyword. */
const LONGEST_WORD = 200
const PAIRS = new Set(['<=', '>=', '<>', '!=', '::', '||', '~*', '!~'])
const DOLLAR_QUOTE = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]{0,62})?\$/y
const ARRAY_ITEM_START = /[\s\]'"0-9[,()]/
const ORACLE_CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' }

export function createSqlLexer(text: string, dialect: Dialect | undefined): SqlLexer {
  const isMysql = dialect === 'mysql'
  let at = 0
  let kind: SqlKind = 'end'
  let start = 0
  /** Of names and texts: what the quotes hold, from and to, and the quote that is doubled inside. */
  let from = 0
  let to = 0
  let doubled = ''
  let backslashes = false
  let startsLine = true
  let delimiter = ';'
  let unended: number | undefined
  let word = ''
  let closingBracket = -1
  let resumed = true

  const become = (next: SqlKind, end: number): SqlKind => {
    kind = next
    at = end
    word = ''
    return kind
  }

  /** Behind the closing quote. A doubled quote, or one behind a backslash, stands for itself. */
  const readQuoted = (next: SqlKind, open: number, quote: string, escapes: boolean): SqlKind => {
    from = open + 1
    doubled = quote
    backslashes = escapes
    for (let i = from; ;) {
      const close = text.indexOf(quote, i)
      if (close < 0) return cutOff(next)
      if (escapes && isEscaped(close)) i = close + 1
      else if (text[close + 1] === quote) i = close + 2
      else {
        to = close
        return become(next, close + 1)
      }
    }
  }

  const isEscaped = (quote: number): boolean => {
    let before = quote - 1
    while (before >= from && text.charCodeAt(before) === 0x5c) before -= 1
    return (quote - before) % 2 === 0
  }

  const cutOff = (next: SqlKind): SqlKind => {
    unended ??= start
    to = text.length
    return become(next, text.length)
  }

  const readUntil = (next: SqlKind, open: number, close: string): SqlKind => {
    from = open
    doubled = ''
    backslashes = false
    const found = text.indexOf(close, open)
    if (found < 0) return cutOff(next)
    to = found
    return become(next, found + close.length)
  }

  const skipBlanks = (): void => {
    for (; at < text.length;) {
      const code = text.charCodeAt(at)
      if (code === 0x0a || code === 0x0d) {
        startsLine = true
        at += 1
      } else if (code <= 0x20 || (code >= 0x80 && isOddBlank(code))) at += 1
      else if ((code === 0x2d && text.charCodeAt(at + 1) === 0x2d) || (code === 0x23 && isMysql)) {
        const end = text.indexOf('\n', at)
        at = end < 0 ? text.length : end
      } else if (code === 0x2f && text.charCodeAt(at + 1) === 0x2a) {
        const end = text.indexOf('*/', at + 2)
        if (end < 0) unended ??= at
        at = end < 0 ? text.length : end + 2
      } else return
    }
  }

  const next = (): SqlKind => {
    startsLine = resumed
    resumed = false
    skipBlanks()
    start = at
    if (at >= text.length) return become('end', at)
    if (delimiter !== ';' && text.startsWith(delimiter, at)) {
      become('sign', at + delimiter.length)
      word = ';'
      return kind
    }
    const code = text.charCodeAt(at)
    if (code === 0x27) return readQuoted('text', at, "'", isMysql)
    if (isWordCode(code) && !(code >= 0x30 && code <= 0x39)) return readWord()
    if ((code >= 0x30 && code <= 0x39) || (code === 0x2e && isDigit(text.charCodeAt(at + 1)))) return readNumber()
    if (code === 0x22) return readQuoted('name', at, '"', isMysql)
    if (code === 0x60) return readQuoted('name', at, '`', false)
    if (code === 0x5b && word !== 'ARRAY' && beginsName(text[at + 1] ?? ' ')) {
      // Looked for once, however many brackets stand before it.
      if (closingBracket < at) closingBracket = text.indexOf(']', at)
      if (closingBracket < 0) closingBracket = text.length
      if (closingBracket < text.length) return readQuoted('name', at, ']', false)
    }
    const pair = text.slice(at, at + 2)
    const sign = PAIRS.has(pair) ? pair : (text[at] ?? '')
    become('sign', at + sign.length)
    word = sign === ';' && delimiter !== ';' ? 'inner ;' : sign
    return kind
  }

  /** Brackets hold names here, and items of arrays there. */
  const beginsName = (char: string): boolean => (dialect === 'sql-server' || dialect === 'sqlite' ? char !== ']' : !ARRAY_ITEM_START.test(char))

  const readWord = (): SqlKind => {
    if (text[at] === '$') {
      DOLLAR_QUOTE.lastIndex = at
      const quote = DOLLAR_QUOTE.exec(text)?.[0]
      if (quote !== undefined) return readUntil('text', at + quote.length, quote)
    }
    let end = at + 1
    while (end < text.length && isWordCode(text.charCodeAt(end))) end += 1
    if (text[end] === "'" && end - at <= 10) {
      const prefix = text.slice(at, end).toUpperCase()
      if (prefix === 'N' || prefix === 'E' || prefix === 'B' || prefix === 'X' || prefix.startsWith('_'))
        return readQuoted('text', end, "'", isMysql || prefix === 'E')
      if (prefix === 'Q' || prefix === 'NQ') {
        const open = text[end + 1] ?? ''
        return readUntil('text', end + 2, `${ORACLE_CLOSING[open] ?? open}'`)
      }
    }
    become('word', end)
    word = end - start > LONGEST_WORD ? 'a long word' : text.slice(start, end).toUpperCase()
    return kind
  }

  const readNumber = (): SqlKind => {
    let end = at + 1
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end)
      const isSign = (code === 0x2b || code === 0x2d) && (text.charCodeAt(end - 1) | 0x20) === 0x65 && isDigit(text.charCodeAt(end + 1))
      if (!isSign && code !== 0x2e && !isWordCode(code)) break
    }
    return become('number', end)
  }

  const content = (): string => {
    if (kind !== 'name' && kind !== 'text') return text.slice(start, at)
    const raw = text.slice(from, to)
    const plain = doubled === '' ? raw : raw.replaceAll(doubled + doubled, doubled)
    return backslashes ? plain.replaceAll(/\\(.)/gs, unescape) : plain
  }

  return {
    next,
    take: () => ({ kind, text: content(), word, quote: kind === 'name' || kind === 'text' ? doubled : '', at: start, end: at }),
    kind: () => kind,
    said: () => word,
    start: () => start,
    at: () => at,
    startsLine: () => startsLine,
    goTo(place) {
      at = place
      resumed = true
    },
    setDelimiter(given) {
      delimiter = given === '' ? ';' : given
    },
    unended: () => unended,
  }
}

function unescape(_: string, char: string): string {
  return char === 'n' ? '\n' : char === 't' ? '\t' : char === 'r' ? '\r' : char === '0' ? '\0' : char
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Letters, digits, `_`, `$`, `#`, `@`, and all beyond ASCII but blanks. */
function isWordCode(code: number): boolean {
  if (code < 0x80)
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isDigit(code) || code === 0x5f || code === 0x24 || code === 0x23 || code === 0x40
  return !isOddBlank(code)
}

function isOddBlank(code: number): boolean {
  return code === 0xa0 || code === 0xfeff || code === 0x3000 || code === 0x85 || (code >= 0x2000 && code <= 0x200b) || code === 0x2028 || code === 0x2029
}
