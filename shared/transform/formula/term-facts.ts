// What is known of a term before any record is seen: the only place that walks terms.
import type { PathExpr } from '../ir.ts'
import type { Term } from './term.ts'

/** The terms directly inside, in the order they are written. */
export function childrenOf(term: Term): readonly Term[] {
  switch (term.op) {
    case 'literal':
    case 'path':
    case 'config':
    case 'variable':
    case 'index':
    case 'result':
    case 'now':
      return []
    case 'get':
    case 'at':
      return [term.from]
    case 'collect':
    case 'map':
      return [term.from, term.each]
    case 'keep':
    case 'filter':
      return [term.from, term.test]
    case 'negate':
      return [term.of]
    case 'arithmetic':
    case 'compare':
    case 'logic':
    case 'in':
      return [term.left, term.right]
    case 'text':
      return term.parts
    case 'if':
      return term.otherwise === null ? [term.test, term.then] : [term.test, term.then, term.otherwise]
    case 'default':
      return [term.of, term.instead]
    case 'let':
      return [term.value, term.in]
    case 'list':
      return term.items
    case 'object':
      return term.fields.map((field) => field.value)
    case 'fold':
      return term.start === null ? [term.from, term.each] : [term.from, term.start, term.each]
    case 'call':
      return term.args
  }
}

/** Every source path, in the order it is written. Only of bound terms. */
export function listTermPaths(term: Term): PathExpr[] {
  if (term.op === 'path') return term.path === null ? [] : [term.path]
  return childrenOf(term).flatMap(listTermPaths)
}

/** May yield nothing, or a null from the data. */
export function mayMissTerm(_term: Term): boolean {
  return true
}

/** May yield an issue. */
export function mayFailTerm(_term: Term): boolean {
  return true
}
