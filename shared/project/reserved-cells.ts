// Which cells only the server writes, with its own name and time: sign-offs, approvals, waivers, baselines. The server refuses
// them from a socket; the browser never sends them. The fingerprint of an approved row is kept by the server (server/collab/check-update.ts).
import { isSameJson } from './edits.ts'
import type { CellChange, CellHome } from './project-doc.ts'

const wholly: ReadonlySet<CellHome> = new Set(['waivers', 'signOffs', 'baselines'])

/** Whether only the server may make this change. Lowering an approved row is everybody's; raising it is not. Written and taken back in one transaction is no change. */
export function isReserved({ home, cell, before, after }: Pick<CellChange, 'home' | 'cell' | 'before' | 'after'>): boolean {
  if (isSameJson(before, after)) return false
  if (wholly.has(home)) return true
  if (home === 'useCases') return cell === 'status' && (before === 'signed-off' || after === 'signed-off')
  if (home !== 'rows') return false
  return cell === 'approvedBy' || cell === 'approvedAt' || (cell === 'status' && after === 'approved')
}
