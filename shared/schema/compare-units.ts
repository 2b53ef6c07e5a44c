// Compares one definition with its counterpart, each pair once: the only place that walks two graphs side by side.
import { ENTRY, ITEM, printName, type FieldPath, type PathStep } from './field-path.ts'
import { areSameFacts, compareFacts, factsOf, type FactChange } from './compare-facts.ts'
import { breaks } from './change-breaks.ts'
import { factWords, shorten, valueWords } from './change-words.ts'
import type { GraphIndex } from './graph-index.ts'
import type { FieldLikeness } from './likeness.ts'
import { matchRenamed, MOST_COMPARISONS } from './match-versions.ts'
import type { ChangeKindFacts, SchemaChange } from './schema-change.ts'
import type { NodeId, Property, SchemaNode } from './schema-graph.ts'

/** A change of a field, its paths relative to the definition that is compared. `pathAfter` is absent for what is gone, `pathBefore` for what is new. */
export type FieldFinding = Pick<SchemaChange, 'kind' | 'words' | 'breaksReading' | 'breaksSending' | 'valuesAdded' | 'valuesRemoved' | 'before' | 'after'> & {
  readonly pathBefore?: FieldPath
  readonly pathAfter?: FieldPath
  readonly renamed?: FieldLikeness
}
/** Another definition that stands there, compared on its own. */
export type Inner = { readonly unit: Unit; readonly pathBefore: FieldPath; readonly pathAfter: FieldPath }
export type Unit = {
  readonly before: NodeId
  readonly after: NodeId
  readonly found: (FieldFinding | Inner)[]
  /** Has findings, its own or inner ones; set when all pairs were walked. */
  changed: boolean
}

export type Pairing = {
  readonly before: GraphIndex
  readonly after: GraphIndex
  /** Both are the same named object in the two versions, which is compared by itself. */
  readonly isSameObject: (before: NodeId, after: NodeId) => boolean
}

/** Pairs of nodes that are looked at, at most: far more than any honest description has. */
const MOST_PAIRS = 2_000_000

type Task =
  | { readonly finding: FieldFinding }
  | {
      readonly before: NodeId
      readonly after: NodeId
      readonly pathBefore: FieldPath
      readonly pathAfter: FieldPath
      readonly required: readonly [boolean, boolean]
      /** Nobody sends it, or nobody reads it, in either version. */
      readonly readOnly: boolean
      readonly writeOnly: boolean
      /** The definition itself: what it holds is compared, whoever's it is. */
      readonly isRoot: boolean
    }
type PairTask = Exclude<Task, { readonly finding: FieldFinding }>

type Listed = Property & { readonly facts: SchemaNode; readonly parent: NodeId; readonly fields?: readonly string[] }

export type Comparer = {
  readonly unit: (before: NodeId, after: NodeId) => Unit
  /** Walks all units that were asked for, and those inside them. */
  readonly finish: () => void
}

