// Which formulas may be an error in jsonata: the only place that knows.
import { childrenOf } from '../../transform/formula/term-facts.ts'
import type { Term } from '../../transform/formula/term.ts'

const RAISING = new Set(['number', 'sqrt', 'power', 'sum', 'max', 'min', 'average', 'toMillis', 'fromMillis', 'formatNumber', 'pad', 'sort', 'join'])

export function mayRaise(term: Term): boolean {
  const isOwn =
    (term.op === 'arithmetic' && (term.operator === '/' || term.operator === '%')) ||
    (term.op === 'call' && RAISING.has(term.name)) ||
    ((term.op === 'arithmetic' || term.op === 'negate' || term.op === 'compare') && childrenOf(term).some((child) => child.type.kinds.includes('null')))
  return isOwn || childrenOf(term).some(mayRaise)
}
