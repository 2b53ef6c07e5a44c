// Source values as closures: the only place that reads a record by a path.
import type { JsonValue } from '../schema/json-value.ts'
import type { PathExpr } from './ir.ts'
import { MISSING, NULL, type Evaluate, type Outcome } from './outcome.ts'

export function compilePath(expr: PathExpr): Evaluate {
  const read = compileReader(expr)
  const { input } = expr
  if (input !== undefined) return (scope) => read(scope.inputs.get(input))
  return expr.entry === true ? (scope) => read(scope.entry) : (scope) => read(scope.item)
}

/** Reads a path from where it starts: the input's record, the item or the entry. */
export function compileReader({ steps }: PathExpr): (start: unknown) => Outcome {
  const names = steps.map((step) => step.name)
  const [first] = names
  if (first === undefined) return asOutcome
  if (names.length === 1) return (start) => asOutcome(ownValue(start, first))
  return (start) => {
    let here = start
    for (const name of names) {
      here = ownValue(here, name)
      if (here === undefined) return MISSING
    }
    return asOutcome(here)
  }
}

function ownValue(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined
}

function asOutcome(value: unknown): Outcome {
  return value === undefined ? MISSING : value === null ? NULL : (value as JsonValue)
}
