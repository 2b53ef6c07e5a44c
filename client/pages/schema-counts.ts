// What the list of a schema says beside each object and body: its fields, sample records, the field maps that use it. Pure.
import { isSameJson } from '../../shared/project/edits.ts'
import type { Project } from '../../shared/project/project.ts'
import type { AddressChoice } from '../../shared/schema/envelopes.ts'
import { innerFacts, listOptions } from '../../shared/schema/fields.ts'
import type { NodeId, ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'

export type ChoiceCounts = { readonly fields: number; readonly samples: number; readonly maps: number }

/** `project`: what the counts follow from. */
export function createCounts(
  project: Pick<Project, 'sampleSets' | 'fieldMaps' | 'mapInputs'>,
  schema: string,
  graph: SchemaGraph,
): (choice: AddressChoice) => ChoiceCounts {
  const sets = project.sampleSets.filter((set) => set.schema === schema && set.deleted !== true)
  const live = new Set(project.fieldMaps.filter((map) => map.deleted !== true && map.archived !== true).map(({ id }) => id))
  const used: { readonly map: string; readonly object: ObjectAddress }[] = [
    ...project.fieldMaps.filter((map) => map.destination.schema === schema).map((map) => ({ map: map.id, object: map.destination.object })),
    ...project.mapInputs.filter((one) => one.deleted !== true && one.source.schema === schema).map((one) => ({ map: one.fieldMap, object: one.source.object })),
  ].filter(({ map }) => live.has(map))
  return ({ address, node }) => ({
    fields: countOwnFields(graph, node),
    samples: sets.filter((set) => isSameJson(set.object, address)).reduce((sum, set) => sum + set.count, 0),
    maps: new Set(used.filter(({ object }) => isSameJson(object, address)).map(({ map }) => map)).size,
  })
}

function countOwnFields(graph: SchemaGraph, node: NodeId): number {
  const facts = innerFacts(graph, node)
  const names = new Set(facts.properties?.map(({ name }) => name))
  for (const option of listOptions(graph, facts)) for (const { name } of option.facts.properties ?? []) names.add(name)
  return names.size
}

/** `27 fields · 50 samples · 2 maps`; nothing of which there is none, but for fields. */
export function describeCounts({ fields, samples, maps }: ChoiceCounts): string {
  return [countWords(fields, 'field'), samples === 0 ? '' : countWords(samples, 'sample'), maps === 0 ? '' : countWords(maps, 'map')]
    .filter((text) => text !== '')
    .join(' · ')
}

/** `1 field`, `1,200 fields`. */
export function countWords(many: number, word: string): string {
  return `${many.toLocaleString('en-GB')} ${word}${many === 1 ? '' : 's'}`
}
