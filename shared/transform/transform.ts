// What a row's transform is, as stored in the project: one picker kind with its parameters. Plain JSON.
// The compiler, checker and back-ends work on the IR (ir.ts); kinds.ts is the table that lowers each kind to it.
import type { FieldPath } from '../schema/field-path.ts'
import type { JsonScalar } from '../schema/json-value.ts'

/** A source field. `item`: relative to the item of the nearest `each` above the row; `input`: from the root of a field map's input, by the input's id. */
export type SourceRef =
  | { readonly of: 'item'; readonly path: FieldPath }
  | { readonly of: 'input'; readonly input: string; readonly path: FieldPath }
  /** Only inside the `where` of a `list` transform: relative to the entry of the list that is looked at. */
  | { readonly of: 'entry'; readonly path: FieldPath }

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
  /** A formula that yields true or false. */
  | { readonly test: 'formula'; readonly text: string }

/** half-away-from-zero is Excel's ROUND and the default for money; half-even is JSONata's $round; up and down go away from and towards zero. */
export type RoundingMode = 'half-away-from-zero' | 'half-even' | 'up' | 'down'

export type NumberStep =
  | { readonly do: 'add' | 'subtract' | 'multiply' | 'divide'; readonly by: Operand }
  | { readonly do: 'round'; readonly decimals: number; readonly mode: RoundingMode }
  /** Times ten to that power, exactly: -2 makes units of cents. */
  | { readonly do: 'scale'; readonly power: number }
  | { readonly do: 'negate' | 'absolute' }

/** How a number is written in text. `group` stands between thousands; '' for none. */
export type NumberForm = { readonly decimal: '.' | ','; readonly group: '' | ',' | '.' | ' ' | "'" }

/** Positions and lengths count code points. `slice`: from `start` (negative: from the end), to the end without `length`. `before` and `after`: the whole text, where it does not occur. */
export type TextStep =
  | { readonly do: 'trim' | 'upper' | 'lower' }
  | { readonly do: 'pad'; readonly side: 'start' | 'end'; readonly length: number; readonly with: string }
  | { readonly do: 'slice'; readonly start: number; readonly length?: number }
  | { readonly do: 'before' | 'after'; readonly text: string }
  /** The part at a position (from 0; negative: from the end) of what stands between separators; missing where there is none. */
  | { readonly do: 'part'; readonly separator: string; readonly index: number }
  | { readonly do: 'replace'; readonly find: string; readonly by: string }

/** What becomes of a list's entries. Numbers in text count as numbers for sum, min, max and average. */
export type ListEnd = { readonly do: 'all' | 'first' | 'last' | 'count' | 'sum' | 'min' | 'max' | 'average' } | { readonly do: 'join'; readonly with: string }
export type SortBy = { readonly by: FieldPath; readonly descending?: boolean }

export const DATE_UNITS = ['minutes', 'hours', 'days', 'months', 'years'] as const
export type DateUnit = (typeof DATE_UNITS)[number]

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
  /** Text is read as a decimal number first (`"-12.50"`; no thousands separators, no spaces), or in the form that `read` says. `write`: as text with so many decimals. */
  | {
      readonly kind: 'number'
      readonly from: Operand
      readonly read?: NumberForm
      readonly steps: readonly NumberStep[]
      readonly write?: NumberForm & { readonly decimals: number }
    }
  /**
   * `read`: `iso` (date or date-time, as it is written), `instant` (a moment, with its offset), `unix-seconds`, `unix-milliseconds`, `ms-json` (`/Date(1551981658323)/`) or a pattern;
   * `write`: a pattern (`yyyy-MM-dd`), or `instant` (`2026-03-02T09:00:00Z`). Tokens: yyyy MM dd HH mm ss, text in single quotes.
   * `zone`: `to` where the time is told: UTC, an offset (`+02:00`) or a named zone; `from`: where what was read without an offset was told.
   * `add`: minutes and hours pass; days, months and years are counted on the calendar, where a day that the month does not have becomes its last.
   */
  | {
      readonly kind: 'date'
      readonly from: Operand
      readonly read: string
      readonly write: string
      readonly zone?: { readonly from?: Operand; readonly to: Operand }
      readonly add?: { readonly amount: Operand; readonly unit: DateUnit }
    }
  | { readonly kind: 'text'; readonly from: Operand; readonly steps: readonly TextStep[] }
  /** One value of a list, or all: entries that pass `where`, in the order of `sort`, the field `take` of each ('' the entry itself), each once where `distinct`. `steps`: for an end that gives a number. */
  | {
      readonly kind: 'list'
      readonly from: SourceRef
      readonly where?: Condition
      readonly sort?: SortBy
      readonly take: FieldPath
      readonly distinct?: boolean
      readonly then: ListEnd
      readonly steps?: readonly NumberStep[]
    }
  /** Join on a key: the field `take` of the first entry of `list` whose `key` equals `equals`. */
  | { readonly kind: 'join'; readonly list: SourceRef; readonly key: FieldPath; readonly equals: Operand; readonly take: FieldPath }
  /** An expression of the formula language (formula/). */
  | { readonly kind: 'formula'; readonly text: string }
  /** Code an engineer writes; `words` is what the analyst asks for, in full; `uses` the fields it needs. */
  | { readonly kind: 'hook'; readonly words: string; readonly uses: readonly SourceRef[] }

/**
 * `each` fills a destination list from a source list, one item an item; its row owns child rows. Over a source map the item is `{ key, value }`.
 * `groupBy`: one item for each distinct value of that field, in the order of first appearance; inside, the item is `{ key, items }`.
 * `key`: of a destination map (free names), under which name each item stands.
 */
export type Transform =
  | ValueTransform
  | { readonly kind: 'each'; readonly list: SourceRef; readonly groupBy?: FieldPath; readonly sort?: SortBy; readonly key?: Operand }
  | { readonly kind: 'notMapped'; readonly reason: string }

export type TransformKind = Transform['kind']

export type MissingPolicy = { readonly then: 'omit' | 'null' | 'problem' } | { readonly then: 'default'; readonly value: JsonScalar }
export type NullPolicy = 'pass' | 'as-missing' | 'problem'
