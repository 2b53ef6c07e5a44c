// The only place that says which types an operand may have, in plain words and with fixes.
import type { FormulaNode, QuickFix } from './ast.ts'
import { callFix, fix, printOperand, report, warn, type Checked, type Place } from './check-place.ts'
import { printFormula } from './print.ts'
import { describeShape, isWithin, itemsOf } from './shape.ts'

/** One value is wanted; a path may give several. */
export function requireOne(checked: Checked | undefined, node: FormulaNode, place: Place): Checked | undefined {
  if (checked?.shape.many !== true) return checked
  const items = itemsOf(checked.shape)
  const fixes = [fix('Take the first', node.span, `${node.is === 'step' ? `(${printFormula(node)})` : printOperand(node)}[0]`)]
  if (isWithin(items, ['number'])) fixes.push(callFix('Add them up', 'sum', node))
  if (isWithin(items, ['text'])) fixes.push(callFix('Join them', 'join', node, ', ", "'))
  return report(
    place,
    'several-values',
    node.span,
    `\`${printFormula(node)}\` may give several values, and one is wanted here. Take one, or combine them.`,
    fixes,
  )
}

export function requireNumber(checked: Checked | undefined, node: FormulaNode, place: Place): Checked | undefined {
  const one = requireOne(checked, node, place)
  if (one === undefined || isWithin(one.shape, ['number', 'null'])) return one && withoutNull(one, node, place, ['number'])
  if (one.shape.kinds.includes('any')) return reportUnknown(one, node, place, 'number')
  const fixes = isWithin(one.shape, ['text', 'number', 'boolean']) ? [callFix('Read it as a number', 'number', node)] : []
  return report(place, 'not-a-number', node.span, `A number is needed here, and \`${printFormula(node)}\` is ${describeShape(one.shape)}.`, fixes)
}

export function requireText(checked: Checked | undefined, node: FormulaNode, place: Place): Checked | undefined {
  const one = requireOne(checked, node, place)
  if (one === undefined || isWithin(one.shape, ['text', 'null'])) return one && withoutNull(one, node, place, ['text'])
  if (one.shape.kinds.includes('any')) return reportUnknown(one, node, place, 'string')
  const fixes = isWithin(one.shape, ['text', 'number', 'boolean']) ? [callFix('Write it as text', 'string', node)] : []
  return report(place, 'not-a-text', node.span, `Text is needed here, and \`${printFormula(node)}\` is ${describeShape(one.shape)}.`, fixes)
}

/** Missing and null count as false, as in jsonata. */
export function requireBoolean(checked: Checked | undefined, node: FormulaNode, place: Place): Checked | undefined {
  if (checked === undefined || isWithin(checked.shape, ['boolean', 'null'])) return checked
  const asks = [callFix('Ask whether it is there', 'exists', node), callFix('Ask whether it is filled', 'boolean', node)]
  return reportNoCondition(checked, node, place, node.is === 'literal' ? [] : asks)
}

export function reportNoCondition({ shape }: Checked, node: FormulaNode, place: Place, fixes: readonly QuickFix[]): undefined {
  const message = `A condition is needed here that is true or false, and \`${printFormula(node)}\` is ${describeShape(shape)}.`
  return report(place, 'not-a-condition', node.span, message, fixes)
}

/** A value that may be null passes with a warning: where it is null, jsonata gives an error and so do we. */
function withoutNull(checked: Checked, node: FormulaNode, place: Place, kinds: readonly ['number' | 'text']): Checked | undefined {
  if (!checked.shape.kinds.includes('null')) return checked
  if (isWithin(checked.shape, ['null'])) {
    const wanted = kinds[0] === 'number' ? 'A number' : 'Text'
    return report(place, kinds[0] === 'number' ? 'not-a-number' : 'not-a-text', node.span, `${wanted} is needed here, and \`${printFormula(node)}\` is null.`)
  }
  warn(place, 'may-be-null', node.span, `\`${printFormula(node)}\` may be null, and the row then has a problem.`)
  return checked
}

function reportUnknown(checked: Checked, node: FormulaNode, place: Place, name: 'number' | 'string'): undefined {
  const message = `The type of \`${printFormula(node)}\` is not known${checked.shape.kinds.length > 1 ? ' for sure' : ''}. Convert it, or import a schema or samples that say what it holds.`
  return report(place, 'unknown-type', node.span, message, [callFix(name === 'number' ? 'Read it as a number' : 'Write it as text', name, node)])
}

/** What comes of a missing operand is said once for each operand. */
export function warnMissing(checked: Checked, node: FormulaNode, place: Place, then: string): void {
  if (!checked.shape.mayMiss || checked.shape.kinds.length === 0) return
  const operand = node.is === 'step' ? printFormula(node) : printOperand(node)
  const byKind = checked.shape.kinds.includes('number') ? '0' : '""'
  warn(place, 'may-be-missing', node.span, `\`${printFormula(node)}\` may be missing, and ${then}. Give a default, test it with \`$exists\`, or leave it so.`, [
    fix('Give a default', node.span, `(${operand} ?? ${byKind})`),
    fix('Only where it is there', node.span, `($exists(${printFormula(node)}) ? ${operand} : ${byKind})`),
  ])
}
