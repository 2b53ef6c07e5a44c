// The only place that reads GraphQL schemas.
import { fail } from '../../../shared/schema/result.ts'
import type { FormatReader } from '../format-reader.ts'

export const graphql: FormatReader = {
  formats: ['graphql'],
  recognises: () => false,
  read: (own) => fail({ type: 'UnsupportedFormat', found: 'GraphQL schemas', file: own[0]?.name ?? '' }),
}
