// The shape of a function's value, and the only place that checks its arguments.
import type { JsonValue } from '../../schema/json-value.ts'
import { Failure } from '../outcome.ts'

/** Undefined is missing. */
export type FunctionArgs = readonly (JsonValue | undefined)[]
export type FunctionResult = JsonValue | undefined | Failure
/** Pure; never throws. */
export type FunctionValue = (args: FunctionArgs) => FunctionResult

/** Items of one list, at most. */
export const LONGEST_LIST = 1_000_000
/** Levels of one value, at most, where a function goes through all of them. */
export const DEEPEST_VALUE = 500

/** A function of a text; missing gives missing. */
export function ofText(act: (text: string, args: FunctionArgs) => FunctionResult): FunctionValue {
  return (args) => {
    const first = args[0]
    if (typeof first === 'string') return act(first, args)
    return first === undefined ? undefined : new Failure('not-text', first)
  }
}

/** A function of a number; missing gives missing, and what is no finite number in the end is an issue. */
export function ofNumber(act: (value: number, args: FunctionArgs) => FunctionResult): FunctionValue {
  return (args) => {
    const first = args[0]
    if (typeof first !== 'number') return first === undefined ? undefined : new Failure('not-a-number', first)
    const result = act(first, args)
    return typeof result === 'number' && !Number.isFinite(result) ? new Failure('not-a-number', first) : result
  }
}

/** A function of a list; one value is a list of it, and missing gives missing. */
export function ofList(act: (items: readonly JsonValue[], args: FunctionArgs) => FunctionResult): FunctionValue {
  return (args) => {
    const first = args[0]
    if (first === undefined) return undefined
    return act(Array.isArray(first) ? first : [first], args)
  }
}

export function takeText(value: JsonValue | undefined): string | Failure {
  if (typeof value === 'string') return value
  return value === undefined ? new Failure('missing', null) : new Failure('not-text', value)
}

export function takeNumber(value: JsonValue | undefined): number | Failure {
  if (typeof value === 'number') return value
  return value === undefined ? new Failure('missing', null) : new Failure('not-a-number', value)
}

export function takeOptionalText(value: JsonValue | undefined): string | undefined | Failure {
  return value === undefined ? undefined : takeText(value)
}

export function takeOptionalNumber(value: JsonValue | undefined): number | undefined | Failure {
  return value === undefined ? undefined : takeNumber(value)
}
