// The only place that approves rows: as they are at that moment, with the name and the time of the server.
import type { ApprovalAnswer, ApprovalRequest } from '../../shared/api/review-routes.ts'
import { writeCells, type CellWrite } from '../../shared/project/edits.ts'
import type { Row, RowStatus } from '../../shared/project/field-map.ts'
import { readCollection, readObject } from '../../shared/project/project-doc.ts'
import { isAsked, listAskedPlaces } from '../../shared/review/questions.ts'
import { rowFingerprint, statusOfRow } from '../../shared/review/row-status.ts'
import type { RouteDeps } from './deps.ts'
import type { Who } from './route.ts'

/** Rows in one transaction: more would hold up everybody who edits another project. */
const AT_ONCE = 200

/** One command. Each row is looked at in the transaction that approves it, so nobody's edit comes in between. */
export async function approveRows(deps: RouteDeps, project: string, who: Who, request: ApprovalRequest): Promise<ApprovalAnswer> {
  const origin = { person: who.subject.person, command: deps.newId() }
  const signature = { approvedBy: who.person.name, approvedAt: deps.now().toISOString() }
  const asked = [...new Map(request.rows.map(({ row, fingerprint }) => [row, fingerprint]))]
  const changed: string[] = []
  const blocked: string[] = []
  let approved = 0
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const piece = asked.slice(from, from + AT_ONCE)
    await deps.rooms.edit(project, origin, (doc, by) => {
      const places = listAskedPlaces(readCollection(doc, 'questions'))
      const writes: CellWrite[] = []
      for (const [id, fingerprint] of piece) {
        const row = readObject(doc, 'rows', id)
        if (row === undefined || row.deleted === true || rowFingerprint(row) !== fingerprint) changed.push(id)
        else if (isAsked(row, places)) blocked.push(id)
        else {
          approved += 1
          const cells = { status: raisedStatus(row), statusHash: fingerprint, ...signature }
          for (const [cell, value] of Object.entries(cells)) writes.push({ home: 'rows', object: id, cell, value })
        }
      }
      writeCells(doc, writes, by)
    })
    // Where nothing was written nothing was waited for.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { approved, changed, blocked }
}

/** A row that is built or tested, and still the same, stays so: it is approved besides. */
function raisedStatus(row: Row): RowStatus {
  const { shown } = statusOfRow(row, false)
  return shown === 'built' || shown === 'tested' ? shown : 'approved'
}
