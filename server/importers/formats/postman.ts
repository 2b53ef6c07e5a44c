// The only place that reads Postman collections.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const postman: FormatReader = {
  formats: ['postman'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'Postman collections', file: own[0]?.name ?? '' }),
}
