// The only place that decides which calls a formula may have: functions of the table, named plainly.
import type { FormulaFinding, FormulaNode, Span } from './ast.ts'
import { functionNames, functionTable, isFunctionName } from './functions.ts'
import { findNearName } from './near-name.ts'
import { spreadsheetFunctions } from './spreadsheet-functions.ts'
import { buildError, refuse, refuseConstruct, refusedFunctions, replaceFix } from './refused.ts'

type Call = FormulaNode & { readonly is: 'call' }

/** Findings about the call itself; those about its arguments are the checker's. */
export function checkCall(call: Call): FormulaFinding[] {
  if (!isFunctionName(call.name)) return [describeUnknown(call)]
  if (call.name === 'map' || call.name === 'filter' || call.name === 'reduce') return listFunctionArguments(call)
  return []
}

function describeUnknown(call: Call): FormulaFinding {
  const instead = Object.hasOwn(refusedFunctions, call.name) ? refusedFunctions[call.name] : undefined
  if (instead !== undefined) return buildError('refused-function', call.nameSpan, `\`$${call.name}\` is not part of the formula language. ${instead}`)
  const near = findNearName(call.name, functionNames)
  if (near === undefined) return buildError('unknown-function', call.nameSpan, `There is no function \`$${call.name}\`. Choose one from the list.`)
  const fix = replaceFix(`Write $${near}`, call.nameSpan, `$${near}`)
  return buildError('unknown-function', call.nameSpan, `There is no function \`$${call.name}\`. Did you mean \`$${near}\`?`, [fix])
}

/** `$map(list, $trim)`: jsonata takes the name of a function, a formula has it written out. */
function listFunctionArguments(call: Call): FormulaFinding[] {
  const given = call.args[1]
  if (given?.is !== 'variable' || !isFunctionName(given.name)) return []
  const fixes =
    call.name === 'reduce' || functionTable[given.name].params.length !== 1
      ? []
      : [replaceFix('Write it out', given.span, `function($item) { $${given.name}($item) }`)]
  return [buildError('function-value', given.span, `Write the function out: \`function($item) { $${given.name}($item) }\`.`, fixes)]
}

/** What stands before `(` is not the name of a function. */
export function refuseCallee(text: string, callee: FormulaNode, opening: Span): never {
  if (callee.is !== 'name') return refuseConstruct('function-value', { from: callee.span.from, to: opening.to })
  const sheet = callee.name.toUpperCase()
  const inSheet = Object.hasOwn(spreadsheetFunctions, sheet) ? spreadsheetFunctions[sheet] : undefined
  if (inSheet !== undefined) return refuse('spreadsheet', callee.span, `\`${sheet}\` is a spreadsheet's function. ${inSheet.hint}`)
  const name = isFunctionName(callee.name) ? callee.name : findNearName(callee.name, functionNames)
  const written = text.slice(callee.span.from, callee.span.to)
  if (name === undefined)
    return refuse('unknown-function', callee.span, `There is no function \`${written}\`. Functions start with a dollar sign: choose one from the list.`)
  return refuse('unknown-function', callee.span, `Functions start with a dollar sign: \`$${name}\`.`, [replaceFix(`Write $${name}`, callee.span, `$${name}`)])
}
