// What becomes of a status that somebody sets: it is kept with the fingerprint of its row, an approval goes to the server, and what has
// errors or open questions stays as it was. Pure.
import type { CellWrite } from '../../shared/project/edits.ts'
import { ROW_STATUSES, type Row, type RowStatus } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import { rowFingerprint, whyNotStatus, type Blockers } from '../../shared/review/row-status.ts'

export type StatusPlan = {
  /** Without the statuses that the server sets or that are refused. */
  readonly writes: readonly CellWrite[]
  /** Rows to be approved by the server. */
  readonly approve: readonly string[]
  /** Rows that get a status with this edit: it is kept with what they then say. */
  readonly stamped: readonly string[]
  /** Rows that keep the status they have, each with the reason. */
  readonly refused: readonly { readonly row: string; readonly status: RowStatus; readonly why: string }[]
}

export function planStatuses(writes: readonly CellWrite[], blockersOf: (row: string) => Blockers): StatusPlan {
  if (!writes.some(isStatus)) return { writes, approve: [], stamped: [], refused: [] }
  const approve: string[] = []
  const stamped: string[] = []
  const refused: StatusPlan['refused'][number][] = []
  const kept = writes.filter((write) => {
    const status = isStatus(write) ? ROW_STATUSES.find((one) => one === write.value) : undefined
    if (status === undefined) return true
    const why = whyNotStatus(status, blockersOf(write.object))
    if (why !== undefined) refused.push({ row: write.object, status, why })
    else if (status === 'approved') approve.push(write.object)
    else if (status !== 'draft') stamped.push(write.object)
    return why === undefined && status !== 'approved'
  })
  return { writes: kept, approve, stamped, refused }
}

function isStatus({ home, cell }: CellWrite): boolean {
  return home === 'rows' && cell === 'status'
}

/** The rows as they are once the other writes are done. */
export function stampWrites(rows: readonly Row[]): CellWrite[] {
  return rows.map((row) => ({ home: 'rows', object: row.id, cell: 'statusHash', value: rowFingerprint(row) }))
}

/** `R-14 cannot be ready: ...`, or how many and why the first. */
export function tellRefused(refused: StatusPlan['refused'], numberOf: (row: string) => number | undefined): string | undefined {
  const [first] = refused
  if (first === undefined) return undefined
  const sentence = `${printNumber('rows', numberOf(first.row))} cannot be ${first.status}: ${first.why}`
  return refused.length === 1 ? sentence : `${refused.length} rows keep the status they have. ${sentence}`
}
