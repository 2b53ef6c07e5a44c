// Which changes can break a program: the one table, by kind of change, for those that read records and those that send them.
import type { ChangeKind, ChangeKindFacts } from './schema-change.ts'
import type { FieldType } from './schema-graph.ts'

/** What is known of one change. `gone` and `come`: allowed values that were removed and added. */
export type ChangeFacts = {
  readonly before?: ChangeKindFacts
  readonly after?: ChangeKindFacts
  readonly gone: number
  readonly come: number
  readonly hasDefault: boolean
}
type Asked = (facts: ChangeFacts) => boolean
const always: Asked = () => true
const never: Asked = () => false

/**
 * A reader is surprised by what was never there before: no value, null, another type, a new code. A sender is surprised by what is not taken any
 * more: a value left out, too long, of another type, a code that is gone.
 */
export const breaks: Readonly<Record<ChangeKind, { readonly reading: Asked; readonly sending: Asked }>> = {
  added: { reading: never, sending: ({ after, hasDefault }) => after?.required === true && after.readOnly !== true && !hasDefault },
  removed: { reading: always, sending: always },
  renamed: { reading: always, sending: always },
  retyped: {
    reading: ({ before, after }) => !covers(before?.types ?? [], after?.types ?? []),
    sending: ({ before, after }) => !covers(after?.types ?? [], before?.types ?? []),
  },
  'now-required': { reading: never, sending: always },
  'now-optional': { reading: always, sending: never },
  'now-nullable': { reading: always, sending: never },
  'never-null': { reading: never, sending: always },
  limits: {
    // Longer and larger values may come, but whether that matters nobody can tell; another format is read differently.
    reading: ({ before, after }) => before?.format !== undefined && after?.format !== undefined && before.format !== after.format,
    sending: ({ before, after }) => before !== undefined && after !== undefined && isTightened(before, after),
  },
  enum: {
    reading: ({ come }) => come > 0,
    sending: ({ before, after, gone }) => gone > 0 || (before?.enum === undefined && after?.enum !== undefined),
  },
  'read-only': {
    reading: ({ before, after }) => before?.writeOnly !== true && after?.writeOnly === true,
    sending: ({ before, after }) => before?.readOnly !== true && after?.readOnly === true,
  },
  deprecated: { reading: never, sending: never },
  description: { reading: never, sending: never },
}

/** Every value of the narrow types is one of the wide types. */
function covers(wide: readonly FieldType[], narrow: readonly FieldType[]): boolean {
  return narrow.every((type) => wide.includes('any') || wide.includes(type) || (type === 'integer' && wide.includes('number')))
}

function isTightened(before: ChangeKindFacts, after: ChangeKindFacts): boolean {
  const lower = (a: number | undefined, b: number | undefined) => b !== undefined && (a === undefined || b < a)
  const higher = (a: number | undefined, b: number | undefined) => b !== undefined && (a === undefined || b > a)
  const other = (a: string | number | undefined, b: string | number | undefined) => b !== undefined && a !== b
  return (
    lower(before.maxLength, after.maxLength) ||
    lower(before.maximum, after.maximum) ||
    lower(before.exclusiveMaximum, after.exclusiveMaximum) ||
    lower(before.maxItems, after.maxItems) ||
    higher(before.minLength, after.minLength) ||
    higher(before.minimum, after.minimum) ||
    higher(before.exclusiveMinimum, after.exclusiveMinimum) ||
    higher(before.minItems, after.minItems) ||
    other(before.multipleOf, after.multipleOf) ||
    other(before.format, after.format) ||
    other(before.pattern, after.pattern)
  )
}
