// Lookup tables whose lines the new version's allowed values make stale or incomplete: the only place that finds them.
import type { SchemaChange } from '../schema/schema-change.ts'
import type { LookupTable } from '../project/lookup-table.ts'
import { printNumber, type Project } from '../project/project.ts'
import type { Row } from '../project/field-map.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { isTooDeep } from '../mapping/compile-row.ts'
import type { Transform } from '../transform/transform.ts'
import type { FoundItem } from './affected.ts'
import type { ChangeIndex } from './field-places.ts'
import { createPathRewriter, type FindChild } from './map-paths.ts'

type Lookup = Extract<Transform, { kind: 'lookup' }>

export function listAffectedLookups(project: Project, contexts: readonly MapContext[], index: ChangeIndex, findChild: FindChild, schema: string): FoundItem[] {
  const items = new Map<string, FoundItem>()
  const affected = new Map<SchemaChange, Set<string>>()
  for (const context of contexts)
    for (const row of context.rows)
      for (const lookup of listLookups(row.transform)) {
        const table = project.lookupTables.find((one) => one.id === lookup.table && one.deleted !== true)
        if (table === undefined) continue
        for (const [change, side] of changesOf(context, row, lookup, index, findChild, schema))
          if (isStale(project, table, change, side)) {
            const item = items.get(table.id) ?? {
              id: `lookup:${table.id}`,
              kind: 'lookup',
              number: printNumber('lookupTables', table.number),
              label: table.name,
              changes: new Map(),
            }
            items.set(table.id, item)
            if (!item.changes.has(change)) item.changes.set(change, side)
            affected.set(change, new Set([...(affected.get(change) ?? []), row.id]))
          }
      }
  const users = listUsers(project)
  for (const [table, item] of items)
    item.alsoUsed = new Map(
      [...item.changes.keys()].map((change) => [
        change,
        (users.get(table) ?? []).filter(({ id }) => affected.get(change)?.has(id) !== true).map((row) => printNumber('rows', row.number)),
      ]),
    )
  return [...items.values()]
}

/** By table, the rows of all field maps that take it. */
function listUsers(project: Project): Map<string, Row[]> {
  const alive = new Set(project.fieldMaps.flatMap(({ id, deleted }) => (deleted === true ? [] : [id])))
  const users = new Map<string, Row[]>()
  for (const row of project.rows)
    if (row.deleted !== true && alive.has(row.fieldMap))
      for (const table of new Set(listLookups(row.transform).map((lookup) => lookup.table))) users.set(table, [...(users.get(table) ?? []), row])
  return users
}

/** Changes of allowed values of what goes into the lookup, and of what it fills. */
function changesOf(
  context: MapContext,
  row: Row,
  lookup: Lookup,
  index: ChangeIndex,
  findChild: FindChild,
  schema: string,
): Map<SchemaChange, 'source' | 'destination'> {
  const found = new Map<SchemaChange, 'source' | 'destination'>()
  const rewriter = createPathRewriter(
    context,
    ({ ref, side }, path) => {
      if (ref.schema === schema) for (const change of index.ofField(ref.object, path)) if (change.kind === 'enum') found.set(change, side)
      return path
    },
    findChild,
  )
  rewriter.transform({ ...row, transform: lookup })
  rewriter.destination(row)
  return found
}

function isStale(project: Project, table: LookupTable, { valuesAdded = [], valuesRemoved = [] }: SchemaChange, side: 'source' | 'destination'): boolean {
  const entries = project.lookupEntries.filter((entry) => entry.table === table.id && entry.deleted !== true)
  const from = new Set(entries.map((entry) => String(entry.from)))
  const forAll = new Set(entries.flatMap((entry) => (entry.profile === undefined ? [String(entry.from)] : [])))
  if (side === 'source') return valuesAdded.some((value) => !forAll.has(value)) || valuesRemoved.some((value) => from.has(value))
  const to = new Set([...entries.map((entry) => String(entry.to)), ...(table.otherwise === undefined ? [] : [String(table.otherwise.value)])])
  return valuesRemoved.some((value) => to.has(value))
}

/** Also those inside when / then. */
export function listLookups(transform: Transform | undefined): Lookup[] {
  if (transform === undefined || isTooDeep(transform)) return []
  if (transform.kind === 'lookup') return [transform]
  if (transform.kind !== 'when') return []
  return [...transform.cases.flatMap((one) => listLookups(one.then)), ...listLookups(transform.otherwise)]
}
