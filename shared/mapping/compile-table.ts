// A lookup table as a map sees it: the only place that decides which of its entries count.
import type { LookupEntry, LookupTable } from '../project/lookup-table.ts'
import { compareObjects, printNumber, type Project } from '../project/project.ts'
import { printCanonical } from '../transform/canonical.ts'
import type { ScalarType, TableEntry, TableIr } from '../transform/ir.ts'
import { isOfType } from '../transform/scalar-conversion.ts'

/** `report`: an entry that is not of the table's types, and the table. */
export function compileTable(project: Project, table: LookupTable, report: (value: string, table: string) => void): TableIr {
  const entries = project.lookupEntries.filter((entry) => entry.table === table.id && entry.deleted !== true)
  // A profile without a name cannot be asked for.
  const profiles = project.customerProfiles.filter((profile) => profile.deleted !== true && profile.name !== '').sort(compareObjects)
  const sound = (one: LookupEntry) => {
    if (isOfType(one.from, table.from) && isOfType(one.to, table.to)) return true
    report(JSON.stringify(isOfType(one.from, table.from) ? one.to : one.from), `${printNumber('lookupTables', table.number)} ${table.name}`)
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
