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
  { written: '=>', instead: '>=', message: 'Greater or equal is written `>=`.' },
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
  const word = text.slice(token.span.from, token.span.to)
  const shown = word.length > 30 ? `${word.slice(0, 29)}…` : word
  if (token.is === 'operator') return buildError('unexpected', token.span, `\`${shown}\` is not expected here.`)
  const isJoined = before === token.span.from
  const fixes =
    isJoined || text.slice(before, token.span.from).trim() !== '' ? [] : [replaceFix('Join both with &', { from: before, to: token.span.from }, ' & ')]
  return buildError('unexpected', token.span, `Between \`${shown}\` and what stands before it an operator is missing, such as \`+\` or \`&\`.`, fixes)
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
