// What a formula of a field map may name, and what comes of checking it: remembered, because a map is compiled on every keystroke.
import { ROOT_PATH, type FieldPath } from '../schema/field-path.ts'
import type { Row } from '../project/field-map.ts'
import type { ConfigValue } from '../project/people-and-systems.ts'
import type { FormulaFinding } from '../transform/formula/ast.ts'
import { checkFormula, type CheckedFormula } from '../transform/formula/check.ts'
import type { FormulaScope, Known } from '../transform/formula/known.ts'
import { parseFormula } from '../transform/formula/parse.ts'
import type { SourceRef } from '../transform/transform.ts'
import type { FieldTree } from './field-tree.ts'
import { findItemScope, inputTree, insideOf, sourceTree } from './item-scope.ts'
import { knownOfField, kindsOf } from './known-fields.ts'
import type { MapContext } from './map-context.ts'
import { inputNames } from './source-text.ts'

/** `nulls`: what a null from a source is. `outside`: of what is asked before any item is looked at. `result`: of invariants. */
export type FormulaPlace = { readonly nulls?: 'missing' | 'value'; readonly outside?: boolean; readonly result?: Known }

/** `sources`: with the items of lists; by text, like `checked`. */
type Entry = { readonly scope: FormulaScope; readonly checked: Map<string, CheckedFormula>; readonly sources: Map<string, readonly SourceRef[]> }
/** The places of one context, so that nothing is looked up again for each row. */
type Places = Map<Row | undefined, Map<string, Entry>>
type Parsed = ReturnType<typeof parseFormula>

/** Formulas that are remembered for one place, at most: people type, and each keystroke is another one. */
const MOST_REMEMBERED = 2_000

const VALUES: ReadonlySet<string> = new Set(['text', 'number', 'integer', 'boolean'])

const parsed = new Map<string, Parsed>()
const treeNumbers = new WeakMap<FieldTree, number>()
let treesSeen = 0
// Scopes go with the graph of the fields that plain names mean.
const entries = new WeakMap<FieldTree, Map<string, Entry>>()
const places = new WeakMap<MapContext, Places>()
const configs = new WeakMap<readonly ConfigValue[], { readonly key: string; readonly known: ReadonlyMap<string, Known> }>()

/** `each`: the row that the formula stands in; undefined at the top. */
export function formulaScope(context: MapContext, each: Row | undefined, place: FormulaPlace = {}): FormulaScope {
  return findEntry(context, each, place).scope
}

/** The same object as long as the text and all that it may name stay the same. */
export function checkRowFormula(context: MapContext, text: string, each: Row | undefined, place: FormulaPlace = {}): CheckedFormula {
  return checkIn(findEntry(context, each, place), text)
}

/** Sources of a formula, as far as it is sound. Of a list of values also its items: the formula relies on what they are. */
export function formulaSources(context: MapContext, text: string, each: Row | undefined, place: FormulaPlace = {}): readonly SourceRef[] {
  const entry = findEntry(context, each, place)
  const known = entry.sources.get(text)
  if (known !== undefined) return known
  const checked = checkIn(entry, text)
  const sources = checked.ok ? checked.sources.flatMap((ref) => [ref, ...listItems(context, ref, each)]) : []
  remember(entry.sources, text, sources)
  return sources
}

function checkIn({ scope, checked }: Entry, text: string): CheckedFormula {
  const known = checked.get(text)
  if (known !== undefined) return known
  const read = parseOnce(text)
  const result: CheckedFormula = read.ok ? checkFormula(read.node, scope) : read
  remember(checked, text, result)
  return result
}

function listItems(context: MapContext, list: SourceRef, each: Row | undefined): SourceRef[] {
  const tree = sourceTree(context, list, each)
  const refs: SourceRef[] = []
  let facts = tree?.find(list.path)?.facts
  let ref = list
  while (tree !== undefined && facts?.items !== undefined && facts.types.includes('list')) {
    facts = tree.graph.nodes[facts.items]
    ref = { ...ref, path: `${ref.path}[]` as FieldPath }
    if (facts?.types.every((type) => VALUES.has(type))) refs.push(ref)
  }
  return refs
}

/** What was found, errors first. */
export function findingsOf(checked: CheckedFormula): readonly FormulaFinding[] {
  return checked.ok ? checked.warnings : checked.findings
}

