// What a formula can see before any record is seen: the names it may use and their types. The seam between the checker and where types come from
// (a map's schemas, or data given to the command line).
import type { SourceRef } from '../transform.ts'

/** JSON types as the formula language tells them apart. `any`: nothing is known, so the value has to be converted or tested first. */
export type TermKind = 'text' | 'number' | 'boolean' | 'object' | 'list' | 'null' | 'any'

/** One value, opened as it is asked for, because a schema is a graph with cycles. */
export type Known = {
  /** `null` stands in it where the value may be null. Empty: it is never there (only where types come from data). */
  readonly kinds: readonly TermKind[]
  readonly mayMiss: boolean
  /** Of an object: one field. Undefined: it has no such field. */
  readonly field?: (name: string) => Known | undefined
  /** Of an object: its fields' names, for completion and "did you mean". */
  readonly names?: () => readonly string[]
  /** Of a list: its items. */
  readonly items?: () => Known
  /** Where the value stands in the sources; absent for what a formula makes itself. Below a list the path has `[]`. */
  readonly source?: SourceRef
}

export type FormulaScope = {
  /** Whether a null from a source field counts as missing inside the formula (the default), or is a value. A leaf `path` or `get` says the same. */
  readonly nulls?: 'missing' | 'value'
  /** `$`, and the context of plain names: the item of the `each`, or the primary input's record. */
  readonly item: Known
  /** `$$`: the primary input's record. */
  readonly root: Known
  /** Other starts of a path, by name: the map's inputs. They win over the item's fields at the formula's top, and stand behind them in predicates and steps. */
  readonly inputs: ReadonlyMap<string, Known>
  /** `$config.name`. */
  readonly config: ReadonlyMap<string, Known>
  /** `$index` may be used: there is a list's item. */
  readonly hasIndex: boolean
  /** `$result`: the record that the map made, in invariants. */
  readonly result?: Known
  /** `$name` for values that come with the formula; each has a source of its own. */
  readonly variables?: ReadonlyMap<string, Known>
}
