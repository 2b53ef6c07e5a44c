// The only place that says which values of samples an export shows: masked where they look like secrets or personal data, unless asked for.
import type { MapInput } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import type { FieldEvidence } from '../schema/evidence.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { mergeEvidence } from '../schema/merge-evidence.ts'
import { printObjectAddress } from '../schema/fields.ts'
import { maskEvidence } from '../schema/sensitive.ts'

export type EvidenceOptions = {
  /** What the records of a sample set show, by the key that SampleSet.set holds. */
  readonly findEvidence?: (set: string) => readonly FieldEvidence[] | undefined
  /** Values of samples that look like secrets or personal data are masked unless somebody asked for them. */
  readonly showValues?: boolean
}

/** What samples show of an input's fields, by path; values are masked already where they are to be. */
export type ShownEvidence = ReadonlyMap<FieldPath, FieldEvidence>

/** Of all sample sets of the input's object together; empty where there is none. */
export function shownEvidence(project: Project, { source }: MapInput, { findEvidence, showValues }: EvidenceOptions): ShownEvidence {
  const label = printObjectAddress(source.object)
  const sets = project.sampleSets.filter((set) => set.deleted !== true && set.schema === source.schema && printObjectAddress(set.object) === label)
  const evidence = mergeEvidence(
    sets.flatMap(({ set, count }) => {
      const found = findEvidence?.(set)
      return found === undefined ? [] : [{ records: count, evidence: found }]
    }),
  )
  return new Map(evidence.map((one) => [one.path, showValues === true ? one : maskEvidence(one).evidence]))
}
