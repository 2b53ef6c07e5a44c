// Which of the baselines is the last one, and how people call one.
import type { Baseline } from '../../shared/project/review-parts.ts'

/** By number; one that has none yet is the newest. Undefined: there is none. */
export function newestBaseline(baselines: readonly Baseline[]): Baseline | undefined {
  return sortBaselines(baselines)[0]
}

/** Newest first. */
export function sortBaselines(baselines: readonly Baseline[]): readonly Baseline[] {
  return baselines.toSorted((a, b) => numberOf(b) - numberOf(a) || (a.at < b.at ? 1 : -1))
}

export function nameBaseline({ number }: Pick<Baseline, 'number'>): string {
  return `Baseline ${number ?? 'new'}`
}

function numberOf({ number }: Baseline): number {
  return number ?? Number.MAX_SAFE_INTEGER
}
