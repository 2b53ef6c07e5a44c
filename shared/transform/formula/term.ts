// A checked formula: typed, its names resolved, ready for every back-end. Each back-end handles every `op`, or does not compile.
// Nodes never change. Semantics are jsonata 2.2.2's on values, null and missing, but a list stays a list (`many` says where jsonata would collapse one).
import type { FieldPath } from '../../schema/field-path.ts'
import type { JsonScalar } from '../../schema/json-value.ts'
import type { ConfigExpr, PathExpr } from '../source-expr.ts'
import type { SourceRef } from '../transform.ts'
import type { FunctionName } from './functions.ts'
import type { TermKind } from './known.ts'

/**
 * What a term yields when it is not missing. `many`: a list that jsonata calls a sequence: it is never empty (none is missing),
 * and jsonata gives its only item in its place. Whether a term may be missing or fail: term-facts.ts.
 */
export type TermType = { readonly kinds: readonly TermKind[]; readonly items?: TermType; readonly many?: true }

type Of<Op extends string, Members> = { readonly op: Op; readonly type: TermType } & Members

/** Names of variables are unique in a formula, whatever they were called in its text: `name` is a plain identifier. */
export type Term =
  | Of<'literal', { readonly value: JsonScalar }>
  /** `ref` without `[]`; `path` is filled in by `bindTerm`, once it is known what the check lets through. */
  | Of<'path', { readonly ref: SourceRef; readonly path: PathExpr | null; readonly nulls: 'missing' | 'value' }>
  | Of<'config', { readonly name: string; readonly config: ConfigExpr | null }>
  | Of<'variable', { readonly name: string }>
  /** Position of the item in the list that the `each` goes through, from 0. */
  | Of<'index', object>
  /** A value of the record that was made, in an invariant; '' is the record. */
  | Of<'result', { readonly path: FieldPath }>
  /** The injected clock, ISO 8601 in UTC with milliseconds. */
  | Of<'now', object>
  /** A field of an object; missing where `from` is missing, null or has no such field. `source`: where it stands, with `[]`. `optional`: as in PathExpr. */
  | Of<'get', { readonly from: Term; readonly name: string; readonly optional: boolean; readonly nulls: 'missing' | 'value'; readonly source?: SourceRef }>
  /**
   * `each` for every item of the list `from`, bound to `as`; missing ones are dropped. None: missing. Where `flat`, lists are joined into one;
   * one list alone is given as it is, so it may be empty, and what is joined of several is missing where nothing is in it.
   */
  | Of<'collect', { readonly from: Term; readonly as: string; readonly each: Term; readonly flat: boolean }>
  /** The items of `from` for which `test` is true. None: missing. Where there is no list, `test` is asked once of nothing: it may be an issue. */
  | Of<'keep', { readonly from: Term; readonly as: string; readonly test: Term }>
  /** One item by its position, from the end where negative; missing outside. */
  | Of<'at', { readonly from: Term; readonly index: number }>
  | Of<'negate', { readonly of: Term }>
  | Of<'arithmetic', { readonly operator: '+' | '-' | '*' | '/' | '%'; readonly left: Term; readonly right: Term }>
  | Of<'compare', { readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>='; readonly left: Term; readonly right: Term }>
  | Of<'logic', { readonly operator: 'and' | 'or'; readonly left: Term; readonly right: Term }>
  /** `right` is a list, or one value that counts as a list of it. */
  | Of<'in', { readonly left: Term; readonly right: Term }>
  /** `&`: missing counts as an empty text. */
  | Of<'text', { readonly parts: readonly Term[] }>
  /** `otherwise` null: missing. */
  | Of<'if', { readonly test: Term; readonly then: Term; readonly otherwise: Term | null }>
  /** `??`: `instead` where `of` is missing. `?:`: where it is missing or counts as false. */
  | Of<'default', { readonly when: 'missing' | 'falsy'; readonly of: Term; readonly instead: Term }>
  | Of<'let', { readonly name: string; readonly value: Term; readonly in: Term }>
  /** Array constructor: missing items are dropped, those that are `many` are opened. */
  | Of<'list', { readonly items: readonly Term[] }>
  /** Fields whose value is missing are left out. Names are known before any record is seen. */
  | Of<'object', { readonly fields: readonly { readonly name: string; readonly value: Term }[] }>
  /** `$map`, `$filter`: `index` is bound to the position, from 0. */
  | Of<'map', { readonly from: Term; readonly as: string; readonly index: string | null; readonly each: Term }>
  | Of<'filter', { readonly from: Term; readonly as: string; readonly index: string | null; readonly test: Term }>
  /** `$reduce`: without `start` the first item is where it begins. */
  | Of<'fold', { readonly from: Term; readonly total: string; readonly as: string; readonly each: Term; readonly start: Term | null }>
  /** A function of the table, but for those with nodes of their own (`$map`, `$filter`, `$reduce`, `$now`). Its arguments fit its parameters. */
  | Of<'call', { readonly name: Exclude<FunctionName, 'map' | 'filter' | 'reduce' | 'now'>; readonly args: readonly Term[] }>

export type TermOp = Term['op']
