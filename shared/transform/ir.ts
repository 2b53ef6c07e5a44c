// What a field map means, as plain canonical JSON: the only form that closures, generated code and hashes are made from.
// Nodes are tagged and never changed. A new kind of transform, and later a formula, is lowered to these nodes or adds one;
// a new node does not compile until every back-end handles it (their tables are keyed by `op`).
import type { FieldType } from '../schema/schema-graph.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type { CompareOperator, ConvertType, DateUnit, ListEnd, MissingPolicy, NullPolicy, NumberForm, RoundingMode, TextStep } from './transform.ts'
import { listTermPaths } from './formula/term-facts.ts'
import type { Term } from './formula/term.ts'
import type { ConfigExpr, PathExpr, ScalarType } from './source-expr.ts'

export type { ConfigExpr, PathExpr, PathStep, ScalarType } from './source-expr.ts'

/** Raised when the same project would give another IR. */
export const IR_VERSION = 2

/** Expressions inside expressions, at most. */
export const MOST_EXPR_DEPTH = 64

export type LiteralExpr = { readonly op: 'literal'; readonly value: JsonScalar }

export type ArithmeticStep =
  | { readonly do: 'add' | 'subtract' | 'multiply' | 'divide'; readonly by: Expr }
  | { readonly do: 'round'; readonly decimals: number; readonly mode: RoundingMode }
  | { readonly do: 'scale'; readonly power: number }
  | { readonly do: 'negate' | 'absolute' }

/** An expression that yields a value, nothing (missing), or an issue. */
export type ValueExpr =
  | LiteralExpr
  | PathExpr
  | ConfigExpr
  | { readonly op: 'concat'; readonly parts: readonly Expr[] }
  | { readonly op: 'lookup'; readonly from: Expr; readonly table: string }
  | { readonly op: 'choose'; readonly cases: readonly { readonly if: Test; readonly then: Expr }[]; readonly otherwise: Expr | null }
  | { readonly op: 'convert'; readonly from: Expr; readonly to: ConvertType }
  | {
      readonly op: 'arithmetic'
      readonly from: Expr
      /** Null: the plain form. */
      readonly read: NumberForm | null
      readonly steps: readonly ArithmeticStep[]
      /** Null: it stays a number. */
      readonly write: (NumberForm & { readonly decimals: number }) | null
    }
  | {
      readonly op: 'date'
      readonly from: Expr
      readonly read: string
      readonly write: string
      readonly zone: { readonly from: Expr | null; readonly to: Expr } | null
      readonly add: { readonly amount: Expr; readonly unit: DateUnit } | null
    }
  | { readonly op: 'text'; readonly from: Expr; readonly steps: readonly TextStep[] }
  /** Join on key is one with the end `first`; number steps are an `arithmetic` around it. `by` and `take` read the entry. */
  | {
      readonly op: 'list'
      readonly from: PathExpr
      readonly where: Test | null
      readonly sort: { readonly by: PathExpr; readonly descending: boolean } | null
      readonly take: PathExpr
      readonly distinct: boolean
      readonly then: ListEnd
    }
  /** A formula; `text` is as it was written. */
  | { readonly op: 'term'; readonly term: Term; readonly text: string }
  | { readonly op: 'hook'; readonly name: string; readonly words: string; readonly uses: readonly PathExpr[]; readonly types: readonly FieldType[] }
export type Expr = ValueExpr

/** A test never yields an issue: what is absent or unreadable makes it false (SPEC.md, T rules). */
export type Test =
  | { readonly op: 'compare'; readonly left: Expr; readonly operator: CompareOperator; readonly right: Expr }
  | { readonly op: 'in'; readonly left: Expr; readonly values: readonly JsonScalar[] }
  | { readonly op: 'present' | 'filled'; readonly value: Expr }
  | { readonly op: 'all' | 'any'; readonly of: readonly Test[] }
  | { readonly op: 'not'; readonly of: Test }
  /** A formula that yields true or false: missing and failing count as false. */
  | { readonly op: 'term'; readonly term: Term; readonly text: string }

