// The only place that reads uploaded Swagger 2.0 documents.
import { detectFormat } from '../../../shared/schema/detect-format.ts'
import { readSwaggerFiles } from '../../../shared/schema/read-swagger.ts'
import type { FormatReader } from '../format-reader.ts'
import { readOneDescription } from './one-description.ts'

export const swagger: FormatReader = {
  formats: ['swagger-2.0'],
  recognises: ({ value }) => detectFormat(value).kind === 'swagger-2.0',
  read: (own, all) => readOneDescription(own, all, readSwaggerFiles),
}
