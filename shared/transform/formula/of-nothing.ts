// The only place that says whether a condition may hold of nothing: jsonata asks a predicate once where there is no list.
import type { FunctionName } from './functions.ts'
import type { Term } from './term.ts'

/** May be true while the variable is missing. */
export function holdsOfNothing(test: Term, variable: string): boolean {
  return outcomeOf(test, new Set([variable])) === 'other'
}

type OfNothing = 'missing' | 'false' | 'other'

/** These give a value where their first argument is missing. */
const answering: ReadonlySet<FunctionName> = new Set(['count', 'exists', 'append'])

function outcomeOf(term: Term, missing: ReadonlySet<string>): OfNothing {
  const of = (part: Term) => outcomeOf(part, missing)
  switch (term.op) {
    case 'variable':
      return missing.has(term.name) ? 'missing' : 'other'
    case 'literal':
      return term.value === false ? 'false' : 'other'
    case 'get':
    case 'collect':
    case 'keep':
    case 'at':
    case 'map':
    case 'filter':
    case 'fold':
      return of(term.from) === 'missing' ? 'missing' : 'other'
    case 'negate':
      return of(term.of) === 'missing' ? 'missing' : 'other'
    case 'arithmetic':
      return of(term.left) === 'missing' || of(term.right) === 'missing' ? 'missing' : 'other'
    case 'compare':
    case 'in': {
      if (of(term.left) !== 'missing' && of(term.right) !== 'missing') return 'other'
      return term.op === 'in' || term.operator === '=' || term.operator === '!=' ? 'false' : 'missing'
    }
    case 'logic': {
      const parts = [of(term.left), of(term.right)].filter((part) => part !== 'other').length
      return parts === 2 || (parts === 1 && term.operator === 'and') ? 'false' : 'other'
    }
    case 'if': {
      const otherwise = term.otherwise === null ? 'missing' : of(term.otherwise)
      const then = of(term.test) === 'other' ? of(term.then) : otherwise
      return then === otherwise ? then : then !== 'other' && otherwise !== 'other' ? 'false' : 'other'
    }
    case 'default':
      return of(term.of) === 'missing' ? of(term.instead) : 'other'
    case 'let':
      return outcomeOf(term.in, of(term.value) === 'missing' ? new Set([...missing, term.name]) : missing)
    case 'call': {
      const [first] = term.args
      if (first === undefined || of(first) !== 'missing') return 'other'
      if (term.name === 'exists') return 'false'
      return answering.has(term.name) ? 'other' : 'missing'
    }
    case 'path':
    case 'config':
    case 'index':
    case 'result':
    case 'now':
    case 'text':
    case 'list':
    case 'object':
      return 'other'
  }
}
