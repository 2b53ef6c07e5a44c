// The only place that reads Protocol Buffers definitions.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const protobuf: FormatReader = {
  formats: ['protobuf'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'Protocol Buffers definitions', file: own[0]?.name ?? '' }),
}
