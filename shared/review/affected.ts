// What a change of a schema affects: the types of an affected item and of what may be decided about it.
import type { SchemaDecision } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import type { SchemaChange } from '../schema/schema-change.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'

/** `map`: the field map's own destination; `input`: one of its sources; `decision`: a source field left out; `line`: a destination field without a row; `overlay`: an analyst's fact. */
export type AffectedKind = 'row' | 'lookup' | 'test' | 'map' | 'input' | 'decision' | 'step' | 'line' | 'overlay'

export type AffectedItem = {
  /** `row:<id>`, `lookup:<id>` ...; as SchemaDecision.item. */
  readonly id: string
  readonly kind: AffectedKind
  /** `R-7`, `T-6`; '' where it has none. */
  readonly number: string
  /** `Contact.TaxNumber`, `Company buyer expects TaxNumber`. */
  readonly label: string
  readonly fieldMap?: string
  /** Which side of the map the change is on. */
  readonly side: 'source' | 'destination'
  readonly choices: readonly Choice[]
  /** The item's own decision, else that of the change, else undefined. */
  readonly decision?: Decided
}

export type Choice = {
  readonly choice: 'follow' | 'keep' | 'remap' | 'drop'
  /** On the button, two words at most: `Follow`, `Keep`, `Not mapped`. */
  readonly label: string
  /** What will happen, in a sentence. */
  readonly sentence: string
  /** Of `remap`: what has to be chosen. */
  readonly needs?: 'source-path' | 'destination-path' | 'value'
}
export type Decided = Pick<SchemaDecision, 'id' | 'choice' | 'to' | 'by' | 'at'>

/** As it is found, before what may be decided is known. */
export type FoundItem = {
  readonly id: string
  readonly kind: AffectedKind
  readonly number: string
  readonly label: string
  readonly fieldMap?: string
  /** The changes that reach it, each with the side it is on. */
  readonly changes: Map<SchemaChange, 'source' | 'destination'>
  /** Of a test case: changes of fields that its records hold. */
  readonly held?: Set<SchemaChange>
  /** Of a lookup table: rows that take it too and that the change does not reach, as people call them. */
  alsoUsed?: ReadonlyMap<SchemaChange, readonly string[]>
}

export type Gathering = {
  readonly project: Project
  /** The old version's id, and the system it describes. */
  readonly version: { readonly id: string; readonly graph: string; readonly system: string }
  readonly before: SchemaGraph
  readonly after: SchemaGraph
  readonly changes: readonly SchemaChange[]
  readonly findRecord: (hash: string) => unknown
}
