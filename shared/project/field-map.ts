// Field maps, their inputs and rows, source decisions (DESIGN glossary).
import { z } from 'zod'
import { LONGEST_FORMULA } from '../transform/formula/ast.ts'
import { deleted, fieldPath, id, number, objectRef, order, text, time } from './parts.ts'
import { condition, missingPolicy, nullPolicy, sourceRef, transform } from './transform-cell.ts'

export const fieldMap = z.object({
  id,
  number,
  name: text,
  /** The map's ASCII name in generated code and on the command line, set once. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .max(60),
  destination: objectRef,
  /** What one destination record stands for, in words. */
  oneRecordIs: text.optional(),
  appliesWhen: condition.optional(),
  appliesWhenWords: text.optional(),
  runs: z.enum(['record', 'item', 'group']).optional(),
  /** The list whose items it runs for, where it runs per item. */
  runsOver: sourceRef.optional(),
  /** The field of the item that makes a group, where it runs per group. */
  runsBy: fieldPath.optional(),
  useCases: z.array(id),
  note: text.optional(),
  onMissing: missingPolicy.optional(),
  onNull: nullPolicy.optional(),
  archived: z.boolean().optional(),
  order,
  deleted,
})
export type FieldMap = z.infer<typeof fieldMap>

/** What must hold of every record that the map makes. `formula` is true or false; with a tolerance it compares two numbers by `=`. */
export const invariant = z.object({
  id,
  fieldMap: id,
  sentence: text,
  formula: z.string().max(LONGEST_FORMULA),
  tolerance: z.number().nonnegative().optional(),
  order,
  deleted,
})
export type Invariant = z.infer<typeof invariant>

/** A named source object of a field map. The first by order is the primary input: its fields are written without its name. */
export const mapInput = z.object({
  id,
  fieldMap: id,
  name: z.string().max(200),
  source: objectRef,
  joinedOn: text.optional(),
  fromStep: id.optional(),
  order,
  deleted,
})
export type MapInput = z.infer<typeof mapInput>

export const ROW_STATUSES = ['draft', 'ready', 'approved', 'built', 'tested'] as const
export const row = z.object({
  id,
  number,
  fieldMap: id,
  /** From the destination object's root, also inside an `each` (`LineItems[].Quantity`). */
  destination: fieldPath,
  /** The row of kind `each` that owns this row; absent at the top. */
  parent: id.optional(),
  /** Absent: nothing decided yet. */
  transform: transform.optional(),
  when: condition.optional(),
  onMissing: missingPolicy.optional(),
  onNull: nullPolicy.optional(),
  scope: z.enum(['global', 'per-customer']).optional(),
  /** Absent: on both. */
  on: z.enum(['create', 'update']).optional(),
  status: z.enum(ROW_STATUSES).optional(),
  /** Fingerprint of the row's meaning when the status was set (shared/review/row-status.ts); when it no longer matches, the status reads "changed since" and counts as draft. */
  statusHash: z.string().max(64).optional(),
  /** Who approved it last and when: written by the server alone, as `approved` is. */
  approvedBy: text.optional(),
  approvedAt: time.optional(),
  owner: id.optional(),
  note: text.optional(),
  /** Only when narrower than its map's. */
  useCases: z.array(id).optional(),
  outcome: id.optional(),
  /** Text from a paste that matched no field, kept word for word. */
  unmatched: text.optional(),
  /** Ranks only alternatives of one destination and parts of one list. */
  order,
  deleted,
})
export type Row = z.infer<typeof row>
export type RowStatus = (typeof ROW_STATUSES)[number]

/** A source field left out on purpose; covers the subtree unless a child says otherwise. */
export const sourceDecision = z.object({ id, fieldMap: id, input: id, path: fieldPath, reason: text, deleted })
export type SourceDecision = z.infer<typeof sourceDecision>
