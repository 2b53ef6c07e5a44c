// The only place that reads uploaded JSON Schema documents.
import { detectFormat } from '../../../shared/schema/detect-format.ts'
import { linkFiles } from '../../../shared/schema/link-files.ts'
import { readJsonSchemaFiles } from '../../../shared/schema/read-json-schema.ts'
import { fail, ok } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'
import { listJsonFiles } from './one-description.ts'

export const jsonSchema: FormatReader = {
  formats: ['json-schema'],
  recognises: ({ value }) => detectFormat(value).kind === 'json-schema',
  read(own, all, name) {
    const linked = linkFiles(listJsonFiles(own, all))
    const names = new Set(own.map((file) => file.name))
    const written = readJsonSchemaFiles(
      linked.files.filter((file) => names.has(file.name)),
      linked,
      name,
    )
    return written.ok ? ok({ ...written.value, samples: [] }) : fail({ ...written.error, ...(own[0] === undefined ? {} : { file: own[0].name }) })
  },
}
