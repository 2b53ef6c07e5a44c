// Which source values a field map uses: the only place that turns sources into checked paths and into the shape of each input.
import { parseFieldPath, printFieldPath, type FieldPath, type PathStep } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { FieldType } from '../schema/schema-graph.ts'
import type { Row } from '../project/field-map.ts'
import type { InputIr, PathExpr, PathStep as IrStep, Shape } from '../transform/ir.ts'
import type { SourceRef } from '../transform/transform.ts'
import type { FieldTree } from './field-tree.ts'
import { eachAbove, findItemScope, inputTree } from './item-scope.ts'
import type { MapContext } from './map-context.ts'
import type { MapProblemCode } from './map-rules.ts'
import { inputNames, printSource } from './source-text.ts'

/** A used value and the used values below it. Names are keys of a Map, never of an object. */
type Use = {
  readonly field: Field | undefined
  /** The fields that `field` is one of: an item's are relative to it. */
  readonly tree: FieldTree | undefined
  readonly required: boolean
  /** Some row takes the value itself, not only what is below. */
  taken: boolean
  nullable: boolean
  loose: boolean
  readonly fields: Map<string, Use>
  item?: Use
}

export type SourceProblem = { readonly code: MapProblemCode; readonly names: readonly string[] }
/** What the row itself says about missing and null values: the check then lets them through to its policy. */
export type Loosening = { readonly missing: boolean; readonly null: boolean }

export type SourceUses = {
  /** Notes that a row uses a source. `each`: the row it stands in. Gives a problem where there is no such value. */
  readonly add: (ref: SourceRef, each: Row | undefined, loosening: Loosening) => SourceProblem | undefined
  /** Notes that an `each` row goes through the items of its list, which was added before. */
  readonly addItems: (each: Row) => void
  /** For sources that were added, after all were. */
  readonly path: (ref: SourceRef, each: Row | undefined) => PathExpr | undefined
  readonly inputs: () => InputIr[]
}

