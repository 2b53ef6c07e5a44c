// What is known while a flow is written: names, and what has been used so far.
import type { FlowPlan } from '../../mapping/flow-plan.ts'
import type { FlowNames, FlowPackage } from './flow-names.ts'

/** One function being written. */
export type FlowWriter = {
  readonly plan: FlowPlan
  readonly names: FlowNames
  readonly packages: ReadonlyMap<string, FlowPackage>
  /** Of the file. */
  readonly helpers: Set<string>
  /** Of the function: what it takes out of the flow. */
  readonly parts: Set<'client' | 'settings'>
  /** Functions for the records of a list, in the order they are called. */
  readonly functions: string[][]
  /** Steps whose result something uses. */
  readonly used: ReadonlySet<string>
  /** The code of a step's result, here. */
  readonly result: (step: string) => string
}