export function createComparer(pairing: Pairing): Comparer {
  const units = new Map<string, Unit>()
  const queue: Unit[] = []
  let pairs = 0
  let comparisons = 0

  const unit = (before: NodeId, after: NodeId): Unit => {
    const key = `${before} ${after}`
    const known = units.get(key)
    if (known !== undefined) return known
    const made: Unit = { before, after, found: [], changed: false }
    units.set(key, made)
    queue.push(made)
    return made
  }

  function walk(one: Unit): void {
    const stack: Task[] = [
      {
        before: one.before,
        after: one.after,
        pathBefore: '' as FieldPath,
        pathAfter: '' as FieldPath,
        required: [true, true],
        readOnly: false,
        writeOnly: false,
        isRoot: true,
      },
    ]
    for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
      if ('finding' in task) one.found.push(task.finding)
      else if (pairs < MOST_PAIRS) {
        pairs += 1
        const next = comparePair(task, one)
        for (let i = next.length - 1; i >= 0; i--) stack.push(next[i] as Task)
      }
    }
  }

  function comparePair(task: PairTask, one: Unit): Task[] {
    const { before, after } = pairing
    const definition = [before.definitionOf(task.before), after.definitionOf(task.after)] as const
    if (!task.isRoot) {
      // A plain reference has no facts of its own; what it refers to is compared by itself.
      const isPlain = (definition[0] ?? task.before) === task.before && (definition[1] ?? task.after) === task.after
      if (definition[0] !== undefined && definition[1] !== undefined && pairing.isSameObject(definition[0], definition[1])) {
        return compareFactsOf(task, isPlain)
      }
      if (definition[0] !== undefined || before.isShared(task.before)) {
        one.found.push({ unit: unit(definition[0] ?? task.before, definition[1] ?? task.after), pathBefore: task.pathBefore, pathAfter: task.pathAfter })
        return compareFactsOf(task, isPlain)
      }
    }
    return [...compareFactsOf(task, false), ...compareChildren(task)]
  }

  /** `requiredOnly`: the facts of the value are compared elsewhere. */
  function compareFactsOf(task: PairTask, requiredOnly: boolean): Task[] {
    const [b, a] = [pairing.before.node(task.before), pairing.after.node(task.after)]
    if (task.required[0] === task.required[1] && areSameFacts(b, a)) return []
    const before = factsOf(b, task.required[0])
    const after = factsOf(a, task.required[1])
    const all = compareFacts(before, after)
    const own = requiredOnly ? all.filter(({ kind }) => kind === 'now-required' || kind === 'now-optional') : all
    return own.map((change) => ({
      finding: createFinding(task, change, { before, after, pathBefore: task.pathBefore, pathAfter: task.pathAfter }, [task.before], [task.after]),
    }))
  }

  function compareChildren(task: PairTask): Task[] {
    const { before, after } = pairing
    const [b, a] = [before.node(task.before), after.node(task.after)]
    const readOnly = task.readOnly || (b.readOnly === true && a.readOnly === true)
    const writeOnly = task.writeOnly || (b.writeOnly === true && a.writeOnly === true)
    const inside: PairTask = { ...task, readOnly, writeOnly, isRoot: false }
    const tasks: Task[] = []
    const descend = (child: readonly [NodeId, NodeId], step: readonly [PathStep, PathStep], required: readonly [boolean, boolean]) =>
      tasks.push({
        ...inside,
        before: child[0],
        after: child[1],
        pathBefore: appendStep(task.pathBefore, step[0]),
        pathAfter: appendStep(task.pathAfter, step[1]),
        required,
      })
    const left = listAll(before, task.before)
    const right = listAll(after, task.after)
    const variants = compareVariants(inside, left.options, right.options)
    if (variants !== undefined) tasks.push(variants)
    const [fieldsBefore, fieldsAfter] = [listProperties(before, left, right, true), listProperties(after, right, left, false)]
    const afterByName = new Map(fieldsAfter.map((property) => [property.name, property]))
    const names = new Set(fieldsBefore.map(({ name }) => name))
    const removed = fieldsBefore.filter(({ name }) => !afterByName.has(name))
    const added = fieldsAfter.filter(({ name }) => !names.has(name))
    comparisons += removed.length * added.length
    const matches = comparisons > MOST_COMPARISONS ? [] : matchRenamed(removed, added)
    const renamed = new Map(matches.map((match) => [match.a, match]))
    const come = new Set([...renamed.values()].map(({ b: to }) => to))
    for (const property of fieldsBefore) {
      const match = renamed.get(property)
      const other = match?.b ?? afterByName.get(property.name)
      if (other === undefined) tasks.push({ finding: removedField(inside, property) })
      else {
        if (match !== undefined) tasks.push({ finding: renamedField(inside, property, match.b, match.likeness) })
        descend([property.node, other.node], [nameStep(property.name), nameStep(other.name)], [property.required, other.required])
      }
    }
    for (const property of added) if (!come.has(property)) tasks.push({ finding: addedField(inside, property) })
    const items = [itemsOf(before, task.before, left.options), itemsOf(after, task.after, right.options)] as const
    if (items[0] !== undefined && items[1] !== undefined) descend([items[0], items[1]], [ITEM, ITEM], [true, true])
    if (b.entries !== undefined && a.entries !== undefined) descend([b.entries, a.entries], [ENTRY, ENTRY], [true, true])
    return tasks
  }

  /** Options that are the same named object in both are compared by themselves; the fields of the others count as the value's own. */
  function listProperties(index: GraphIndex, own: Options, other: Options, isBefore: boolean): Listed[] {
    const seen = new Map<string, Listed>()
    const add = (property: Property, parent: NodeId, required: boolean) => {
      if (seen.has(property.name)) return
      const facts = index.node(property.node)
      const inner = facts.items === undefined ? facts : index.node(facts.items)
      const fields = inner.properties?.map(({ name }) => name)
      seen.set(property.name, { ...property, required, facts, parent, ...(fields === undefined ? {} : { fields }) })
    }
    for (const property of index.node(own.root).properties ?? []) add(property, own.root, property.required)
    for (const option of own.options) {
      const same = other.options.some(({ definition }) => (isBefore ? isPaired(option.definition, definition) : isPaired(definition, option.definition)))
      if (!same) for (const property of index.node(option.node).properties ?? []) add(property, option.node, false)
    }
    return [...seen.values()]
  }

  function isPaired(before: NodeId | undefined, after: NodeId | undefined): boolean {
    return before !== undefined && after !== undefined && pairing.isSameObject(before, after)
  }

  function compareVariants(task: PairTask, before: readonly Option[], after: readonly Option[]): Task | undefined {
    if (before.length === 0 || after.length === 0) return undefined
    const isSame = (a: Option, b: Option) => a.label === b.label || isPaired(a.definition, b.definition) || (a.value !== undefined && a.value === b.value)
    const valuesRemoved = before.filter((option) => !after.some((other) => isSame(option, other))).map(({ label }) => label)
    const valuesAdded = after.filter((option) => !before.some((other) => isSame(other, option))).map(({ label }) => label)
    // One variant for another is a type of another name.
    if (valuesAdded.length + valuesRemoved.length === 0) return undefined
    const facts = {
      before: factsOf(pairing.before.node(task.before), task.required[0]),
      after: factsOf(pairing.after.node(task.after), task.required[1]),
      pathBefore: task.pathBefore,
      pathAfter: task.pathAfter,
    }
    const change: FactChange = { kind: 'enum', words: valueWords(valuesAdded, valuesRemoved), valuesAdded, valuesRemoved }
    return { finding: createFinding(task, change, facts, [task.before], [task.after]) }
  }

  function removedField(task: PairTask, property: Listed): FieldFinding {
    const before = factsOf(property.facts, property.required)
    const words = before.deprecated === true ? 'gone; it was deprecated' : 'gone'
    const place = { before, pathBefore: appendStep(task.pathBefore, nameStep(property.name)) }
    return createFinding(task, { kind: 'removed', words }, place, [property.parent], [])
  }

  function addedField(task: PairTask, property: Listed): FieldFinding {
    const after = factsOf(property.facts, property.required)
    const place = { after, pathAfter: appendStep(task.pathAfter, nameStep(property.name)) }
    return createFinding(task, { kind: 'added', words: factWords(after) }, place, [], [property.parent], property.facts.default !== undefined)
  }

  function renamedField(task: PairTask, from: Listed, to: Listed, renamed: FieldLikeness): FieldFinding {
    const place = {
      before: factsOf(from.facts, from.required),
      after: factsOf(to.facts, to.required),
      pathBefore: appendStep(task.pathBefore, nameStep(from.name)),
      pathAfter: appendStep(task.pathAfter, nameStep(to.name)),
    }
    return { ...createFinding(task, { kind: 'renamed', words: `${shorten(from.name)} to ${shorten(to.name)}` }, place, [from.parent], [to.parent]), renamed }
  }

  /** `before`, `after`: the nodes by which it is reached. */
  function createFinding(
    task: PairTask,
    change: FactChange,
    place: Pick<FieldFinding, 'before' | 'after' | 'pathBefore' | 'pathAfter'>,
    before: readonly NodeId[],
    after: readonly NodeId[],
    hasDefault = false,
  ): FieldFinding {
    const isRead = before.some((id) => pairing.before.isRead(id)) || after.some((id) => pairing.after.isRead(id))
    const isSent = before.some((id) => pairing.before.isSent(id)) || after.some((id) => pairing.after.isSent(id))
    const asked = {
      ...(place.before === undefined ? {} : { before: place.before }),
      ...(place.after === undefined ? {} : { after: place.after }),
      gone: change.valuesRemoved?.length ?? 0,
      come: change.valuesAdded?.length ?? 0,
      hasDefault,
    }
    const never = (member: 'readOnly' | 'writeOnly') => task[member] || isNever(place.before, place.after, member)
    return {
      ...change,
      ...place,
      breaksReading: isRead && !never('writeOnly') && breaks[change.kind].reading(asked),
      breaksSending: isSent && !never('readOnly') && breaks[change.kind].sending(asked),
    }
  }

  return {
    unit,
    finish() {
      for (const one of queue) walk(one)
      markChanged(queue)
    },
  }
}

