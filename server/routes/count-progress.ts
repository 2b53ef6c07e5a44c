// The only place that tells from a project's history how far it was at the end of each day: it walks back from what there is now.
import type { ProgressDay } from '../../shared/api/review-routes.ts'
import { ROW_STATUSES } from '../../shared/project/field-map.ts'
import type { Project } from '../../shared/project/project.ts'
import type { CellChangeRecord, Storage } from '../storage/storage.ts'

/** The cells that decide. Rows and use cases come into being with the first two, which they cannot be without. */
const CELLS = ['destination', 'title', 'deleted', 'status', 'estimate'] as const
/** Changes read at once: some milliseconds, with others' work in between. */
const AT_ONCE = 2_000

type Change = Pick<CellChangeRecord, 'object' | 'cell' | 'before'>
type Item = { exists: boolean; deleted: boolean; status: number; estimate: number }

/** Oldest day first, the present last. Days (UTC) on which none of the cells changed are left out: they were as the day before. */
export async function countProgress(storage: Pick<Storage, 'listChangesOfCell'>, id: string, project: Project): Promise<ProgressDay[]> {
  const changesByDay = await readChanges(storage, id)
  const rows = new Map(project.rows.map((row) => [row.id, presentItem(row.deleted, row.status, 0)]))
  const useCases = new Map(project.useCases.map((useCase) => [useCase.id, presentItem(useCase.deleted, undefined, useCase.estimate ?? 0)]))
  const totals = createTotals()
  for (const item of rows.values()) totals.count('rows', item, 1)
  for (const item of useCases.values()) totals.count('useCases', item, 1)
  const days: ProgressDay[] = []
  for (const [day, changes] of [...changesByDay].sort(([a], [b]) => (a < b ? 1 : -1))) {
    days.push({ day, ...totals.read() })
    for (const change of changes) {
      const home = change.object.startsWith('rows:') ? 'rows' : 'useCases'
      const item = (home === 'rows' ? rows : useCases).get(change.object.slice(home.length + 1))
      if (item === undefined) continue
      totals.count(home, item, -1)
      takeBack(item, change, home)
      totals.count(home, item, 1)
    }
  }
  return days.toReversed()
}

/** By day, newest first. */
async function readChanges(storage: Pick<Storage, 'listChangesOfCell'>, id: string): Promise<Map<string, Change[]>> {
  const changesByDay = new Map<string, Change[]>()
  for (const cell of CELLS) {
    for (let before: number | undefined; ;) {
      const page = await storage.listChangesOfCell(id, cell, { limit: AT_ONCE, ...(before === undefined ? {} : { before }) })
      for (const { object, before: value, time } of page) {
        if (!object.startsWith('rows:') && !object.startsWith('useCases:')) continue
        const day = time.slice(0, 10)
        const own = changesByDay.get(day)
        const change = { object, cell, before: value }
        if (own === undefined) changesByDay.set(day, [change])
        else own.push(change)
      }
      before = page.at(-1)?.seq
      if (page.length < AT_ONCE || before === undefined) break
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return changesByDay
}

function presentItem(deleted: boolean | undefined, status: string | undefined, estimate: number): Item {
  return { exists: true, deleted: deleted === true, status: rankOf(status), estimate }
}

function takeBack(item: Item, { cell, before }: Change, home: 'rows' | 'useCases'): void {
  if (cell === (home === 'rows' ? 'destination' : 'title')) item.exists = before !== undefined
  else if (cell === 'deleted') item.deleted = before === true
  else if (cell === 'status') item.status = rankOf(before)
  else if (cell === 'estimate') item.estimate = typeof before === 'number' ? before : 0
}

/** Of draft and of what is no status: 0. */
function rankOf(status: unknown): number {
  return Math.max(
    0,
    ROW_STATUSES.findIndex((one) => one === status),
  )
}

function createTotals() {
  const atLeast = ROW_STATUSES.map(() => 0)
  let estimate = 0
  return {
    count(home: 'rows' | 'useCases', item: Item, by: 1 | -1): void {
      if (!item.exists || item.deleted) return
      if (home === 'useCases') estimate += by * item.estimate
      else for (let rank = 0; rank <= item.status; rank++) atLeast[rank] = (atLeast[rank] ?? 0) + by
    },
    read() {
      const [rows = 0, ready = 0, approved = 0, built = 0, tested = 0] = atLeast
      // Sums of parts of days gather the noise of binary fractions.
      return { rows, ready, approved, built, tested, estimate: Number(Math.max(0, estimate).toFixed(6)) }
    },
  }
}
