// What the project says now in the tables that come back: the third side of the comparison. Made only when somebody changed something.
import { buildDocument } from '../document/build-document.ts'
import type { Audience } from '../document/document-options.ts'
import { textOf, type Column, type SpecDocument, type Table, type TableRow } from '../document/document.ts'
import type { ProjectView } from './project-view.ts'

export type Now = {
  readonly table: (id: string) => NowTable | undefined
}

export type NowTable = {
  readonly columns: ReadonlyMap<string, Column>
  readonly row: (id: string) => TableRow | undefined
  /** Texts of the rows that have no id, of one row together. */
  readonly plainRows: ReadonlySet<string>
}

/** What the document of each audience says; the engineers' first, because it has all columns. */
export function createNow(view: ProjectView): Now {
  return nowOfDocument((audience) => buildDocument({ project: view.project, choice: { audience }, findGraph: view.findGraph }))
}

export function nowOfDocument(documentFor: (audience: Audience) => SpecDocument): Now {
  let made: ReadonlyMap<string, NowTable> | undefined
  return {
    table(id) {
      made ??= new Map(listTables(documentFor('engineers')).map((table) => [table.id, nowTable(table)]))
      return made.get(id)
    },
  }
}

export function listTables({ cover, sections }: SpecDocument): Table[] {
  return [...cover, ...sections.flatMap(({ blocks }) => blocks)].filter((block) => block.kind === 'table' && block.comesBack === true) as Table[]
}

function nowTable({ columns, rows }: Table): NowTable {
  const byId = new Map(rows.flatMap((row) => (row.id === undefined ? [] : [[row.id, row] as const])))
  return {
    columns: new Map(columns.map((column) => [column.id, column])),
    row: (id) => byId.get(id),
    plainRows: new Set(rows.flatMap((row) => (row.id === undefined ? [joinedTexts(columns.map(({ id }) => textOf(row.cells[id])))] : []))),
  }
}

export function joinedTexts(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n')
}
