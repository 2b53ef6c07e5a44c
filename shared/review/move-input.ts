// What planning a move takes and gives: types.
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import type { CollectionName, Project } from '../project/project.ts'
import type { SchemaImpact } from './schema-impact.ts'

/** As CellWrite of shared/project/edits.ts; here without yjs. */
export type MoveWrite = { readonly home: CollectionName; readonly object: string; readonly cell: string; readonly value: JsonValue | undefined }

export type SchemaMove = {
  readonly writes: readonly MoveWrite[]
  /** Test case records that change: store each first (POST /records), then put the hash it gets into the cell. */
  readonly records: readonly { readonly test: string; readonly cell: 'given' | 'expected'; readonly value: JsonValue }[]
  /** What will happen, in a few sentences with counts, shown before the move. */
  readonly sentences: readonly string[]
}

export type MoveInput = {
  readonly project: Project
  readonly newVersion: string
  readonly before: SchemaGraph
  readonly after: SchemaGraph
  readonly impact: SchemaImpact
  readonly findRecord: (hash: string) => unknown
  readonly newId: () => string
  readonly person: string
  readonly command: string
  /** ISO 8601. */
  readonly now: string
}
