// The only place that guesses what an expression gives while it is being typed, for completion. It asks less than the checker: an answer is a help, never a promise.
import type { FormulaNode } from './ast.ts'
import { functionTable, isFunctionName } from './functions.ts'
import type { FormulaScope, Known, TermKind } from './known.ts'

/** What is in reach at one place of a formula. `isTop`: inputs win over fields. */
export type Reach = { readonly scope: FormulaScope; readonly context: Known; readonly isTop: boolean; readonly variables: ReadonlyMap<string, Known> }

export const kindOf = (...kinds: readonly TermKind[]): Known => ({ kinds, mayMiss: false })

/** The item of a list, through lists of lists; the value itself where it is none. */
export function toItem(known: Known): Known {
  return known.items === undefined ? known : toItem(known.items())
}

export const listOf = (items: Known): Known => ({ kinds: ['list'], mayMiss: true, items: () => items })

/** Undefined: nothing is known. */
export function guessKnown(node: FormulaNode, reach: Reach): Known | undefined {
  switch (node.is) {
    case 'literal':
      return node.value === null ? kindOf('null') : kindOf(typeof node.value === 'string' ? 'text' : typeof node.value === 'number' ? 'number' : 'boolean')
    case 'name':
      return guessName(node.name, reach)
    case 'context':
      return reach.context
    case 'root':
      return reach.scope.root
    case 'variable':
      return guessVariable(node.name, reach)
    case 'step': {
      const from = guessKnown(node.from, reach)
      const to = from && guessKnown(node.to, { ...reach, context: toItem(from), isTop: false })
      return to && (from.items === undefined ? to : listOf(toItem(to)))
    }
    case 'filter': {
      const from = guessKnown(node.from, reach)
      return from?.items !== undefined && node.by.is === 'literal' ? from.items() : from
    }
    case 'negate':
      return kindOf('number')
    case 'binary':
      return guessBinary(node, reach)
    case 'condition':
      return guessKnown(node.then, reach) ?? (node.otherwise && guessKnown(node.otherwise, reach))
    case 'block':
      return guessBlock(node.items, reach)
    case 'list':
      return listOf((node.items[0] && guessKnown(node.items[0], reach)) ?? kindOf('any'))
    case 'object':
      return guessObject(node, reach)
    case 'call':
      return guessCall(node, reach)
    case 'bind':
    case 'lambda':
      return undefined
  }
}

function guessName(name: string, { scope, context, isTop }: Reach): Known | undefined {
  const input = scope.inputs.get(name)
  const field = toItem(context).field?.(name)
  const found = isTop ? (input ?? field) : (field ?? input)
  return found !== undefined && found === field && context.items !== undefined ? listOf(toItem(found)) : found
}

export function guessVariable(name: string, { scope, variables }: Reach): Known | undefined {
  const given = variables.get(name) ?? scope.variables?.get(name)
  if (given !== undefined) return given
  if (name === 'config') return { kinds: ['object'], mayMiss: false, field: (field) => scope.config.get(field), names: () => [...scope.config.keys()] }
  if (name === 'index' && scope.hasIndex) return kindOf('number')
  return name === 'result' ? scope.result : undefined
}

function guessBinary(node: FormulaNode & { readonly is: 'binary' }, reach: Reach): Known | undefined {
  switch (node.operator) {
    case '??':
    case '?:': {
      const left = guessKnown(node.left, reach)
      // Data may know that a field is never there.
      return left === undefined || left.kinds.length === 0 ? guessKnown(node.right, reach) : left
    }
    case '&':
      return kindOf('text')
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return kindOf('number')
    default:
      return kindOf('boolean')
  }
}

function guessBlock(items: readonly FormulaNode[], reach: Reach): Known | undefined {
  let inside = reach
  let last: Known | undefined
  for (const item of items) {
    if (item.is === 'bind') inside = withVariable(inside, item.name, guessKnown(item.value, inside))
    else last = guessKnown(item, inside)
  }
  return last
}

export function withVariable(reach: Reach, name: string, known: Known | undefined): Reach {
  return { ...reach, variables: new Map([...reach.variables, [name, known ?? kindOf('any')]]) }
}

function guessObject(node: FormulaNode & { readonly is: 'object' }, reach: Reach): Known {
  const fields = new Map(
    node.fields.flatMap(({ name, value }) => (name.is === 'literal' && typeof name.value === 'string' ? [[name.value, value] as const] : [])),
  )
  const field = (name: string): Known | undefined => {
    const value = fields.get(name)
    return value && guessKnown(value, reach)
  }
  return { kinds: ['object'], mayMiss: false, field, names: () => [...fields.keys()] }
}

function guessCall(node: FormulaNode & { readonly is: 'call' }, reach: Reach): Known | undefined {
  if (!isFunctionName(node.name)) return undefined
  const [first, given] = node.args
  const { result, resultItems } = functionTable[node.name]
  if (result === 'first' || node.name === 'append') return first && guessKnown(first, reach)
  if (result !== 'item' && resultItems !== 'item') return result === 'list' && resultItems !== undefined ? listOf(kindOf(resultItems)) : kindOf(result)
  if (given?.is !== 'lambda' || first === undefined) return undefined
  const body = guessKnown(given.body, withParams(reach, node.name, given.params, guessKnown(first, reach)))
  return body && (result === 'list' ? listOf(body) : body)
}

/** The parameters of the function that `$map`, `$filter` or `$reduce` calls for the items of a list. */
export function withParams(reach: Reach, name: string, params: readonly string[], list: Known | undefined): Reach {
  const item = list && (list.items === undefined ? list : list.items())
  const given = name === 'reduce' ? [undefined, item] : [item, kindOf('number')]
  return params.reduce((inside, param, index) => withVariable(inside, param, given[index]), reach)
}
