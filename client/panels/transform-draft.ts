// A transform while it is being chosen: pure changes of kind, and whether it is whole enough to be stored.
import { transform as transformShape } from '../../shared/project/transform-cell.ts'
import type { Condition, Operand, SourceRef, Transform, TransformKind, ValueTransform } from '../../shared/transform/transform.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'

/** Stands where nothing is chosen yet. No stored transform can hold it: ids are never empty. */
export const NO_SOURCE: SourceRef = { of: 'input', input: '', path: '' as FieldPath }
/** The same for a field of a list's entry. */
export const NO_ENTRY: SourceRef = { of: 'input', input: '', path: 'entry' as FieldPath }

export function isNoSource(ref: Operand): boolean {
  return ref.of === 'input' && ref.input === ''
}

export function isNoEntry(ref: Operand): boolean {
  return isNoSource(ref) && ref.of === 'input' && ref.path === NO_ENTRY.path
}

export const kindWords: Record<TransformKind, string> = {
  copy: 'Copy',
  constant: 'Constant',
  config: 'Config value',
  template: 'Text',
  lookup: 'Lookup',
  when: 'When / then',
  convert: 'Convert',
  number: 'Number',
  date: 'Date',
  each: 'One per item',
  hook: 'Hook',
  text: 'Change text',
  list: 'From a list',
  join: 'Join on a key',
  formula: 'Formula',
  notMapped: 'Not mapped',
}

/** In the order they are offered. */
export const rowKinds: readonly TransformKind[] = [
  'copy',
  'constant',
  'template',
  'text',
  'lookup',
  'when',
  'number',
  'date',
  'list',
  'join',
  'formula',
  'convert',
  'config',
  'each',
  'hook',
  'notMapped',
]
export const valueKinds: readonly ValueTransform['kind'][] = [
  'copy',
  'constant',
  'template',
  'text',
  'lookup',
  'number',
  'date',
  'list',
  'join',
  'formula',
  'convert',
  'config',
]

export function isStorable(draft: Transform): boolean {
  return transformShape.safeParse(draft).success && isWhole(draft)
}

/** Every field is chosen and every formula has a text; it may be wrong all the same, and is stored then. */
export function isWhole(draft: Transform | Condition): boolean {
  const written = JSON.stringify(draft)
  return !written.includes('"input":""') && !EMPTY_FORMULA.test(written)
}

const EMPTY_FORMULA = /"(?:kind|test)":"formula","text":"(?:\s|\\[nrt])*"/

/** The words that say what is not whole yet. */
export function missingPart(draft: Transform): string {
  const written = JSON.stringify(draft)
  if (EMPTY_FORMULA.test(written)) return 'write a formula'
  if ((draft.kind === 'each' && isNoSource(draft.list)) || (draft.kind === 'list' && isNoSource(draft.from))) return 'choose a source list'
  if (draft.kind === 'join' && isNoSource(draft.list)) return 'choose the list to look in'
  const noTable = draft.kind === 'lookup' && draft.table === ''
  if (written.includes(JSON.stringify(NO_ENTRY))) return 'choose a field of the list’s entries'
  if (written.includes('"input":""')) return noTable ? 'choose a source field and a lookup table' : 'choose a source field'
  if (noTable) return 'choose a lookup table'
  if (written.includes('"config":""')) return 'choose a config value'
  return 'something in it is too long or empty'
}

/** The same sources under another kind, so that trying kinds loses as little as possible. `formula`: what says the same as before. */
export function withKind(before: Transform | undefined, kind: TransformKind, formula = ''): Transform {
  if (before?.kind === kind) return before
  const from = firstOperand(before) ?? NO_SOURCE
  switch (kind) {
    case 'copy':
      return { kind, from }
    case 'constant':
      return { kind, value: from.of === 'constant' ? from.value : '' }
    case 'config':
      return { kind, config: from.of === 'config' ? from.config : '' }
    case 'template':
      return { kind, parts: from === NO_SOURCE ? [''] : [from] }
    case 'lookup':
      return { kind, from, table: '' }
    case 'text':
      return { kind, from, steps: [] }
    case 'list':
      return { kind, from: from.of === 'item' || from.of === 'input' ? from : NO_SOURCE, take: '' as FieldPath, then: { do: 'first' } }
    case 'join':
      return { kind, list: NO_SOURCE, key: '' as FieldPath, equals: from, take: '' as FieldPath }
    case 'formula':
      return { kind, text: formula }
    case 'when':
      return { kind, cases: [{ if: { test: 'filled', value: from }, then: isValue(before) ? before : { kind: 'copy', from } }] }
    case 'convert':
      return { kind, from, to: 'text' }
    case 'number':
      return { kind, from, steps: [] }
    case 'date':
      return { kind, from, read: 'iso', write: 'yyyy-MM-dd' }
    case 'each':
      return { kind, list: from.of === 'item' || from.of === 'input' ? from : NO_SOURCE }
    case 'hook':
      return { kind, words: '', uses: from.of === 'item' || (from.of === 'input' && from !== NO_SOURCE) ? [from] : [] }
    case 'notMapped':
      return { kind, reason: '' }
  }
}

export function withValueKind(before: ValueTransform, kind: ValueTransform['kind'], formula?: string): ValueTransform {
  return withKind(before, kind, formula) as ValueTransform
}

function isValue(transform: Transform | undefined): transform is ValueTransform {
  return transform !== undefined && transform.kind !== 'each' && transform.kind !== 'notMapped' && transform.kind !== 'when'
}

function firstOperand(transform: Transform | undefined): Operand | undefined {
  switch (transform?.kind) {
    case 'copy':
    case 'lookup':
    case 'convert':
    case 'number':
    case 'date':
    case 'text':
    case 'list':
      return transform.from
    case 'join':
      return transform.equals
    case 'constant':
      return { of: 'constant', value: transform.value }
    case 'config':
      return transform.config === '' ? undefined : { of: 'config', config: transform.config }
    case 'template':
      return transform.parts.find((part) => typeof part !== 'string')
    case 'each':
      return transform.list
    case 'hook':
      return transform.uses[0]
    case 'when':
      return firstOperand(transform.cases[0]?.then)
    default:
      return undefined
  }
}
