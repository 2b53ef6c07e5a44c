// What the project says now in the tables that come back: the third side of the comparison. Made only when somebody changed something.
import { buildDocument } from '../document/build-document.ts'
import type { DocumentSource } from '../document/document-options.ts'
import { textOf, type Column, type SpecDocument, type Table, type TableRow } from '../document/document.ts'
import { mapSections } from '../document/map-section.ts'
import type { ProjectView } from './project-view.ts'

export type Now = {
  readonly table: (id: string) => NowTable | undefined
}

export type NowTable = {
  readonly columns: ReadonlyMap<string, Column>
  readonly row: (id: string) => TableRow | undefined
  /** Texts of the rows that have no id, of one row together, and what is said where there are none. */
  readonly plainRows: ReadonlySet<string>
}

/** A field map's table is made alone: the others need nothing of it, and it is the one that takes time. */
export function createNow(view: ProjectView): Now {
  const source = { project: view.project, choice: {}, findGraph: view.findGraph }
  const others = nowOfDocument(() => buildDocument(source))
  const maps = new Map<string, NowTable | undefined>()
  return {
    table(id) {
      if (!id.startsWith('rows:')) return others.table(id)
      const map = id.slice('rows:'.length)
      if (!maps.has(id)) maps.set(id, tableOfMap({ ...source, choice: { maps: [map] } }, id))
      return maps.get(id)
    },
  }
}

function tableOfMap(source: DocumentSource, id: string): NowTable | undefined {
  const found = mapSections(source)
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === 'table' && block.id === id)
  return found?.kind === 'table' ? nowTable(found) : undefined
}

/** What the document says that the workbook is made from. */
export function nowOfDocument(make: () => SpecDocument): Now {
  let made: ReadonlyMap<string, NowTable> | undefined
  return {
    table(id) {
      made ??= new Map(listTables(make()).map((table) => [table.id, nowTable(table)]))
      return made.get(id)
    },
  }
}

export function listTables({ cover, sections }: SpecDocument): Table[] {
  return [...cover, ...sections.flatMap(({ blocks }) => blocks)].flatMap((block) => (block.kind === 'table' && block.comesBack === true ? [block] : []))
}

function nowTable({ columns, rows, empty }: Table): NowTable {
  const byId = new Map(rows.flatMap((row) => (row.id === undefined ? [] : [[row.id, row] as const])))
  return {
    columns: new Map(columns.map((column) => [column.id, column])),
    row: (id) => byId.get(id),
    plainRows: new Set([
      ...(empty === undefined ? [] : [empty]),
      ...rows.flatMap((row) => (row.id === undefined ? [joinedTexts(columns.map(({ id }) => textOf(row.cells[id])))] : [])),
    ]),
  }
}

export function joinedTexts(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n')
}
