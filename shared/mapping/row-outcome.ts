// What a row gave for one record: the type that the preview shows.
import type { JsonValue } from '../schema/json-value.ts'

/** What a row gave, for the preview. Of a row inside an `each`: the first or the chosen item's, and how many items there were. `shown`: of an `each` row, which one was chosen. */
export type RowOutcome =
  | { readonly state: 'value'; readonly value: JsonValue; readonly count?: number; readonly shown?: number }
  | { readonly state: 'missing' | 'null'; readonly count?: number }
  /** `message`: a plain sentence. */
  | { readonly state: 'issue'; readonly code: string; readonly message: string; readonly count?: number }
