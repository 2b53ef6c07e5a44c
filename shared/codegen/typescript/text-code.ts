// STUB of the `text` expression as TypeScript.
import type { Expr } from '../../transform/ir.ts'
import type { Guarded, RowPlace } from './value-code.ts'
import type { Scope } from './writer.ts'

export function textCode(_scope: Scope, _place: RowPlace, _expr: Extract<Expr, { op: 'text' }>): Guarded {
  throw new Error('not yet')
}