export function createSourceUses(context: MapContext): SourceUses {
  const roots = new Map<string, Use>()

  /** An input is one record: never null, whatever the schema says of such objects elsewhere. */
  function rootOf(input: string): Use {
    const tree = inputTree(context, input)
    const use = roots.get(input) ?? { ...createUse(tree, tree?.root, true), nullable: false }
    roots.set(input, use)
    return use
  }

  /** The value from which an item's paths start. */
  function itemOf(each: Row): Use | undefined {
    if (each.transform?.kind !== 'each') return undefined
    const { list } = each.transform
    const above = eachAbove(context, each)
    const start = list.of === 'input' ? rootOf(list.input) : above === undefined ? undefined : itemOf(above)
    const use = start === undefined ? undefined : walk(start, stepsOf(list.path))
    if (use === undefined) return undefined
    const tree = findItemScope(context, each)?.tree
    use.item ??= createUse(tree, tree?.root, true)
    return use.item
  }

  const startOf = (ref: SourceRef, each: Row | undefined): Use | undefined =>
    ref.of === 'input' ? rootOf(ref.input) : each === undefined ? undefined : itemOf(each)

  return {
    add(ref, each, loosening) {
      const text = () => printSource(context, ref, each)
      if (ref.of === 'input' && !context.inputs.some(({ input }) => input.id === ref.input)) return { code: 'unknown-input', names: [] }
      if (ref.of === 'item' && each === undefined) return { code: 'item-outside-each', names: [text()] }
      const parsed = parseFieldPath(ref.path)
      if (!parsed.ok) return { code: 'damaged-row', names: [] }
      if (parsed.value.some((step) => step.kind !== 'name')) return { code: 'list-into-single', names: [text()] }
      const tree = ref.of === 'input' ? inputTree(context, ref.input) : findItemScope(context, each as Row)?.tree
      if (tree === undefined || !isKnown(tree, ref.path)) return { code: 'unknown-source', names: [text()] }
      const start = startOf(ref, each)
      if (start === undefined) return { code: 'unknown-source', names: [text()] }
      let use = start
      parsed.value.forEach((step, index) => {
        const name = step.kind === 'name' ? step.name : ''
        let next = use.fields.get(name)
        if (next === undefined) {
          const field = tree.find(printFieldPath(parsed.value.slice(0, index + 1)))
          next = createUse(tree, field, field?.required === true)
          use.fields.set(name, next)
        }
        if (loosening.missing) next.loose = true
        use = next
      })
      use.taken = true
      const isRecord = ref.of === 'input' && parsed.value.length === 0
      if (loosening.null && !isRecord) use.nullable = true
      return undefined
    },
    addItems: (each) => void itemOf(each),
    path(ref, each) {
      let use = startOf(ref, each)
      const steps: IrStep[] = []
      for (const name of stepsOf(ref.path)) {
        use = use?.fields.get(name)
        if (use === undefined) return undefined
        steps.push({ name, optional: isOptional(use) })
      }
      if (use === undefined) return undefined
      const root =
        ref.of === 'input' ? { input: inputNames(context).get(ref.input) ?? '' } : startOf(ref, each)?.nullable === true ? { nullableItem: true as const } : {}
      return { op: 'path', ...root, steps, types: typesOfUse(use) }
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

function walk(start: Use, names: readonly string[]): Use | undefined {
  let use: Use | undefined = start
  for (const name of names) use = use?.fields.get(name)
  return use
}

function isOptional(use: Use): boolean {
  return !use.required || use.loose || use.nullable
}

/** A value whose fields are used has to be an object, and one whose items are used a list, whatever else the schema allows. */
function typesOfUse(use: Use): FieldType[] {
  if (use.fields.size > 0) return ['object']
  if (use.item !== undefined) return ['list']
  const types: readonly FieldType[] = use.taken ? (use.field?.facts.types ?? ['any']) : ['any']
  return types.includes('any') ? ['any'] : [...new Set(types.map((type): FieldType => (type === 'map' ? 'object' : type)))]
}

function shapeOf(use: Use): Shape {
  const order = new Map(use.tree === undefined || use.field === undefined ? [] : use.tree.children(use.field).map((field, index) => [field.name, index]))
  const rank = (name: string) => order.get(name) ?? order.size
  const names = [...use.fields.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return {
    ...typeNameOf(use.field),
    types: typesOfUse(use),
    required: use.required && !use.loose,
    nullable: use.nullable,
    ...(names.length === 0 ? {} : { fields: names.map((name) => ({ name, shape: shapeOf(use.fields.get(name) as Use) })) }),
    ...(use.item === undefined ? {} : { items: shapeOf(use.item) }),
  }
}

function typeNameOf(field: Field | undefined): { typeName?: string } {
  return field?.facts.name === undefined ? {} : { typeName: field.facts.name }
}

/** In the schema, or below a value about which the schema says nothing. */
function isKnown(tree: FieldTree, path: FieldPath): boolean {
  if (tree.find(path) !== undefined) return true
  const parsed = parseFieldPath(path)
  const steps: readonly PathStep[] = parsed.ok ? parsed.value : []
  for (let length = steps.length - 1; length >= 0; length--) {
    const facts = tree.find(printFieldPath(steps.slice(0, length)))?.facts
    if (facts !== undefined) return isOpenEnded(facts)
  }
  return false
}

/** Any name may stand below: nothing is described, or names are free. */
export function isOpenEnded(facts: Field['facts']): boolean {
  const hasFields = facts.properties !== undefined || facts.variants !== undefined
  return facts.types.includes('any') || facts.types.includes('map') || facts.entries !== undefined || (facts.types.includes('object') && !hasFields)
}

function stepsOf(path: FieldPath): string[] {
  const parsed = parseFieldPath(path)
  return parsed.ok ? parsed.value.flatMap((step) => (step.kind === 'name' ? [step.name] : [])) : []
}
