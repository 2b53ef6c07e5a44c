// The only place that goes over the words of a Protocol Buffers file, and reads names, constants and options.
import type { ProtoOption } from './proto-file.ts'
import type { ProtoToken } from './proto-lexer.ts'

export type ProtoFault = { readonly at: number; readonly reason: string; readonly ended: boolean }

/** After the first fault only the end of the file comes, so that every loop over words ends by itself. */
export type ProtoWords = {
  readonly peek: (ahead?: number) => ProtoToken
  readonly next: () => ProtoToken
  readonly take: (text: string) => boolean
  /** `word` where a name and then `open` follow it, or `sign` at once: words of the language are names of fields too. */
  readonly takeBefore: (word: string, open: string | undefined, sign?: string) => boolean
  readonly takeStatement: (word: string) => boolean
  readonly expect: (sign: string) => void
  readonly expectWord: () => string
  /** `a.b.C`, `.a.b.C`. */
  readonly expectName: () => string
  readonly expectText: () => string
  readonly expectNumber: () => void
  /** Behind the word `option`, up to its `;`. */
  readonly readOption: (into: ProtoOption[]) => void
  /** `[a = 1, (b).c = 2]`. */
  readonly readOptionList: (into: ProtoOption[]) => void
  readonly skipStatement: () => void
  /** `wanted` is not what stands here. */
  readonly refuse: (token: ProtoToken, wanted: string) => void
  readonly fault: () => ProtoFault | undefined
}

/** Objects inside objects of an option's value, at most: deeper ones are no rules that we know. */
const MOST_VALUE_DEPTH = 64
const MOST_OPTIONS = 10_000

export function createProtoWords(tokens: readonly ProtoToken[]): ProtoWords {
  const end: ProtoToken = tokens.at(-1) ?? { kind: 'end', text: '', at: 0, above: undefined, beside: undefined }
  let at = 0
  let fault: ProtoFault | undefined
  const refuse = (token: ProtoToken, wanted: string): void => {
    const found = token.text.length > 60 ? `${token.text.slice(0, 60)}…` : token.text
    fault ??= { at: token.at, reason: `${wanted} is expected here, and this is \`${found}\`.`, ended: token.kind === 'end' }
    at = tokens.length
  }
  const peek = (ahead = 0): ProtoToken => tokens[at + ahead] ?? end
  const next = (): ProtoToken => {
    const token = peek()
    at += 1
    return token
  }
  const is = (token: ProtoToken, text: string): boolean => token.text === text && token.kind !== 'text'
  const take = (text: string): boolean => {
    if (!is(peek(), text)) return false
    at += 1
    return true
  }
  const expect = (sign: string): void => {
    if (!take(sign)) refuse(peek(), `\`${sign}\``)
  }
  const expectWord = (): string => {
    if (peek().kind === 'word') return next().text
    refuse(peek(), 'A name')
    return ''
  }
  const expectName = (): string => {
    const parts: string[] = take('.') ? ['', expectWord()] : [expectWord()]
    while (take('.')) parts.push(expectWord())
    return parts.join('.')
  }
  const expectText = (): string => {
    if (peek().kind !== 'text') refuse(peek(), 'A text in quotes')
    const parts: string[] = []
    while (peek().kind === 'text') parts.push(next().text)
    return parts.join('')
  }

  const readPath = (): string => {
    const parts: string[] = []
    do {
      if (take('(')) {
        parts.push(`(${expectName().replace(/^\./, '')})`)
        expect(')')
      } else parts.push(expectWord())
    } while (take('.'))
    return parts.join('.')
  }

  const readScalar = (): ProtoOption['value'] => {
    const negative = take('-')
    if (!negative) take('+')
    const token = peek()
    if (token.kind === 'text') return expectText()
    next()
    if (token.kind === 'number') return (negative ? -1 : 1) * toNumber(token.text)
    if (token.kind !== 'word') refuse(token, 'A value')
    return token.text === 'true' ? true : token.text === 'false' ? false : token.text
  }

  const keep = (into: ProtoOption[], path: string, value: ProtoOption['value']): void => {
    if (into.length < MOST_OPTIONS) into.push({ path, value })
  }

  const readOption = (into: ProtoOption[]): void => {
    const path = readPath()
    expect('=')
    if (peek().text === '{' && peek().kind === 'sign') readObject(path, into)
    else keep(into, path, readScalar())
  }

  /** `{ get: "/v1" rules { max: 3 } list: [1, 2] [a.b.ext]: 4 }`: a value for each path, without recursion. */
  const readObject = (path: string, into: ProtoOption[]): void => {
    const open: { readonly path: string; readonly close: string }[] = []
    const enter = (inner: string, close: string): void => {
      if (open.length < MOST_VALUE_DEPTH) open.push({ path: inner, close })
      else refuse(peek(), `A value of at most ${MOST_VALUE_DEPTH} levels`)
    }
    next()
    enter(path, '}')
    for (let top = open.at(-1); top !== undefined && fault === undefined; top = open.at(-1)) {
      if (take(top.close)) open.pop()
      else if (take(',') || take(';')) continue
      else if (top.close === ']') readValue(top.path)
      else {
        let name: string
        if (take('[')) {
          name = `(${expectName()})`
          while (take('/')) name = `(${expectName()})`
          expect(']')
        } else name = expectWord()
        take(':')
        readValue(`${top.path}.${name}`)
      }
    }

    function readValue(inner: string): void {
      if (take('{')) enter(inner, '}')
      else if (take('<')) enter(inner, '>')
      else if (take('[')) enter(inner, ']')
      else keep(into, inner, readScalar())
    }
  }

  return {
    peek,
    next,
    take,
    takeBefore(word, open, sign) {
      if (!is(peek(), word)) return false
      if (sign === undefined ? !(peek(1).kind === 'word' && is(peek(2), open ?? '')) : !is(peek(1), sign)) return false
      at += 1
      return true
    },
    takeStatement(word) {
      if (!is(peek(), word) || !(peek(1).kind === 'word' || is(peek(1), '('))) return false
      at += 1
      return true
    },
    expect,
    expectWord,
    expectName,
    expectText,
    expectNumber() {
      take('-')
      if (peek().kind === 'number') next()
      else if (!(take('max') || take('inf'))) refuse(peek(), 'A number')
    },
    readOption,
    readOptionList(into) {
      expect('[')
      while (fault === undefined && !take(']')) {
        readOption(into)
        if (!take(',') && !is(peek(), ']')) refuse(peek(), '`,` or `]`')
      }
    },
    skipStatement() {
      // Ranges may carry options, whose values have braces of their own.
      for (let inside = 0; peek().kind !== 'end' && (inside > 0 || !(is(peek(), ';') || is(peek(), '}'))); next()) {
        if (is(peek(), '{') || is(peek(), '[')) inside += 1
        else if (is(peek(), '}') || is(peek(), ']')) inside -= 1
      }
      expect(';')
    },
    refuse,
    fault: () => fault,
  }
}

function toNumber(text: string): number {
  const plain = /^0[xX]/.test(text) ? text : text.replace(/[fF]$/, '')
  return /^0[0-7]+$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain)
}
