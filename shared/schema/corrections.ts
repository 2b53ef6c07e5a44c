// What analysts changed of a field, in words: the only place that tells corrections apart from what a document says.
import { factLabels, printFactValue } from './field-facts.ts'
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
    corrections.push({ fact: 'required', label: factLabels.required, documented: printFactValue('required', field.documentedRequired) })
  for (const [fact, documented] of Object.entries(corrected ?? {}) as [FactName, JsonValue][])
    if (fact !== 'added' && field.added !== true)
      corrections.push({ fact, label: factLabels[fact], documented: documented === null ? 'nothing' : printFactValue(fact, documented) })
  return corrections
}
