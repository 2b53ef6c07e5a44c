// A formula as a row's value: what its term gives, and what an issue of it says (SPEC.md, F rules).
import { compilePath } from './evaluate-path.ts'
import { compileTerm } from './formula/evaluate-term.ts'
import { listTermPaths } from './formula/term-facts.ts'
import type { Term } from './formula/term.ts'
import type { PathExpr } from './ir.ts'
import { Failure, plainOrUndefined, type Evaluate } from './outcome.ts'

/** An issue holds what the formula was given, because what it made of that is seen by nobody. */
export function compileFormula(term: Term): Evaluate {
  const evaluate = compileTerm(term)
  const sources = listFormulaPaths(term).map(compilePath)
  return (scope) => {
    const outcome = evaluate(scope)
    if (!(outcome instanceof Failure)) return outcome
    const values = sources.map((source) => plainOrUndefined(source(scope)) ?? null)
    return new Failure(outcome.code, values.length < 2 ? (values[0] ?? null) : values)
  }
}

/** Each source once, in the order in which it is first written. */
export function listFormulaPaths(term: Term): PathExpr[] {
  const paths = listTermPaths(term).map((path) => [JSON.stringify([path.input, path.entry, path.steps.map((step) => step.name)]), path] as const)
  return paths.filter(([key], at) => paths.findIndex(([other]) => other === key) === at).map(([, path]) => path)
}
