// How many rows a project may hold, told before the server has to refuse them: what an edit would bring, and what to say of it. Pure.
import { limits } from '../../shared/api/limits.ts'
import type { CellWrite } from '../../shared/project/edits.ts'

/** `stored`: ids of all rows of the project, the deleted ones too, because they are kept. `refusal`: nothing may be written. */
export type RowCount = { readonly refusal?: string; readonly notice?: string }

type Stored = { readonly size: number; readonly has: (id: string) => boolean }

export function tellRowCount(stored: Stored, writes: readonly CellWrite[]): RowCount {
  const made = new Set(writes.flatMap(({ home, object }) => (home === 'rows' && !stored.has(object) ? [object] : [])))
  const before = stored.size
  const after = before + made.size
  if (made.size > 0 && after > limits.storedRowsMost)
    return {
      refusal: `A project holds at most ${words(limits.storedRowsMost)} rows, deleted ones included. It has ${words(before)} and this would add ${words(made.size)}. Nothing was changed: take fewer rows, or put the others into another project.`,
    }
  if (before <= limits.storedRowsNotice && after > limits.storedRowsNotice)
    return {
      notice: `The project has ${words(after)} rows now. Beyond ${words(limits.storedRowsNotice)} it opens and answers more slowly; at ${words(limits.storedRowsMost)} it is full.`,
    }
  return {}
}

function words(count: number): string {
  return count.toLocaleString('en-GB')
}
