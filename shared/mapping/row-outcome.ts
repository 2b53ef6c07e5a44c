// What a row gave for one record: the type that the preview shows.
import type { JsonValue } from '../schema/json-value.ts'

/** What a row gave, for the preview. Of a row inside an `each`: the first item's, and how many items there were. */
export type RowOutcome =
  | { readonly state: 'value'; readonly value: JsonValue; readonly count?: number }
  | { readonly state: 'missing' | 'null'; readonly count?: number }
  /** `message`: a plain sentence. */
  | { readonly state: 'issue'; readonly code: string; readonly message: string; readonly count?: number }
