// What a change is in words: the only place for `text to number`, `100 to 255 characters`, `+ checkout-draft`.
import type { ChangeKindFacts } from './schema-change.ts'
import type { FieldType } from './schema-graph.ts'

const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  text: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'yes/no',
  object: 'object',
  list: 'list',
  map: 'map',
  any: 'anything',
}
const FORMAT_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({ uri: 'web address', url: 'web address', email: 'email address', date: 'date', 'date-time': 'date and time', time: 'time', uuid: 'UUID' }),
)
const MOST_VALUES = 6
const LONGEST_VALUE = 40

export function typeWords(types: readonly FieldType[]): string {
  return types.map((type) => TYPE_WORDS[type]).join(' or ')
}

/** Of a field that is new: `text, web address`, `object`. */
export function factWords(facts: ChangeKindFacts): string {
  const format = facts.format === undefined ? undefined : (FORMAT_WORDS.get(facts.format) ?? facts.format)
  return [typeWords(facts.types), ...(format === undefined ? [] : [shorten(format)]), ...(facts.required ? ['required'] : [])].join(', ')
}

export function limitWords(before: ChangeKindFacts, after: ChangeKindFacts): string {
  const parts: string[] = []
  const add = (a: number | undefined, b: number | undefined, lead: string, unit: string) => {
    if (a === b) return
    const what = `${lead}${a ?? 'none'} to ${b ?? 'none'}`
    parts.push(unit === '' ? what : `${what} ${unit}`)
  }
  add(before.maxLength, after.maxLength, '', 'characters')
  add(before.minLength, after.minLength, 'at least ', 'characters')
  add(before.maximum, after.maximum, 'largest ', '')
  add(before.minimum, after.minimum, 'smallest ', '')
  add(before.exclusiveMaximum, after.exclusiveMaximum, 'below ', '')
  add(before.exclusiveMinimum, after.exclusiveMinimum, 'above ', '')
  add(before.maxItems, after.maxItems, '', 'items')
  add(before.minItems, after.minItems, 'at least ', 'items')
  add(before.multipleOf, after.multipleOf, 'multiples of ', '')
  if (before.format !== after.format) parts.push(`format ${shorten(before.format ?? 'none')} to ${shorten(after.format ?? 'none')}`)
  if (before.pattern !== after.pattern) parts.push(`pattern ${shorten(before.pattern ?? 'none')} to ${shorten(after.pattern ?? 'none')}`)
  return parts.join(', ')
}

/** `+ checkout-draft, − trash`. */
export function valueWords(added: readonly string[], removed: readonly string[]): string {
  const all = [...added.map((value) => `+ ${shorten(value)}`), ...removed.map((value) => `− ${shorten(value)}`)]
  return all.length <= MOST_VALUES ? all.join(', ') : `${all.slice(0, MOST_VALUES).join(', ')} and ${all.length - MOST_VALUES} more`
}

/** A value of a description as text: never longer than a cell shows. */
export function shorten(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ')
  return flat.length <= LONGEST_VALUE ? flat : `${flat.slice(0, LONGEST_VALUE - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** Texts that differ in their spaces only say the same. */
export function plainText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
