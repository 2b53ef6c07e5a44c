// The only place that says which values of samples an export shows: masked where they look like secrets or personal data, unless asked for.
import type { MapInput } from '../../shared/project/field-map.ts'
import type { Project } from '../../shared/project/project.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import { maskEvidence } from '../../shared/schema/sensitive.ts'
import type { ShownEvidence } from './excel-source-fields.ts'
import type { WorkbookOptions } from './excel-workbook.ts'

/** Of the largest sample set of the input's object; empty where there is none. */
export function shownEvidence(project: Project, { source }: MapInput, { findEvidence, showValues }: WorkbookOptions): ShownEvidence {
  const label = printObjectAddress(source.object)
  const sets = project.sampleSets.filter((set) => set.deleted !== true && set.schema === source.schema && printObjectAddress(set.object) === label)
  const largest = sets.toSorted((a, b) => b.count - a.count)[0]
  const evidence: readonly FieldEvidence[] = (largest === undefined ? undefined : findEvidence?.(largest.set)) ?? []
  return new Map(evidence.map((one) => [one.path, showValues === true ? one : maskEvidence(one).evidence]))
}
