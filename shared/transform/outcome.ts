// What an expression yields, and what it is evaluated in: the types that every evaluator shares.
import type { JsonValue } from '../schema/json-value.ts'
import type { IssueCode, TableIr } from './ir.ts'

/** Nothing: it travels up to the row, whose policy decides. */
export const MISSING = Symbol('missing')
/** A null that came from the data; a null that a person wrote is plain null. */
export const NULL = Symbol('null')

/** An issue on its way up. The row adds its number and place. */
export class Failure {
  readonly code: IssueCode
  readonly value: unknown
  constructor(code: IssueCode, value: unknown) {
    this.code = code
    this.value = value
  }
}

export type Outcome = JsonValue | typeof MISSING | typeof NULL | Failure

/** Nodes evaluated for one row, and UTF-16 units of one text, at most. */
export const MOST_STEPS = 100_000
export const LONGEST_TEXT = 1_000_000

/** What an expression is evaluated in. `steps` is set to 0 before each row. */
export type Scope = {
  /** By name. */
  readonly inputs: ReadonlyMap<string, unknown>
  readonly item: unknown
  /** The position of the item in its list, from 0. */
  readonly index: number
  /** The entry that a `list` expression looks at; set by it. */
  entry?: unknown
  readonly config: ReadonlyMap<string, unknown>
  readonly hooks: ReadonlyMap<string, (uses: readonly unknown[]) => unknown> | undefined
  readonly profile: string | undefined
  /** ISO 8601, UTC. */
  readonly now: string
  /** The record that the map made; for invariants. */
  readonly result?: JsonValue
  steps: number
}

export type Evaluate = (scope: Scope) => Outcome
/** Lookup tables by id; each as a function of the profile, so that a table is built once. */
export type Tables = ReadonlyMap<string, (profile: string | undefined) => Table>
export type Table = { readonly ir: TableIr; readonly find: (key: unknown) => JsonValue | undefined }

/** Nothing to work on: missing, a null from the data, or an issue. A null that a person wrote is a value. */
export function isEmptyOrFailed(value: Outcome): value is typeof MISSING | typeof NULL | Failure {
  return value === MISSING || value === NULL || value instanceof Failure
}

/** As plain JSON; undefined for what is missing and for an issue. */
export function plainOrUndefined(value: Outcome): JsonValue | undefined {
  return value === MISSING || value instanceof Failure ? undefined : value === NULL ? null : value
}
