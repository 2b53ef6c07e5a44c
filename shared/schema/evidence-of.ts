// The only place that turns observed records into evidence about fields.
import type { FieldEvidence } from './evidence.ts'
import { printFieldPath, type PathStep } from './field-path.ts'
import { observeRecords, placesBelow, type Documented, type Observed } from './observe-records.ts'

/**
 * What the records show of each field, parents before children, in the order of first sight. Paths fit the documented object
 * when it is given: names that its map holds become `{}`. Without it they are the records' own.
 */
export function evidenceOf(records: readonly unknown[], documented?: Documented): FieldEvidence[] {
  return observedEvidence(observeRecords(records, documented))
}

export function observedEvidence(root: Observed): FieldEvidence[] {
  const evidence: FieldEvidence[] = []
  const stack: { at: Observed; steps: readonly PathStep[]; of: number }[] = childrenOf(root, []).toReversed()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { at, steps, of } = next
    evidence.push({
      path: printFieldPath(steps),
      seen: at.seen,
      of,
      types: [...at.types].map(([type, count]) => ({ type, count })).toSorted((a, b) => b.count - a.count),
      nulls: at.nulls,
      distinct: [...at.distinct].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count),
      more: at.more,
      ...(at.longest === undefined ? {} : { longest: at.longest }),
      ...(at.longestText === undefined ? {} : { longestText: at.longestText }),
      ...(at.minimum === undefined ? {} : { minimum: at.minimum }),
      ...(at.maximum === undefined ? {} : { maximum: at.maximum }),
    })
    for (const child of childrenOf(at, steps).toReversed()) stack.push(child)
  }
  return evidence
}

/** A field's parents are the objects it could stand in; an item or entry is always there where it is counted. */
function childrenOf(at: Observed, steps: readonly PathStep[]): { at: Observed; steps: readonly PathStep[]; of: number }[] {
  return placesBelow(at).flatMap((child) =>
    child.step === undefined ? [] : [{ at: child, steps: [...steps, child.step], of: child.step.kind === 'name' ? at.objects : child.seen }],
  )
}
