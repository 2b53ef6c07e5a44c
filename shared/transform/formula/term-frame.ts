// What closures of terms run in: the record's scope and the variables, each in a slot of its own.
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure, MOST_STEPS, type Scope } from '../outcome.ts'
import type { Term } from './term.ts'

/** Undefined is missing. */
export type Value = JsonValue | undefined | Failure
export type Frame = {
  readonly scope: Scope
  readonly slots: Value[]
  /** Where somebody asks for it: the lists among results of type `many` that are none to jsonata, so that it does not collapse them. */
  readonly plain?: Set<unknown>
}
export type Run = (frame: Frame) => Value

/** Gives each variable of one formula its slot, and each part its closure. */
export type Compiling = { readonly slots: Map<string, number>; readonly compile: (term: Term) => Run }

export function slotOf(compiling: Compiling, name: string): number {
  const known = compiling.slots.get(name)
  if (known !== undefined) return known
  const slot = compiling.slots.size
  compiling.slots.set(name, slot)
  return slot
}

/** Counts what one turn of a loop costs; true when the row has used up its steps. */
export function isSpent(frame: Frame, cost: number): boolean {
  frame.scope.steps += cost
  return frame.scope.steps > MOST_STEPS
}

export function spent(): Failure {
  return new Failure('too-many-steps', null)
}
