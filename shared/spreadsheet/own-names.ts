// Which table of the project a table of the file is, and which of its columns are which: by the marks, else by its rows and titles.
import { collections, type CollectionName, type Project } from '../project/project.ts'
import { looseName } from './name-index.ts'
import { nameColumns, type NamedTable } from './own-edits.ts'
import { splitAddress } from './own-addresses.ts'
import { type Planning } from './own-planning.ts'
import { listAddedColumns, type OwnTable } from './own-tables.ts'
import type { NowTable } from './own-now.ts'

/** Whether any row of the file is one of the project, also one that was removed. A file whose rows are all gone knows its field maps still. */
export function isOfProject(project: Project, tables: readonly OwnTable[]): boolean {
  const ids = new Set<string>()
  for (const home of Object.keys(collections) as CollectionName[]) for (const { id } of project[home]) ids.add(id)
  const knows = (address: string) => {
    const [, rest] = splitAddress(address)
    return ids.has(rest) || ids.has(rest.slice(0, Math.max(0, rest.indexOf(':'))))
  }
  const told = tables.some(({ rows, mark }) => rows.some(({ id }) => id !== undefined) || (mark?.rows.length ?? 0) > 0)
  return !told || tables.some(({ mark, rows }) => (mark !== undefined && knows(mark.table)) || rows.some(({ id }) => id !== undefined && knows(id)))
}

/** Undefined: nothing tells which table it is. */
export function nameTable(planning: Planning, table: OwnTable): NamedTable | undefined {
  const id = table.mark?.table ?? tableOfRows(planning, table)
  if (id === undefined) return undefined
  const now = () => planning.now.table(id)
  const columns = table.columns.size > 0 ? table.columns : findByTitle(table, now())
  return { ...table, id, columns, now, nameOf: createNames(planning, table, id, columns), added: listAddedColumns(table, columns) }
}

/** What the project calls a column now, else what the file does. Asked for only where something changed, because the project's tables take time to make. */
function createNames(planning: Planning, { titles }: OwnTable, id: string, columns: ReadonlyMap<string, number>): (column: string) => string {
  let names: ReadonlyMap<string, string> | undefined
  return (column) => {
    names ??= nameColumns(planning.now.table(id)?.columns ?? [])
    const written = titles[columns.get(column) ?? -1]?.trim() ?? ''
    return names.get(column) ?? (written === '' ? column : written)
  }
}

function tableOfRows(planning: Planning, { rows }: OwnTable): string | undefined {
  for (const { id } of rows) {
    const table = id === undefined ? undefined : tableOfAddress(planning, id)
    if (table !== undefined) return table
  }
  return undefined
}

/** Where a row of ours stands. Undefined: the project does not know it. */
export function tableOfAddress({ view: { project }, rowOf }: Planning, address: string): string | undefined {
  const [kind, id] = splitAddress(address)
  switch (kind) {
    case 'row': {
      const map = rowOf(id)?.fieldMap
      return map === undefined ? undefined : `rows:${map}`
    }
    case 'field':
    case 'more': {
      const map = project.fieldMaps.find((one) => id.startsWith(`${one.id}:`))
      return map === undefined ? undefined : `rows:${map.id}`
    }
    case 'entry': {
      const entry = project.lookupEntries.find((one) => one.id === id)
      return entry === undefined ? undefined : `lookup:${entry.table}`
    }
    case 'question':
      return 'questions'
    case 'config':
      return 'config'
    default:
      return undefined
  }
}

/** Of two columns with the same title the first is the first. */
function findByTitle({ titles }: OwnTable, now: NowTable | undefined): ReadonlyMap<string, number> {
  const columns = new Map<string, number>()
  const left = [...(now?.columns ?? [])]
  titles.forEach((title, at) => {
    const found = title.trim() === '' ? -1 : left.findIndex((column) => looseName(column.title) === looseName(title))
    const [column] = found < 0 ? [] : left.splice(found, 1)
    if (column !== undefined) columns.set(column.id, at)
  })
  return columns
}
