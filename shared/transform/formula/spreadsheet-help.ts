// The only place that helps somebody who writes a formula as in a spreadsheet: what it is called here, and the whole text rewritten.
import type { FormulaFinding } from './ast.ts'
import { printFormula } from './print.ts'
import { buildError, FormulaRefusal, replaceFix } from './refused.ts'
import { parseSpreadsheet } from './spreadsheet-parse.ts'
import type { SpreadsheetText } from './spreadsheet-parse.ts'

/**
 * One finding for each thing that only a spreadsheet has; each has the rewritten formula as its fix, unless part of it needs a picker.
 * Undefined: nothing points to a spreadsheet. `isFormula`: whether a text can be read as a formula.
 */
export function helpWithSpreadsheet(text: string, isFormula: (text: string) => boolean): readonly FormulaFinding[] | undefined {
  const read = readSpreadsheet(text)
  if (read === undefined || read.signs.length === 0) return undefined
  const rewritten = printFormula(read.node)
  const canRewrite = read.signs.every((sign) => sign.is === 'rewritten') && isFormula(rewritten)
  const fixes = canRewrite ? [replaceFix(`Write ${rewritten.length > 60 ? 'it as a formula' : rewritten}`, { from: 0, to: text.length }, rewritten)] : []
  // What needs a picker comes first: the rest cannot be helped before.
  const signs = read.signs.toSorted((a, b) => Number(b.is === 'picker') - Number(a.is === 'picker') || a.span.from - b.span.from)
  return signs.map((sign) => buildError(sign.is === 'picker' ? 'needs-picker' : 'spreadsheet', sign.span, sign.message, fixes))
}

function readSpreadsheet(text: string): SpreadsheetText | undefined {
  try {
    return parseSpreadsheet(text)
  } catch (problem) {
    if (problem instanceof FormulaRefusal) return undefined
    throw problem
  }
}
