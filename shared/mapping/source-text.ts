// How a source is written in a cell: the only place that prints and parses it (`billing.email`, `order.number`, `$.name`).
import { ITEM, parseFieldPath, printFieldPath, printName, type FieldPath, type PathStep } from '../schema/field-path.ts'
import { isBelow, type Field } from '../schema/fields.ts'
import { fail, ok, type Result } from '../schema/result.ts'
import type { Row } from '../project/field-map.ts'
import type { SourceRef } from '../transform/transform.ts'
import type { FieldTree } from './field-tree.ts'
import { findItemScope, findSourceField, insideOf, isOpenEnded, pathFromRoot, sourceTree } from './item-scope.ts'
import type { MapContext } from './map-context.ts'

export type NotASource = { readonly type: 'NotASource'; readonly message: string }

/** The names of a map's inputs as they are written, by input id: unique, even where people named two alike. */
export function inputNames(context: MapContext): ReadonlyMap<string, string> {
  const known = namesByInputs.get(context.inputs)
  if (known !== undefined) return known
  const names = new Map<string, string>()
  namesByInputs.set(context.inputs, names)
  const taken = new Set<string>()
  for (const { input } of context.inputs) {
    const wanted = input.name.trim() === '' ? 'input' : input.name
    let name = wanted
    for (let n = 2; taken.has(name); n++) name = `${wanted} ${n}`
    taken.add(name)
    names.set(input.id, name)
  }
  return names
}

const KEY = 'key' as FieldPath
const namesByInputs = new WeakMap<MapContext['inputs'], ReadonlyMap<string, string>>()

/** `parseSource(printSource(ref))` is `ref`, for every field of the schema. `each`: the `each` row that the text stands in. */
export function printSource(context: MapContext, ref: SourceRef, each?: Row): string {
  const names = inputNames(context)
  const field = findSourceField(context, ref, each)
  const path = ref.path + (field?.facts.types.includes('list') === true ? '[]' : '')
  const clash = firstName(ref.path) === undefined || [...names.values()].includes(firstName(ref.path) ?? '')
  if (ref.of !== 'input') return clash ? `$${ref.path === '' || ref.path.startsWith('[') || ref.path.startsWith('{') ? '' : '.'}${path}` : path
  const isBare = insideOf(context, undefined, each) === undefined && ref.input === context.inputs[0]?.input.id && !clash
  if (isBare) return path
  const name = printName(names.get(ref.input) ?? 'removed input')
  return `${name}${ref.path === '' || ref.path.startsWith('[') || ref.path.startsWith('{') ? '' : '.'}${path}`
}

export function parseSource(context: MapContext, text: string, above?: Row): Result<SourceRef, NotASource> {
  const each = insideOf(context, undefined, above)
  const trimmed = text.trim()
  const primary = context.inputs[0]?.input.id
  if (trimmed === '') return fail({ type: 'NotASource', message: 'Write the name of a source field.' })
  const rooted = trimmed.startsWith('$')
  const rest = rooted ? trimmed.replace(/^\$\.?/, '') : trimmed
  const parsed = parseFieldPath(rest)
  if (!parsed.ok) return fail({ type: 'NotASource', message: `\`${trimmed}\` is not a source field: ${parsed.error.message}.` })
  const steps = parsed.value
  const first = steps[0]
  const named = rooted || first?.kind !== 'name' ? undefined : [...inputNames(context)].find(([, name]) => name === first.name)?.[0]
  if (named !== undefined) return resolve(context, { of: 'input', input: named, path: printFieldPath(steps.slice(1)) }, trimmed, each)
  if (each === undefined) {
    if (primary === undefined) return fail({ type: 'NotASource', message: 'This field map has no source object yet. Add one first.' })
    return resolve(context, { of: 'input', input: primary, path: printFieldPath(steps) }, trimmed)
  }
  const ofItem = resolve(context, { of: 'item', path: printFieldPath(steps) }, trimmed, each)
  if (ofItem.ok || primary === undefined) return ofItem
  // People paste whole paths (`line_items[].name`) into rows that stand inside that very list.
  const whole = resolve(context, { of: 'input', input: primary, path: printFieldPath(steps) }, trimmed, each)
  return whole.ok && whole.value.of === 'item' ? whole : ofItem
}

export type SourceChoice = { readonly ref: SourceRef; readonly text: string; readonly field: Field }

