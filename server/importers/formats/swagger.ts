// The only place that reads Swagger 2.0 documents.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const swagger: FormatReader = {
  formats: ['swagger-2.0'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'Swagger 2.0 documents', file: own[0]?.name ?? '' }),
}
