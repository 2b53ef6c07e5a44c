// What analysts changed of a field, in words: the only place that tells corrections apart from what a document says.
import { factLabels } from './field-facts.ts'
import type { Field } from './fields.ts'
import type { JsonValue } from './json-value.ts'
import type { FactName } from './schema-graph.ts'

export type Correction = { readonly fact: FactName; readonly label: string; readonly documented: string }

/** `documented`: what the document says, `nothing` where it says nothing. */
export function listCorrections(field: Field): Correction[] {
  const { corrected } = field.facts
  const corrections: Correction[] = []
  if (field.added === true) corrections.push({ fact: 'added', label: 'Field', documented: 'nothing' })
  if (field.documentedRequired !== undefined && field.documentedRequired !== field.required)
    corrections.push({ fact: 'required', label: factLabels.required, documented: field.documentedRequired ? 'yes' : 'no' })
  for (const [fact, documented] of Object.entries(corrected ?? {}) as [FactName, JsonValue][])
    if (fact !== 'added' && field.added !== true) corrections.push({ fact, label: factLabels[fact], documented: printFactValue(documented) })
  return corrections
}

export function printFactValue(value: JsonValue): string {
  if (value === null) return 'nothing'
  if (value === true || value === false) return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(', ')
  return JSON.stringify(value)
}
