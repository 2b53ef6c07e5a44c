// The sheet of facts in which analysts contradict or complete a description: whoever builds from the documents alone would build it wrong.
import type { Worksheet } from 'exceljs'
import { fieldTree } from '../../shared/mapping/field-tree.ts'
import { correctGraph } from '../../shared/project/corrected-graph.ts'
import type { Overlay } from '../../shared/project/people-and-systems.ts'
import type { Project } from '../../shared/project/project.ts'
import { listCorrections } from '../../shared/schema/corrections.ts'
import { factLabels, printFactValue, type ShownFact } from '../../shared/schema/field-facts.ts'
import { findObject, printObjectAddress } from '../../shared/schema/fields.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { look } from './excel-style.ts'
import { writeHead, writeRow, writeTitle, type Book } from './excel-book.ts'

export const CORRECTED_WIDTHS = [22, 34, 36, 16, 44, 40, 20, 13] as const

/** Facts that hold: of several about the same thing the last. */
export function listCorrectedFacts(project: Project): Overlay[] {
  const last = new Map<string, Overlay>()
  for (const overlay of project.overlays.filter(({ deleted }) => deleted !== true).toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1)))
    last.set(JSON.stringify([overlay.system, printObjectAddress(overlay.object), overlay.path, overlay.fact]), overlay)
  return [...last.values()].toSorted((a, b) => (sortText(a) < sortText(b) ? -1 : 1))
}

export function writeCorrectedFacts(book: Book, sheet: Worksheet, project: Project, findGraph: (key: string) => SchemaGraph | undefined): void {
  const header = writeTitle(
    book,
    sheet,
    'Corrected facts',
    'Where the documents of a system are wrong or silent. The field maps follow these facts, not the documents.',
    CORRECTED_WIDTHS.length,
  )
  writeHead(sheet, header, ['System', 'Object', 'Field', 'Fact', 'What holds', 'The document says', 'Said by', 'On'])
  const facts = listCorrectedFacts(project)
  facts.forEach((overlay, index) => {
    const isField = overlay.fact === 'added'
    writeRow(
      book,
      sheet,
      header + 1 + index,
      [
        project.systems.find(({ id }) => id === overlay.system)?.name ?? '',
        printObjectAddress(overlay.object),
        overlay.path,
        isField ? 'Field' : Object.hasOwn(factLabels, overlay.fact) ? factLabels[overlay.fact as ShownFact] : overlay.fact,
        isField ? 'The field exists' : printFactValue(overlay.fact as ShownFact, overlay.value),
        documentedOf(project, overlay, findGraph),
        overlay.by ?? '',
        overlay.at?.slice(0, 10) ?? '',
      ],
      [look.cell, look.quiet, look.strong, look.cell, look.cell, look.quiet, look.quiet, look.quiet],
    )
  })
  sheet.views = [{ state: 'frozen', xSplit: 3, ySplit: header, showGridLines: false }]
  sheet.pageSetup.printTitlesRow = `${header}:${header}`
  if (facts.length > 0) sheet.autoFilter = { from: { row: header, column: 1 }, to: { row: header + facts.length, column: CORRECTED_WIDTHS.length } }
}

/** By the newest schema version of the system that has the field. */
function documentedOf(project: Project, overlay: Overlay, findGraph: (key: string) => SchemaGraph | undefined): string {
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
