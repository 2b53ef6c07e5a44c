// Turns the accepted changes of a plan into one edit: the only place where an import writes into the project.
import { writesOf, type ImportPlan } from '../../shared/spreadsheet/import-plan.ts'
import { writeCells, type CellWrite } from '../../shared/project/edits.ts'
import { homeMap, readObject } from '../../shared/project/project-doc.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'
import { EditRefused } from '../collab/commands.ts'
import type { ProjectConnection } from '../collab/project-connection.ts'
import { tellRowCount } from '../pages/row-limit.ts'
import type { Stands } from './decisions.ts'

export type Applied = { readonly command: string; readonly cells: number; readonly notice?: string }

/** Throws EditRefused, with nothing changed, where the project would hold too many rows or a text does not fit. */
export function applyImport({ edit }: Pick<ProjectConnection, 'edit'>, file: string, plan: ImportPlan, stands: Stands): Applied {
  const accepted = new Set(plan.items.flatMap(({ id }) => (stands.get(id) === 'accepted' ? [id] : [])))
  const writes = writesOf(plan, accepted)
  let notice: string | undefined
  const { id, changes } = edit(importLabel(file), (doc, origin) => {
    const count = tellRowCount(homeMap(doc, 'rows'), writes)
    if (count.refusal !== undefined) throw new EditRefused(count.refusal)
    notice = count.notice
    const made = writeCells(doc, writes, origin)
    // A status is kept with what its row says: of the row as it is now, whatever else of it was rejected.
    const stamps = stampedRows(writes).flatMap((row): CellWrite[] => {
      const found = readObject(doc, 'rows', row)
      return found?.status === undefined ? [] : [{ home: 'rows', object: row, cell: 'statusHash', value: rowFingerprint(found) }]
    })
    return [...made, ...writeCells(doc, stamps, origin)]
  })
  return { command: id, cells: changes.length, ...(notice === undefined ? {} : { notice }) }
}

export function importLabel(file: string): string {
  return `Import of ${file}`
}

function stampedRows(writes: readonly CellWrite[]): string[] {
  return [...new Set(writes.flatMap(({ home, object, cell, value }) => (home === 'rows' && cell === 'status' && value !== undefined ? [object] : [])))]
}
