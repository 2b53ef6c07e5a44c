// Cells of a field map as they lie on the clipboard between two of our pages: the only place that reads and writes that form.
// Another program may have put anything there, so that it is checked like a file.
import { z } from 'zod'
import { row } from './field-map.ts'
import { id, text } from './parts.ts'
import { condition, sourceRef, transform } from './transform-cell.ts'

/** More is no copy of ours. */
const LONGEST = 30_000_000
const MOST_LINES = 50_000
const MOST_COLUMNS = 100

/** What a row holds that can stand on another row too. */
const carriedCells = row.pick({
  transform: true,
  when: true,
  onMissing: true,
  onNull: true,
  scope: true,
  on: true,
  status: true,
  owner: true,
  note: true,
  useCases: true,
  outcome: true,
  unmatched: true,
})
export type CarriedCells = z.infer<typeof carriedCells>

const copiedLine = z.object({
  /** The `each` row it stood in. */
  each: id.optional(),
  /** The row itself, where it fills a list. */
  own: id.optional(),
  /** By column: as other programs get it. */
  texts: z.array(text).max(MOST_COLUMNS),
  /** As stored; absent where the line had no row. */
  cells: carriedCells.optional(),
  /** The first source of its value, as stored. */
  source: sourceRef.optional(),
  /** For another map, with paths from the roots of the inputs. What cannot be said there is absent. */
  whole: z.object({ transform: transform.optional(), when: condition.optional(), source: sourceRef.optional() }).optional(),
})
export type CopiedLine = z.infer<typeof copiedLine>

const copiedCells = z.object({
  version: z.literal(1),
  project: id,
  fieldMap: id,
  inputs: z.array(z.object({ id, name: z.string().max(250) })).max(1_000),
  /** rows: everything that the rows hold, also what no column shows. */
  shape: z.enum(['cells', 'rows']),
  columns: z.array(z.string().max(40)).min(1).max(MOST_COLUMNS),
  lines: z.array(copiedLine).min(1).max(MOST_LINES),
  /** Set by a cut: the cells are taken away when they are pasted. */
  cut: id.optional(),
})
export type CopiedCells = z.infer<typeof copiedCells>

export function printCopiedCells(cells: CopiedCells): string {
  return JSON.stringify(cells)
}

/** Undefined: not ours, of another version, or damaged. */
export function parseCopiedCells(printed: string): CopiedCells | undefined {
  if (printed === '' || printed.length > LONGEST) return undefined
  try {
    const read = copiedCells.safeParse(JSON.parse(printed))
    return read.success && read.data.lines.every((line) => line.texts.length === read.data.columns.length) ? read.data : undefined
  } catch {
    // No JSON, or nested deeper than the engine's stack.
    return undefined
  }
}
