// A condition in the few characters of a grid cell: `sku filled`, `status = "completed"`. The whole sentence is in its tooltip.
import type { Row } from '../../shared/project/field-map.ts'
import { printSource } from '../../shared/mapping/source-text.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Condition, Operand } from '../../shared/transform/transform.ts'

export function printCondition(context: MapContext, condition: Condition, each: Row | undefined): string {
  const operand = (value: Operand): string => {
    if (value.of === 'constant') return typeof value.value === 'string' ? `"${value.value}"` : String(value.value)
    if (value.of === 'config') return context.project.configValues.find((config) => config.id === value.config)?.name ?? '?'
    return printSource(context, value, each)
  }
  switch (condition.test) {
    case 'compare':
      return `${operand(condition.left)} ${condition.operator} ${operand(condition.right)}`
    case 'in':
      return `${operand(condition.left)} in ${condition.values.map(String).join(', ')}`
    case 'present':
      return `${operand(condition.value)} found`
    case 'filled':
      return `${operand(condition.value)} filled`
    case 'all':
    case 'any':
      return condition.of
        .map((part) => (part.test === 'all' || part.test === 'any' ? `(${printCondition(context, part, each)})` : printCondition(context, part, each)))
        .join(condition.test === 'all' ? ' and ' : ' or ')
    case 'not':
      if (condition.of.test === 'filled') return `${operand(condition.of.value)} empty`
      if (condition.of.test === 'present') return `${operand(condition.of.value)} not found`
      return `not (${printCondition(context, condition.of, each)})`
    case 'formula':
      return condition.text
  }
}
