// The only place that calls the GraphQL parser: sizes and depth are looked at first, because the parser calls itself at each level.
// Only the language: the whole package takes four times as long to load, which every import would wait for.
import { GraphQLError } from 'graphql/error/GraphQLError.js'
import { Lexer, Source, TokenKind, parse, type DocumentNode } from 'graphql/language/index.js'
import { fail, ok, type Result } from '../../../shared/schema/result.ts'
import { lineAndColumn } from '../find-json-error.ts'
import type { ImportError } from '../import-error.ts'
import { MOST_NESTING } from './graphql-schema.ts'

/** Words and signs of one file, at most. */
const MOST_TOKENS = 3_000_000

export function parseSdl(text: string, file: string): Result<DocumentNode, ImportError> {
  // A NUL or another control character ends the lexer with a plain error, as any other sign that GraphQL does not know.
  const source = new Source(text, file)
  try {
    const trouble = measure(source, file)
    return trouble === undefined ? ok(parse(source)) : fail(trouble)
  } catch (cause) {
    if (cause instanceof GraphQLError) return fail(toImportError(cause, text, file))
    throw cause
  }
}

function measure(source: Source, file: string): ImportError | undefined {
  const lexer = new Lexer(source)
  let depth = 0
  let tokens = 0
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    if (++tokens > MOST_TOKENS) return { type: 'TooManyNodes', limit: MOST_TOKENS, file }
    if (token.kind === TokenKind.BRACE_L || token.kind === TokenKind.BRACKET_L || token.kind === TokenKind.PAREN_L) {
      if (++depth > MOST_NESTING) return { type: 'TooDeep', at: `line ${token.line}`, limit: MOST_NESTING, file }
    } else if (token.kind === TokenKind.BRACE_R || token.kind === TokenKind.BRACKET_R || token.kind === TokenKind.PAREN_R) depth -= 1
  }
  return undefined
}

function toImportError(cause: GraphQLError, text: string, file: string): ImportError {
  const at = cause.positions?.[0] ?? 0
  const { line, column } = lineAndColumn(text, at)
  if (text.slice(at).trim() === '') return { type: 'Truncated', file, line, column }
  const reason = cause.message.replace(/^Syntax Error: /, '')
  return { type: 'NotWellFormed', file, line, column, language: 'GraphQL', reason: reason.length > 200 ? `${reason.slice(0, 200)}…` : reason }
}
