// Who changed what: the server's history, the only one that knows for sure.
import type { HistoryEntry } from '../../shared/api/routes.ts'
import { isSameJson } from '../../shared/project/edits.ts'
import type { CellChange } from '../../shared/project/project-doc.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { getJson } from './request.ts'

export type HistoryPage = { readonly object?: string; readonly limit: number; readonly before?: number }

/** Newest first. `object`: `<collection>:<id>`. */
export function fetchHistory(project: string, { object, limit, before }: HistoryPage, signal?: AbortSignal): Promise<HistoryEntry[]> {
  const query = new URLSearchParams({
    limit: String(limit),
    ...(object === undefined ? {} : { object }),
    ...(before === undefined ? {} : { before: String(before) }),
  })
  return getJson<HistoryEntry[]>(`/projects/${encodeURIComponent(project)}/history?${query}`, signal)
}

type CellAt = Pick<CellChange, 'home' | 'object' | 'cell'>

/** So many objects are asked for one by one; of more, the newest changes of the whole project are read. */
const FEW = 4
const MOST_ENTRIES = 500

/** Others see an edit a moment before it is in the history: so often it is asked for again, after so many milliseconds. */
const TRIES = 4
const BETWEEN_TRIES = 250

/** The newest changes of these cells' objects, asked for until `isThere`. */
export async function fetchHistoryUntil(
  project: string,
  cells: readonly CellAt[],
  isThere: (entries: readonly HistoryEntry[]) => boolean,
  tries = TRIES,
): Promise<HistoryEntry[]> {
  const entries = await fetchHistoryOf(project, cells)
  if (tries <= 1 || isThere(entries)) return entries
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES))
  return fetchHistoryUntil(project, cells, isThere, tries - 1)
}

/** The newest changes of these cells' objects. */
export async function fetchHistoryOf(project: string, cells: readonly CellAt[]): Promise<HistoryEntry[]> {
  const objects = [...new Set(cells.map(addressOf))]
  if (objects.length > FEW) return fetchHistory(project, { limit: MOST_ENTRIES })
  return (await Promise.all(objects.map((object) => fetchHistory(project, { object, limit: 50 })))).flat()
}

/** Who wrote this value into the cell last. Undefined: the history does not tell. */
export function whoWrote(entries: readonly HistoryEntry[], at: CellAt, value: JsonValue | undefined): HistoryEntry | undefined {
  return entries.find((entry) => isOf(entry, at) && isSameJson(plain(entry.after), value))
}

/**
 * Who is the reason that undo left these cells: their changes are mine and no longer hold. Each name once, `you` for me.
 * A cell that still holds mine was left because its object has something of somebody else's now.
 */
export function namesOfChangers(entries: readonly HistoryEntry[], left: readonly CellChange[], me: string): string[] {
  const names = left.flatMap((change) => {
    const last = entries.find((entry) => isOf(entry, change))
    const isMine = last === undefined || (last.person === me && isSameJson(plain(last.after), change.after))
    const reason = isMine ? entries.find((entry) => entry.object === addressOf(change) && entry.person !== me && entry.personName !== '') : last
    return reason === undefined ? [] : [reason.person === me ? 'you' : nameOf(reason)]
  })
  return [...new Set(names)]
}

/** The server's own writes have no person. */
export function nameOf(entry: HistoryEntry): string {
  return entry.personName === '' ? 'Crosswalk' : entry.personName
}

function isOf(entry: HistoryEntry, at: CellAt): boolean {
  return entry.cell === at.cell && entry.object === addressOf(at)
}

function addressOf({ home, object }: CellAt): string {
  return `${home}:${object}`
}

/** The server tells an empty cell by null where JSON has no other word for it. */
function plain(value: JsonValue | undefined): JsonValue | undefined {
  return value === null ? undefined : value
}
