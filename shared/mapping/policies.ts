// Which policy for missing and null is in force on a row: the row's, else its map's, else the product's (TRANSFORM rules in SPEC.md).
import type { FieldMap, Row } from '../project/field-map.ts'
import type { MissingPolicy, NullPolicy } from '../transform/transform.ts'

export type Policies = { readonly onMissing: MissingPolicy; readonly onNull: NullPolicy }

/** `required`: the destination field is required. */
export function policiesInForce(fieldMap: FieldMap, row: Row, required: boolean): Policies {
  return {
    onMissing: row.onMissing ?? fieldMap.onMissing ?? { then: required ? 'problem' : 'omit' },
    onNull: row.onNull ?? fieldMap.onNull ?? 'as-missing',
  }
}

/** What a null from a source is inside the row's formula: a value only where the row or its map says what happens to nulls. */
export function nullsInFormula(fieldMap: FieldMap, row: Row): 'missing' | 'value' {
  return policiesInForce(fieldMap, row, false).onNull === 'as-missing' ? 'missing' : 'value'
}
