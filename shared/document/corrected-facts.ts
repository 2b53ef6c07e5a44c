// The facts in which analysts contradict or complete a description: whoever builds from the documents alone would build it wrong.
import { fieldTree } from '../mapping/field-tree.ts'
import { correctGraph } from '../project/corrected-graph.ts'
import type { Overlay } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import { listCorrections } from '../schema/corrections.ts'
import { factLabels, printFactValue, type ShownFact } from '../schema/field-facts.ts'
import { findObject, printObjectAddress } from '../schema/fields.ts'
import type { Section, TableRow } from './document.ts'
import type { DocumentSource } from './document-options.ts'

export function correctedFactsSection(source: DocumentSource): Section | undefined {
  const facts = listCorrectedFacts(source.project)
  if (facts.length === 0) return undefined
  return {
    id: 'corrected-facts',
    title: 'Corrected facts',
    what: 'Where the documents of a system are wrong or silent',
    lead: 'Where the documents of a system are wrong or silent. The field maps follow these facts, not the documents.',
    kind: 'fields',
    blocks: [
      {
        kind: 'table',
        id: 'corrected-facts',
        columns: [
          { id: 'system', title: 'System', width: 20 },
          { id: 'object', title: 'Object', width: 30 },
          { id: 'field', title: 'Field', width: 34 },
          { id: 'fact', title: 'Fact', width: 16 },
          { id: 'holds', title: 'What holds', width: 44 },
          { id: 'documented', title: 'The document says', width: 40 },
          { id: 'by', title: 'Said by', width: 20 },
          { id: 'on', title: 'On', width: 13 },
        ],
        rows: facts.map((overlay) => factRow(source, overlay)),
      },
    ],
  }
}

function factRow({ project, findGraph }: DocumentSource, overlay: Overlay): TableRow {
  const isField = overlay.fact === 'added'
  const system = project.systems.find(({ id }) => id === overlay.system)
  return {
    cells: {
      system: system === undefined ? '' : { text: system.name, to: `system:${system.id}` },
      object: printObjectAddress(overlay.object),
      field: { text: overlay.path, tone: 'strong' },
      fact: isField ? 'Field' : Object.hasOwn(factLabels, overlay.fact) ? factLabels[overlay.fact as ShownFact] : overlay.fact,
      holds: isField ? 'The field exists' : printFactValue(overlay.fact as ShownFact, overlay.value),
      documented: documentedOf(project, overlay, findGraph),
      by: overlay.by ?? '',
      on: overlay.at?.slice(0, 10) ?? '',
    },
  }
}

/** Facts that hold: of several about the same thing the last. */
export function listCorrectedFacts(project: Project): Overlay[] {
  const last = new Map<string, Overlay>()
  for (const overlay of project.overlays.filter(({ deleted }) => deleted !== true).toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1)))
    last.set(JSON.stringify([overlay.system, printObjectAddress(overlay.object), overlay.path, overlay.fact]), overlay)
  return [...last.values()].toSorted((a, b) => (sortText(a) < sortText(b) ? -1 : 1))
}

/** By the newest schema version of the system that has the field. */
function documentedOf(project: Project, overlay: Overlay, findGraph: DocumentSource['findGraph']): string {
  for (const version of project.schemas.filter(({ system, deleted }) => system === overlay.system && deleted !== true).toReversed()) {
    const documented = findGraph(version.graph)
    if (documented === undefined) continue
    const { graph } = correctGraph(project, overlay.system, documented)
    const node = findObject(graph, overlay.object)
    const field = node === undefined ? undefined : fieldTree(graph, node).find(overlay.path)
    if (field === undefined) continue
    return listCorrections(field).find(({ fact }) => fact === overlay.fact)?.documented ?? (field.added === true ? 'nothing' : 'the same')
  }
  return 'the field is in no version'
}

function sortText(overlay: Overlay): string {
  return [overlay.system, printObjectAddress(overlay.object), overlay.path, overlay.fact].join('\n')
}
