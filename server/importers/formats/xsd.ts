// The only place that reads XML Schema files.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const xsd: FormatReader = {
  formats: ['xsd'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'XML Schema files', file: own[0]?.name ?? '' }),
}
