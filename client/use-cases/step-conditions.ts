// The condition of a lookup as its form writes it: fields of the candidate that were typed by their plain name are fields of the entry. Pure.
import { CANDIDATE, CANDIDATES } from '../../shared/mapping/step-context.ts'
import type { Condition, Operand } from '../../shared/transform/transform.ts'

export function withEntries(condition: Condition): Condition {
  switch (condition.test) {
    case 'compare':
      return { ...condition, left: entryOf(condition.left), right: entryOf(condition.right) }
    case 'in':
      return { ...condition, left: entryOf(condition.left) }
    case 'present':
    case 'filled':
      return { ...condition, value: entryOf(condition.value) }
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map(withEntries) }
    case 'not':
      return { ...condition, of: withEntries(condition.of) }
    case 'formula':
      return condition
  }
}

function entryOf(operand: Operand): Operand {
  return operand.of === 'input' && (operand.input === CANDIDATE || operand.input === CANDIDATES) ? { of: 'entry', path: operand.path } : operand
}
