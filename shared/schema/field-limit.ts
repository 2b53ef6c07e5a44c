// The one limit of a field that stands beside it in lists: its length, its values, its decimals. The only place that chooses it.
import type { SchemaNode } from './schema-graph.ts'

/** `text` is as short as a narrow column; `tip` says it in words. */
export type FieldLimit = { readonly text: string; readonly tip: string }

export function findLimit(facts: SchemaNode): FieldLimit | undefined {
  if (facts.maxLength !== undefined) return { text: String(facts.maxLength), tip: `At most ${facts.maxLength} characters` }
  if (facts.enum !== undefined) return { text: String(facts.enum.length), tip: `One of ${facts.enum.map(String).join(', ')}` }
  const decimals =
    facts.multipleOf === undefined ? undefined : /^0?\.0*1$/.test(String(facts.multipleOf)) ? String(facts.multipleOf).split('.')[1]?.length : undefined
  if (decimals !== undefined) return { text: `${decimals} dp`, tip: `At most ${decimals} decimals` }
  if (facts.maximum !== undefined) return { text: `≤${facts.maximum}`, tip: `At most ${facts.maximum}` }
  if (facts.maxItems !== undefined) return { text: `≤${facts.maxItems}`, tip: `At most ${facts.maxItems} items` }
  return undefined
}
