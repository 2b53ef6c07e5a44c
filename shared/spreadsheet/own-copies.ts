// A sheet may stand in a file twice: what both copies say is taken once, and what they say differently is for a person to choose.
import type { ImportItem } from './import-plan.ts'

/** Items of one cell from several places: one if they agree, else each a conflict. Every item gets an id of its own. */
export function settleCopies(items: readonly ImportItem[]): ImportItem[] {
  const byCell = new Map<string, ImportItem[]>()
  for (const item of items) {
    const key = cellKey(item)
    const same = byCell.get(key)
    if (same === undefined) byCell.set(key, [item])
    else same.push(item)
  }
  const ids = new Map<string, number>()
  return items.flatMap((item) => {
    const same = byCell.get(cellKey(item)) ?? []
    if (same.findIndex(({ theirs }) => theirs === item.theirs) !== same.indexOf(item) && isCell(item)) return []
    const differs = isCell(item) && same.some(({ theirs }) => theirs !== item.theirs)
    const seen = ids.get(item.id) ?? 0
    ids.set(item.id, seen + 1)
    const id = seen === 0 ? item.id : `${item.id}~${seen}`
    if (!differs || item.column === 'question') return [seen === 0 ? item : { ...item, id }]
    return [
      {
        ...item,
        id,
        kind: item.writes.length > 0 ? 'conflict' : item.kind,
        message: `The file says it in ${same.length} ways, in different places. Accept one of them. ${item.message}`,
        accepted: false,
      },
    ]
  })
}

function isCell({ at, column }: ImportItem): boolean {
  return at !== undefined && column !== undefined
}

function cellKey(item: ImportItem): string {
  return isCell(item) ? `${item.at} ${item.column}` : item.id
}
