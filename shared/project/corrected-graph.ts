// A schema version as analysts see it: its graph with their facts laid over it. The only place that joins the two; remembered while neither changes.
import { applyOverlays, type AnalystFact, type CorrectedGraph } from '../schema/overlay.ts'
import { factNames, type FactName, type SchemaGraph } from '../schema/schema-graph.ts'
import type { Overlay } from './people-and-systems.ts'
import type { Project } from './project.ts'

const remembered = new WeakMap<SchemaGraph, { readonly key: string; readonly corrected: CorrectedGraph }[]>()
const MOST_REMEMBERED = 4

/** `system`: the id of the system that the graph describes. */
export function correctGraph(project: Pick<Project, 'overlays'>, system: string, graph: SchemaGraph): CorrectedGraph {
  const facts = factsOf(project.overlays, system)
  if (facts.length === 0) return { graph, unplaced: [] }
  const key = JSON.stringify(facts)
  const known = remembered.get(graph) ?? []
  const found = known.find((each) => each.key === key)
  if (found !== undefined) return found.corrected
  const corrected = applyOverlays(graph, facts)
  remembered.set(graph, [{ key, corrected }, ...known].slice(0, MOST_REMEMBERED))
  return corrected
}

/** By time of writing, so that of two facts about the same thing the later one holds. */
function factsOf(overlays: readonly Overlay[], system: string): AnalystFact[] {
  return overlays
    .filter((overlay) => overlay.system === system && overlay.deleted !== true && (factNames as readonly string[]).includes(overlay.fact))
    .toSorted((a, b) => compare(a.at ?? '', b.at ?? '') || compare(a.id, b.id))
    .map(({ object, path, fact, value }) => ({ object, path, fact: fact as FactName, value }))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
