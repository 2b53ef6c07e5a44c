// What a formula means, before any record is seen: the syntax tree with types and names becomes a term, or findings say what to change.
// The rules follow jsonata 2.2.2: what is accepted gives the same, and where types cannot tell what it would give, the formula is refused.
import { ROOT_PATH } from '../../schema/field-path.ts'
import type { SourceRef } from '../transform.ts'
import type { FormulaFinding, FormulaNode } from './ast.ts'
import { checkCondition } from './check-branches.ts'
import { checkBlock, checkListOf, checkObjectOf } from './check-build.ts'
import { checkCall } from './check-call.ts'
import { checkListCall } from './check-list-call.ts'
import { checkKnown, checkName, checkVariable } from './check-names.ts'
import { checkBinary, checkNegate } from './check-operators.ts'
import { checkFilter, checkPath } from './check-path.ts'
import { NOTHING_FOUND, report, type Checked, type Checking, type Place } from './check-place.ts'
import type { FormulaScope } from './known.ts'
import { BOOLEAN, NULL_SHAPE, NUMBER, shapeOfKnown, TEXT, typeOfShape, type Shape } from './shape.ts'
import { listTermSources } from './term-facts.ts'
import type { Term } from './term.ts'

export type CheckedFormula =
  | {
      readonly ok: true
      readonly term: Term
      /** The result is a list that jsonata collapses where it has one item. */
      readonly many: boolean
      readonly warnings: readonly FormulaFinding[]
      /** Every source used, in the order of writing; below a list with `[]`. */
      readonly sources: readonly SourceRef[]
    }
  | { readonly ok: false; readonly findings: readonly FormulaFinding[] }

export function checkFormula(node: FormulaNode, scope: FormulaScope): CheckedFormula {
  const nulls = scope.nulls ?? 'missing'
  const findings: FormulaFinding[] = []
  const checking: Checking = { scope, nulls, findings, usedNames: new Set(), check }
  const item = shapeOfKnown(scope.item, nulls)
  const context = checkKnown(item.source === undefined ? { ...item, source: { of: 'item', path: ROOT_PATH } } : item, nulls)
  const checked = check(node, { checking, context, isTop: true, looksIntoLists: true, lendsContext: true, variables: new Map(), found: NOTHING_FOUND })
  const isRefused = findings.some((finding) => finding.severity === 'error')
  if (checked === undefined || isRefused) return { ok: false, findings: findings.filter((finding) => finding.severity === 'error') }
  return { ok: true, term: checked.term, many: checked.shape.many === true, warnings: findings, sources: listTermSources(checked.term) }
}

function check(node: FormulaNode, place: Place): Checked | undefined {
  const { checking } = place
  switch (node.is) {
    case 'literal':
      return checkLiteral(node.value)
    case 'name':
      return checkName(node, place)
    case 'context':
      return place.context
    case 'root': {
      const { scope, nulls } = checking
      return checkKnown(shapeOfKnown(scope.root, nulls), nulls)
    }
    case 'variable':
      return checkVariable(node, place, false)
    case 'step':
      return checkPath(node, place)
    case 'filter':
      return checkFilter(node, place)
    case 'negate':
      return checkNegate(node, place)
    case 'binary':
      return checkBinary(node, place)
    case 'condition':
      return checkCondition(node, place)
    case 'block':
      return checkBlock(node, place)
    case 'list':
      return checkListOf(node, place)
    case 'object':
      return checkObjectOf(node, place)
    case 'call':
      if (place.variables.has(node.name) || checking.scope.variables?.has(node.name) === true)
        return report(place, 'hidden-function', node.nameSpan, `\`$${node.name}\` is a variable here, and hides the function. Give the variable another name.`)
      return node.name === 'map' || node.name === 'filter' || node.name === 'reduce' ? checkListCall(node, node.name, place) : checkCall(node, place)
    case 'bind':
      return report(place, 'stray-binding', node.span, 'A variable gets its value inside parentheses, with `;` behind it.')
    case 'lambda':
      return report(place, 'function-value', node.span, 'A function stands only as the second argument of `$map`, `$filter` or `$reduce`.')
  }
}

function checkLiteral(value: string | number | boolean | null): Checked {
  const shape = shapeOfLiteral(value)
  return { term: { op: 'literal', type: typeOfShape(shape), value }, shape }
}

function shapeOfLiteral(value: string | number | boolean | null): Shape {
  if (value === null) return NULL_SHAPE
  return typeof value === 'string' ? TEXT : typeof value === 'number' ? NUMBER : BOOLEAN
}
