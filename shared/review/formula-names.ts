// Which fields the names in a formula's text stand for, each with its place in the text: the only place that rewrites formulas when fields are renamed.
import type { FormulaNode, Span } from '../transform/formula/ast.ts'
import { parseFormula } from '../transform/formula/parse.ts'
import { isWritableName, printName } from '../transform/formula/print.ts'

/** A value that a name leads to. `child`: one field of it, through lists; undefined where there is none, or nothing is known. */
export type NamedValue = {
  readonly child: (name: string) => NamedValue | undefined
  /** Asked once for every place in the text that names this field: what it is to be called. Absent where the name is not a field's own (`key`, `value`). */
  readonly rename?: () => string | undefined
  /** Asked first: the whole path to write in place of the one that led here from the formula's top; undefined where only names change. */
  readonly elsewhere?: () => string | undefined
  /** Told of what has no name of its own: `$`, `key`, `value`, `items`. */
  readonly note?: () => void
}
export type FormulaNames = {
  /** Plain names and `$`. */
  readonly item: NamedValue | undefined
  /** `$$` */
  readonly root: NamedValue | undefined
  readonly inputs: ReadonlyMap<string, NamedValue>
  /** `$result`, in invariants. */
  readonly result?: NamedValue
}

type Values = readonly NamedValue[]
/** `inputsFirst`: at the top, but not in the body of a function, though names mean the same item there. `start`: where the path of plain names begins that leads to the context. */
type Scope = {
  readonly context: Values
  readonly isTop: boolean
  readonly inputsFirst: boolean
  readonly start?: number
  readonly variables: ReadonlyMap<string, Values>
}
/** `asInput`: the name that is written for a field is an input's too. */
type Edit = { readonly span: Span; readonly text: string; readonly asInput?: string }

/** The text with the names that are asked for. A text that cannot be read stays as it is. */
export function rewriteFormula(text: string, names: FormulaNames): string {
  const parsed = parseFormula(text)
  if (!parsed.ok) return text
  const edits = new Map<number, Edit>()
  /** Names of inputs that stand inside of something. */
  const innerInputs = new Set<string>()
  const root: Scope = { context: listOf(names.item), isTop: true, inputsFirst: true, variables: new Map() }
  follow(parsed.node, root)
  // Inside of something fields come before inputs: there the field would be taken for the input. The old name stays, and shows a problem.
  for (const [at, { asInput }] of edits) if (asInput !== undefined && innerInputs.has(asInput)) edits.delete(at)
  let rewritten = text
  let last = text.length
  // From behind; what lies inside a path that gives way as a whole goes with it.
  for (const { span, text: name } of [...edits.values()].toSorted((a, b) => b.span.to - a.span.to || a.span.from - b.span.from)) {
    if (span.to > last) continue
    rewritten = rewritten.slice(0, span.from) + name + rewritten.slice(span.to)
    last = span.from
  }
  return rewritten

  /** The values that the part may yield, as far as they are fields. A formula is at most 64 levels deep. */
  function follow(node: FormulaNode, scope: Scope, isPathFromTop = scope.isTop): Values {
    switch (node.is) {
      case 'literal':
        return []
      case 'name':
        return followName(node, scope, isPathFromTop)
      case 'context':
        for (const value of scope.context) value.note?.()
        return scope.context
      case 'root':
        return listOf(names.root)
      case 'variable':
        return scope.variables.get(node.name) ?? (node.name === 'result' ? listOf(names.result) : [])
      case 'step': {
        const from = follow(node.from, scope)
        const start = startOfPath(node.from)
        return follow(node.to, { ...scope, context: from, isTop: false, inputsFirst: false, ...(start === undefined ? {} : { start }) }, scope.isTop)
      }
      case 'filter': {
        const from = follow(node.from, scope)
        follow(node.by, { ...scope, context: from, isTop: false, inputsFirst: false })
        return from
      }
      case 'negate':
        follow(node.of, scope)
        return []
      case 'binary': {
        const both = [...follow(node.left, scope), ...follow(node.right, scope)]
        return node.operator === '??' || node.operator === '?:' ? both : []
      }
      case 'condition':
        follow(node.test, scope)
        return [...follow(node.then, scope), ...(node.otherwise === undefined ? [] : follow(node.otherwise, scope))]
      case 'block':
        return followBlock(node.items, scope)
      case 'bind':
        return follow(node.value, scope)
      case 'list':
        return node.items.flatMap((item) => follow(item, scope))
      case 'object':
        for (const field of node.fields) {
          follow(field.name, scope)
          follow(field.value, scope)
        }
        return []
      case 'lambda':
        return follow(node.body, { ...scope, inputsFirst: false })
      case 'call':
        return followCall(node, scope)
    }
  }

  function followName({ name, span }: Extract<FormulaNode, { is: 'name' }>, scope: Scope, isPathFromTop: boolean): Values {
    const fields = scope.context.flatMap((value) => value.child(name) ?? [])
    const input = names.inputs.get(name)
    // Inputs win over the item's fields at the top, and stand behind them elsewhere.
    if (input !== undefined && (scope.inputsFirst || fields.length === 0)) {
      if (!scope.inputsFirst) innerInputs.add(name)
      return [input]
    }
    for (const field of fields) {
      field.note?.()
      const whole = isPathFromTop ? field.elsewhere?.() : undefined
      const from = scope.isTop ? span.from : scope.start
      if (whole !== undefined && from !== undefined) edits.set(span.to, { span: { from, to: span.to }, text: whole })
      else {
        const wanted = field.rename?.()
        // A name that no formula can write stays, and shows a problem; one that an input has would be the input.
        if (wanted !== undefined && wanted !== name && isWritableName(wanted))
          edits.set(span.to, {
            span,
            text: `${scope.isTop && names.inputs.has(wanted) ? '$.' : ''}${printName(wanted)}`,
            ...(names.inputs.has(wanted) ? { asInput: wanted } : {}),
          })
      }
    }
    return fields
  }

  function followBlock(items: readonly FormulaNode[], scope: Scope): Values {
    const variables = new Map(scope.variables)
    let last: Values = []
    for (const item of items) {
      last = follow(item, { ...scope, variables })
      if (item.is === 'bind') variables.set(item.name, last)
    }
    return last
  }

  function followCall(node: Extract<FormulaNode, { is: 'call' }>, scope: Scope): Values {
    const [list = [], ...rest] = node.args.map((arg) => (arg.is === 'lambda' ? [] : follow(arg, scope)))
    const lambda = node.args.find((arg) => arg.is === 'lambda')
    if (lambda === undefined) return [...list, ...rest.flat()]
    const variables = new Map(scope.variables)
    const item = node.name === 'reduce' ? lambda.params[1] : lambda.params[0]
    for (const param of lambda.params) variables.set(param, param === item ? list : [])
    const body = follow(lambda.body, { ...scope, inputsFirst: false, variables })
    return node.name === 'filter' ? list : body
  }
}

/** Of a path of plain names; undefined where a condition, a block or a variable stands in it. */
function startOfPath(node: FormulaNode): number | undefined {
  if (node.is === 'name' || node.is === 'context' || node.is === 'root') return node.span.from
  return node.is === 'step' && node.to.is === 'name' ? startOfPath(node.from) : undefined
}

function listOf(value: NamedValue | undefined): Values {
  return value === undefined ? [] : [value]
}
