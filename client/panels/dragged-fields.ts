// Source fields on their way by drag and drop: the only place that writes and reads what is dragged.
import type { FieldPath } from '../../shared/schema/field-path.ts'

/** What dragged fields are known by to whatever they are dropped on. */
export const FIELD_DRAG_TYPE = 'application/x-crosswalk-field'

/** `path` from the root of the input. */
export type SourceField = { readonly input: string; readonly path: FieldPath }

export function printDraggedFields(fields: readonly SourceField[]): string {
  return JSON.stringify(fields.map(({ input, path }) => ({ input, path })))
}

/** A list, or one field as older pages wrote it. Another tab or program may drop anything under our type: empty then. */
export function parseDraggedFields(dropped: string): readonly SourceField[] {
  let read: unknown
  try {
    read = JSON.parse(dropped)
  } catch {
    return []
  }
  const fields: SourceField[] = []
  for (const one of Array.isArray(read) ? (read as unknown[]) : [read]) {
    if (typeof one !== 'object' || one === null || !('input' in one) || !('path' in one)) return []
    if (typeof one.input !== 'string' || typeof one.path !== 'string') return []
    fields.push({ input: one.input, path: one.path as FieldPath })
  }
  return fields
}

// A browser tells what is dropped only when it is dropped; what will receive it has to be shown before.
let dragged: readonly SourceField[] = []

export function setDraggedFields(fields: readonly SourceField[]): void {
  dragged = fields
}

/** Empty while nothing of this page is being dragged. */
export function draggedFields(): readonly SourceField[] {
  return dragged
}
