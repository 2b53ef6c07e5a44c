// Which source values a field map uses: the only place that turns sources into checked paths and into the shape of each input.
import { ENTRY, ITEM, parseFieldPath, printName, type FieldPath, type PathStep } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { FieldType } from '../schema/schema-graph.ts'
import type { Row } from '../project/field-map.ts'
import type { InputIr, PathExpr, PathStep as IrStep, Shape } from '../transform/ir.ts'
import type { SourceRef } from '../transform/transform.ts'
import { fieldTree, type FieldTree } from './field-tree.ts'
import { eachAbove, findItemScope, inputTree, insideOf, isOpenEnded, ownItems } from './item-scope.ts'
import type { MapContext } from './map-context.ts'
import type { MapProblemCode } from './map-rules.ts'
import { inputNames, printSource } from './source-text.ts'

/** A used value and the used values below it. Names are keys of a Map, never of an object. */
type Use = {
  /** Undefined: nothing is described there. */
  readonly field: Field | undefined
  /** The fields that `field` is one of: an item's are relative to it. */
  readonly tree: FieldTree | undefined
  readonly required: boolean
  /** Some row takes the value itself, not only what is below. */
  taken: boolean
  nullable: boolean
  loose: boolean
  readonly fields: Map<string, Use>
  /** Of a list: each of its items. */
  item?: Use
  /** Of a map: each of its values. */
  entry?: Use
  /** The value that this one is taken from: a group's key has the types of the field it was made by. */
  readonly from?: Use
}

const MOST_PATHS_KEPT = 20_000
const readPaths = new Map<FieldPath, readonly PathStep[] | undefined>()

export type SourceProblem = { readonly code: MapProblemCode; readonly names: readonly string[] }
/** What the row itself says about missing and null values: the check then lets them through to its policy. */
export type Loosening = { readonly missing: boolean; readonly null: boolean }

export const AS_THE_SCHEMA_SAYS: Loosening = { missing: false, null: false }

/** `each`: the row that the source stands in; undefined at the top, where a run's item may be meant. */
export type SourceUses = {
  /** Notes that a row uses a source, also one below lists (`lines[].total`). Gives a problem where there is no such value. */
  readonly add: (ref: SourceRef, each: Row | undefined, loosening: Loosening) => SourceProblem | undefined
  /** Notes that an `each` row goes through the items of its list, which was added before, as its group field was. False: it is no list and no map. */
  readonly addItems: (each: Row) => boolean
  /** For sources that were added, after all were; undefined below lists. */
  readonly path: (ref: SourceRef, each: Row | undefined) => PathExpr | undefined
  /** The same, of a field of a list's entries. */
  readonly entry: (list: SourceRef, path: FieldPath, each: Row | undefined) => PathExpr | undefined
  /** What stands there may be absent or null; also below lists. */
  readonly optional: (ref: SourceRef, each: Row | undefined) => boolean
  readonly inputs: () => InputIr[]
  /** Equal where every path would be the same: which values are used, and what the check lets through of each. */
  readonly signature: () => string
}

