// A use case's steps as a plan that can be run: plain data, the one form that the interpreter and the generated code are made from.
//
// How a flow runs: steps in their order. A step that fails, its tries used up, ends the record: it is listed as skipped or failed, and the next record
// goes on; a record that a map is not about is skipped. Nothing that a rule covers is ever thrown. Notify steps at the end of all steps are sent
// whatever became of the records; one that cannot be sent is listed, and ends nothing.
import type { CompareOperator } from '../transform/transform.ts'
import type { JsonScalar } from '../schema/json-value.ts'
import type { ScalarType } from '../transform/ir.ts'

/** Raised when the same steps would give another plan. */
export const FLOW_VERSION = 1

/** `result`: of an earlier step, by its id; '' is the candidate of a lookup. */
export type FlowValue =
  | { readonly op: 'constant'; readonly value: JsonScalar }
  | { readonly op: 'result'; readonly of: string; readonly path: readonly string[] }
  | { readonly op: 'config'; readonly name: string }
  | { readonly op: 'template'; readonly parts: readonly FlowValue[] }
  /** `less`: seconds. */
  | { readonly op: 'last-run'; readonly less: number; readonly first: string | null }
  | { readonly op: 'page' }

/** As Test of a map: never an issue; what is absent is equal to what is absent, and to nothing else (rule T1 of shared/transform/SPEC.md). */
export type FlowTest =
  | { readonly op: 'compare'; readonly left: FlowValue; readonly operator: CompareOperator; readonly right: FlowValue }
  | { readonly op: 'in'; readonly left: FlowValue; readonly values: readonly JsonScalar[] }
  | { readonly op: 'present' | 'filled'; readonly value: FlowValue }
  | { readonly op: 'all' | 'any'; readonly of: readonly FlowTest[] }
  | { readonly op: 'not'; readonly of: FlowTest }

/** Where a record stands in a body: below these names, in a list where `list`. */
export type FlowEnvelope = { readonly names: readonly string[]; readonly list: boolean }

/** `endpoint`: its key in the plan. A required parameter without a value ends the record; another one is left out. */
export type FlowCall = {
  readonly endpoint: string
  readonly parameters: readonly { readonly name: string; readonly required: boolean; readonly value: FlowValue }[]
}

/** `waits`: seconds before each further try, the last one for all that follow. `alert`: whom to tell when the record ends here as `then` says. */
export type FlowRule = { readonly retries: number; readonly waits: readonly number[]; readonly then: 'skip' | 'stop'; readonly alert: string | null }

/** `position`: among the use case's steps, from 1. `words`: what people wrote of it. */
export type FlowStep = { readonly id: string; readonly position: number; readonly title: string; readonly words: readonly string[] }

/** `inputs`: the map's inputs, each with the step whose result fills it. `operation`: null where the map has no rows for one of both. */
export type FlowMapping = {
  readonly map: string
  readonly inputs: readonly { readonly name: string; readonly from: string }[]
  readonly operation: 'create' | 'update' | null
}

/** `step`: the result of that step, made by `map`. */
export type FlowBody = { readonly from: 'step'; readonly step: string; readonly map: string } | { readonly from: 'map'; readonly mapping: FlowMapping }

/** `answer`: the record in the answer, which is the step's result; null: there is none. */
export type FlowSend = {
  readonly call: FlowCall
  readonly body: { readonly of: FlowBody; readonly envelope: FlowEnvelope } | null
  readonly answer: FlowEnvelope | null
}

type Ruled = { readonly step: FlowStep; readonly rule: FlowRule }