/** What the check before the map expects of a value that some row uses. */
export type Shape = {
  /** The schema's name of the object or of the list's item, for types. */
  readonly typeName?: string
  readonly types: readonly FieldType[]
  /** Absence, and null unless `nullable`, is an issue. */
  readonly required: boolean
  readonly nullable: boolean
  /** Of an object: the used fields, in schema order. */
  readonly fields?: readonly { readonly name: string; readonly shape: Shape }[]
  /** Of a list whose items are used. */
  readonly items?: Shape
  /** Of a map (free names) whose values are used. */
  readonly entries?: Shape
}

export type InputIr = { readonly name: string; readonly shape: Shape }

/** One row that fills a field. */
export type RowIr = {
  readonly id: string
  readonly number: number | null
  readonly when: Test | null
  /** Only when the record is created, or only when it is updated; null: on both. */
  readonly on: 'create' | 'update' | null
  readonly value: Expr
  readonly onMissing: MissingPolicy
  readonly onNull: NullPolicy
}

/** Fields in destination order. */
export type ObjectIr = { readonly is: 'object'; readonly fields: readonly FieldIr[] }
/** The rows are tried in order: the first whose condition holds decides. */
export type ValueIr = { readonly is: 'value'; readonly types: readonly FieldType[]; readonly rows: readonly RowIr[] }
export type ListIr = { readonly is: 'list'; readonly parts: readonly PartIr[] }
/** A destination with free names: each item stands under its key. A key that comes twice is the issue `duplicate-key`. */
export type EntriesIr = { readonly is: 'entries'; readonly parts: readonly (PartIr & { readonly key: Expr })[] }
export type FieldIr = {
  readonly name: string
  readonly required: boolean
  /** Of the object that a schema names (`Contact`), for types. */
  readonly typeName?: string
  readonly node: ObjectIr | ValueIr | ListIr | EntriesIr
}

/** One `each` row: an item of the destination list for each item of the source list that passes `when`. */
export type PartIr = {
  readonly id: string
  readonly number: number | null
  readonly list: PathExpr
  /** Only when the record is created, or only when it is updated; null: on both. */
  readonly on: 'create' | 'update' | null
  /** `map`: the source is a map, and the item `{ key, value }`. */
  readonly over: 'list' | 'map'
  /** One item for each distinct key, read from the list's own item; inside, the item is `{ key, items }`. Items without a key are in no group. */
  readonly groupBy: PathExpr | null
  /** Of the list's own items, after `when` and before grouping. */
  readonly sort: { readonly by: PathExpr; readonly descending: boolean } | null
  /** Of the list's own items, before sorting and grouping. */
  readonly when: Test | null
  /** What a missing source list means. */
  readonly whenMissing: 'empty' | 'omit' | 'problem'
  readonly item: ObjectIr | ValueIr
}

/**
 * Must hold of every record that is made; else the issue `invariant`, its path the sentence and its value what both sides were (or false).
 * With a tolerance, `test` compares two numbers by `=`, and holds where they differ by no more.
 */
export type InvariantIr = { readonly id: string; readonly sentence: string; readonly test: Term; readonly text: string; readonly tolerance: number | null }

export type ConfigIr = { readonly name: string; readonly type: ScalarType; readonly required: boolean; readonly default: JsonScalar }
/** `entries` are sorted by key; `byProfile` holds only what differs for that customer profile. */
export type TableIr = {
  readonly id: string
  readonly number: number | null
  readonly name: string
  readonly from: ScalarType
  readonly to: ScalarType
  readonly entries: readonly TableEntry[]
  readonly byProfile: readonly { readonly profile: string; readonly entries: readonly TableEntry[] }[]
  /** What a value outside the table gives; null: a problem. */
  readonly otherwise: { readonly value: JsonScalar } | null
}
export type TableEntry = readonly [from: JsonScalar, to: JsonScalar]

