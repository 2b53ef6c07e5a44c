// The schema page's tree of fields: what samples have beside what the description says, and limits in few words.
import type { FieldTree } from '../../shared/mapping/field-tree.ts'
import type { FieldEvidence } from '../../shared/schema/evidence.ts'
import { ROOT_PATH, pathSteps, printFieldPath, type FieldPath } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import type { SchemaNode } from '../../shared/schema/schema-graph.ts'

/** The node of a field that only samples have. */
const NOT_DOCUMENTED = ''

export function isUndocumented(field: Field): boolean {
  return field.node === NOT_DOCUMENTED
}

/** The tree with what samples have and the description does not, each behind the documented fields of what it stands in. */
export function withUndocumented(tree: FieldTree, undocumented: readonly FieldEvidence[]): FieldTree {
  if (undocumented.length === 0) return tree
  const below = new Map<FieldPath, FieldEvidence[]>()
  const extra = new Set(undocumented.map(({ path }) => path))
  for (const one of undocumented) {
    const steps = pathSteps(one.path)
    // An item or entry of its own is no row: what is in it stands below its list.
    if (steps.at(-1)?.kind !== 'name') continue
    let above = steps.slice(0, -1)
    while (above.length > 0 && above.at(-1)?.kind !== 'name' && !isRow(printFieldPath(above))) above = above.slice(0, -1)
    const parent = printFieldPath(above)
    below.set(parent, [...(below.get(parent) ?? []), one])
  }
  function isRow(path: FieldPath): boolean {
    return path === ROOT_PATH || (!extra.has(path) && tree.find(path) !== undefined)
  }
  const childrenOf = new Map<FieldPath, readonly Field[]>()
  const adapt = (field: Field): Field => (field.expandable || !below.has(field.path) ? field : { ...field, expandable: true })
  const children = (field: Field): readonly Field[] => {
    const before = childrenOf.get(field.path)
    if (before !== undefined) return before
    const documented = isUndocumented(field) ? [] : tree.children(field).map(adapt)
    const seen = (below.get(field.path) ?? []).map((one) => adapt(toField(one, field)))
    const all = [...documented, ...seen]
    childrenOf.set(field.path, all)
    return all
  }
  const root = adapt(tree.root)
  const find = (path: FieldPath): Field | undefined => {
    const documented = tree.find(path)
    if (documented !== undefined) return adapt(documented)
    const steps = pathSteps(path)
    let field: Field | undefined = root
    for (let many = 1; many <= steps.length && field !== undefined; many++) {
      const next: Field | undefined = children(field).find((child) => child.path === printFieldPath(steps.slice(0, many)))
      // A list opens straight to its item's fields.
      if (next === undefined && steps[many - 1]?.kind === 'name') return undefined
      field = next ?? field
    }
    return field?.path === path ? field : undefined
  }
  return { graph: tree.graph, root, children, find }
}

function toField({ path, types, nulls }: FieldEvidence, parent: Field): Field {
  const last = pathSteps(path).at(-1)
  const facts: SchemaNode = { types: types.length === 0 ? ['any'] : types.map(({ type }) => type), ...(nulls > 0 ? { nullable: true } : {}) }
  return {
    path,
    name: last?.kind === 'name' ? last.name : '',
    node: NOT_DOCUMENTED,
    facts,
    required: false,
    readOnly: false,
    writeOnly: false,
    expandable: false,
    recursive: false,
    parent,
  }
}

/** "max 255 characters", "1 to 100", "≥ 0": what a value may be, in few words; `short`: without the unit, where there is little room. */
export function printLimits(facts: SchemaNode, short = false): string {
  const countOf = (many: number, word: string) => (short && word === 'character' ? String(many) : `${many} ${word}${many === 1 ? '' : 's'}`)
  const parts: string[] = []
  const { minLength = 0, maxLength } = facts
  if (maxLength !== undefined && minLength === maxLength) parts.push(countOf(maxLength, 'character'))
  else if (maxLength !== undefined) parts.push(minLength > 0 ? `${minLength} to ${countOf(maxLength, 'character')}` : `max ${countOf(maxLength, 'character')}`)
  else if (minLength > 0) parts.push(`min ${countOf(minLength, 'character')}`)
  const low = facts.minimum ?? facts.exclusiveMinimum
  const high = facts.maximum ?? facts.exclusiveMaximum
  if (low !== undefined && high !== undefined)
    parts.push(`${facts.exclusiveMinimum === undefined ? '' : 'above '}${low} to ${facts.exclusiveMaximum === undefined ? '' : 'below '}${high}`)
  else if (low !== undefined) parts.push(`${facts.exclusiveMinimum === undefined ? '≥' : '>'} ${low}`)
  else if (high !== undefined) parts.push(`${facts.exclusiveMaximum === undefined ? '≤' : '<'} ${high}`)
  if (facts.multipleOf !== undefined) parts.push(`steps of ${facts.multipleOf}`)
  if (facts.minItems !== undefined || facts.maxItems !== undefined)
    parts.push(facts.maxItems === undefined ? `min ${countOf(facts.minItems ?? 0, 'item')}` : `${facts.minItems ?? 0} to ${countOf(facts.maxItems, 'item')}`)
  if (facts.enum !== undefined) parts.push(countOf(facts.enum.length, 'value'))
  return parts.join(', ')
}
