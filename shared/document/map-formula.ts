// The rule and the condition of a row word for word: as text that the grid reads back, wherever there is such a text.
import { formulaScope } from '../mapping/formula-scope.ts'
import { eachAbove, ownItems } from '../mapping/item-scope.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { nullsInFormula } from '../mapping/policies.ts'
import { printSource } from '../mapping/source-text.ts'
import type { Row } from '../project/field-map.ts'
import type { ConfigValue } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import { printAsFormula, type PickerWords } from '../transform/formula/as-formula.ts'
import { parseFormula } from '../transform/formula/parse.ts'
import { printFormula } from '../transform/formula/print.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type { Condition, ValueTransform } from '../transform/transform.ts'

/** `=total / quantity`, `"EUR"`, `number`; of a rule from a list of kinds the formula that gives the same. Empty: none does. */
export function printRowFormula(context: MapContext, row: Row): string {
  const { transform } = row
  if (transform === undefined || row.unmatched !== undefined || transform.kind === 'each' || transform.kind === 'notMapped' || transform.kind === 'hook')
    return ''
  if (transform.kind === 'formula') return `=${transform.text}`
  if (transform.kind === 'constant') return printTyped(transform.value)
  const each = eachAbove(context, row)
  if (transform.kind === 'copy') {
    const { from } = transform
    if (from.of === 'constant') return printTyped(from.value)
    if (from.of !== 'config') return printSource(context, from, each)
  }
  const written = printAsFormula(transform, wordsOf(context, each, nullsInFormula(context.fieldMap, row)))
  return written === undefined ? '' : `=${written}`
}

/** True exactly where the row takes part. Empty: it has no condition, or no formula says the same. */
export function printRowCondition(context: MapContext, row: Row): string {
  if (row.when === undefined) return ''
  return printCondition(context, row.when, row.transform?.kind === 'each' ? ownItems(row) : eachAbove(context, row))
}

export function printCondition(context: MapContext, condition: Condition, each: Row | undefined, outside = false): string {
  if (condition.test === 'formula') return condition.text
  const chosen: ValueTransform = { kind: 'when', cases: [{ if: condition, then: constant(true) }], otherwise: constant(false) }
  const written = printAsFormula(chosen, wordsOf(context, each, 'missing', outside))
  const read = written === undefined ? undefined : parseFormula(written)
  return read?.ok === true && read.node.is === 'condition' ? printFormula(read.node.test) : ''
}

/** As people type it: a text in quotes, everything else behind `=`. */
export function printTyped(value: JsonScalar): string {
  return typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : `=${String(value)}`
}

/** The config values that the row's rule and condition name, each once. */
export function listConfigOf({ configValues }: Pick<Project, 'configValues'>, { transform, when }: Row): ConfigValue[] {
  const ids = new Set<string>()
  const names = new Set<string>()
  const stack: unknown[] = [when, transform]
  for (let next = stack.pop(); next !== undefined || stack.length > 0; next = stack.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [key, value] of Object.entries(next)) {
      if (typeof value !== 'string') stack.push(value)
      else if (key === 'config') ids.add(value)
      else if (key === 'text')
        for (const [, plain, quoted] of value.matchAll(/\$config\.(?:([\p{L}_][\p{L}\p{N}_]*)|`([^`]*)`)/gu)) names.add(plain ?? quoted ?? '')
    }
  }
  return configValues.filter(({ id, name, deleted }) => deleted !== true && (ids.has(id) || names.has(name)))
}

function constant(value: boolean): ValueTransform {
  return { kind: 'constant', value }
}

function wordsOf(context: MapContext, each: Row | undefined, nulls: 'missing' | 'value', outside = false): PickerWords {
  const names = configNames.get(context) ?? new Map(context.project.configValues.flatMap(({ id, name, deleted }) => (deleted === true ? [] : [[id, name]])))
  configNames.set(context, names)
  return { scope: formulaScope(context, each, { nulls, ...(outside ? { outside } : {}) }), configNames: names }
}

const configNames = new WeakMap<MapContext, ReadonlyMap<string, string>>()
