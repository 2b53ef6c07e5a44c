// From what a person types into a typed cell to a value, and back. The only place for it.
import type { JsonScalar } from '../schema/json-value.ts'

export type ScalarType = 'text' | 'number' | 'integer' | 'boolean' | 'secret'

/** What is wrong with a text, in words; undefined: it can be read. */
export function checkScalar(text: string, type: ScalarType): string | undefined {
  switch (type) {
    case 'number':
      return NUMBER.test(text) ? undefined : 'A number, with a point for decimals: 12.5'
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? undefined : 'A whole number'
    case 'boolean':
      return /^(true|false|yes|no)$/i.test(text) ? undefined : 'true or false'
    default:
      return undefined
  }
}

const NUMBER = /^-?(\d{1,15}(\.\d{1,15})?|\.\d{1,15})$/

/** Only for a text that checkScalar finds nothing wrong with. */
export function parseScalar(text: string, type: ScalarType): JsonScalar {
  if (type === 'number' || type === 'integer') return Number(text)
  if (type === 'boolean') return /^(true|yes)$/i.test(text)
  return text
}

export function printScalar(value: JsonScalar | undefined): string {
  return value === undefined || value === null ? '' : String(value)
}
