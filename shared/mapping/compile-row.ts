// One row's transform and condition as IR: the only place that looks up what a transform refers to in the project.
import { pathSteps } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { FieldType } from '../schema/schema-graph.ts'
import type { Row } from '../project/field-map.ts'
import type { ConfigValue } from '../project/people-and-systems.ts'
import type { LookupEntry, LookupTable } from '../project/lookup-table.ts'
import { compareObjects, printNumber } from '../project/project.ts'
import { printCanonical } from '../transform/canonical.ts'
import { MOST_EXPR_DEPTH, type RowIr, type ScalarType, type TableEntry, type TableIr, type Test } from '../transform/ir.ts'
import { lowerValue } from '../transform/kinds.ts'
import { lowerCondition, type Lowering } from '../transform/lowering.ts'
import { isOfType } from '../transform/scalar-conversion.ts'
import type { Condition, Transform } from '../transform/transform.ts'
import type { Compilation } from './compilation.ts'
import { policiesInForce } from './policies.ts'

/** Undefined: the row was left out, with a problem that says why. */
export function compileRow(compilation: Compilation, row: Row, field: Field, types: readonly FieldType[], each: Row | undefined): RowIr | undefined {
  const { transform } = row
  if (transform === undefined || transform.kind === 'each' || transform.kind === 'notMapped') return undefined
  const value = lowerValue(transform, createLowering(compilation, row, each, types))
  const when = compileWhen(compilation, row, each)
  if (value === undefined || when === undefined || compilation.problems.leftOut.has(row.id)) return undefined
  return {
    id: row.id,
    number: row.number ?? null,
    when: when.test,
    on: row.on ?? null,
    value,
    ...policiesInForce(compilation.context.fieldMap, row, field.required),
  }
}

/** `each`: the row whose item the condition is about. Undefined: the condition has a problem. */
export function compileWhen(compilation: Compilation, row: Row, each: Row | undefined): { test: Test | null } | undefined {
  if (row.when === undefined) return { test: null }
  const test = lowerCondition(row.when, createLowering(compilation, row, each, []))
  return test === undefined ? undefined : { test }
}

function createLowering(compilation: Compilation, row: Row, each: Row | undefined, types: readonly FieldType[]): Lowering {
  const { context, problems, uses } = compilation
  const { project } = context
  return {
    path: (ref) => uses.path(ref, each),
    // STUB: fields of a list's entries and formulas are not looked up yet.
    entry: () => undefined,
    formula: () => undefined,
    config(id) {
      const value = project.configValues.find((candidate) => candidate.id === id && candidate.deleted !== true)
      if (value === undefined) return void problems.add(row, 'config-missing')
      if (value.type === 'secret') return void problems.add(row, 'secret-used', value.name)
      compilation.config.set(value.name, { name: value.name, type: value.type, required: value.required === true, default: value.default ?? null })
      return { op: 'config', name: value.name, type: value.type, optional: isConfigOptional(value) }
    },
    table(id) {
      const table = project.lookupTables.find((candidate) => candidate.id === id && candidate.deleted !== true)
      if (table === undefined) return void problems.add(row, 'lookup-table-missing')
      if (!compilation.tables.has(id)) compilation.tables.set(id, compileTable(compilation, row, table))
      return id
    },
    hook: () => ({ name: hookName(row), types: [...types] }),
    report: (code, text) => problems.add(row, code, text),
  }
}

/** Unique by the row's place and number; what an engineer implements is found by it. */
function hookName(row: Row): string {
  const names = pathSteps(row.destination).flatMap((step) => (step.kind === 'name' ? [step.name] : []))
  return `${names.join(' ')} ${printNumber('rows', row.number)}`
}

function isConfigOptional(value: ConfigValue): boolean {
  return value.required !== true && (value.default ?? null) === null
}

function compileTable(compilation: Compilation, row: Row, table: LookupTable): TableIr {
  const { project } = compilation.context
  const entries = project.lookupEntries.filter((entry) => entry.table === table.id && entry.deleted !== true)
  // A profile without a name cannot be asked for.
  const profiles = project.customerProfiles.filter((profile) => profile.deleted !== true && profile.name !== '').sort(compareObjects)
  const sound = (one: LookupEntry) => {
    if (isOfType(one.from, table.from) && isOfType(one.to, table.to)) return true
    compilation.problems.add(
      row,
      'lookup-entry-type',
      isOfType(one.from, table.from) ? JSON.stringify(one.to) : JSON.stringify(one.from),
      `${printNumber('lookupTables', table.number)} ${table.name}`,
    )
    return false
  }
  return {
    id: table.id,
    number: table.number ?? null,
    name: table.name,
    from: table.from,
    to: table.to,
    entries: sortEntries(entries.filter((entry) => entry.profile === undefined && sound(entry))),
    byProfile: profiles.flatMap((profile) => {
      const own = sortEntries(entries.filter((entry) => entry.profile === profile.id && sound(entry)))
      return own.length === 0 ? [] : [{ profile: profile.name, entries: own }]
    }),
    otherwise: table.otherwise === undefined || !isOfType(table.otherwise.value, table.to satisfies ScalarType) ? null : { value: table.otherwise.value },
  }
}

/** By key, the first entry of a key alone: two people may have added the same code. */
function sortEntries(entries: readonly LookupEntry[]): TableEntry[] {
  const byKey = new Map<string, TableEntry>()
  for (const { from, to } of [...entries].sort(compareObjects)) if (!byKey.has(printCanonical(from))) byKey.set(printCanonical(from), [from, to])
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}

/** True where objects stand in objects more than the limit; counted without recursion, because a damaged row may be deeper than the engine's stack. */
export function isTooDeep(root: Transform | Condition | undefined): boolean {
  const stack: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth > MOST_EXPR_DEPTH) return true
    for (const child of Object.values(next.value)) stack.push({ value: child, depth: next.depth + (Array.isArray(next.value) ? 0 : 1) })
  }
  return false
}
