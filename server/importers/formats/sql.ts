// The only place that reads CREATE TABLE statements.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const sql: FormatReader = {
  formats: ['sql'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'CREATE TABLE statements', file: own[0]?.name ?? '' }),
}
