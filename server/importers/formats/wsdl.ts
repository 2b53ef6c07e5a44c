// The only place that reads WSDL files.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const wsdl: FormatReader = {
  formats: ['wsdl'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'WSDL files', file: own[0]?.name ?? '' }),
}
