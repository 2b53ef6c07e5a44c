// Two versions of a description as analysts see them, their facts laid over both: the only place that does so for a comparison.
import { correctGraph } from '../project/corrected-graph.ts'
import type { Overlay, SchemaVersion } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import { compareGraphs } from '../schema/compare-graphs.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { indexChanges, type ChangeIndex } from './field-places.ts'

const remembered = new WeakMap<SchemaGraph, { readonly after: SchemaGraph; readonly index: ChangeIndex }>()

/** Facts about what has another name in the new version are laid over it under that name: else they would seem to be gone. */
export function correctSides(
  { overlays }: Pick<Project, 'overlays'>,
  versions: { readonly before: SchemaVersion; readonly after: SchemaVersion },
  documented: { readonly before: SchemaGraph; readonly after: SchemaGraph },
): { readonly before: SchemaGraph; readonly after: SchemaGraph } {
  const own = overlays.filter(({ system, deleted }) => system === versions.after.system && deleted !== true)
  const before = correctGraph({ overlays }, versions.before.system, documented.before).graph
  if (own.length === 0) return { before, after: documented.after }
  const index = indexOf(documented.before, documented.after)
  return { before, after: correctGraph({ overlays: own.map((one) => underNewNames(one, index)) }, versions.after.system, documented.after).graph }
}

function underNewNames(overlay: Overlay, index: ChangeIndex): Overlay {
  const all = () => true
  const [object, path] = [index.followObject(overlay.object, all), index.follow(overlay.object, overlay.path, all) ?? overlay.path]
  return { ...overlay, object, path }
}

function indexOf(before: SchemaGraph, after: SchemaGraph): ChangeIndex {
  const known = remembered.get(before)
  if (known?.after === after) return known.index
  const index = indexChanges(before, compareGraphs(before, after))
  remembered.set(before, { after, index })
  return index
}
