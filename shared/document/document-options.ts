// What a specification is made from and for whom. The only place for these options.
import type { CaseOutcome } from '../mapping/run-test-case.ts'
import type { ProjectFile } from '../project/project-file.ts'
import type { Project } from '../project/project.ts'
import type { BaselineState } from '../review/baseline-state.ts'
import type { FieldEvidence } from '../schema/evidence.ts'
import type { JsonValue } from '../schema/json-value.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'

/** `stakeholders`: what they review and sign, few columns. `engineers`: all that it takes to build it. */
export const AUDIENCES = ['engineers', 'stakeholders'] as const
export type Audience = (typeof AUDIENCES)[number]

export type DocumentChoice = {
  /** Absent: engineers. */
  readonly audience?: Audience
  /** Ids. Absent: all that are not archived. With use cases alone: the maps they name. */
  readonly maps?: readonly string[]
  readonly useCases?: readonly string[]
  /** Values of samples that look like secrets or personal data are masked unless somebody asked for them. */
  readonly showValues?: boolean
}

/** Everything beside the project, by its key or hash; what is not found is left out. */
export type DocumentContent = {
  readonly findGraph: (key: string) => SchemaGraph | undefined
  readonly findEvidence?: (set: string) => readonly FieldEvidence[] | undefined
  /** Records of a sample set. */
  readonly findSamples?: (set: string) => readonly JsonValue[] | undefined
  /** Given and expected records of test cases. */
  readonly findRecord?: (hash: string) => JsonValue | undefined
  /** By the baseline's id. */
  readonly findBaseline?: (baseline: string) => BaselineState | undefined
  /** How test cases came out, by id, as far as somebody ran them. */
  readonly outcomes?: ReadonlyMap<string, CaseOutcome>
}

export type DocumentSource = { readonly project: Project; readonly choice: DocumentChoice } & DocumentContent

export type Records = ProjectFile['records']
