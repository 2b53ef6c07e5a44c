// The only place that reads OpenAPI 3.0 documents.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const openApi: FormatReader = {
  formats: ['openapi-3.0', 'openapi-3.1'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'OpenAPI 3.0 documents', file: own[0]?.name ?? '' }),
}
