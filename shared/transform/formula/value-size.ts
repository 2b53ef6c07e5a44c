// The only place that measures values: variables may stand in a value many times over, so that a short formula can make one that no machine can write.
import type { JsonValue } from '../../schema/json-value.ts'
import { LONGEST_TEXT } from '../outcome.ts'
import { DEEPEST_VALUE } from './function-value.ts'

/** More characters and values than one result may have, or nested too deeply. Stops counting as soon as that is clear. */
export function isTooLarge(value: JsonValue): boolean {
  return measure(value, LONGEST_TEXT, 0) < 0
}

/** What is left of `room`; below 0 there is none. */
function measure(value: JsonValue, room: number, depth: number): number {
  if (typeof value === 'string') return room - 1 - value.length
  if (typeof value !== 'object' || value === null) return room - 1
  if (depth > DEEPEST_VALUE) return -1
  let left = room - 1
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    if (left < 0) return left
    left = measure(inner, left, depth + 1)
  }
  return left
}
