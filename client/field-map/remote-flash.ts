// What others change glows for a moment; what happens to the cell in focus is spoken.
import { useEffect, useRef, type RefObject } from 'react'
import { isSameJson } from '../../shared/project/edits.ts'
import { fieldAddress, rowAddress, type LineAddress } from '../../shared/mapping/line.ts'
import { readCell, watchCells, type CellChange } from '../../shared/project/project-doc.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import { useOthers, useProject } from '../collab/project-context.tsx'
import type { ColumnId } from '../grid/columns.ts'
import type { LineGridHandle } from '../grid/line-grid.tsx'
import type { Place } from '../grid/selected.ts'

/** Every column in which a cell of a row can be seen. */
const columnsOfCell: Readonly<Record<string, readonly ColumnId[]>> = {
  transform: ['transform', 'source', 'sourceType', 'sourceDescription', 'preview'],
  unmatched: ['source'],
  when: ['when'],
  on: ['when'],
  onMissing: ['transform'],
  onNull: ['transform'],
  status: ['status'],
  note: ['note'],
  useCases: ['useCases'],
  owner: ['owner'],
  scope: ['scope', 'transform'],
  outcome: ['outcome'],
  // It stands elsewhere now.
  order: ['row'],
  destination: ['row', 'destination'],
  parent: ['row'],
}

export type Glow = { readonly line: LineAddress; readonly column: ColumnId }

/** The cells of the grid that show these changes; `fieldOf`: the address of the field's line that a row leaves behind. */
export function listGlows(changes: readonly CellChange[], fieldOf: (row: string) => LineAddress | undefined): Glow[] {
  return changes.flatMap(({ home, object, cell, before, after }): Glow[] => {
    if (isSameJson(before, after)) return []
    if (home === 'questions') return cell === 'at' && typeof after === 'string' ? [{ line: after, column: 'issues' }] : []
    if (home !== 'rows') return []
    const line = cell === 'deleted' && after === true ? fieldOf(object) : rowAddress({ id: object })
    if (line === undefined) return []
    const columns = cell === 'deleted' ? (['row', 'source', 'transform'] as const) : (columnsOfCell[cell] ?? [])
    return columns.map((column) => ({ line, column }))
  })
}

export function useRemoteFlash(grid: RefObject<LineGridHandle | null>, mapId: string, place: Place | undefined): void {
  const { doc } = useProject()
  const others = useOthers()
  const latest = useRef({ place, others })
  latest.current = { place, others }
  useEffect(() => {
    const fieldOf = (row: string) => {
      const [map, path, parent] = ['fieldMap', 'destination', 'parent'].map((cell) => readCell(doc, 'rows', row, cell))
      if (map !== mapId || typeof path !== 'string') return undefined
      return fieldAddress(mapId, path as FieldPath, typeof parent === 'string' ? { id: parent } : undefined)
    }
    return watchCells(doc, (changes, transaction) => {
      if (transaction.local) return
      const glows = listGlows(changes, fieldOf)
      if (glows.length === 0) return
      const here = latest.current
      // Whose colour: a guess from where people are. It decides nothing.
      const personAt = (line: string) => here.others.find((other) => other.at?.line === line)?.user
      grid.current?.flash(
        glows.map(({ line, column }) => {
          const person = personAt(line)
          return { line, column, ...(person === undefined ? {} : { color: person.color }) }
        }),
      )
      const gone = changes.some(
        (change) => change.home === 'rows' && change.cell === 'deleted' && change.after === true && `row:${change.object}` === here.place?.line,
      )
      if (gone) grid.current?.say('Somebody deleted this row', 'remote')
      else if (glows.some((glow) => glow.line === here.place?.line && glow.column === here.place.column))
        grid.current?.say(`${personAt(here.place?.line ?? '')?.name ?? 'Somebody'} changed this cell`, 'remote')
    })
  }, [doc, grid, mapId])
}