/** The result of a node is kept under its step's id. */
export type FlowNode =
  /** `until`: the call is repeated, as the rule says, until its answer meets this. */
  | (Ruled & {
      readonly do: 'retrieve'
      readonly call: FlowCall
      readonly answer: FlowEnvelope
      readonly mayBeMissing: boolean
      readonly until: FlowTest | null
    })
  /** All pages are read before the first record is worked on. `pageSize`: null where it asks once. */
  | (Ruled & {
      readonly do: 'each'
      readonly call: FlowCall
      readonly answer: FlowEnvelope
      readonly pageSize: number | null
      readonly nodes: readonly FlowNode[]
    })
  | (Ruled & { readonly do: 'transform'; readonly mapping: FlowMapping })
  | (Ruled & {
      readonly do: 'send'
      readonly lookup: { readonly call: FlowCall; readonly answer: FlowEnvelope; readonly where: FlowTest | null } | null
      /** When the record is there; null: that is not asked. `use`: it is the result. */
      readonly found:
        | { readonly then: 'use' | 'skip' | 'stop' }
        | { readonly then: 'send'; readonly did: 'updated' | 'deleted'; readonly send: FlowSend }
        | null
      /** When it is not there, or that is not asked. `pass`: there is nothing to do. */
      readonly absent:
        | { readonly then: 'send'; readonly did: 'created' | 'updated' | 'deleted' | 'sent'; readonly send: FlowSend }
        | { readonly then: 'stop' | 'pass' }
    })
  | (Ruled & { readonly do: 'decide'; readonly test: FlowTest })
  | (Ruled & { readonly do: 'wait'; readonly seconds: number })
  | FlowNotify

export type FlowNotify = { readonly do: 'notify'; readonly step: FlowStep; readonly to: string; readonly when: 'always' | 'failed' }

export type FlowEndpoint = {
  /** Unique in the plan. */
  readonly key: string
  readonly system: string
  /** `POST /Invoices`. */
  readonly id: string
  readonly method: string
  readonly path: string
  readonly operationId: string | null
}

export type FlowPlan = {
  readonly flowVersion: typeof FLOW_VERSION
  /** Names files: `uc-1`. */
  readonly key: string
  readonly useCase: { readonly id: string; readonly number: number | null; readonly title: string }
  /** The step whose result the record is that starts a run; null where a run starts without one. */
  readonly trigger: { readonly step: FlowStep; readonly hasRecord: boolean }
  /** What the steps' results are called, by the step's id: unique, as people wrote it. */
  readonly names: Readonly<Record<string, string>>
  readonly endpoints: readonly FlowEndpoint[]
  readonly maps: readonly FlowMap[]
  /** Those that parameters and conditions name. */
  readonly config: readonly FlowConfig[]
  readonly nodes: readonly FlowNode[]
  readonly last: readonly FlowNotify[]
}

/** `many`: it makes a list of records. */
export type FlowMap = { readonly id: string; readonly number: number | null; readonly key: string; readonly name: string; readonly many: boolean }
export type FlowConfig = { readonly name: string; readonly type: ScalarType; readonly default: JsonScalar }

/** What a step did to another system. `record`: what it was done for: the trigger's record, or that of the list. */
export type FlowDone = {
  readonly record: unknown
  readonly step: number
  readonly title: string
  readonly did: 'created' | 'updated' | 'found' | 'deleted' | 'sent'
  readonly answer: unknown
}
/** `step`: where the record ended. */
export type FlowEnd = {
  readonly record: unknown
  readonly step: number
  readonly title: string
  readonly why: string
  readonly issues: readonly { readonly row: number | null; readonly path: string; readonly code: string; readonly value: unknown }[]
}
export type FlowReport = { readonly done: readonly FlowDone[]; readonly skipped: readonly FlowEnd[]; readonly failed: readonly FlowEnd[] }

/** What an alert and a notify step tell. */
export type FlowMessage = { readonly to: string; readonly step: number; readonly title: string; readonly report: FlowReport }

/** Every sentence that a run may give as the reason why a record ended, said by the interpreter and by generated code alike. */
export const flowWords = {
  'no-record': 'The answer does not hold the record.',
  'not-yet': 'What the step waits for has not come.',
  issues: 'The record has issues.',
  'not-applicable': 'The field map is not about this record.',
  found: 'The record is there already.',
  'not-found': 'The record is not there.',
  'does-not-hold': 'The condition does not hold.',
  'no-parameter': 'A value that the request needs is missing.',
  'many-pages': 'There are more than 10,000 pages.',
} as const