export function createSourceUses(context: MapContext): SourceUses {
  const roots = new Map<string, Use>()
  const items = new Map<Row, Use>()

  /** An input is one record: never null, whatever the schema says of such objects elsewhere. */
  function rootOf(input: string): Use {
    const tree = inputTree(context, input)
    const use = roots.get(input) ?? { ...createUse(tree, tree?.root, true), nullable: false }
    roots.set(input, use)
    return use
  }

  /** The value from which an item's paths start. */
  function itemOf(each: Row): Use | undefined {
    const use = items.get(each) ?? createItem(each)
    if (use !== undefined) items.set(each, use)
    return use
  }

  function createItem(each: Row): Use | undefined {
    const scope = findItemScope(context, each)
    if (each.transform?.kind !== 'each' || scope?.over === undefined) return undefined
    const { list, groupBy } = each.transform
    const { tree } = scope
    if (groupBy !== undefined) {
      const own = itemOf(ownItems(each))
      const key = own === undefined ? undefined : walk(own, stepsOf(groupBy))
      if (own === undefined || key === undefined) return undefined
      const group = createUse(tree, tree?.root, true)
      group.fields.set('key', { ...createUse(tree, tree?.find('key' as FieldPath), true), from: key })
      group.fields.set('items', { ...createUse(tree, tree?.find('items' as FieldPath), true), item: own })
      return group
    }
    const above = insideOf(context, each, eachAbove(context, each))
    const start = list.of === 'input' ? rootOf(list.input) : above === undefined ? undefined : itemOf(above)
    const whole = start === undefined ? undefined : walk(start, stepsOf(list.path))
    if (whole === undefined) return undefined
    if (scope.over === 'list') return below(whole, ITEM)
    const value = below(whole, ENTRY)
    const entry = createUse(tree, tree?.root, true)
    if (value !== undefined) entry.fields.set('value', value)
    return entry
  }

  function startOf(ref: SourceRef, each: Row | undefined): Use | undefined {
    if (ref.of === 'input') return rootOf(ref.input)
    const inside = insideOf(context, undefined, each)
    return inside === undefined ? undefined : itemOf(inside)
  }

  function find(ref: SourceRef, each: Row | undefined): Use | undefined {
    const start = startOf(ref, each)
    return start === undefined ? undefined : walk(start, stepsOf(ref.path))
  }

  return {
    add(ref, each, loosening) {
      const text = () => printSource(context, ref, each)
      if (ref.of === 'input' && !context.inputs.some(({ input }) => input.id === ref.input)) return { code: 'unknown-input', names: [] }
      if (ref.of !== 'input' && insideOf(context, undefined, each) === undefined) return { code: 'item-outside-each', names: [text()] }
      const steps = readPath(ref.path)
      if (steps === undefined) return { code: 'damaged-row', names: [] }
      let use = ref.of === 'input' && inputTree(context, ref.input) === undefined ? undefined : startOf(ref, each)
      for (const step of steps) {
        use = use === undefined ? undefined : below(use, step)
        if (use !== undefined && loosening.missing && step.kind === 'name') use.loose = true
      }
      if (use === undefined) return { code: 'unknown-source', names: [text()] }
      use.taken = true
      const isRecord = ref.of === 'input' && steps.length === 0
      if (loosening.null && !isRecord) use.nullable = true
      return use.field?.facts.deprecated === true ? { code: 'deprecated-field', names: [text(), 'source'] } : undefined
    },
    addItems: (each) => itemOf(each) !== undefined,
    path(ref, each) {
      const start = startOf(ref, each)
      if (start === undefined) return undefined
      const root = ref.of === 'input' ? { input: inputNames(context).get(ref.input) ?? '' } : start.nullable ? ({ nullableItem: true } as const) : {}
      return pathFrom(start, ref.path, root)
    },
    entry(list, path, each) {
      const start = find(list, each)?.item
      return start === undefined ? undefined : pathFrom(start, path, start.nullable ? { entry: true, nullableItem: true } : { entry: true })
    },
    optional(ref, each) {
      const use = find(ref, each)
      return use === undefined || isOptional(use)
    },
    signature() {
      const parts: string[] = []
      for (const [input, use] of roots) {
        parts.push(input)
        addSignature(use, parts)
      }
      for (const [each, use] of items) {
        parts.push(each.id)
        addSignature(use, parts)
      }
      return parts.join('\n')
    },
    inputs: () =>
      context.inputs.flatMap(({ input }) => {
        const root = roots.get(input.id)
        return root === undefined ? [] : [{ name: inputNames(context).get(input.id) ?? '', shape: shapeOf(root) }]
      }),
  }
}

function createUse(tree: FieldTree | undefined, field: Field | undefined, required: boolean): Use {
  return { field, tree, required, taken: false, nullable: field?.facts.nullable === true, loose: false, fields: new Map() }
}

/** The used value below, made where it is not there yet. Undefined: the schema has no such value. */
function below(use: Use, step: PathStep): Use | undefined {
  if (step.kind === 'name') {
    const known = use.fields.get(step.name)
    const next = known ?? createField(use, step.name)
    if (known === undefined && next !== undefined) use.fields.set(step.name, next)
    return next
  }
  const part = step.kind === 'item' ? 'item' : 'entry'
  const next = use[part] ?? createPart(use, part)
  if (next !== undefined) use[part] = next
  return next
}

function createField(use: Use, name: string): Use | undefined {
  const { field, tree } = use
  if (field === undefined || tree === undefined) return createUse(undefined, undefined, false)
  const found = tree.find(`${field.path}${field.path === '' ? '' : '.'}${printName(name)}` as FieldPath)
  if (found !== undefined) return createUse(tree, found, found.required)
  if (field.facts.entries !== undefined) {
    const inner = fieldTree(tree.graph, field.facts.entries)
    return createUse(inner, inner.root, false)
  }
  return isOpenEnded(field.facts) ? createUse(undefined, undefined, false) : undefined
}

