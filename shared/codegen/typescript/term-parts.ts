// What a part of a formula is as TypeScript: its code, and what is known of the value.
import type { JsonScalar } from '../../schema/json-value.ts'
import { sureText } from './text.ts'
import type { TypeRef } from './type-refs.ts'
import { primary, wrap, type Code } from './writer.ts'

/** How a part says that it is missing: it is undefined, it is null or undefined, it is an empty list; or it is missing on every record. */
export type Absent = 'never' | 'undefined' | 'nullish' | 'empty' | 'always'

export type TermCode = Code & {
  readonly absent: Absent
  /** Missing where one of them is null or undefined (or only undefined); else the code is valid. */
  readonly guards: readonly Guard[]
  /** TypeScript can narrow the code; `sure` is it where it is there. */
  readonly sure?: string
  /** It may be NaN or infinite: after an overflow, or because what went in was no number, which is an issue. */
  readonly number?: 'overflow' | 'fails'
  /** Items of the list may be NaN. */
  readonly failingItems?: true
  /** Items of the list may be null where a value is wanted. */
  readonly nullItems?: true
  readonly isInteger?: true
  /** Null is a value of it. */
  readonly hasNull?: true
  /** Its type is `unknown`. */
  readonly isLoose?: true
  /** Its type is only the literals that it may be, so that TypeScript refuses to compare it with others. */
  readonly isNarrow?: true
  /** What it compares, as in TestCode. */
  readonly asked?: readonly string[]
  /** It may end the formula with an issue, by an exception of its own that an `attempt` around the whole catches. */
  readonly ends?: true
  /** What is made of a list that has items: the list, the same where it has some, and the function. */
  readonly ofFilled?: { readonly list: string; readonly filled: string; readonly name: string }
  /** Its type, where the map itself has made it. */
  readonly made?: TypeRef
  /** It is this on every record. */
  readonly constant?: JsonScalar
  /** What a parameter for it is called. */
  readonly hint?: string
}

export type Guard = { readonly text: string; readonly nulls: 'missing' | 'value' }

export function sureCode(code: Code | string, facts: Partial<TermCode> = {}): TermCode {
  return { ...(typeof code === 'string' ? primary(code) : code), absent: 'never', guards: [], ...facts }
}

/** Other code with the same facts. It is broken elsewhere than the first was. */
export function rewritten(code: TermCode, text: string): TermCode {
  const { lines: _, ...facts } = code
  return { ...facts, ...primary(text) }
}

export const ALWAYS_MISSING: TermCode = { ...primary('undefined'), absent: 'always', guards: [], isNarrow: true }

/** May yield nothing. */
export function mayMissCode(code: TermCode): boolean {
  return code.absent !== 'never' || code.guards.length > 0
}

export function guardText({ text, nulls }: Guard): string {
  return nulls === 'missing' ? `${text} == null` : `${text} === undefined`
}

/** As it may be written elsewhere, where it is known to be there. */
export function namesOf(code: TermCode): string[] {
  return code.sure === undefined || code.sure === code.text ? [code.text] : [code.text, code.sure]
}

/** Without guards: undefined (or `instead`) where one of them says so. */
export function closed(code: TermCode, instead = code.absent === 'empty' ? '[]' : 'undefined'): TermCode {
  const { guards, sure: _, ...rest } = code
  const [guard] = guards
  if (guard === undefined) return code
  const absent = instead === 'undefined' && code.absent === 'never' ? 'undefined' : code.absent
  const path = sureText(guard.text)
  const isChain = guards.length === 1 && code.prec === 9 && code.text.startsWith(`${path}.`) && !code.text.includes(path, path.length)
  if (isChain && instead === 'undefined') return { ...rest, text: `${guard.text}?.${code.text.slice(path.length + 1)}`, guards: [], absent }
  return { ...rest, text: `${guards.map(guardText).join(' || ')} ? ${instead} : ${wrap(code, 1)}`, prec: 0, guards: [], absent }
}

/** An object's braces would be a block. */
export function bodyOf(code: Code): string {
  return code.text.startsWith('{') ? `(${code.text})` : code.text
}
