// Saved views of the grid that a project shares: how a field map is looked at, as plain values. Columns are named by their ids (DESIGN §9.20).
import { z } from 'zod'
import { deleted, fieldPath, id, order, text } from './parts.ts'

const column = z.string().min(1).max(40)

/** Lists, not keyed objects: a name that somebody made up is never a key (T-21). Columns that a newer Crosswalk knows are kept, and passed over by an older one. */
export const gridLook = z.object({
  columns: z
    .array(z.object({ id: column, width: z.number().min(20).max(2_000).optional(), pinned: z.enum(['left', 'right']).optional() }))
    .min(1)
    .max(100),
  filters: z
    .array(z.object({ column, words: z.array(z.string().max(2_000)).max(10_000).optional(), contains: z.string().max(1_000).optional() }))
    .max(100)
    .optional(),
  search: z.string().max(1_000).optional(),
  decision: z.enum(['mapped', 'not-mapped', 'undecided', 'gaps']).optional(),
  reads: z.object({ input: id, path: fieldPath }).optional(),
  sort: z.object({ column, descending: z.boolean() }).optional(),
  density: z.enum(['dense', 'normal', 'roomy']),
  /** Everything is folded when the view is taken. */
  folded: z.boolean().optional(),
})
export type GridLook = z.infer<typeof gridLook>

export const gridView = z.object({
  id,
  name: text,
  /** Absent: for every map of the project. */
  fieldMap: id.optional(),
  /** The person who shared it. */
  by: id.optional(),
  view: gridLook,
  order,
  deleted,
})
export type GridView = z.infer<typeof gridView>