/** What nothing is said of may also be null. */
function createPart({ field, tree }: Use, part: 'item' | 'entry'): Use | undefined {
  const undescribed: Use = { ...createUse(undefined, undefined, true), nullable: true }
  if (field === undefined || tree === undefined || field.facts.types.includes('any')) return undescribed
  const node = part === 'entry' ? field.facts.entries : (field.facts.items ?? tree.find(`${field.path}[]` as FieldPath)?.node)
  if (node === undefined) return (part === 'item' ? field.facts.types.includes('list') : isOpenEnded(field.facts)) ? undescribed : undefined
  const inner = fieldTree(tree.graph, node)
  return createUse(inner, inner.root, true)
}

function addSignature(use: Use, parts: string[]): void {
  parts.push(`${use.required ? 1 : 0}${use.taken ? 1 : 0}${use.nullable ? 1 : 0}${use.loose ? 1 : 0}`)
  for (const [name, below] of use.fields) {
    parts.push(`.${name}`)
    addSignature(below, parts)
  }
  for (const part of [use.item, use.entry]) {
    parts.push(part === undefined ? '-' : '+')
    if (part !== undefined) addSignature(part, parts)
  }
  parts.push('/')
}

function walk(start: Use, steps: readonly PathStep[]): Use | undefined {
  let use: Use | undefined = start
  for (const step of steps) use = step.kind === 'name' ? use?.fields.get(step.name) : step.kind === 'item' ? use?.item : use?.entry
  return use
}

function pathFrom(start: Use, path: FieldPath, root: Pick<PathExpr, 'input' | 'entry' | 'nullableItem'>): PathExpr | undefined {
  let use: Use | undefined = start
  const steps: IrStep[] = []
  for (const step of stepsOf(path)) {
    use = step.kind === 'name' ? use?.fields.get(step.name) : undefined
    if (step.kind !== 'name' || use === undefined) return undefined
    steps.push({ name: step.name, optional: isOptional(use) })
  }
  return use === undefined ? undefined : { op: 'path', ...root, steps, types: typesOfUse(use) }
}

function isOptional(use: Use): boolean {
  return !use.required || use.loose || use.nullable
}

/** A value whose fields are used has to be an object, and one whose items are used a list, whatever else the schema allows. */
function typesOfUse(use: Use): FieldType[] {
  if (use.from !== undefined) return typesOfUse(use.from)
  if (use.fields.size > 0 || use.entry !== undefined) return ['object']
  if (use.item !== undefined) return ['list']
  const types: readonly FieldType[] = use.taken ? (use.field?.facts.types ?? ['any']) : ['any']
  return types.includes('any') ? ['any'] : [...new Set(types.map((type): FieldType => (type === 'map' ? 'object' : type)))]
}

function shapeOf(use: Use): Shape {
  const order = new Map(use.tree === undefined || use.field === undefined ? [] : use.tree.children(use.field).map((field, index) => [field.name, index]))
  const rank = (name: string) => order.get(name) ?? order.size
  const fields = [...use.fields].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return {
    ...typeNameOf(use.field),
    types: typesOfUse(use),
    required: use.required && !use.loose,
    nullable: use.nullable,
    ...(fields.length === 0 ? {} : { fields: fields.map(([name, one]) => ({ name, shape: shapeOf(one) })) }),
    ...(use.item === undefined ? {} : { items: shapeOf(use.item) }),
    ...(use.entry === undefined ? {} : { entries: shapeOf(use.entry) }),
  }
}

function typeNameOf(field: Field | undefined): { typeName?: string } {
  return field?.facts.name === undefined ? {} : { typeName: field.facts.name }
}

function stepsOf(path: FieldPath): readonly PathStep[] {
  return readPath(path) ?? []
}

/** Every path is asked for several times in each compilation, and there is one for each keystroke. */
function readPath(path: FieldPath): readonly PathStep[] | undefined {
  if (readPaths.has(path)) return readPaths.get(path)
  if (readPaths.size >= MOST_PATHS_KEPT) readPaths.clear()
  const parsed = parseFieldPath(path)
  const steps = parsed.ok ? parsed.value : undefined
  readPaths.set(path, steps)
  return steps
}
