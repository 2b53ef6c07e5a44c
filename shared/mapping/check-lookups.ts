// A lookup table between what the source may give and what the destination takes: the only place that finds its gaps on both sides.
import type { JsonScalar } from '../schema/json-value.ts'
import { printNumber } from '../project/project.ts'
import type { Expr, TableIr } from '../transform/ir.ts'
import { toKey } from '../transform/scalar-conversion.ts'
import { knownOf } from './known-value.ts'
import { isTested } from './tested-sources.ts'
import { asTheSchemaSays, listSome, nameOf, quoted, refusalOf, type ValueCheck } from './value-check.ts'

type LookupExpr = Extract<Expr, { op: 'lookup' }>

export function checkLookup(check: ValueCheck, { table: id }: LookupExpr): void {
  const table = check.tables.get(id)
  if (table === undefined) return
  const { field, report } = check
  for (const value of valuesOfTable(table)) {
    const why = refusalOf(field.facts, value)
    if (why !== undefined) report('lookup-value-refused', nameTable(table), JSON.stringify(value), field.path, why)
  }
}

/** Codes of the source that the table does not hold. It is the same whatever the destination takes. */
export function checkLookupKeys(check: Omit<ValueCheck, 'field' | 'types'>, { from, table: id }: LookupExpr): void {
  const table = check.tables.get(id)
  if (table === undefined || table.otherwise !== null || from.op !== 'path') return
  const { values, path } = knownOf(from, asTheSchemaSays(check))
  if (values === undefined || path === undefined) return
  const missing = missingKeys(table, values)
  if (missing.length === 0 || isTested(check, check.ir, path)) return
  const customers = [...new Set(missing.flatMap(({ customers: own }) => own))]
  const whose = missing.some(({ customers: own }) => own.length === 0) ? '' : ` for ${listSome(customers)}`
  const names = listSome(
    missing.map(({ value }) => String(value)),
    quoted,
  )
  check.report('lookup-incomplete', nameOf(check, path), names, nameTable(table), whose)
}

/** `customers`: who lacks it, where others have it; empty: everybody. An empty table is no gap of one code. */
export function missingKeys(table: TableIr, values: readonly JsonScalar[]): { readonly value: JsonScalar; readonly customers: readonly string[] }[] {
  const keysOf = (entries: TableIr['entries']) => new Set(entries.map(([from]) => from))
  const own = table.byProfile.map(({ profile, entries }) => ({ profile, keys: keysOf(entries) }))
  const global = keysOf(table.entries)
  if (global.size === 0 && own.length === 0) return []
  return values.flatMap((value) => {
    const key = toKey(value, table.from)
    if (key === undefined || global.has(key)) return []
    const customers = own.flatMap(({ profile, keys }) => (keys.has(key) ? [] : [profile]))
    if (own.length > 0 && customers.length === 0) return []
    return [{ value, customers: customers.length === own.length ? [] : customers }]
  })
}

/** All that it may give, each once. */
export function valuesOfTable({ entries, byProfile, otherwise }: TableIr): JsonScalar[] {
  const all = [...entries, ...byProfile.flatMap((own) => own.entries)].map(([, to]) => to)
  return [...new Set(otherwise === null ? all : [...all, otherwise.value])]
}

export function nameTable({ number, name }: Pick<TableIr, 'number' | 'name'>): string {
  return `${printNumber('lookupTables', number ?? undefined)} ${name}`
}
