// What a person types for a fact, read as the fact's value. Pure.
import type { ShownFact } from '../../shared/schema/field-facts.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { FactName, FieldType } from '../../shared/schema/schema-graph.ts'

export type CorrectableFact = Exclude<FactName, 'added'>

/** In the order in which people choose them. */
export const fieldTypes: readonly FieldType[] = ['text', 'number', 'integer', 'boolean', 'object', 'list', 'map', 'any']

/** How a fact is typed in. */
export function inputOf(fact: ShownFact): 'type' | 'flag' | 'number' | 'lines' | 'text' | 'words' {
  if (fact === 'type') return 'type'
  if (fact === 'required' || fact === 'nullable' || fact === 'readOnly' || fact === 'deprecated') return 'flag'
  if (fact === 'minLength' || fact === 'maxLength' || fact === 'minimum' || fact === 'maximum') return 'number'
  if (fact === 'enum') return 'lines'
  return fact === 'description' ? 'words' : 'text'
}

/** What stands in the input before anything is typed. */
export function draftOf(fact: ShownFact, value: JsonValue | undefined): string {
  if (fact === 'type') return Array.isArray(value) ? value.map(String).join(' or ') : typeof value === 'string' ? value : 'any'
  if (inputOf(fact) === 'flag') return value === true ? 'yes' : 'no'
  if (value === undefined || value === null) return ''
  if (fact === 'enum' && Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `types`: of the field, so that values of numbers are numbers. An empty text takes the fact away: null. */
export function parseFact(fact: CorrectableFact, text: string, types: readonly FieldType[]): Result<JsonValue, string> {
  const trimmed = text.trim()
  switch (inputOf(fact)) {
    case 'type': {
      const parts = trimmed.split(/\s+or\s+|\s*,\s*/).filter((part) => part !== '')
      const unknown = parts.find((part) => !(fieldTypes as readonly string[]).includes(part))
      if (parts.length === 0 || unknown !== undefined) return fail(`Choose one of ${fieldTypes.join(', ')}, or several joined by "or".`)
      return ok(parts.length === 1 ? (parts[0] as JsonValue) : parts)
    }
    case 'flag':
      return ok(trimmed === 'yes')
    case 'number': {
      if (trimmed === '') return ok(null)
      const number = Number(trimmed)
      if (!Number.isFinite(number)) return fail('Write a number, or nothing where there is no limit.')
      const isLength = fact === 'minLength' || fact === 'maxLength'
      return isLength && (number < 0 || !Number.isInteger(number)) ? fail('Write a whole number of characters, 0 or more.') : ok(number)
    }
    case 'lines': {
      const values = [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
      return ok(values.length === 0 ? null : values.map((line) => scalarOf(line, types)))
    }
    default:
      if (trimmed === '') return ok(null)
      return ok(fact === 'example' ? scalarOf(trimmed, types) : trimmed)
  }
}

/** A number or yes-no where the field holds such, else the text as it is. */
function scalarOf(text: string, types: readonly FieldType[]): JsonValue {
  if ((types.includes('number') || types.includes('integer')) && text !== '' && Number.isFinite(Number(text))) return Number(text)
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
