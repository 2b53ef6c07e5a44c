// What the preview says of the sample record as a whole, as plain sentences: it is none of the map's, or something that must hold does not.
import { describeCondition } from '../../shared/codegen/english.ts'
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import { listInvariants } from '../../shared/mapping/compile-invariants.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { MapView } from '../grid/map-view.ts'

/** Undefined: there is nothing to tell. `record`: what it is called. */
export function tellOfRecord({ context, outcomesByRow }: Pick<MapView, 'context' | 'outcomesByRow'>, record: string): string | undefined {
  const told = tellApplies(context, outcomesByRow.get(context.fieldMap.id), record)
  if (told !== undefined) return told
  const broken = listInvariants(context).flatMap((invariant) => {
    const outcome = outcomesByRow.get(invariant.id)
    return outcome?.state === 'issue' ? [{ sentence: invariant.sentence, why: outcome.message }] : []
  })
  const [first, ...others] = broken
  if (first === undefined) return undefined
  const more = others.length === 0 ? '' : ` And ${others.length} more ${others.length === 1 ? 'does' : 'do'} not hold.`
  return `Does not hold for ${record}: ${first.sentence.trim() === '' ? 'something without words' : first.sentence.replace(/[.\s]+$/, '')}. ${first.why}${more}`
}

/** What `applies when` says of the record. Undefined: it applies. */
export function tellApplies(context: MapContext, outcome: RowOutcome | undefined, record: string): string | undefined {
  const { appliesWhen } = context.fieldMap
  if (outcome?.state !== 'issue' || appliesWhen === undefined) return undefined
  return `${record} is not one that this map is about: it applies only when ${describeCondition(context, appliesWhen)}.`
}
