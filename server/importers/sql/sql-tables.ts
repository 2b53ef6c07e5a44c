// What a script says about tables, whatever database it is for: plain values that later statements add to.
import type { JsonValue } from '../../../shared/schema/json-value.ts'
import type { SourcePlace } from '../../../shared/schema/graph-writer.ts'
import type { Dialect } from './dialect.ts'

/** `name`: in small letters, words with one blank between, without quotes: `character varying`. */
export type SqlType = {
  readonly name: string
  /** As written, without quotes: of `decimal(10,2)` `10` and `2`, of `enum('a','b')` `a` and `b`. */
  readonly given: readonly string[]
  /** `[]` behind it, how often. */
  readonly lists: number
  readonly unsigned: boolean
}

/** What checks, types and domains say of one value. */
export type ValueRules = {
  enum?: readonly JsonValue[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
}

export type SqlDefault = { readonly value: JsonValue } | { readonly formula: string }

export type SqlColumn = {
  name: string
  /** Undefined where the database works it out (computed columns), or where there is none (SQLite). */
  type: SqlType | undefined
  notNull: boolean
  /** The database makes the value: identity, serial, generated. */
  generated: boolean
  default: SqlDefault | undefined
  comment: string | undefined
  rules: ValueRules
  /** Sentences about it: keys, references, conditions without a fact of their own. */
  readonly notes: string[]
  /** A later statement took it away. */
  dropped: boolean
  readonly place: SourcePlace
}

export type SqlReference = {
  readonly columns: readonly string[]
  readonly table: readonly string[]
  /** Empty: the primary key of the other table. */
  readonly to: readonly string[]
}

export type SqlTable = {
  /** Database, schema and name, as far as written. */
  parts: readonly string[]
  comment: string | undefined
  readonly columns: SqlColumn[]
  /** By name, also in small letters: scripts spell names both ways. */
  readonly byName: Map<string, SqlColumn>
  primaryKey: readonly string[]
  readonly unique: (readonly string[])[]
  readonly references: SqlReference[]
  readonly notes: string[]
  /** A later statement made it a part of another table. */
  dropped: boolean
  readonly dialect: Dialect | undefined
  readonly place: SourcePlace
}

/** `CREATE TYPE` and `CREATE DOMAIN`: what a column of that type may hold. */
export type SqlNamedType =
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | {
      readonly kind: 'domain'
      readonly type: SqlType | undefined
      readonly notNull: boolean
      readonly rules: ValueRules
      readonly default: SqlDefault | undefined
    }
  | { readonly kind: 'object'; readonly table: SqlTable }

export function newColumn(name: string, place: SourcePlace): SqlColumn {
  return { name, type: undefined, notNull: false, generated: false, default: undefined, comment: undefined, rules: {}, notes: [], dropped: false, place }
}

export function newTable(parts: readonly string[], dialect: Dialect | undefined, place: SourcePlace): SqlTable {
  return {
    parts,
    comment: undefined,
    columns: [],
    byName: new Map(),
    primaryKey: [],
    unique: [],
    references: [],
    notes: [],
    dropped: false,
    dialect,
    place,
  }
}

export function findColumn(table: SqlTable, name: string): SqlColumn | undefined {
  const found = table.byName.get(name) ?? table.byName.get(name.toLowerCase())
  return found?.dropped === true ? undefined : found
}

/** Behind the others; one of the same name takes the place of the one before. */
export function putColumn(table: SqlTable, column: SqlColumn): void {
  const before = table.byName.get(column.name)
  if (before !== undefined && !before.dropped) Object.assign(before, column)
  else {
    table.columns.push(column)
    nameColumn(table, column)
  }
}

export function nameColumn(table: SqlTable, column: SqlColumn): void {
  table.byName.set(column.name, column)
  const small = column.name.toLowerCase()
  const other = table.byName.get(small)
  if (other === undefined || other.dropped) table.byName.set(small, column)
}

/** The stricter of each. */
export function addRules(to: ValueRules, more: ValueRules): void {
  if (more.enum !== undefined) to.enum ??= more.enum
  if (more.pattern !== undefined) to.pattern ??= more.pattern
  for (const name of ['minimum', 'exclusiveMinimum', 'minLength'] as const) {
    const value = more[name]
    if (value !== undefined) to[name] = Math.max(to[name] ?? value, value)
  }
  for (const name of ['maximum', 'exclusiveMaximum', 'maxLength'] as const) {
    const value = more[name]
    if (value !== undefined) to[name] = Math.min(to[name] ?? value, value)
  }
}
