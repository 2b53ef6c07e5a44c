// What is found about a field map at design time: the type of a problem. The rules are in map-rules.ts.
import type { QuickFix, Span } from '../transform/formula/ast.ts'
import type { LineAddress } from './line.ts'

/** An error blocks the row's status `ready`. */
export type Severity = 'error' | 'warning' | 'hint'

export type Problem<Code extends string = string> = {
  readonly code: Code
  readonly severity: Severity
  readonly at: LineAddress
  /** The row's number; null for a line that is not stored, or not numbered yet. */
  readonly row: number | null
  /** A plain sentence that says what to do next. */
  readonly message: string
  /** Of a formula: where in its text, and what may be done about it. The text tells which one it is where a row has several. */
  readonly formula?: { readonly text: string; readonly span: Span; readonly fixes: readonly QuickFix[] }
}
