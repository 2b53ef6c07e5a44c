// The only place that reads JSON Schema documents.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const jsonSchema: FormatReader = {
  formats: ['json-schema'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'JSON Schema documents', file: own[0]?.name ?? '' }),
}
