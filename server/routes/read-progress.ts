// The only place that tells from a project's history how far it was at the end of each day: it walks back from what there is now.
import type { ProgressDay } from '../../shared/api/review-routes.ts'
import { ROW_STATUSES } from '../../shared/project/field-map.ts'
import type { Project } from '../../shared/project/project.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import type { Storage } from '../storage/storage.ts'

type History = Pick<Storage, 'listChangesOfCell'>
type Home = 'rows' | 'useCases'
type Countable = { readonly home: Home; exists: boolean; deleted: boolean; status: number; estimate: number }

/** The cells that decide. An object comes into being with the one it cannot be without. */
const cellsOf: Record<Home, readonly string[]> = { rows: ['destination', 'deleted', 'status'], useCases: ['title', 'deleted', 'estimate'] }
const CELLS = [...new Set([...cellsOf.rows, ...cellsOf.useCases])]
/** Changes read or taken back at once: some milliseconds, with others' work in between. */
const AT_ONCE = 2_000

/** Of one day, each cell's newest first. */
type Change = { readonly object: Countable; readonly cell: string; readonly before: JsonValue | undefined }

/** Oldest day first, the present last. Days (UTC) on which none of the cells changed are left out: they were as the day before. */
export async function readProgress(history: History, id: string, project: Project): Promise<ProgressDay[]> {
  const objects = listObjects(project)
  const days = await readDays(history, id, objects)
  const totals = createTotals()
  for (const object of objects.values()) totals.count(object, 1)
  const told: ProgressDay[] = []
  let done = 0
  for (const [day, changes] of [...days].sort(([a], [b]) => (a < b ? 1 : -1))) {
    told.push({ day, ...totals.read() })
    for (const { object, cell, before } of changes) {
      totals.count(object, -1)
      takeBack(object, cell, before)
      totals.count(object, 1)
      if (++done % AT_ONCE === 0) await letOthers()
    }
  }
  return told.toReversed()
}

/** By `<collection>:<id>`, as they are now. */
function listObjects(project: Project): Map<string, Countable> {
  return new Map<string, Countable>([
    ...project.rows.map(
      ({ id, deleted, status }) => [`rows:${id}`, { home: 'rows', exists: true, deleted: deleted === true, status: rankOf(status), estimate: 0 }] as const,
    ),
    ...project.useCases.map(
      ({ id, deleted, estimate = 0 }) => [`useCases:${id}`, { home: 'useCases', exists: true, deleted: deleted === true, status: 0, estimate }] as const,
    ),
  ])
}

async function readDays(history: History, id: string, objects: ReadonlyMap<string, Countable>): Promise<Map<string, Change[]>> {
  const days = new Map<string, Change[]>()
  for (const cell of CELLS) {
    for (let upTo: number | undefined; ;) {
      const page = await history.listChangesOfCell(id, cell, { limit: AT_ONCE, ...(upTo === undefined ? {} : { before: upTo }) })
      for (const { object: name, before, time } of page) {
        const object = objects.get(name)
        if (object === undefined || !cellsOf[object.home].includes(cell)) continue
        const day = time.slice(0, 10)
        const change = { object, cell, before }
        const list = days.get(day)
        if (list === undefined) days.set(day, [change])
        else list.push(change)
      }
      upTo = page.at(-1)?.seq
      if (page.length < AT_ONCE || upTo === undefined) break
      await letOthers()
    }
  }
  return days
}

function letOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function takeBack(object: Countable, cell: string, before: JsonValue | undefined): void {
  if (cell === 'destination' || cell === 'title') object.exists = before !== undefined
  else if (cell === 'deleted') object.deleted = before === true
  else if (cell === 'status') object.status = rankOf(before)
  else if (cell === 'estimate') object.estimate = typeof before === 'number' ? before : 0
}

/** Of draft and of what is no status: 0. */
function rankOf(status: JsonValue | undefined): number {
  return Math.max(
    0,
    ROW_STATUSES.findIndex((one) => one === status),
  )
}

function createTotals() {
  const atLeast = ROW_STATUSES.map(() => 0)
  let estimate = 0
  return {
    count(object: Countable, by: 1 | -1): void {
      if (!object.exists || object.deleted) return
      if (object.home === 'useCases') estimate += by * object.estimate
      else for (let rank = 0; rank <= object.status; rank++) atLeast[rank] = (atLeast[rank] ?? 0) + by
    },
    read() {
      const [rows = 0, ready = 0, approved = 0, built = 0, tested = 0] = atLeast
      // Sums of parts of days gather the noise of binary fractions.
      return { rows, ready, approved, built, tested, estimate: Number(Math.max(0, estimate).toFixed(6)) }
    },
  }
}
