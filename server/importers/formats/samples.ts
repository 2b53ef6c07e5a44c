// The only place that reads sample records.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const samples: FormatReader = {
  formats: ['samples'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'sample records', file: own[0]?.name ?? '' }),
}
