// Pickers as formulas and formulas as pickers, only where both give the same for every record whose nulls count as missing.
import type { ValueTransform } from '../transform.ts'
import type { FormulaNode } from './ast.ts'
import { readValueNode } from './formula-as-value.ts'
import type { PickerWords } from './picker-words.ts'
import { printFormula } from './print.ts'
import { printValueNode } from './value-as-formula.ts'

export type { PickerWords } from './picker-words.ts'

/** Undefined where no formula says exactly the same. */
export function printAsFormula(transform: ValueTransform, words: PickerWords): string | undefined {
  // With nulls as values of their own, formulas stop where pickers go on.
  const piece = words.scope.nulls === 'value' ? undefined : printValueNode(transform, words)
  return piece === undefined ? undefined : printFormula(piece.node)
}

/** Undefined where no picker says the same. The proof: the picker's own formula is this one. */
export function readAsPicker(node: FormulaNode, words: PickerWords): ValueTransform | undefined {
  const transform = readValueNode(node, words)
  return transform !== undefined && printAsFormula(transform, words) === printFormula(node) ? transform : undefined
}
