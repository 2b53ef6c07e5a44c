// The only place that reads Avro schemas.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const avro: FormatReader = {
  formats: ['avro'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'Avro schemas', file: own[0]?.name ?? '' }),
}
