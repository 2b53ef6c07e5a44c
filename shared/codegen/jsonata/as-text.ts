// A value as text, as templates write it: the only place that chooses between jsonata's own way and ours.
import type { Expr } from '../../transform/ir.ts'
import { typesOf } from '../../transform/static-type.ts'
import type { Operand } from './operand-code.ts'
import { call, helper, rowText, type Code, type Scope } from './writer.ts'

/** Numbers as they print: `&` writes 15 digits at most, which is all for whole ones. */
export function asText(scope: Scope, expr: Expr, { raw, soft }: Operand): Code {
  const types = typesOf(expr, scope.writer.tables)
  if (types.every((type) => type === 'text')) return soft
  if (types.every((type) => type === 'text' || type === 'integer' || type === 'boolean')) return call('string', soft.text)
  return helper(scope.writer, 'toText', raw.text, rowText(scope))
}
