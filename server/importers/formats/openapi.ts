// The only place that reads uploaded OpenAPI 3.0 and 3.1 documents.
import { detectFormat } from '../../../shared/schema/detect-format.ts'
import { readOpenApiFiles } from '../../../shared/schema/read-openapi.ts'
import type { FormatReader } from '../format-reader.ts'
import { readOneDescription } from './one-description.ts'

export const openApi: FormatReader = {
  formats: ['openapi-3.0', 'openapi-3.1'],
  recognises: ({ value }) => detectFormat(value).kind.startsWith('openapi-'),
  read: (own, all) => readOneDescription(own, all, readOpenApiFiles),
}