/** A result belongs to one state of the map, so that nothing is remembered for it. */
function findEntry(context: MapContext, each: Row | undefined, place: FormulaPlace): Entry {
  if (place.result !== undefined) return findShared(context, each, place)
  const ofContext = places.get(context) ?? (new Map() satisfies Places)
  places.set(context, ofContext)
  const ofEach = ofContext.get(each) ?? new Map<string, Entry>()
  ofContext.set(each, ofEach)
  const name = `${place.nulls ?? 'missing'} ${place.outside === true ? 'outside' : ''}`
  const entry = ofEach.get(name) ?? findShared(context, each, place)
  ofEach.set(name, entry)
  return entry
}

/** The same entry for all contexts in which a formula may name the same. */
function findShared(context: MapContext, each: Row | undefined, place: FormulaPlace): Entry {
  const inside = place.outside === true ? undefined : insideOf(context, undefined, each)
  const primary = context.inputs[0]?.input.id
  const rootTree = primary === undefined ? undefined : inputTree(context, primary)
  const itemTree = inside === undefined ? rootTree : findItemScope(context, inside)?.tree
  const config = knownConfig(context.project.configValues)
  const make = (): Entry => ({ scope: createScope(context, inside !== undefined, itemTree, config.known, place), checked: new Map(), sources: new Map() })
  if (itemTree === undefined || place.result !== undefined) return make()
  const ofTree = entries.get(itemTree) ?? new Map<string, Entry>()
  entries.set(itemTree, ofTree)
  const inputs = context.inputs.map(({ input }) => [input.id, inputNames(context).get(input.id), numberOf(inputTree(context, input.id))])
  const key = JSON.stringify([place.nulls ?? 'missing', inside !== undefined, inputs, config.key])
  const known = ofTree.get(key)
  if (known !== undefined) return known
  const entry = make()
  remember(ofTree, key, entry)
  return entry
}

function createScope(
  context: MapContext,
  hasItem: boolean,
  itemTree: FieldTree | undefined,
  config: ReadonlyMap<string, Known>,
  { nulls, result }: FormulaPlace,
): FormulaScope {
  const records = context.inputs.map(({ input }) => ({ input, known: knownRecord(context, input.id) }))
  const root: Known = records[0]?.known ?? { kinds: ['object'], mayMiss: false, field: () => undefined }
  return {
    nulls: nulls ?? 'missing',
    item: hasItem ? knownOfField(itemTree, itemTree?.root, true, { of: 'item', path: ROOT_PATH }) : root,
    root,
    inputs: new Map(records.map(({ input, known }) => [inputNames(context).get(input.id) ?? '', known])),
    config,
    hasIndex: hasItem,
    ...(result === undefined ? {} : { result }),
  }
}

/** One record: never null, whatever the schema says of such objects elsewhere. */
function knownRecord(context: MapContext, input: string): Known {
  const tree = inputTree(context, input)
  const known = knownOfField(tree, tree?.root, true, { of: 'input', input, path: ROOT_PATH })
  return { ...known, kinds: known.kinds.filter((kind) => kind !== 'null') }
}

/** Of two with one name the first. Secrets never take part in a map. */
export function findConfig(values: readonly ConfigValue[], name: string): ConfigValue | undefined {
  return values.find((value) => value.name === name && value.deleted !== true && value.type !== 'secret')
}

/** By name. */
function knownConfig(values: readonly ConfigValue[]): { readonly key: string; readonly known: ReadonlyMap<string, Known> } {
  const before = configs.get(values)
  if (before !== undefined) return before
  const known = new Map<string, Known>()
  const key: unknown[] = []
  for (const { name, type, required, default: otherwise, deleted } of values) {
    if (deleted === true || type === 'secret' || known.has(name)) continue
    const mayMiss = required !== true && (otherwise ?? null) === null
    known.set(name, { kinds: kindsOf([type]), mayMiss })
    key.push(name, type, mayMiss)
  }
  const made = { key: JSON.stringify(key), known }
  configs.set(values, made)
  return made
}

function parseOnce(text: string): Parsed {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const read = parseFormula(text)
  remember(parsed, text, read)
  return read
}

function numberOf(tree: FieldTree | undefined): number | undefined {
  if (tree === undefined) return undefined
  const known = treeNumbers.get(tree) ?? (treesSeen += 1)
  treeNumbers.set(tree, known)
  return known
}

function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  if (memory.size >= MOST_REMEMBERED) memory.clear()
  memory.set(key, value)
}
