// The only place that says in words what options demand that are no kinds of value: which fields go together.
import { rawList, type RawObject } from './raw-schema.ts'

const MOST_OPTIONS = 8
const MOST_FIELDS = 6
const LONGEST_FIELD = 60

/** `options`: the schemas of each. In words where all of them only name fields. */
export function describeRule(kind: 'oneOf' | 'anyOf', options: readonly (readonly RawObject[])[]): string {
  const named = options.map((schemas) =>
    schemas.some((schema) => schema['not'] !== undefined) ? [] : schemas.flatMap((schema) => rawList(schema['required'])),
  )
  if (named.some((fields) => fields.length === 0)) return 'These options only say which fields go together; that rule is not shown.'
  const choices = named.slice(0, MOST_OPTIONS).map((fields) => listFields([...new Set(fields)].filter((field) => typeof field === 'string')))
  const more = named.length > choices.length ? ` and ${named.length - choices.length} more` : ''
  return `${kind === 'oneOf' ? 'Exactly' : 'At least'} one of these must be given: ${choices.join('; ')}${more}. This rule is not shown with the fields.`
}

function listFields(fields: readonly string[]): string {
  const shown = fields.slice(0, MOST_FIELDS).map((field) => `\`${field.slice(0, LONGEST_FIELD)}\``)
  return fields.length > shown.length ? `${shown.join(', ')} and ${fields.length - shown.length} more` : shown.join(' and ')
}
