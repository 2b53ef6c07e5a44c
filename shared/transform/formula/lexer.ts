// The only place that cuts a formula's text into tokens, exactly where jsonata 2.2.2 cuts it; what it would cut in a surprising way is refused.
import type { JsonScalar } from '../../schema/json-value.ts'
import type { Span } from './ast.ts'
import { refuse, replaceFix } from './refused.ts'

export type Token = { readonly span: Span } & (
  | { readonly is: 'operator'; readonly text: string }
  | { readonly is: 'literal'; readonly value: JsonScalar }
  | { readonly is: 'name'; readonly name: string; readonly quoted: boolean }
  /** Without the first dollar sign: `` for `$`, `$` for `$$`. */
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'end' }
)

const SPACES = ' \t\n\r\v'
const STOPS = `${SPACES}.[]{}(),@#;:?+-*/%|=<>^&!~`
const DOUBLE = new Set(['..', ':=', '!=', '>=', '<=', '**', '~>', '?:', '??'])
const SINGLE = new Set('.[]{}(),@#;:?+-*/%|=<>^&!~')
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
/** Inside a plain name these are letters to jsonata, and never what was meant. */
const SURPRISING = /["'`$\\“”„‘’«»\p{C}\p{Z}]/u
const CURLY = '“”„‘’«»'
const PLAIN_VARIABLE = /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u

/** The first token at or behind `at`. Throws `FormulaRefusal`. */
export function readToken(text: string, at: number): Token {
  const from = skipBlanks(text, at)
  if (from >= text.length) return { is: 'end', span: { from: text.length, to: text.length } }
  const double = text.slice(from, from + 2)
  if (DOUBLE.has(double)) return { is: 'operator', text: double, span: { from, to: from + 2 } }
  const first = text.charAt(from)
  if (SINGLE.has(first)) return { is: 'operator', text: first, span: { from, to: from + 1 } }
  if (first === '"' || first === "'") return readText(text, from, first)
  if (first >= '0' && first <= '9') return readNumber(text, from)
  if (first === '`') return readQuotedName(text, from)
  return readName(text, from)
}

function skipBlanks(text: string, at: number): number {
  let from = at
  for (;;) {
    while (from < text.length && SPACES.includes(text.charAt(from))) from++
    if (!text.startsWith('/*', from)) return from
    const end = text.indexOf('*/', from + 2)
    if (end < 0)
      refuse('unended-comment', { from, to: text.length }, 'This comment has no end. Close it with `*/`.', [addFix('Close the comment', text, ' */')])
    from = end + 2
  }
}

function readText(text: string, from: number, quote: string): Token {
  let value = ''
  let at = from + 1
  while (at < text.length) {
    const char = text.charAt(at)
    if (char === quote) return { is: 'literal', value, span: { from, to: at + 1 } }
    if (char !== '\\') {
      value += char
      at++
      continue
    }
    const escape = text.charAt(at + 1)
    if (escape === 'u') {
      const digits = text.slice(at + 2, at + 6)
      const span = { from: at, to: Math.min(at + 6, text.length) }
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) refuse('bad-escape', span, '`\\u` needs four hexadecimal digits, such as `\\u00e9`.')
      value += String.fromCharCode(Number.parseInt(digits, 16))
      at += 6
    } else if (Object.hasOwn(ESCAPES, escape)) {
      value += ESCAPES[escape] ?? ''
      at += 2
    } else {
      const span = { from: at, to: Math.min(at + 2, text.length) }
      refuse('bad-escape', span, 'A backslash starts an escape such as `\\n` or `\\"`. Write two of them for the character itself.', [
        replaceFix('Write two backslashes', { from: at, to: at + 1 }, '\\\\'),
      ])
    }
  }
  return refuse('unended-text', { from, to: text.length }, `This text has no end. Close it with ${quote}.`, [addFix('Close the text', text, quote)])
}

