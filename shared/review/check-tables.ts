// What is found about lookup tables by themselves: empty ones, codes that stand twice, customers without entries, values that look like secrets.
import { listSome, quoted } from '../mapping/value-check.ts'
import type { LookupEntry, LookupTable } from '../project/lookup-table.ts'
import { compareObjects, printNumber, type Project } from '../project/project.ts'
import { findSensitivity } from '../schema/sensitive.ts'
import { printCanonical } from '../transform/canonical.ts'
import { onPlace, type ReviewProblem } from './found.ts'
import { groupLive, live } from './group.ts'

type Profiles = Project['customerProfiles']

export function checkTables({
  lookupTables,
  lookupEntries,
  customerProfiles,
}: Pick<Project, 'lookupTables' | 'lookupEntries' | 'customerProfiles'>): ReviewProblem[] {
  const entries = groupLive(lookupEntries, ({ table }) => table)
  const profiles = live(customerProfiles)
  return live(lookupTables).flatMap((table) => checkTable(table, entries.get(table.id) ?? [], profiles))
}

function checkTable(table: LookupTable, entries: readonly LookupEntry[], profiles: Profiles): ReviewProblem[] {
  const name = `${printNumber('lookupTables', table.number)} ${table.name}`
  const tell = (code: 'lookup-empty' | 'lookup-duplicate' | 'lookup-customer-missing' | 'secret-looking-value', ...names: string[]) =>
    onPlace('lookup', table.id, code, name, ...names)
  if (entries.length === 0) return table.otherwise === undefined ? [tell('lookup-empty')] : []
  const found: ReviewProblem[] = []
  for (const [profile, own] of groupLive(entries, (entry) => entry.profile ?? '')) {
    const whose = profiles.find(({ id }) => id === profile)?.name
    for (const code of listTwice(own)) found.push(tell('lookup-duplicate', quoted(code), whose === undefined ? '' : ` for ${whose}`))
  }
  const without = profiles.filter(({ id }) => !entries.some(({ profile }) => profile === id))
  // Entries for everybody are what a customer without own ones gets.
  const hasCommon = entries.some(({ profile }) => profile === undefined)
  if (table.scope === 'per-customer' && table.otherwise === undefined && !hasCommon && without.length > 0)
    found.push(tell('lookup-customer-missing', listSome(without.map((profile) => profile.name))))
  if (entries.some(({ to }) => typeof to === 'string' && findSensitivity('', [to]) === 'secret')) found.push(tell('secret-looking-value'))
  return found
}

/** Codes as people read them, each once. */
function listTwice(entries: readonly LookupEntry[]): string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { from } of [...entries].sort(compareObjects)) {
    const code = printCanonical(from)
    if (seen.has(code)) twice.add(String(from))
    seen.add(code)
  }
  return [...twice]
}
