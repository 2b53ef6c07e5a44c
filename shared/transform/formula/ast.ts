// The formula language's syntax tree: what the parser gives and the printer takes. Plain frozen data; no meaning in it.
import type { JsonScalar } from '../../schema/json-value.ts'

/** UTF-16 offsets in the formula's text: from the first character to just behind the last. */
export type Span = { readonly from: number; readonly to: number }

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '&' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'in' | '??' | '?:'

export type FormulaNode = { readonly span: Span } & (
  | { readonly is: 'literal'; readonly value: JsonScalar }
  /** A field of the context: `total`, `` `account fee` ``. */
  | { readonly is: 'name'; readonly name: string }
  /** `$`: the item. */
  | { readonly is: 'context' }
  /** `$$`: the record's root. */
  | { readonly is: 'root' }
  /** `$rate`, without the dollar sign; also `config`, `index` and `result`. */
  | { readonly is: 'variable'; readonly name: string }
  /** `from.to`: `to` is a name, a block in parentheses, a list or an object, evaluated for each item of `from`. */
  | { readonly is: 'step'; readonly from: FormulaNode; readonly to: FormulaNode }
  /** `from[by]`: a literal index, or a predicate. */
  | { readonly is: 'filter'; readonly from: FormulaNode; readonly by: FormulaNode }
  | { readonly is: 'negate'; readonly of: FormulaNode }
  | { readonly is: 'binary'; readonly operator: BinaryOperator; readonly operatorSpan: Span; readonly left: FormulaNode; readonly right: FormulaNode }
  | { readonly is: 'condition'; readonly test: FormulaNode; readonly then: FormulaNode; readonly otherwise?: FormulaNode }
  /** `( ... )`: one expression in parentheses, or several with bindings before the last. */
  | { readonly is: 'block'; readonly items: readonly FormulaNode[] }
  /** `$name := value`, only inside a block. */
  | { readonly is: 'bind'; readonly name: string; readonly nameSpan: Span; readonly value: FormulaNode }
  | { readonly is: 'list'; readonly items: readonly FormulaNode[] }
  | { readonly is: 'object'; readonly fields: readonly { readonly name: FormulaNode; readonly value: FormulaNode }[] }
  /** `function($item) { body }`, only as the argument of `$map`, `$filter` and `$reduce`. */
  | { readonly is: 'lambda'; readonly params: readonly string[]; readonly body: FormulaNode }
  /** `$name(args)`, the name without the dollar sign. Whether there is such a function is the checker's business. */
  | { readonly is: 'call'; readonly name: string; readonly nameSpan: Span; readonly args: readonly FormulaNode[] }
)

/** `edit`: what the text becomes when the fix is chosen. */
export type QuickFix = { readonly title: string; readonly edit: { readonly span: Span; readonly text: string } }

/** A finding about a formula. An error keeps the row out of preview and code; `message` is a plain sentence that says what to do. */
export type FormulaFinding = {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly span: Span
  readonly message: string
  readonly fixes: readonly QuickFix[]
}

export const LONGEST_FORMULA = 10_000
/** Expressions in expressions, at most. */
export const MOST_FORMULA_DEPTH = 64
