// STUB: terms as closures.
import type { Evaluate } from '../outcome.ts'
import type { Term } from './term.ts'

export function compileTerm(_term: Term): Evaluate {
  throw new Error('not yet')
}