/** The field is read-only (or write-only) wherever it exists. */
function isNever(before: ChangeKindFacts | undefined, after: ChangeKindFacts | undefined, member: 'readOnly' | 'writeOnly'): boolean {
  return (before === undefined || before[member] === true) && (after === undefined || after[member] === true)
}

type Option = { readonly label: string; readonly node: NodeId; readonly definition: NodeId | undefined; readonly value?: string }
type Options = { readonly root: NodeId; readonly options: readonly Option[] }

/** The variants of a value, and theirs; each node once, so variants in a circle end. */
function listAll(index: GraphIndex, root: NodeId): Options {
  const options: Option[] = []
  const seen = new Set<NodeId>([root])
  const stack = (index.node(root).variants?.options ?? []).toReversed().map((option) => ({ option, label: option.label }))
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, discriminatorValue } = next.option
    if (seen.has(node)) continue
    seen.add(node)
    options.push({ label: next.label, node, definition: index.definitionOf(node), ...(discriminatorValue === undefined ? {} : { value: discriminatorValue }) })
    for (const inner of (index.node(node).variants?.options ?? []).toReversed()) stack.push({ option: inner, label: next.label })
  }
  return { root, options }
}

function itemsOf(index: GraphIndex, node: NodeId, options: readonly Option[]): NodeId | undefined {
  return index.node(node).items ?? options.map((option) => index.node(option.node).items).find((items) => items !== undefined)
}

/** A unit is changed when one inside it is. */
function markChanged(units: readonly Unit[]): void {
  const outer = new Map<Unit, Unit[]>()
  const changed: Unit[] = []
  for (const one of units) {
    for (const found of one.found) {
      if (!('unit' in found)) continue
      const above = outer.get(found.unit)
      if (above === undefined) outer.set(found.unit, [one])
      else above.push(one)
    }
    if (one.found.some((found) => !('unit' in found))) {
      one.changed = true
      changed.push(one)
    }
  }
  for (const one of changed)
    for (const above of outer.get(one) ?? [])
      if (!above.changed) {
        above.changed = true
        changed.push(above)
      }
}

export function appendStep(path: FieldPath, step: PathStep): FieldPath {
  if (step.kind === 'item') return `${path}[]` as FieldPath
  if (step.kind === 'entry') return `${path}{}` as FieldPath
  return `${path}${path === '' ? '' : '.'}${printName(step.name)}` as FieldPath
}

export function nameStep(name: string): PathStep {
  return { kind: 'name', name }
}
