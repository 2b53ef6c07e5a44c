// What is found on a compiled row beyond its types: the only place that joins the checks of its value, of its words and of its constants.
import type { Row } from '../project/field-map.ts'
import { findSensitivity } from '../schema/sensitive.ts'
import { childrenOf } from '../transform/formula/term-facts.ts'
import type { Term } from '../transform/formula/term.ts'
import type { Expr } from '../transform/ir.ts'
import { checkLookupKeys } from './check-lookups.ts'
import { checkValue } from './check-values.ts'
import { listLeaves } from './known-value.ts'
import type { ValueCheck } from './value-check.ts'

/** A row never changes, so that what its constants look like is asked once. */
const secretRows = new WeakMap<Row, boolean>()

export function checkRow(check: ValueCheck): void {
  const { ir, row, report } = check
  checkValue(check)
  if (ir.value.op === 'hook' && ir.value.words.trim() === '') report('hook-without-words', check.field.path)
  if (ir.value.op === 'lookup' || ir.value.op === 'choose')
    for (const leaf of listLeaves(ir.value)) if (leaf.op === 'lookup' && 'table' in leaf) checkLookupKeys(check, leaf)
  if (holdsSecret(row, ir.value)) report('secret-constant', check.field.path)
}

function holdsSecret(row: Row, value: Expr): boolean {
  const known = secretRows.get(row)
  if (known !== undefined) return known
  // As a whole the destination's name tells; a part of a text only where the part itself looks like a secret.
  const isSecret =
    listLeaves(value).some((leaf) => leaf.op === 'literal' && looksSecret(row.destination, leaf.value)) ||
    listTexts(value).some((text) => looksSecret('', text))
  secretRows.set(row, isSecret)
  return isSecret
}

function looksSecret(path: string, value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && findSensitivity(path, [value]) === 'secret'
}

function listTexts(expr: Expr): string[] {
  switch (expr.op) {
    case 'literal':
      return typeof expr.value === 'string' ? [expr.value] : []
    case 'concat':
      return expr.parts.flatMap(listTexts)
    case 'choose':
      return [...expr.cases.flatMap((one) => listTexts(one.then)), ...(expr.otherwise === null ? [] : listTexts(expr.otherwise))]
    case 'term':
      return termTexts(expr.term)
    default:
      return []
  }
}

function termTexts(term: Term): string[] {
  return term.op === 'literal' ? (typeof term.value === 'string' ? [term.value] : []) : childrenOf(term).flatMap(termTexts)
}
