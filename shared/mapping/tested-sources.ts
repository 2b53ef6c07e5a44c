// Which sources a row's conditions ask for: what a condition lets through, nobody else knows. The only place that finds them.
import type { Row } from '../project/field-map.ts'
import { childrenOf, listTermPaths } from '../transform/formula/term-facts.ts'
import type { Term } from '../transform/formula/term.ts'
import { listPaths, type Expr, type PathExpr, type RowIr } from '../transform/ir.ts'
import type { SourceRef } from '../transform/transform.ts'
import { eachAbove, MOST_NESTED_EACH } from './item-scope.ts'
import { listAppliesSources, listRowSources } from './row-sources.ts'
import { sourceOf, type RowPlace } from './source-origin.ts'

/** True where the row's condition, one inside its value, one of the lists it stands in, or the map's "applies when" asks for this source. */
export function isTested(place: RowPlace & { readonly row: Row }, { value }: Pick<RowIr, 'value'>, path: PathExpr): boolean {
  const { context, row } = place
  const ref = sourceOf(place, path)
  if (ref === undefined) return true
  const isSame = (other: SourceRef | undefined) =>
    other?.of === ref.of && other.path === ref.path && (other.of !== 'input' || ref.of !== 'input' || other.input === ref.input)
  if (listTestedPaths(value).some((tested) => isSame(sourceOf(place, tested)))) return true
  if (listAppliesSources(context).some(isSame)) return true
  let here: Row | undefined = row
  for (let depth = 0; here !== undefined && depth <= MOST_NESTED_EACH; depth++) {
    if (here.when !== undefined && listRowSources(context, here).some((source) => source.of === 'condition' && isSame(source.ref))) return true
    here = eachAbove(context, here)
  }
  return false
}

function listTestedPaths(expr: Expr): PathExpr[] {
  if (expr.op === 'term') return listTestedTerms(expr.term).flatMap(listTermPaths)
  return expr.op === 'choose'
    ? [
        ...expr.cases.flatMap((one) => [...listPaths(one.if), ...listTestedPaths(one.then)]),
        ...(expr.otherwise === null ? [] : listTestedPaths(expr.otherwise)),
      ]
    : []
}

function listTestedTerms(term: Term): Term[] {
  return [...(term.op === 'if' ? [term.test] : []), ...childrenOf(term).flatMap(listTestedTerms)]
}
