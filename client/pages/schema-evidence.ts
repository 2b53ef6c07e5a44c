// What the samples of an object show beside what its description says: all its sets together.
import { useMemo } from 'react'
import { isSameJson } from '../../shared/project/edits.ts'
import type { SampleSet, SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { compareEvidence, type EvidenceComparison } from '../../shared/schema/compare-evidence.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { findObject } from '../../shared/schema/fields.ts'
import { mergeEvidence } from '../../shared/schema/merge-evidence.ts'
import type { NodeId, ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { useSampleSets } from '../api/schemas.ts'
import { useCollection, useProject } from '../collab/project-context.tsx'

export type ObjectEvidence = {
  readonly sets: readonly SampleSet[]
  readonly records: number
  readonly byPath: ReadonlyMap<FieldPath, FieldEvidence>
  readonly comparison: EvidenceComparison
  readonly error: Error | undefined
}

/** Sets of the object itself, and of a body that is the same object. */
export function findSets(sets: readonly SampleSet[], schema: string, graph: SchemaGraph, address: ObjectAddress, node: NodeId): SampleSet[] {
  return sets.filter((set) => set.schema === schema && (isSameJson(set.object, address) || findObject(graph, set.object) === node))
}

/** `graph`: with analysts' facts, so that an added field is no longer a new one. */
export function useObjectEvidence(schema: SchemaVersion, graph: SchemaGraph, address: ObjectAddress, node: NodeId): ObjectEvidence {
  const { project } = useProject()
  const all = useCollection('sampleSets')
  const sets = useMemo(() => findSets(all, schema.id, graph, address, node), [all, schema.id, graph, address, node])
  const { samples, error } = useSampleSets(
    project,
    sets.map(({ set }) => set),
  )
  return useMemo(() => {
    const read = samples.flatMap((one) => (one === undefined ? [] : [{ records: one.records.length, evidence: one.evidence }]))
    const records = read.reduce((sum, one) => sum + one.records, 0)
    const evidence = read.length === 1 ? (read[0]?.evidence ?? []) : mergeEvidence(read)
    return { sets, records, byPath: new Map(evidence.map((one) => [one.path, one])), comparison: compareEvidence(graph, node, evidence, records), error }
  }, [samples, sets, graph, node, error])
}
