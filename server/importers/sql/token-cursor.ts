// The only place that goes over the words of one statement.
import type { SqlToken } from './sql-lexer.ts'

export type TokenCursor = {
  readonly peek: (ahead?: number) => SqlToken | undefined
  readonly next: () => SqlToken | undefined
  /** Goes on if these words or signs come, in this order. */
  readonly take: (...said: readonly string[]) => boolean
  readonly index: () => number
  /** `sales.orders`, `[dbo].[Order Lines]`: the parts of a name, or undefined (and stays) where none stands here. */
  readonly takeName: () => string[] | undefined
  /** From `(` here to its `)`: what stands between. Undefined (and stays) where no `(` stands here; `closed`: its end was found. */
  readonly takeParentheses: () => { readonly inside: readonly SqlToken[]; readonly closed: boolean } | undefined
  readonly rest: () => readonly SqlToken[]
}

/** Parts of a name, at most: server, database, schema, table, column. */
const MOST_PARTS = 5

export function createTokenCursor(tokens: readonly SqlToken[], from = 0): TokenCursor {
  let at = from
  const said = (i: number): string => tokens[i]?.word ?? ''
  return {
    peek: (ahead = 0) => tokens[at + ahead],
    next: () => tokens[at++],
    take(...words) {
      if (!words.every((word, i) => said(at + i) === word)) return false
      at += words.length
      return true
    },
    index: () => at,
    takeName() {
      const parts: string[] = []
      let end = at
      for (;;) {
        const token = tokens[end]
        if (token === undefined || (token.kind !== 'word' && token.kind !== 'name')) break
        if (parts.length < MOST_PARTS) parts.push(token.text)
        end += 1
        if (said(end) !== '.') break
        end += 1
        // `database..table`
        if (said(end) === '.') end += 1
      }
      if (parts.length === 0) return undefined
      at = end
      return parts
    },
    takeParentheses() {
      if (said(at) !== '(') return undefined
      const start = at + 1
      let depth = 0
      for (; at < tokens.length; at++) {
        if (said(at) === '(') depth += 1
        else if (said(at) === ')' && --depth === 0) return { inside: tokens.slice(start, at++), closed: true }
      }
      return { inside: tokens.slice(start), closed: false }
    },
    rest: () => tokens.slice(at),
  }
}

/** The pieces between commas that stand in no parentheses or brackets of their own. */
export function splitAtCommas(tokens: readonly SqlToken[]): (readonly SqlToken[])[] {
  const pieces: (readonly SqlToken[])[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < tokens.length; i++) {
    const said = tokens[i]?.word
    if (said === '(' || said === '[') depth += 1
    else if (said === ')' || said === ']') depth -= 1
    else if (said === ',' && depth === 0) {
      pieces.push(tokens.slice(start, i))
      start = i + 1
    }
  }
  pieces.push(tokens.slice(start))
  return pieces
}