/** Fields for completion, nearest first: the item's, then each input's; never below a list. At most `most`. */
export function listSourceFields(context: MapContext, each?: Row, most = 2_000): SourceChoice[] {
  const choices: SourceChoice[] = []
  const roots: SourceRef[] = [
    ...(insideOf(context, undefined, each) === undefined ? [] : [{ of: 'item', path: '' as FieldPath } as const]),
    ...context.inputs.map(({ input }) => ({ of: 'input', input: input.id, path: '' as FieldPath }) as const),
  ]
  for (const root of roots) {
    const tree = sourceTree(context, root, each)
    const queue: Field[] = tree === undefined ? [] : [tree.root]
    for (const field of queue) {
      if (choices.length >= most) return choices
      const ref: SourceRef = { ...root, path: field.path }
      if (field !== tree?.root || root.of === 'item') choices.push({ ref, text: printSource(context, ref, each), field })
      const isOpen =
        !field.recursive && !field.facts.types.includes('list') && (field.facts.properties?.length ?? 0) + (field.facts.variants?.options.length ?? 0) > 0
      if (isOpen && queue.length < most * 2) queue.push(...(tree?.children(field) ?? []).filter((child) => child.name !== '{}'))
    }
  }
  return choices
}

function resolve(context: MapContext, ref: SourceRef, text: string, each?: Row): Result<SourceRef, NotASource> {
  const tree = sourceTree(context, ref, each)
  if (tree === undefined) return ok(ref)
  const path = withoutListMark(tree, ref.path)
  const known: SourceRef = { ...ref, path }
  if (tree.find(path) !== undefined || isBelowOpenEnded(tree, path)) return ok(intoItem(context, known, each))
  const near = findByLooseName(tree, path)
  const side = ref.of !== 'input' ? 'the item' : `\`${inputNames(context).get(ref.input) ?? ''}\``
  return fail({
    type: 'NotASource',
    message: `\`${text}\` is not a field of ${side}.${near === undefined ? ' Check the spelling, or choose a field from the list.' : ` Did you mean \`${printSource(context, { ...ref, path: near }, each)}\`?`}`,
  })
}

/** `line_items[]` is the list `line_items`: a list may be written with or without its mark. */
function withoutListMark(tree: FieldTree, path: FieldPath): FieldPath {
  if (!path.endsWith('[]')) return path
  const list = path.slice(0, -2) as FieldPath
  return tree.find(list)?.facts.types.includes('list') === true ? list : path
}

/** Below a field whose description says nothing, or under a map, any name may exist. */
function isBelowOpenEnded(tree: FieldTree, path: FieldPath): boolean {
  const parsed = parseFieldPath(path)
  const steps: PathStep[] = parsed.ok ? parsed.value : []
  for (let length = steps.length - 1; length >= 0; length--) {
    const facts = tree.find(printFieldPath(steps.slice(0, length)))?.facts
    if (facts !== undefined) return isOpenEnded(facts)
  }
  return false
}

/** A path from an input's root through the list of the `each` it stands in is a path of the item. */
export function intoItem(context: MapContext, ref: SourceRef, each: Row | undefined): SourceRef {
  const scope = each === undefined || ref.of !== 'input' ? undefined : findItemScope(context, each)
  if (scope === undefined || ref.of !== 'input' || ref.input !== scope.input) return ref
  // A group's items are several, so that only what made the group is one value.
  if (scope.group !== undefined) return ref.path === pathFromRoot(scope, KEY) ? { of: 'item', path: KEY } : ref
  const item = `${scope.path}${scope.over === 'map' ? '{}' : '[]'}` as FieldPath
  if (ref.path !== item && !isBelow(ref.path, item)) return ref
  const steps = parseFieldPath(ref.path)
  const above = parseFieldPath(item)
  if (!steps.ok || !above.ok) return ref
  const rest = steps.value.slice(above.value.length)
  return { of: 'item', path: printFieldPath(scope.over === 'map' ? [{ kind: 'name', name: 'value' }, ...rest] : rest) }
}

/** The field whose path is the same but for case, `_` and `-`. */
function findByLooseName(tree: FieldTree, path: FieldPath): FieldPath | undefined {
  const parsed = parseFieldPath(path)
  if (!parsed.ok) return undefined
  let field = tree.root
  for (const step of parsed.value) {
    if (step.kind === 'name') {
      const next = tree.children(field).find((child) => looseName(child.name) === looseName(step.name))
      if (next === undefined) return undefined
      field = next
    } else if (step !== ITEM && step.kind !== 'item') return undefined
  }
  return field === tree.root ? undefined : field.path
}

function looseName(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '')
}

function firstName(path: FieldPath): string | undefined {
  const parsed = parseFieldPath(path)
  const first = parsed.ok ? parsed.value[0] : undefined
  return first?.kind === 'name' ? first.name : undefined
}
