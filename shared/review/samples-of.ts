// Which sample sets show something of a field map's sources: the only place that finds their evidence by input and path.
import type { MapContext } from '../mapping/map-context.ts'
import type { SampleSet } from '../project/people-and-systems.ts'
import type { FieldEvidence } from '../schema/evidence.ts'
import { printCanonical } from '../transform/canonical.ts'
import type { FindSamples } from './check-samples.ts'

type FindEvidence = ((set: string) => { readonly evidence: readonly FieldEvidence[] } | undefined) | undefined

/** All that findSamplesOf looks at, for schemas with these ids. */
export function listSampleParts(sets: readonly SampleSet[], schemas: ReadonlySet<string>, findEvidence: FindEvidence): unknown[] {
  return sets.flatMap((set) => (set.deleted !== true && schemas.has(set.schema) ? [set, findEvidence?.(set.set)?.evidence] : []))
}

/** Undefined: no sample set shows anything of them. */
export function findSamplesOf({ project, inputs }: MapContext, findEvidence: FindEvidence): FindSamples | undefined {
  const schemas = new Set(inputs.map(({ ref }) => ref.schema))
  if (!listSampleParts(project.sampleSets, schemas, findEvidence).some(Array.isArray)) return undefined
  const byInput = new Map<string, ReadonlyMap<string, readonly FieldEvidence[]>>()
  const index = (id: string) => {
    const source = inputs.find(({ input }) => input.id === id)?.ref
    const byPath = new Map<string, FieldEvidence[]>()
    for (const set of project.sampleSets) {
      if (source === undefined || set.deleted === true || set.schema !== source.schema || printCanonical(set.object) !== printCanonical(source.object)) continue
      for (const one of findEvidence?.(set.set)?.evidence ?? []) byPath.set(one.path, [...(byPath.get(one.path) ?? []), one])
    }
    return byPath
  }
  return (input, path) => {
    const known = byInput.get(input) ?? index(input)
    byInput.set(input, known)
    return known.get(path) ?? []
  }
}
