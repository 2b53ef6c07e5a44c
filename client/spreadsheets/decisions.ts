// What a person decided about the items of an import, and what follows from it. Pure.
import type { ImportItem, ImportPlan } from '../../shared/spreadsheet/import-plan.ts'
import { isCorrected, type Corrections } from './corrections.ts'

export type Decision = 'accept' | 'reject'
/** By the item's id. */
export type Decisions = ReadonlyMap<string, Decision>

/** `told`: nothing can be accepted as it is; it is only said, and may be corrected. */
export const STANDS = ['accepted', 'rejected', 'undecided', 'told'] as const
export type Stand = (typeof STANDS)[number]
export type Stands = ReadonlyMap<string, Stand>

/** What was corrected was meant to be taken. What something accepted needs is accepted with it. */
export function standsOf({ items }: Pick<ImportPlan, 'items'>, decisions: Decisions, corrections: Corrections): Stands {
  const stands = new Map(items.map((item) => [item.id, standOf(item, decisions.get(item.id), isCorrected(item, corrections))]))
  const byId = new Map(items.map((item) => [item.id, item]))
  const take = (id: string) => {
    for (const needed of byId.get(id)?.needs ?? []) {
      const stand = stands.get(needed)
      if (stand !== 'undecided' && stand !== 'rejected') continue
      stands.set(needed, 'accepted')
      take(needed)
    }
  }
  for (const item of items) if (item.needs !== undefined && stands.get(item.id) === 'accepted') take(item.id)
  return stands
}

function standOf(item: ImportItem, decision: Decision | undefined, corrected: boolean): Stand {
  if (item.writes.length === 0) return 'told'
  if (decision !== undefined) return decision === 'accept' ? 'accepted' : 'rejected'
  return item.accepted || corrected ? 'accepted' : 'undecided'
}

/** Accepting takes what is needed along, rejecting what needs it. Undefined: nobody has decided yet. */
export function decide({ items }: Pick<ImportPlan, 'items'>, before: Decisions, ids: Iterable<string>, decision: Decision | undefined): Decisions {
  const next = new Map(before)
  const byId = new Map(items.map((item) => [item.id, item]))
  const needing = decision === 'reject' ? needingOf(items) : undefined
  const seen = new Set<string>()
  const set = (id: string) => {
    if (seen.has(id)) return
    seen.add(id)
    if (decision === undefined) next.delete(id)
    else next.set(id, decision)
    if (decision === 'accept') for (const needed of byId.get(id)?.needs ?? []) set(needed)
    for (const other of needing?.get(id) ?? []) set(other)
  }
  for (const id of ids) set(id)
  return next
}

/** The items that can only be accepted with each. */
function needingOf(items: readonly ImportItem[]): ReadonlyMap<string, readonly string[]> {
  const needing = new Map<string, string[]>()
  for (const { id, needs = [] } of items)
    for (const needed of needs) {
      const others = needing.get(needed) ?? []
      others.push(id)
      needing.set(needed, others)
    }
  return needing
}

export function countStands(items: readonly ImportItem[], stands: Stands): Readonly<Record<Stand, number>> {
  const counts = { accepted: 0, rejected: 0, undecided: 0, told: 0 }
  for (const { id } of items) counts[stands.get(id) ?? 'told'] += 1
  return counts
}

/** What became of a plan when it was made anew: what is gone, what is new, and what says something else now. */
export type PlanChange = { readonly gone: readonly ImportItem[]; readonly come: readonly ImportItem[]; readonly other: readonly ImportItem[] }

export function comparePlans(before: Pick<ImportPlan, 'items'>, after: Pick<ImportPlan, 'items'>): PlanChange {
  const [old, fresh] = [before, after].map(({ items }) => new Map(items.map((item) => [item.id, item])))
  if (old === undefined || fresh === undefined) return { gone: [], come: [], other: [] }
  return {
    gone: before.items.filter(({ id }) => !fresh.has(id)),
    come: after.items.filter(({ id }) => !old.has(id)),
    other: after.items.filter((item) => {
      const was = old.get(item.id)
      return (
        was !== undefined &&
        (was.kind !== item.kind || was.ours !== item.ours || was.theirs !== item.theirs || (was.writes.length === 0) !== (item.writes.length === 0))
      )
    }),
  }
}
