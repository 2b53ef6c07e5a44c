// Links to one line of a field map: `#row=R-14`, `#row=14`, `#row=<address>` and the old `?line=<address>`. Pure.
import { fieldAddress, parseLineAddress, rowAddress, type Line, type LineAddress } from '../../shared/mapping/line.ts'
import type { FieldMap, Row } from '../../shared/project/field-map.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'

/** Which line the page's address asks for; the part behind `#` wins. */
export function readLink(hash: string, search: string): string | undefined {
  const inHash = new URLSearchParams(hash.replace(/^#/, '')).get('row')
  const wanted = (inHash ?? new URLSearchParams(search).get('line') ?? '').trim()
  return wanted === '' ? undefined : wanted
}

/** Without what people put behind the page's address. A number is short and says in chat what is meant. */
export function printLink(page: string, line: Pick<Line, 'address' | 'row'>): string {
  const wanted = line.row?.number === undefined ? encodeURIComponent(line.address) : printNumber('rows', line.row.number)
  return `${page.replace(/[?#].*$/s, '')}#row=${wanted}`
}

export type Linked =
  | { readonly at: 'here'; readonly line: LineAddress; readonly name: string }
  | { readonly at: 'elsewhere'; readonly map: FieldMap; readonly name: string }
  | { readonly at: 'deleted'; readonly row: Row; readonly name: string }
  | { readonly at: 'nowhere'; readonly name: string }

/** Deleted rows are part of `project`. */
export function findLinked(project: Pick<Project, 'rows' | 'fieldMaps'>, mapId: string, wanted: string): Linked {
  const number = /^(?:r-)?(\d+)$/i.exec(wanted)?.[1]
  const parsed = number === undefined ? parseLineAddress(wanted) : undefined
  if (parsed !== undefined && parsed.kind !== 'row') {
    const { fieldMap, path, each, kind } = parsed
    const name = path === '' ? 'The line' : path
    if (fieldMap !== mapId) return inMap(project, fieldMap, name)
    // Once a row is stored there, the field's line is the row's.
    const row = kind === 'field' ? project.rows.find((one) => one.deleted !== true && isAt(one, fieldMap, path, each)) : undefined
    if (row !== undefined) return { at: 'here', line: rowAddress(row), name: printNumber('rows', row.number) }
    return { at: 'here', line: kind === 'more' ? wanted : fieldAddress(fieldMap, path, each === undefined ? undefined : { id: each }), name }
  }
  const rows = project.rows.filter((row) => (number === undefined ? row.id === parsed?.row : row.number === Number(number)))
  const row = rows.find((one) => one.deleted !== true) ?? rows[0]
  if (row === undefined) return { at: 'nowhere', name: number === undefined ? 'The row of this link' : `R-${number}` }
  const name = printNumber('rows', row.number)
  if (row.deleted === true) return { at: 'deleted', row, name }
  return row.fieldMap === mapId ? { at: 'here', line: rowAddress(row), name } : inMap(project, row.fieldMap, name)
}

function inMap(project: Pick<Project, 'fieldMaps'>, id: string, name: string): Linked {
  const map = project.fieldMaps.find((one) => one.id === id && one.deleted !== true)
  return map === undefined ? { at: 'nowhere', name } : { at: 'elsewhere', map, name }
}

function isAt(row: Row, fieldMap: string, path: string, each: string | undefined): boolean {
  return row.fieldMap === fieldMap && row.destination === path && row.parent === each
}
