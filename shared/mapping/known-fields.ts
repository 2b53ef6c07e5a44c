// What a schema says of a value, for formulas: the only place that turns fields into known types. Opened lazily, because a schema is a graph with cycles.
import { printName, type FieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { FieldType } from '../schema/schema-graph.ts'
import type { Known, TermKind } from '../transform/formula/known.ts'
import type { SourceRef } from '../transform/transform.ts'
import { fieldTree, type FieldTree } from './field-tree.ts'
import { isOpenEnded } from './item-scope.ts'

const KIND_OF: Record<FieldType, TermKind> = {
  text: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  object: 'object',
  map: 'object',
  list: 'list',
  any: 'any',
}

/** `isThere`: the value is never missing. `source`: where it stands. */
export function knownOfField(tree: FieldTree | undefined, field: Field | undefined, isThere: boolean, source: SourceRef): Known {
  if (tree === undefined || field === undefined || field.facts.types.includes('any')) return { kinds: ['any'], mayMiss: true, source }
  const { facts } = field
  const kinds = kindsOf(facts.types)
  return {
    // The check before the map lets null through where nothing is required.
    kinds: facts.nullable === true || !isThere ? [...kinds, 'null'] : kinds,
    mayMiss: !isThere,
    source,
    ...(kinds.includes('object') ? { field: (name: string) => knownBelow(tree, field, name, source), names: () => namesBelow(tree, field) } : {}),
    ...(kinds.includes('list') ? { items: () => knownOfItems(tree, field, { ...source, path: `${source.path}[]` as FieldPath }) } : {}),
  }
}

export function kindsOf(types: readonly FieldType[]): TermKind[] {
  return types.includes('any') ? ['any'] : [...new Set(types.map((type) => KIND_OF[type]))]
}

function knownBelow(tree: FieldTree, parent: Field, name: string, source: SourceRef): Known | undefined {
  const step = `${parent.path === '' ? '' : '.'}${printName(name)}`
  const below: SourceRef = { ...source, path: `${source.path}${source.path === '' ? '' : '.'}${printName(name)}` as FieldPath }
  const found = tree.find(`${parent.path}${step}` as FieldPath)
  if (found !== undefined) return knownOfField(tree, found, found.required, below)
  if (parent.facts.entries !== undefined) {
    const values = fieldTree(tree.graph, parent.facts.entries)
    return knownOfField(values, values.root, false, below)
  }
  return isOpenEnded(parent.facts) ? knownOfField(undefined, undefined, false, below) : undefined
}

function knownOfItems(tree: FieldTree, list: Field, source: SourceRef): Known {
  const node = list.facts.items ?? tree.find(`${list.path}[]` as FieldPath)?.node
  const items = node === undefined ? undefined : fieldTree(tree.graph, node)
  return knownOfField(items, items?.root, true, source)
}

function namesBelow(tree: FieldTree, parent: Field): string[] {
  return tree
    .children(parent)
    .filter((field) => !field.path.endsWith('[]') && !field.path.endsWith('{}') && field.parent?.path === parent.path)
    .map((field) => field.name)
}
