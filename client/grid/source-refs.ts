// Which source fields a transform reads, in the order they are written.
import type { SourceRef } from '../../shared/transform/transform.ts'

/** Walks the stored value, so that a new kind needs no line here. Constants are never mistaken for a source: they have `of: 'constant'`. */
export function listSourceRefs(value: unknown, found: SourceRef[] = []): SourceRef[] {
  if (Array.isArray(value)) for (const part of value) listSourceRefs(part, found)
  else if (typeof value === 'object' && value !== null) {
    const of = (value as { of?: unknown }).of
    if (of === 'item' || of === 'input') found.push(value as SourceRef)
    else if (of !== 'constant') for (const part of Object.values(value)) listSourceRefs(part, found)
  }
  return found
}
