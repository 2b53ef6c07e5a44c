// Code that is valid only where its sources are there, and the issues of a row: what every kind of value is written with.
import type { FieldType } from '../../schema/schema-graph.ts'
import { listPaths, type IssueCode, type RowIr } from '../../transform/ir.ts'
import type { OperandCode } from './operand-code.ts'
import { helper, placeCode, rowNumber, standIn, type Code, type Scope } from './writer.ts'

/** Valid where none of the guards is null or undefined. */
export type Guarded = Code & {
  readonly guards: readonly string[]
  /** The code is a path that may be missing, and that TypeScript can narrow. */
  readonly bare: boolean
  /** Where the guards hold the code may still give undefined, or a null that says the same. */
  readonly maybe?: 'undefined' | 'nullish'
  /** A null that it gives is a value of the data, for the row's policy. */
  readonly hasNulls?: true
}

/** What a row gives when its value is missing; written only where it is needed, so that nothing unused counts as used. */
export type Missing = { readonly isUndefined: boolean; readonly code: () => Code }

/** The row being written: where its issues point and what its field takes. */
export type RowPlace = { readonly row: RowIr; readonly types: readonly FieldType[]; readonly destination: string }

/** `problem(issues, 5, 'order.status', 'not-in-lookup-table', order.status, '')` */
export function issueCode(scope: Scope, place: RowPlace, code: IssueCode, value: string, instead = standIn(place.types)): string {
  return issueCall(scope, place, `'${code}'`, value, instead)
}

/** `code`: the issue's code as an expression. */
export function issueCall(scope: Scope, place: RowPlace, code: string, value: string, instead: string): string {
  scope.used.add('issues')
  const [first] = [...listPaths(place.row.value), ...(place.row.when === null ? [] : listPaths(place.row.when))]
  return `${helper(scope, 'problem')}(issues, ${rowNumber(place.row)}, ${placeCode(scope, first, place.destination)}, ${code}, ${value}, ${instead})`
}

/** `left ?? right`, which may be broken before the operator. */
export function orElse(left: string, right: string): Code {
  return { text: `${left} ?? ${right}`, prec: 1, lines: [left, `?? ${right}`] }
}

/** `parts`: conditions with their values; `last`: what holds otherwise. */
export function chain(parts: readonly string[], last: Code): Code {
  if (parts.length === 0) return last
  const [end = '', ...more] = last.lines ?? [last.text]
  const [first, ...rest] = [...parts, end]
  const lines = [first, ...rest.map((part) => `: ${part}`), ...more]
  return { text: lines.join(' '), prec: 0, lines }
}

/** The operand where it is there: that it may be missing is said by the guards. */
export function guardInto(operand: OperandCode, guards: string[]): OperandCode {
  if (!operand.optional) return operand
  if (!guards.includes(operand.text)) guards.push(operand.text)
  return { ...operand, text: operand.sure, optional: false }
}

export function plain(code: OperandCode): Guarded {
  return { text: code.text, prec: code.prec, guards: [], bare: false }
}

export function taken(code: OperandCode): Guarded {
  return { text: code.text, prec: code.prec, guards: [], bare: code.optional }
}
