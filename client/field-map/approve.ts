// Approves rows: the server writes who did it and when, once it has everything that was edited before.
import type { Row } from '../../shared/project/field-map.ts'
import { printNumber } from '../../shared/project/project.ts'
import { rowFingerprint } from '../../shared/review/row-status.ts'
import { approveRows } from '../api/review.ts'
import { describeFailure } from '../api/request.ts'
import type { ProjectConnection } from '../collab/project-connection.ts'
import { showFailure, showNotice } from '../ui/notices.tsx'

/** Milliseconds that edits before may take to the disk. */
const LONGEST_WAIT = 10_000

export async function approve(connection: ProjectConnection, rows: readonly string[]): Promise<void> {
  try {
    if (!(await isSaved(connection))) return showFailure('Your edits are not saved yet, so nothing was approved. Wait until they are, then approve again.')
    const found = rows.flatMap((id) => connection.store.find('rows', id) ?? [])
    const answer = await approveRows(connection.project, { rows: found.map((row) => ({ row: row.id, fingerprint: rowFingerprint(row) })) })
    showNotice(tellApproved(answer, (id) => connection.store.find('rows', id)))
  } catch (error) {
    showFailure(describeFailure(error))
  }
}

export function tellApproved(
  { approved, changed, blocked }: { readonly approved: number; readonly changed: readonly string[]; readonly blocked: readonly string[] },
  find: (row: string) => Row | undefined,
): string {
  const names = (ids: readonly string[]) => {
    const shown = ids.slice(0, 3).map((id) => printNumber('rows', find(id)?.number))
    return ids.length > shown.length ? `${shown.join(', ')} and ${ids.length - shown.length} more` : shown.join(', ')
  }
  return [
    `${approved} ${approved === 1 ? 'row is' : 'rows are'} approved.`,
    ...(changed.length === 0 ? [] : [`Somebody changed ${names(changed)} meanwhile: look again.`]),
    ...(blocked.length === 0 ? [] : [`A question is open at ${names(blocked)}.`]),
  ].join(' ')
}

function isSaved({ state, subscribe }: ProjectConnection): Promise<boolean> {
  if (state().status === 'saved') return Promise.resolve(true)
  return new Promise((resolve) => {
    const settle = (saved: boolean) => {
      clearTimeout(timer)
      stop()
      resolve(saved)
    }
    const stop = subscribe(() => {
      if (state().status === 'saved') settle(true)
    })
    const timer = setTimeout(() => settle(false), LONGEST_WAIT)
  })
}
