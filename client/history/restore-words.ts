// What restoring does and what it leaves, in words. Pure.
import { countOf } from '../../shared/review/compare-projects-homes.ts'
import type { ObjectCounts, RestorePlan } from '../../shared/review/restore.ts'

const count = (number: number, one: string, many: string) => `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`

function list(counts: ObjectCounts): string {
  return [...counts].map(([home, number]) => countOf(home, number)).join(', ')
}

/** What will change; empty where everything that can be restored is as it was. */
export function listRestored({ changed, broughtBack, removed }: RestorePlan): string[] {
  return [
    ...(changed.size === 0 ? [] : [`as it was then: ${list(changed)}`]),
    ...(broughtBack.size === 0 ? [] : [`deleted since, comes back: ${list(broughtBack)}`]),
    ...(removed.size === 0 ? [] : [`made since, is deleted: ${list(removed)}`]),
  ]
}

/** What stays as it is today, because only the server writes it in the name of a person. */
export function listKept({ approvals, waivers, signatures, signedUseCases }: RestorePlan): string[] {
  return [
    ...(approvals === 0
      ? []
      : [`${count(approvals, 'row that was approved comes', 'rows that were approved come')} back as ready: approving is for a person to do again`]),
    ...(signedUseCases === 0
      ? []
      : [`${count(signedUseCases, 'use case keeps', 'use cases keep')} what follows from signatures: a sign-off is neither made nor taken back`]),
    ...(waivers === 0 ? [] : [`${count(waivers, 'waiver differs and stays as it is', 'waivers differ and stay as they are')}`]),
    ...(signatures === 0 ? [] : [`${count(signatures, 'signature differs and stays as it is', 'signatures differ and stay as they are')}`]),
  ]
}
