// How sources are called in sentences: the only place that names owners, items and entries (`the line item's total`).
import type { Row } from '../project/field-map.ts'
import { eachAbove } from '../mapping/item-scope.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { inputNames } from '../mapping/source-text.ts'
import { pathSteps, printFieldPath, type FieldPath } from '../schema/field-path.ts'
import type { Known } from '../transform/formula/known.ts'
import type { Operand, SourceRef } from '../transform/transform.ts'
import { nounOfName, quote } from './english-words.ts'

/** Where a sentence is said: in which `each`, and what the entry of the list at hand is called. */
export type Saying = {
  readonly context: MapContext
  readonly each: Row | undefined
  readonly entry?: string
  /** What `$result` is, in an invariant. */ readonly result?: Known
}

export function operandWords(saying: Saying, operand: Operand): string {
  if (operand.of === 'constant') return quote(operand.value)
  if (operand.of === 'config') {
    const value = saying.context.project.configValues.find((candidate) => candidate.id === operand.config)
    return value === undefined ? 'a config value that is gone' : `the config value ${value.name}`
  }
  return possessive(saying, operand)
}

/** `the order's billing.email`, `the line item's total`, `the order`. */
export function possessive(saying: Saying, ref: SourceRef): string {
  const owner = ownerOf(saying, ref)
  return ref.path === '' ? `the ${owner}` : `the ${owner}'s ${ref.path}`
}

function ownerOf({ context, each, entry }: Saying, ref: SourceRef): string {
  if (ref.of === 'input') return inputNames(context).get(ref.input) ?? 'removed input'
  if (ref.of === 'entry') return entry ?? 'entry'
  return itemNoun(context, each)
}

/** What the item of plain names is called: that of the `each` row, at the top that of the list which the map runs over. */
export function itemNoun(context: MapContext, each: Row | undefined): string {
  if (each?.transform?.kind === 'each') {
    const noun = nounOfList(context, each.transform.list, eachAbove(context, each))
    return each.transform.groupBy === undefined ? noun : `${noun} group`
  }
  const { runsOver, runs } = context.fieldMap
  if (each !== undefined || runsOver === undefined || runs === undefined || runs === 'record') return 'item'
  const noun = nounOfList(context, runsOver, undefined)
  return runs === 'group' ? `${noun} group` : noun
}

/** What one entry of a list is called: `line_items` gives `line item`. */
export function nounOfList(context: MapContext, list: SourceRef, each: Row | undefined): string {
  const name = lastName(list.path)
  if (name !== undefined) return nounOfName(name) ?? 'item'
  return list.of === 'input' ? (inputNames(context).get(list.input) ?? 'item') : each === undefined ? 'item' : `${itemNoun(context, each)} entry`
}

export function configName(context: MapContext, id: string): string {
  return context.project.configValues.find((candidate) => candidate.id === id)?.name ?? 'removed value'
}

function lastName(path: FieldPath): string | undefined {
  const last = path === '' ? undefined : pathSteps(printablePath(path)).findLast((step) => step.kind === 'name')
  return last?.kind === 'name' ? last.name : undefined
}

/** A damaged path is told as it stands. */
function printablePath(path: FieldPath): FieldPath {
  try {
    pathSteps(path)
    return path
  } catch {
    return printFieldPath([{ kind: 'name', name: path }])
  }
}
