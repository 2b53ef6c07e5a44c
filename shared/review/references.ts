// What a stored value (a transform, a condition, a step's request) refers to, at any depth: the only place that looks for ids inside of them.

/** `configs`: ids; `names`: of config values, as formulas write them; `inputs`: ids of inputs, which in a step's parts are steps. */
export type References = {
  readonly tables: readonly string[]
  readonly configs: readonly string[]
  readonly names: readonly string[]
  readonly inputs: readonly string[]
}

const NONE: References = { tables: [], configs: [], names: [], inputs: [] }

/** Each once, in no promised order. */
export function referencesIn(root: unknown): References {
  if (typeof root !== 'object' || root === null) return NONE
  const found = { tables: new Set<string>(), configs: new Set<string>(), names: new Set<string>(), inputs: new Set<string>() }
  const stack: unknown[] = [root]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next !== 'object' || next === null) continue
    if ('table' in next && typeof next.table === 'string' && 'kind' in next && next.kind === 'lookup') found.tables.add(next.table)
    if ('config' in next && typeof next.config === 'string') found.configs.add(next.config)
    if ('input' in next && typeof next.input === 'string' && 'of' in next && next.of === 'input') found.inputs.add(next.input)
    const formula = formulaOf(next)
    if (formula !== undefined) for (const [, quoted, plain] of formula.matchAll(/\$config\.(?:`([^`]+)`|(\w+))/g)) found.names.add(quoted ?? plain ?? '')
    for (const child of Object.values(next)) if (typeof child === 'object' && child !== null) stack.push(child)
  }
  return { tables: [...found.tables], configs: [...found.configs], names: [...found.names], inputs: [...found.inputs] }
}

function formulaOf(part: object): string | undefined {
  if ('formula' in part && typeof part.formula === 'string') return part.formula
  const isFormula = ('kind' in part && part.kind === 'formula') || ('test' in part && part.test === 'formula')
  return isFormula && 'text' in part && typeof part.text === 'string' ? part.text : undefined
}
