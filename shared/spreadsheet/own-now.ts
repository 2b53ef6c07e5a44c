// What the project says now in the tables that come back: the third side of the comparison. Made only where somebody changed something.
import { configValuesSection } from '../document/config-values.ts'
import type { DocumentSource } from '../document/document-options.ts'
import { textOf, type Cell, type Column, type Section, type SpecDocument, type Table } from '../document/document.ts'
import { reviewCells } from '../document/map-cells.ts'
import { lookupTablesSection } from '../document/lookup-tables.ts'
import { mapColumns } from '../document/map-columns.ts'
import { printRowFormula } from '../document/map-formula.ts'
import { printSources } from '../document/map-lines.ts'
import { mapSections } from '../document/map-section.ts'
import { questionsSection } from '../document/questions.ts'
import { findRow } from '../mapping/item-scope.ts'
import { buildMapContext } from '../mapping/map-context.ts'
import { splitAddress } from './own-addresses.ts'
import type { ProjectView } from './project-view.ts'

export type Now = {
  /** Undefined: the project has no such table any more. */
  readonly table: (id: string) => NowTable | undefined
}

export type NowTable = {
  readonly columns: readonly Column[]
  /** By the id of the row and of the column; undefined: the row is not there. */
  readonly text: (row: string, column: string) => string | undefined
  /** Whether a line without an id says this: texts of one row together, or what is said where there are none. */
  readonly isPlain: (texts: string) => boolean
}

/** Each section is made alone. A field map's, which takes time, only for cells that need the whole of it. */
export function createNow(view: ProjectView): Now {
  const source = { project: view.project, choice: {}, findGraph: view.findGraph }
  const others = new Map<string, ReadonlyMap<string, NowTable>>()
  const maps = new Map<string, NowTable | undefined>()
  return {
    table(id) {
      const [kind, map] = splitAddress(id)
      if (kind !== 'rows') {
        const tables = others.get(kind) ?? nowOfTables(sections.get(kind)?.(source)?.blocks ?? [])
        others.set(kind, tables)
        return tables.get(id)
      }
      if (!maps.has(map)) maps.set(map, nowOfMap({ ...source, choice: { maps: [map] } }, map))
      return maps.get(map)
    },
  }
}

/** No plain object: the kind comes from the file, and may be a name that every object has. */
const sections: ReadonlyMap<string, (source: DocumentSource) => Section | undefined> = new Map([
  ['questions', questionsSection],
  ['lookup', lookupTablesSection],
  ['config', configValuesSection],
])

function nowOfMap(source: DocumentSource, map: string): NowTable | undefined {
  const context = buildMapContext(source.project, map, source.findGraph)
  if (context === undefined || context.fieldMap.deleted === true) return undefined
  let whole: NowTable | undefined
  const wholeTable = () => (whole ??= nowOfTables(mapSections(source).flatMap(({ blocks }) => blocks)).get(`rows:${map}`))
  const cells = new Map<string, Readonly<Record<string, Cell>>>()
  return {
    columns: mapColumns(source.project, 'engineers'),
    text(address, column) {
      const [kind, id] = splitAddress(address)
      const row = kind === 'row' ? findRow(context, id) : undefined
      if (row === undefined || !QUICK.has(column)) return wholeTable()?.text(address, column)
      const known = cells.get(id) ?? {
        ...reviewCells(context, row),
        source: printSources(context, row),
        formula: printRowFormula(context, row),
        question: '',
      }
      cells.set(id, known)
      return textOf(known[column])
    },
    isPlain: (texts) => wholeTable()?.isPlain(texts) === true,
  }
}

/** Columns of stored rows that need nothing but the row: those that people write in. */
const QUICK = new Set(['status', 'scope', 'useCases', 'owner', 'note', 'source', 'formula', 'question'])

export function listTables({ cover, sections }: SpecDocument): Table[] {
  return tablesIn([...cover, ...sections.flatMap(({ blocks }) => blocks)])
}

type Blocks = SpecDocument['cover']

function tablesIn(blocks: Blocks): Table[] {
  return blocks.flatMap((block) => (block.kind === 'table' && block.comesBack === true ? [block] : []))
}

function nowOfTables(blocks: Blocks): ReadonlyMap<string, NowTable> {
  return new Map(tablesIn(blocks).map((table) => [table.id, nowOfTable(table)]))
}

function nowOfTable({ columns, rows, empty }: Table): NowTable {
  const byId = new Map(rows.flatMap((row) => (row.id === undefined ? [] : [[row.id, row.cells] as const])))
  const plain = new Set(rows.flatMap((row) => (row.id === undefined ? [joinedTexts(columns.map(({ id }) => textOf(row.cells[id])))] : [])))
  return {
    columns,
    text(row, column) {
      const cells = byId.get(row)
      return cells === undefined ? undefined : textOf(Object.hasOwn(cells, column) ? cells[column] : undefined)
    },
    isPlain: (texts) => texts === empty || plain.has(texts),
  }
}

export function joinedTexts(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n')
}
