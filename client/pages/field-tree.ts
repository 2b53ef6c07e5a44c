// The lines of a schema tree: lazily expanded, searchable, nothing walks everything.
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { expandFields, listFields, type Field } from '../../shared/schema/fields.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { SchemaGraph, SchemaNode } from '../../shared/schema/schema-graph.ts'

export type TreeLine = { readonly field: Field; readonly depth: number; readonly open: boolean }

/** Fields in schema order; children only of what was opened. */
export function listTreeLines(graph: SchemaGraph, root: Field, opened: ReadonlySet<FieldPath>): TreeLine[] {
  const lines: TreeLine[] = []
  const stack: TreeLine[] = listFields(graph, root)
    .reverse()
    .map((field) => ({ field, depth: 0, open: opened.has(field.path) }))
  for (let line = stack.pop(); line !== undefined; line = stack.pop()) {
    lines.push(line)
    if (!line.open || !line.field.expandable) continue
    const { depth } = line
    for (const field of listFields(graph, line.field).reverse()) stack.push({ field, depth: depth + 1, open: opened.has(field.path) })
  }
  return lines
}

/** How deep a search looks: deeper fields are found by opening their parent. */
const SEARCH_DEPTH = 5
const MOST_FOUND = 2_000

/** Fields whose path or description holds every word, up to SEARCH_DEPTH levels down. */
export function searchFields(graph: SchemaGraph, root: Field, text: string): { readonly lines: readonly TreeLine[]; readonly cut: boolean } {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const { fields, cut } = expandFields(graph, root, SEARCH_DEPTH)
  const found = fields.filter((field) => {
    const where = `${field.path} ${field.facts.description ?? ''}`.toLowerCase()
    return words.every((word) => where.includes(word))
  })
  return { lines: found.slice(0, MOST_FOUND).map((field) => ({ field, depth: 0, open: false })), cut: cut || found.length > MOST_FOUND }
}

/** "max 255", "1 to 100", "≥ 0": what a value may be, in few words. */
export function printLimits(facts: SchemaNode): string {
  const parts: string[] = []
  if (facts.maxLength !== undefined)
    parts.push(
      facts.minLength !== undefined && facts.minLength > 0 ? `${facts.minLength} to ${facts.maxLength} characters` : `max ${facts.maxLength} characters`,
    )
  else if (facts.minLength !== undefined && facts.minLength > 0) parts.push(`min ${facts.minLength} characters`)
  const low = facts.minimum ?? facts.exclusiveMinimum
  const high = facts.maximum ?? facts.exclusiveMaximum
  if (low !== undefined && high !== undefined)
    parts.push(`${facts.exclusiveMinimum === undefined ? '' : 'above '}${low} to ${facts.exclusiveMaximum === undefined ? '' : 'below '}${high}`)
  else if (low !== undefined) parts.push(`${facts.exclusiveMinimum === undefined ? '≥' : '>'} ${low}`)
  else if (high !== undefined) parts.push(`${facts.exclusiveMaximum === undefined ? '≤' : '<'} ${high}`)
  if (facts.multipleOf !== undefined) parts.push(`steps of ${facts.multipleOf}`)
  if (facts.minItems !== undefined || facts.maxItems !== undefined)
    parts.push(facts.maxItems === undefined ? `min ${facts.minItems} items` : `${facts.minItems ?? 0} to ${facts.maxItems} items`)
  if (facts.enum !== undefined) parts.push(`${facts.enum.length} ${facts.enum.length === 1 ? 'value' : 'values'}`)
  return parts.join(', ')
}

export function evidenceByPath(evidence: readonly FieldEvidence[]): ReadonlyMap<FieldPath, FieldEvidence> {
  return new Map(evidence.map((one) => [one.path, one]))
}