function readNumber(text: string, from: number): Token {
  NUMBER.lastIndex = from
  const digits = NUMBER.exec(text)?.[0] ?? '0'
  const span = { from, to: from + digits.length }
  const value = Number(digits)
  if (!Number.isFinite(value)) refuse('number-too-large', span, 'This number is too large.')
  if (/^[0-9]{16,}$/.test(digits) && String(value) !== digits) {
    refuse('number-not-exact', span, 'This number has more digits than can be kept exactly. If it is an identifier, write it as a text in quotes.', [
      replaceFix('Write it as a text', span, `"${digits}"`),
    ])
  }
  if (/[0-9]/.test(text.charAt(span.to))) refuse('leading-zero', span, 'A number does not start with a zero. If it is a code, write it as a text in quotes.')
  return { is: 'literal', value, span }
}

function readQuotedName(text: string, from: number): Token {
  const end = text.indexOf('`', from + 1)
  if (end < 0)
    return refuse('unended-name', { from, to: text.length }, 'This name has no end. Close it with a back-quote.', [addFix('Close the name', text, '`')])
  return { is: 'name', name: text.slice(from + 1, end), quoted: true, span: { from, to: end + 1 } }
}

function readName(text: string, from: number): Token {
  let to = from
  while (to < text.length && !STOPS.includes(text.charAt(to))) to++
  const word = text.slice(from, to)
  const span = { from, to }
  if (word.startsWith('$')) return readVariable(word.slice(1), span)
  const surprising = SURPRISING.exec(word)
  if (surprising !== null) refuseCharacter(text, span, from + surprising.index)
  switch (word) {
    case 'and':
    case 'or':
    case 'in':
      return { is: 'operator', text: word, span }
    case 'true':
      return { is: 'literal', value: true, span }
    case 'false':
      return { is: 'literal', value: false, span }
    case 'null':
      return { is: 'literal', value: null, span }
    default:
      return { is: 'name', name: word, quoted: false, span }
  }
}

function readVariable(name: string, span: Span): Token {
  if (name === '' || name === '$' || PLAIN_VARIABLE.test(name)) return { is: 'variable', name, span }
  const field = name.startsWith('$') ? name.slice(1) : name
  const fixes = PLAIN_VARIABLE.test(field) ? [replaceFix('Add the point', span, name.startsWith('$') ? `$$.${field}` : `$.${field}`)] : []
  return refuse(
    'bad-variable',
    span,
    'The name of a variable has letters, digits and `_` only. A field of the record is written with a point: `$$.field`.',
    fixes,
  )
}

function refuseCharacter(text: string, word: Span, at: number): never {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
  const span = { from: at, to: at + char.length }
  if (CURLY.includes(char)) {
    const inner = /^[^“”„‘’«»]*(?=[“”„‘’«»])/.exec(text.slice(span.to))?.[0]
    const fixed = inner === undefined ? replaceFix('Use a straight quote', span, '"') : fixQuotes(span.from, inner)
    refuse('curly-quote', span, 'These are typographic quotes. Texts stand in straight quotes: "like this".', [fixed])
  }
  if (/[\p{C}\p{Z}]/u.test(char)) {
    refuse('invisible-character', span, 'Here stands an invisible character, perhaps pasted from a document. Put a plain space in its place.', [
      replaceFix('Put a plain space', span, ' '),
    ])
  }
  return refuse('bad-name', word, `A name with ${char} in it stands in back-quotes. A text starts and ends with a quote.`, [
    replaceFix('Put the name into back-quotes', word, `\`${text.slice(word.from, word.to).replaceAll('`', '')}\``),
  ])
}

function fixQuotes(from: number, inner: string) {
  return replaceFix('Use straight quotes', { from, to: from + inner.length + 2 }, JSON.stringify(inner))
}

function addFix(title: string, text: string, end: string) {
  return replaceFix(title, { from: text.length, to: text.length }, end)
}
