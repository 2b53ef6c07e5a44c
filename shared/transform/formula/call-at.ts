// Which call the caret stands in, and at which of its arguments: the only place for the hint that follows the typing, as spreadsheets give it.
import { functionTable, isFunctionName, printParams, type FunctionName } from './functions.ts'
import { readToken, type Token } from './lexer.ts'
import { FormulaRefusal } from './refused.ts'

/** `params`: as the signature writes them. `active`: the argument that is being written; the last one where there are too many. */
export type CallAt = { readonly name: FunctionName; readonly params: readonly string[]; readonly active: number; readonly summary: string }

/** One open bracket: of a call, or of anything else. */
type Open = { readonly call: FunctionName | undefined; commas: number }

/** The innermost call around the caret, through other brackets. Undefined: none, or the caret stands in something unreadable. */
export function findCallAt(text: string, at: number): CallAt | undefined {
  const open: Open[] = []
  let before: Token | undefined
  for (const token of readBefore(text.slice(0, at))) {
    if (token.is === 'operator') {
      if ('([{'.includes(token.text))
        open.push({ call: token.text === '(' && before?.is === 'variable' && isFunctionName(before.name) ? before.name : undefined, commas: 0 })
      else if (')]}'.includes(token.text)) open.pop()
      else if (token.text === ',') (open.at(-1) ?? { commas: 0 }).commas += 1
    }
    before = token
  }
  const inner = open.findLast((one) => one.call !== undefined)
  if (inner?.call === undefined) return undefined
  const params = printParams(inner.call)
  return { name: inner.call, params, active: Math.min(inner.commas, params.length - 1), summary: functionTable[inner.call].summary }
}

/** What can be read: a text that is not closed yet ends it, so that its call still counts. */
function readBefore(text: string): Token[] {
  const tokens: Token[] = []
  try {
    for (let token = readToken(text, 0); token.is !== 'end'; token = readToken(text, token.span.to)) tokens.push(token)
  } catch (problem) {
    if (!(problem instanceof FormulaRefusal)) throw problem
  }
  return tokens
}
