// What a newer schema version means for a project: the only place that joins changes with the rows, lookup tables, test cases and maps they affect.
import type { Project } from '../project/project.ts'
import type { SchemaDecision } from '../project/people-and-systems.ts'
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

export type ChangeImpact = {
  readonly change: SchemaChange
  readonly affected: readonly AffectedItem[]
  /** Choices for all affected items at once: those that every one of them has. */
  readonly choices: readonly Choice[]
  readonly decision?: Decided
  /** Affects something, and at least one item has no decision. */
  readonly undecided: boolean
}

export type SchemaImpact = {
  /** Changes that affect something first, in the order of the document. */
  readonly impacts: readonly ChangeImpact[]
  /** Impacts that need a decision, and those that have all of theirs. */
  readonly needed: number
  readonly decided: number
}

/** `newVersion`: id of a schema version with `replaces`. Graphs as analysts see them, overlays applied. `records`: given and expected of test cases by hash. */
export function findSchemaImpact(
  project: Project,
  newVersion: string,
  before: SchemaGraph,
  after: SchemaGraph,
  findRecord: (hash: string) => unknown,
): SchemaImpact {
  void [project, newVersion, before, after, findRecord]
  return { impacts: [], needed: 0, decided: 0 }
}