export type MapIr = {
  readonly irVersion: typeof IR_VERSION
  readonly map: { readonly id: string; readonly number: number | null; readonly key: string }
  readonly inputs: readonly InputIr[]
  /** What a record must be for the map to be about it; another gives the issue `not-applicable`. */
  readonly appliesWhen: Test | null
  /** Once per item of a list or per group: the result is then a list of records. Null: once per record. */
  readonly runs: {
    readonly list: PathExpr
    readonly over: 'list' | 'map'
    readonly groupBy: PathExpr | null
    readonly sort: { readonly by: PathExpr; readonly descending: boolean } | null
  } | null
  readonly destination: { readonly typeName: string; readonly node: ObjectIr }
  readonly invariants: readonly InvariantIr[]
  readonly config: readonly ConfigIr[]
  readonly tables: readonly TableIr[]
  /** Rows whose problems keep them out of every back-end. */
  readonly leftOut: readonly { readonly row: string; readonly number: number | null; readonly code: string }[]
}

/** Of a record, at run time. `row`: null for the check before the map. `path`: where in the data to look, with positions. */
export type Issue = { readonly row: number | null; readonly path: string; readonly code: IssueCode; readonly value: unknown }
export type IssueCode =
  | 'wrong-type'
  | 'missing-required'
  | 'missing'
  | 'null'
  | 'not-text'
  | 'not-a-number'
  | 'not-an-integer'
  | 'not-a-boolean'
  | 'not-a-date'
  | 'not-in-lookup-table'
  | 'hook'
  | 'too-long'
  | 'too-many-steps'
  | 'not-a-zone'
  | 'duplicate-key'
  | 'not-applicable'
  | 'invariant'

/** Every path of an expression, in the order it is written. */
export function listPaths(expr: Expr | Test): PathExpr[] {
  switch (expr.op) {
    case 'path':
      return [expr]
    case 'literal':
    case 'config':
      return []
    case 'concat':
      return expr.parts.flatMap(listPaths)
    case 'lookup':
    case 'convert':
    case 'text':
      return listPaths(expr.from)
    case 'date':
      return [expr.from, expr.zone?.from, expr.zone?.to, expr.add?.amount].flatMap((one) => (one == null ? [] : listPaths(one)))
    case 'list':
      // The entry's own paths lie below the list's.
      return [expr.from, ...(expr.where === null ? [] : listPaths(expr.where).filter((path) => path.entry !== true))]
    case 'term':
      return listTermPaths(expr.term)
    case 'choose':
      return [...expr.cases.flatMap((one) => [...listPaths(one.if), ...listPaths(one.then)]), ...(expr.otherwise === null ? [] : listPaths(expr.otherwise))]
    case 'arithmetic':
      return [...listPaths(expr.from), ...expr.steps.flatMap((step) => ('by' in step ? listPaths(step.by) : []))]
    case 'hook':
      return [...expr.uses]
    case 'compare':
      return [...listPaths(expr.left), ...listPaths(expr.right)]
    case 'in':
      return listPaths(expr.left)
    case 'present':
    case 'filled':
      return listPaths(expr.value)
    case 'all':
    case 'any':
      return expr.of.flatMap(listPaths)
    case 'not':
      return listPaths(expr.of)
  }
}

/** Every row below a destination node, in its order. */
export function listRows(node: FieldIr['node']): RowIr[] {
  if (node.is === 'value') return [...node.rows]
  return node.is === 'object' ? node.fields.flatMap((field) => listRows(field.node)) : node.parts.flatMap((part) => listRows(part.item))
}

/** Every `each` row below a destination node, outer ones first. */
export function listParts(node: FieldIr['node']): PartIr[] {
  if (node.is === 'value') return []
  return node.is === 'object' ? node.fields.flatMap((field) => listParts(field.node)) : node.parts.flatMap((part) => [part, ...listParts(part.item)])
}

/** An expression and every value expression inside it. */
export function listExprs(expr: Expr): Expr[] {
  return expr.op === 'choose'
    ? [expr, ...expr.cases.flatMap((one) => listExprs(one.then)), ...(expr.otherwise === null ? [] : listExprs(expr.otherwise))]
    : [expr]
}
