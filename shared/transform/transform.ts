// What a row's transform is, as stored in the project: one picker kind with its parameters. Plain JSON.
// The compiler, checker and back-ends work on the IR (ir.ts); kinds.ts is the table that lowers each kind to it.
import type { FieldPath } from '../schema/field-path.ts'
import type { JsonScalar } from '../schema/json-value.ts'

/** A source field. `item`: relative to the item of the nearest `each` above the row; `input`: from the root of a field map's input, by the input's id. */
export type SourceRef = { readonly of: 'item'; readonly path: FieldPath } | { readonly of: 'input'; readonly input: string; readonly path: FieldPath }

/** What a picker's parameter may be. `config`: a config value, by its id. */
export type Operand = SourceRef | { readonly of: 'constant'; readonly value: JsonScalar } | { readonly of: 'config'; readonly config: string }

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>='

/** `present`: neither missing nor null. `filled`: present and not the empty text. */
export type Condition =
  | { readonly test: 'compare'; readonly left: Operand; readonly operator: CompareOperator; readonly right: Operand }
  | { readonly test: 'in'; readonly left: Operand; readonly values: readonly JsonScalar[] }
  | { readonly test: 'present' | 'filled'; readonly value: Operand }
  | { readonly test: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly test: 'not'; readonly of: Condition }

/** half-away-from-zero is Excel's ROUND and the default for money; half-even is JSONata's $round; up and down go away from and towards zero. */
export type RoundingMode = 'half-away-from-zero' | 'half-even' | 'up' | 'down'

export type NumberStep =
  | { readonly do: 'add' | 'subtract' | 'multiply' | 'divide'; readonly by: Operand }
  | { readonly do: 'round'; readonly decimals: number; readonly mode: RoundingMode }
  | { readonly do: 'negate' | 'absolute' }

export type ConvertType = 'text' | 'number' | 'integer' | 'boolean'

/** Kinds that yield one value. */
export type ValueTransform =
  | { readonly kind: 'copy'; readonly from: Operand }
  | { readonly kind: 'constant'; readonly value: JsonScalar }
  | { readonly kind: 'config'; readonly config: string }
  | { readonly kind: 'template'; readonly parts: readonly (string | Operand)[] }
  | { readonly kind: 'lookup'; readonly from: Operand; readonly table: string }
  | { readonly kind: 'when'; readonly cases: readonly { readonly if: Condition; readonly then: ValueTransform }[]; readonly otherwise?: ValueTransform }
  | { readonly kind: 'convert'; readonly from: Operand; readonly to: ConvertType }
  /** Text is read as a decimal number first (`"-12.50"`; no thousands separators, no spaces). */
  | { readonly kind: 'number'; readonly from: Operand; readonly steps: readonly NumberStep[] }
  /** `read`: `iso` (date or date-time) or a pattern; `write`: a pattern (`yyyy-MM-dd`). Tokens: yyyy MM dd HH mm ss, text in single quotes. */
  | { readonly kind: 'date'; readonly from: Operand; readonly read: string; readonly write: string }
  /** Code an engineer writes; `words` is what the analyst asks for, in full; `uses` the fields it needs. */
  | { readonly kind: 'hook'; readonly words: string; readonly uses: readonly SourceRef[] }

/** `each` fills a destination list from a source list, one item an item; its row owns child rows. */
export type Transform = ValueTransform | { readonly kind: 'each'; readonly list: SourceRef } | { readonly kind: 'notMapped'; readonly reason: string }

export type TransformKind = Transform['kind']

export type MissingPolicy = { readonly then: 'omit' | 'null' | 'problem' } | { readonly then: 'default'; readonly value: JsonScalar }
export type NullPolicy = 'pass' | 'as-missing' | 'problem'
