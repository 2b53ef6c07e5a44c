// The only place that reads HAR recordings.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const har: FormatReader = {
  formats: ['har'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'HAR recordings', file: own[0]?.name ?? '' }),
}
