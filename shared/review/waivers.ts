// Problems that people decided to live with: the only place that says which waiver is about which problem, and what keeps a row from being ready.
import type { LineAddress } from '../mapping/line.ts'
import type { Waiver } from '../project/review-parts.ts'
import type { ReviewProblem } from './found.ts'

/** A waiver is about exactly this finding: same code, same place, same sentence. Of several the first by id counts. */
export function withWaivers(problems: readonly ReviewProblem[], waivers: readonly Waiver[]): readonly ReviewProblem[] {
  const known = byFinding(waivers)
  if (known.size === 0) return problems
  return problems.map((problem) => {
    const waiver = known.get(keyOf(problem))
    return waiver === undefined ? problem : { ...problem, waiver }
  })
}

/** Waivers without their finding: it is gone, or its sentence is another one by now. In the order of the list. */
export function listUnusedWaivers(waivers: readonly Waiver[], { problems }: { readonly problems: readonly ReviewProblem[] }): Waiver[] {
  const used = new Set(problems.flatMap(({ waiver }) => waiver?.id ?? []))
  return waivers.filter((waiver) => waiver.deleted !== true && !used.has(waiver.id))
}

/** An error that nobody waived. */
export function blocksReady({ severity, waiver }: Pick<ReviewProblem, 'severity' | 'waiver'>): boolean {
  return severity === 'error' && waiver === undefined
}

/** What has to be settled before a row, or a line, can be ready. An open question blocks as well (row-status.ts). */
export function listReadyBlockers({ problems }: { readonly problems: readonly ReviewProblem[] }, at: LineAddress): ReviewProblem[] {
  return problems.filter((problem) => problem.at === at && blocksReady(problem))
}

function byFinding(waivers: readonly Waiver[]): ReadonlyMap<string, Waiver> {
  const known = new Map<string, Waiver>()
  for (const waiver of waivers) {
    if (waiver.deleted === true) continue
    const key = keyOf(waiver)
    const other = known.get(key)
    if (other === undefined || waiver.id < other.id) known.set(key, waiver)
  }
  return known
}

function keyOf({ code, at, message }: Pick<Waiver, 'code' | 'at' | 'message'>): string {
  // With lengths: what people wrote may hold line ends, and one finding must not read as another.
  return `${code.length} ${at.length} ${code}\n${at}\n${message}`
}
