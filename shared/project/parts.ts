// The cell types that several objects share. Every object of a project is flat: each of its properties is one cell that
// people edit on its own and that merges on its own; lists that people edit together are collections of their own.
import { z } from 'zod'
import type { FieldPath } from '../schema/field-path.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { ObjectAddress } from '../schema/schema-graph.ts'

/** Opaque, random, stable; the only thing that stored references hold. */
export const id = z.string().min(1).max(64)
/** Given by the server once, unique in the project, never reused (R-14, UC-3 ...). Absent until then. */
export const number = z.number().int().positive().optional()
/** Fractional index: compare by code unit, then by id. */
export const order = z.string().max(200)
export const text = z.string().max(32_000)
/** Soft delete: the object is kept so that undo is a flag. */
export const deleted = z.boolean().optional()
/** UTC, ISO 8601 to the millisecond; written by the server or handed in, never read from a clock in shared. */
export const time = z.string().max(40)
/** A day without a time (2026-12-02). */
export const day = z.string().max(40)
export const fieldPath = z.string().max(4_000) as unknown as z.ZodType<FieldPath>
export const json = z.json() as z.ZodType<JsonValue>
export const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const objectAddress: z.ZodType<ObjectAddress> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('object'), name: z.string() }),
  z.object({ kind: z.literal('request'), endpoint: z.string(), envelope: z.string() }),
  z.object({ kind: z.literal('response'), endpoint: z.string(), status: z.string(), envelope: z.string() }),
])

/** A schema of a system and an object in it. `schema` is the id of a SchemaVersion. */
export const objectRef = z.object({ schema: id, object: objectAddress })
export type ObjectRef = z.infer<typeof objectRef>
