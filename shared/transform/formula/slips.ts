// The only place that knows what people write by habit from other languages, and says what a formula has instead.
import type { FormulaFinding, Span } from './ast.ts'
import type { Token } from './lexer.ts'
import { buildError, replaceFix } from './refused.ts'

/** By the signs as they stand in the text; `null`: there is nothing to put in their place. */
const SLIPS: readonly { readonly written: string; readonly instead: string | null; readonly message: string }[] = [
  { written: '===', instead: '=', message: 'Two values are compared with one `=`.' },
  { written: '!==', instead: '!=', message: 'That two values differ is written `!=`.' },
  { written: '==', instead: '=', message: 'Two values are compared with one `=`.' },
  { written: '<>', instead: '!=', message: 'That two values differ is written `!=`.' },
  { written: '=>', instead: '>=', message: 'Greater or equal is written `>=`, and a function `function($item) { ... }`.' },
  { written: '=<', instead: '<=', message: 'Less or equal is written `<=`.' },
  { written: '&&', instead: 'and', message: 'That both hold is written `and`.' },
  { written: '||', instead: 'or', message: 'That one of two holds is written `or`.' },
  { written: '**', instead: null, message: 'A power is written `$power(base, exponent)`.' },
  { written: '!', instead: null, message: 'The opposite is written `$not(...)`.' },
  {
    written: ';',
    instead: null,
    message: 'A `;` only stands inside parentheses, behind a variable: `($rate := 0.2; total * $rate)`. Arguments have a comma between them.',
  },
  { written: ':', instead: null, message: 'A `:` only stands in `condition ? value : other value`, and in objects in braces.' },
]

/** The finding for a token that may not stand where it stands. `before`: where the token before it ends. */
export function describeSlip(text: string, token: Token, before: number): FormulaFinding {
  if (token.is === 'end') return buildError('unexpected-end', token.span, 'The formula ends too early: something is missing here.')
  for (const { written, instead, message } of SLIPS) {
    const span = findAround(text, written, token.span)
    if (span !== undefined)
      return buildError('unexpected', span, message, instead === null ? [] : [replaceFix(`Write ${instead}`, span, pad(text, span, instead))])
  }
  const habit = findComma(text, token.span) ?? findNot(text, token.span, before)
  if (habit !== undefined) return habit
  const word = text.slice(token.span.from, token.span.to)
  const shown = word.length > 30 ? `${word.slice(0, 29)}…` : word
  if (token.is === 'operator') return buildError('unexpected', token.span, `\`${shown}\` is not expected here.`)
  const isJoined = before === token.span.from
  const fixes =
    isJoined || text.slice(before, token.span.from).trim() !== '' ? [] : [replaceFix('Join both with &', { from: before, to: token.span.from }, ' & ')]
  return buildError('unexpected', token.span, `Between \`${shown}\` and what stands before it an operator is missing, such as \`+\` or \`&\`.`, fixes)
}

const VALUE = `(?:"[^"]*"|'[^']*'|-?[0-9.]+)`
const VALUES = `${VALUE}(?:\\s*,\\s*${VALUE})+`

/** A comma between decimals, or between values that ought to be a list. */
function findComma(text: string, { from, to }: Span): FormulaFinding | undefined {
  if (text.charAt(from) !== ',') return undefined
  for (const match of text.matchAll(new RegExp(`(?<=\\bin\\s*)(?:\\(\\s*(${VALUES})\\s*\\)|(?<=\\s)(${VALUES}))`, 'g'))) {
    const span = { from: match.index, to: match.index + match[0].length }
    if (from < span.from || from >= span.to) continue
    const list = `[${match[1] ?? match[2] ?? ''}]`
    return buildError('unexpected', span, `A list stands in brackets: \`${list}\`.`, [replaceFix('Put the values into brackets', span, list)])
  }
  const whole = /[0-9][0-9.]*$/.exec(text.slice(0, from))?.[0]
  const decimals = /^[0-9]+/.exec(text.slice(to))?.[0]
  if (whole === undefined || decimals === undefined) return undefined
  const number = `${whole.replaceAll('.', '')}.${decimals}`
  const span = { from: from - whole.length, to: to + decimals.length }
  return buildError('unexpected', span, `Decimals stand behind a point, and nothing between thousands: \`${number}\`.`, [
    replaceFix(`Write ${number}`, span, number),
  ])
}

/** `not paid`. */
function findNot(text: string, token: Span, before: number): FormulaFinding | undefined {
  const from = before - 3
  if (text.slice(from, before).toLowerCase() !== 'not' || /[\w`$.]/.test(text.charAt(from - 1))) return undefined
  const rest = text.slice(token.from)
  const fixes = /^[\w.$]+$/.test(rest) ? [replaceFix('Write $not(...)', { from, to: text.length }, `$not(${rest})`)] : []
  return buildError('unexpected', { from, to: before }, 'The opposite is written `$not(...)`.', fixes)
}

/** Where `written` stands so that the token is part of it. */
function findAround(text: string, written: string, token: Span): Span | undefined {
  for (let from = token.from; from > token.from - written.length && from >= 0; from--) {
    if (text.startsWith(written, from)) return { from, to: from + written.length }
  }
  return undefined
}

/** A word needs blanks around it where there are none. */
function pad(text: string, span: Span, word: string): string {
  if (!/[a-z]/.test(word)) return word
  const isBlank = (at: number): boolean => /\s/.test(text.charAt(at))
  return `${isBlank(span.from - 1) ? '' : ' '}${word}${isBlank(span.to) ? '' : ' '}`
}
