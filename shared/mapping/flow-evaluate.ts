// What values and tests of a plan give for the results so far.
import type { JsonScalar, JsonValue } from '../schema/json-value.ts'
import { compare } from '../transform/evaluate.ts'
import { MISSING, type Outcome } from '../transform/outcome.ts'
import { toText } from '../transform/scalar-conversion.ts'
import { readOwn } from './check-input.ts'
import type { FlowPlan, FlowTest, FlowValue } from './flow-plan.ts'

/** `results`: by step id. `candidate`: of a lookup. */
export type Results = {
  readonly plan: FlowPlan
  readonly results: ReadonlyMap<string, unknown>
  readonly config: ReadonlyMap<string, JsonScalar>
  readonly lastRun?: string
  readonly candidate?: unknown
  readonly page?: number
}

/** Undefined: absent, which null is too. */
export function valueIn(value: FlowValue, results: Results): unknown {
  switch (value.op) {
    case 'constant':
      return value.value ?? undefined
    case 'result':
      return value.path.reduce(readOwn, value.of === '' ? results.candidate : results.results.get(value.of)) ?? undefined
    case 'config':
      return results.config.get(value.name) ?? results.plan.config.find(({ name }) => name === value.name)?.default ?? undefined
    case 'template': {
      const parts = value.parts.map((part) => toText(valueIn(part, results)))
      return parts.every((part) => part !== undefined) ? parts.join('') : undefined
    }
    case 'last-run':
      return earlier(results.lastRun ?? value.first ?? undefined, value.less)
    case 'page':
      return results.page
  }
}

export function holdsIn(test: FlowTest, results: Results): boolean {
  switch (test.op) {
    case 'compare':
      return compare(outcomeIn(test.left, results), test.operator, outcomeIn(test.right, results))
    case 'in': {
      const left = outcomeIn(test.left, results)
      return test.values.some((value) => compare(left, '=', value))
    }
    case 'present':
      return valueIn(test.value, results) !== undefined
    case 'filled':
      return (valueIn(test.value, results) ?? '') !== ''
    case 'all':
      return test.of.every((part) => holdsIn(part, results))
    case 'any':
      return test.of.some((part) => holdsIn(part, results))
    case 'not':
      return !holdsIn(test.of, results)
  }
}

function outcomeIn(value: FlowValue, results: Results): Outcome {
  const found = valueIn(value, results)
  return found === undefined ? MISSING : (found as JsonValue)
}

/** The moment so many seconds before, in UTC. Undefined where the text tells no moment. */
function earlier(time: string | undefined, seconds: number): string | undefined {
  const at = new Date(time === undefined ? Number.NaN : Date.parse(time) - seconds * 1_000)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
