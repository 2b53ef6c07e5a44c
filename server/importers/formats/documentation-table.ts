// The only place that reads tables of fields in a documentation.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const documentationTable: FormatReader = {
  formats: ['table'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'tables of fields in a documentation', file: own[0]?.name ?? '' }),
}
