// What happened to many cells, in one sentence with counts. Pure.
import type { CellPlan } from './plan-cells.ts'

/** `12 pasted, 3 locked, 2 not taken, 4 kept as text that matches no field`. */
export function describePlan({ taken, locked, kept, refused }: CellPlan, done: string): string {
  const parts = [
    `${taken} ${done}`,
    ...(locked > 0 ? [`${locked} locked`] : []),
    ...(refused.length > 0 ? [`${refused.length} not taken`] : []),
    ...(kept > 0 ? [`${kept} kept as text that matches no field`] : []),
  ]
  return parts.join(', ')
}
