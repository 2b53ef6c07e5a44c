// The only place that reads an .xlsx file as sheets of texts. Runs in the killable child.
// Not exceljs, for the reasons in README (decisions).
import type { Remark, Sheet } from '../../../shared/spreadsheet/spreadsheet.ts'
import { readFormats } from './number-formats.ts'
import { readNotes, readPeople, readThreads } from './read-comments.ts'
import { readCells } from './read-sheet.ts'
import { collectRichText } from './rich-text.ts'
import { SpreadsheetRefusal, type SheetCounter } from './sheet-limits.ts'
import { walkXml, type XmlPart } from './walk-xml.ts'
import { openWorkbook, readWorkbook, type SheetEntry, type WorkbookParts } from './workbook-parts.ts'

/** `sheet`: the one that is being read. `done`: of the whole file, 0..1. */
export type WorkbookReport = (sheet: string | undefined, done: number) => Promise<void>
export type ReadTables = { readonly sheets: readonly Sheet[]; readonly warnings: readonly string[] }

/** Throws SpreadsheetRefusal where it cannot be read. */
export async function readXlsx(file: string, bytes: Uint8Array, count: SheetCounter, report: WorkbookReport): Promise<ReadTables> {
  const parts = await openWorkbook(file, bytes)
  const { sheets: entries, from1904 } = await readWorkbook(parts)
  const shared = await parts.relations(parts.workbook)
  const partOf = (kind: string): XmlPart | undefined => {
    const target = shared.find((relation) => relation.kind === kind)?.target
    return target !== undefined && parts.has(target) ? parts.part(target) : undefined
  }
  const texts = partOf('sharedStrings')
  const styles = partOf('styles')
  const people = partOf('person')
  const tables = entries.filter(({ kind }) => kind === 'worksheet')
  const all = tables.reduce((sum, { part }) => sum + parts.part(part).bytes.length, (texts?.bytes.length ?? 0) + 1)
  let before = 0
  const strings = texts === undefined ? [] : await readStrings(texts, (done) => report(undefined, (done * texts.bytes.length) / all))
  before += texts?.bytes.length ?? 0
  const formats = styles === undefined ? [] : await readFormats(styles)
  const names = people === undefined ? new Map<string, string>() : await readPeople(people)
  const sheets: Sheet[] = []
  let withoutResult = 0
  for (const entry of tables) {
    const part = parts.part(entry.part)
    await report(entry.name, before / all)
    count.sheet(entry.name)
    const relations = await parts.relations(entry.part)
    const targets = new Map(relations.flatMap(({ id, kind, target }) => (kind === 'hyperlink' ? [[id, target] as const] : [])))
    const read = await readCells(part, {
      strings,
      formats,
      from1904,
      count,
      linkTarget: (id) => targets.get(id),
      report: (done) => report(entry.name, (before + done * part.bytes.length) / all),
    })
    before += part.bytes.length
    withoutResult += read.withoutResult
    const comments = await readComments(parts, relations, names, count)
    sheets.push({ name: entry.name, hidden: entry.hidden, rows: read.rows, merges: read.merges, remarks: [...read.links, ...comments].sort(byPlace) })
  }
  if (tables.length === 0) throw new SpreadsheetRefusal({ type: 'Damaged', file, part: parts.workbook, reason: 'there is no sheet with cells in it' })
  return { sheets, warnings: [...parts.leftOut, ...describeOthers(entries), ...describeFormulas(withoutResult)] }
}

async function readStrings(part: XmlPart, report: (done: number) => Promise<void>): Promise<string[]> {
  const strings: string[] = []
  const rich = collectRichText()
  await walkXml(
    part,
    {
      open: (name) => rich.open(name),
      close(name) {
        if (name === 'si') strings.push(rich.take())
        else rich.close(name)
      },
      text: (piece) => rich.text(piece),
    },
    report,
  )
  return strings
}

async function readComments(
  parts: WorkbookParts,
  relations: Awaited<ReturnType<WorkbookParts['relations']>>,
  names: ReadonlyMap<string, string>,
  count: SheetCounter,
): Promise<Remark[]> {
  const of = (kind: string) => relations.filter((relation) => relation.kind === kind && !relation.external && parts.has(relation.target))
  const threads = of('threadedComment')
  const remarks: Remark[] = []
  for (const { target } of of('comments')) remarks.push(...(await readNotes(parts.part(target), count, threads.length > 0)))
  for (const { target } of threads) remarks.push(...(await readThreads(parts.part(target), names, count)))
  return remarks
}

function byPlace(a: Remark, b: Remark): number {
  return a.row - b.row || a.column - b.column
}

function describeOthers(entries: readonly SheetEntry[]): string[] {
  const others = entries.filter(({ kind }) => kind !== 'worksheet').map(({ name }) => `"${name.slice(0, 100)}"`)
  return others.length === 0
    ? []
    : [`${others.join(', ')} ${others.length === 1 ? 'holds' : 'hold'} no cells (a chart, or macros), and ${others.length === 1 ? 'is' : 'are'} not read.`]
}

function describeFormulas(count: number): string[] {
  if (count === 0) return []
  const what = count === 1 ? '1 formula has' : `${count.toLocaleString('en-GB')} formulas have`
  return [`${what} no result in the file; the formula stands in its place. Open the file in a spreadsheet program and save it to have the results.`]
}
