// The Excel spec: which sheets there are and in what order (DESIGN §7).
import { buildMapContext, type MapContext } from '../../shared/mapping/map-context.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import { reviewOnce } from '../../shared/review/review.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { createBook, type SheetOptions } from './excel-book.ts'
import { CORRECTED_WIDTHS, writeCorrectedFacts } from './excel-corrected-facts.ts'
import { COVER_WIDTHS, writeCover, type Content } from './excel-cover.ts'
import { mapColumnWidths, writeFieldMap } from './excel-field-map.ts'
import { listMapLines, type MapSheet } from '../../shared/document/map-lines.ts'
import { LOOKUP_WIDTHS, writeLookupTables } from './excel-lookup-tables.ts'
import { PROBLEM_WIDTHS, writeProblems } from './excel-problems.ts'
import { QUESTION_WIDTHS, writeQuestions } from './excel-questions.ts'
import { SOURCE_FIELD_WIDTHS, writeSourceFields } from './excel-source-fields.ts'
import { settingsWidths, writeSettings } from './excel-settings.ts'
import { shownEvidence, type EvidenceOptions } from '../../shared/document/shown-evidence.ts'
import { colour } from './excel-style.ts'
import { SYSTEM_WIDTHS, writeSystems } from './excel-systems.ts'
import { USE_CASE_WIDTHS, writeUseCases } from './excel-use-cases.ts'

/** `maps`: ids of the field maps to export; all that are not archived where it is absent. */
export type WorkbookOptions = EvidenceOptions & { readonly maps?: readonly string[] }

/** The same project gives the same bytes. `findGraph` takes the key that SchemaVersion.graph holds. */
export async function exportWorkbook(project: Project, findGraph: (key: string) => SchemaGraph | undefined, options: WorkbookOptions): Promise<Uint8Array> {
  const maps = project.fieldMaps
    .filter((map) => map.deleted !== true && (options.maps === undefined ? map.archived !== true : options.maps.includes(map.id)))
    .map((map) => buildMapContext(project, map.id, findGraph))
    .filter((context): context is MapContext => context !== undefined)
  const sheets: MapSheet[] = maps.map((context) => ({ context, lines: listMapLines(context) }))
  const book = createBook(project.info.name, project.info.purpose ?? '')
  const alive = (list: readonly { readonly deleted?: boolean | undefined }[]) => list.some((one) => one.deleted !== true)
  const contents: Content[] = []
  const cover = book.addSheet('Cover', COVER_WIDTHS, { tab: colour.accent, onePage: true })
  const add = (name: string, widths: readonly number[], what: string, options?: SheetOptions) => {
    contents.push({ sheet: name, title: name, what })
    return book.addSheet(name, widths, options)
  }

  if (alive(project.useCases))
    writeUseCases(
      book,
      add('Use cases', USE_CASE_WIDTHS, 'What it is for, what it is not for, and the steps with frequency, volume and failures', { paper: 'A3' }),
      project,
    )
  for (const mapSheet of sheets) {
    const { fieldMap } = mapSheet.context
    const name = `${printNumber('fieldMaps', fieldMap.number)} ${fieldMap.name}`
    const sheet = add(name, mapColumnWidths(), fieldMap.oneRecordIs === undefined ? 'Field map' : `Field map. One record is: ${fieldMap.oneRecordIs}`, {
      paper: 'A3',
      tab: colour.destination,
    })
    book.mark(`map:${fieldMap.id}`, sheet, 1)
    writeFieldMap(book, sheet, mapSheet)
  }
  if (maps.length > 0)
    writeSourceFields(
      book,
      add('Source fields', SOURCE_FIELD_WIDTHS, 'Every source field of every map: used, left out with a reason, or undecided', { tab: colour.source }),
      maps,
      (input) => shownEvidence(project, input, options),
    )
  if (alive(project.overlays))
    writeCorrectedFacts(book, add('Corrected facts', CORRECTED_WIDTHS, 'Where the documents of a system are wrong or silent'), project, findGraph)
  if (alive(project.lookupTables)) writeLookupTables(book, add('Lookup tables', LOOKUP_WIDTHS, 'Codes of the source and what they become'), project, maps)
  if (alive(project.configValues)) writeSettings(book, add('Config values', settingsWidths(project), 'What each customer plugs in'), project, maps)
  if (alive(project.systems)) writeSystems(book, add('Systems and people', SYSTEM_WIDTHS, 'Environments, signing in, limits, contacts'), project)
  const { problems } = reviewOnce({ project, findGraph, findEvidence: (set) => evidenceOfSet(project, set, options) })
  if (problems.length > 0)
    writeProblems(book, add('Problems', PROBLEM_WIDTHS, 'What is found, and what people decided to live with and why'), project, problems)
  if (alive(project.questions)) writeQuestions(book, add('Questions', QUESTION_WIDTHS, 'Open and answered, each with the row it is about'), project)
  writeCover(book, cover, project, contents, sheets)
  return book.finish()
}

function evidenceOfSet(
  project: Project,
  key: string,
  { findEvidence }: EvidenceOptions,
): { readonly records: number; readonly evidence: readonly FieldEvidence[] } | undefined {
  const evidence = findEvidence?.(key)
  const count = project.sampleSets.find((one) => one.set === key)?.count
  return evidence === undefined || count === undefined ? undefined : { records: count, evidence }
}
