// What must hold of a record that was made, as closures (SPEC.md, I rules).
import type { JsonValue } from '../schema/json-value.ts'
import { compileTerm } from '../transform/formula/evaluate-term.ts'
import type { InvariantIr } from '../transform/ir.ts'
import { Failure, MISSING, NULL, type Evaluate, type Outcome, type Scope } from '../transform/outcome.ts'
import type { Run } from './evaluate-items.ts'
import { issueOutcome } from './evaluate-node.ts'

/** The noise of binary numbers, as a share of the larger one. */
export const NUMBER_NOISE = 1e-14

/** Adds an issue for each invariant that is not true of the record; asked only of records without other issues. */
export function compileInvariants(invariants: readonly InvariantIr[]): (run: Run, result: JsonValue) => void {
  const checks = invariants.map((invariant) => ({ invariant, broken: compileInvariant(invariant) }))
  return (run, result) => {
    for (const { invariant, broken } of checks) {
      const found = broken({ ...run.scope, result, steps: 0 })
      if (found !== undefined)
        run.issues.push({ row: null, path: `${run.at}${run.at === '' ? '' : ': '}${invariant.sentence}`, code: 'invariant', value: found })
      const values = run.watch?.values
      if (values !== undefined && (found !== undefined || !values.has(invariant.id)))
        values.set(invariant.id, found === undefined ? { state: 'value', value: true } : issueOutcome('invariant', found))
    }
  }
}

/** What the issue shows; undefined: it holds. */
function compileInvariant({ test, tolerance }: InvariantIr): (scope: Scope) => JsonValue | undefined {
  const holds = compileTerm(test)
  const sides = test.op === 'compare' ? [compileTerm(test.left), compileTerm(test.right)] : undefined
  if (sides === undefined || tolerance === null) return (scope) => (holds(scope) === true ? undefined : (valuesOf(sides, scope) ?? false))
  return (scope) => {
    const [left, right] = valuesOf(sides, scope) ?? []
    return agree(left, right, tolerance) ? undefined : [left ?? null, right ?? null]
  }
}

export function agree(left: unknown, right: unknown, tolerance: number): boolean {
  if (typeof left !== 'number' || typeof right !== 'number') return false
  return Math.abs(left - right) <= tolerance + NUMBER_NOISE * Math.max(Math.abs(left), Math.abs(right))
}

function valuesOf(sides: readonly Evaluate[] | undefined, scope: Scope): JsonValue[] | undefined {
  return sides?.map((side) => plain(side(scope)))
}

function plain(outcome: Outcome): JsonValue {
  return outcome === MISSING || outcome === NULL || outcome instanceof Failure ? null : (outcome as JsonValue)
}
