// What the source cell offers: with nothing typed the fields likeliest for its destination, then what fits best. The only place that joins both. Pure.
import { wholePath } from '../../shared/mapping/coverage.ts'
import { findItemScope, insideOf, sourceTree } from '../../shared/mapping/item-scope.ts'
import type { Line } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import { inputNames, parseSource, printSource } from '../../shared/mapping/source-text.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'
import type { Field } from '../../shared/schema/fields.ts'
import { likenessOfFields, likenessOfNames, type FieldLook } from '../../shared/schema/likeness.ts'
import type { SourceRef } from '../../shared/transform/transform.ts'
import type { SourceField } from '../panels/dragged-fields.ts'
import {
  completionIndex,
  isFoundByName,
  isNarrower,
  rankField,
  readTyped,
  squeeze,
  wordKeys,
  type CompletionIndex,
  type IndexedField,
  type IndexRoot,
} from './completion-index.ts'

/** How it came: all are offered; these look like the destination; it is found by its name; by what is known of it, or in a list. */
export type FoundHow = 'listed' | 'likely' | 'named' | 'weak'
export type Completion = {
  readonly ref: SourceRef
  readonly text: string
  readonly field: Field
  readonly whole: SourceField | undefined
  readonly how: FoundHow
}
export type Completions = { readonly shown: readonly Completion[]; readonly total: number }

/** The item's fields, or one input's. */
type Root = IndexRoot & {
  readonly ref: SourceRef
  readonly index: CompletionIndex
  readonly skip: string | undefined
  readonly tree: NonNullable<ReturnType<typeof sourceTree>>
}

/** A field that fits: how well, and how like the destination it is. */
type Candidate = { readonly root: Root; readonly one: IndexedField; readonly order: number }

/** Of so many fields that fit equally well, the nearest, it is worked out how like they are. */
const MOST_WEIGHED = 60
/** Fields that share words with the destination and are weighed: those that share the most. */
const MOST_LIKELY = 200
const MOST_SUGGESTED = 5
const LEAST_LIKENESS = 0.5
/** Ranks of fields below a list come after all others. */
const IN_LIST = 1_000_000

export type CompletionSetting = {
  readonly context: MapContext
  readonly line: Pick<Line, 'each' | 'field' | 'path'>
  /** Whether a row reads it already. */
  readonly isUsed: (field: SourceField) => boolean
  readonly most: number
}

/** Made when a cell is opened; asked with every letter. */
export function createCompletion(setting: CompletionSetting): (typed: string) => Completions {
  const roots = listRoots(setting.context, setting.line)
  const weigh = createScales(setting)
  let likely: readonly Candidate[] | undefined
  let all: readonly Candidate[] | undefined
  let before: Search | undefined
  return (typed) => {
    if (typed.trim() === '') {
      likely ??= listLikely(setting, roots, weigh)
      return offerAll(setting, roots, likely)
    }
    before = search(typed, before !== undefined && isNarrower(typed, before.typed) ? before.found : (all ??= listAll(roots)))
    return offerFound(setting, roots, before, weigh)
  }
}

function listRoots(context: MapContext, { each }: Pick<Line, 'each'>): readonly Root[] {
  const inside = insideOf(context, undefined, each)
  const scope = inside === undefined ? undefined : findItemScope(context, inside)
  const refs: SourceRef[] = [
    ...(inside === undefined ? [] : [{ of: 'item', path: '' as FieldPath } as const]),
    ...context.inputs.map(({ input }) => ({ of: 'input', input: input.id, path: '' as FieldPath }) as const),
  ]
  const names = inputNames(context)
  return refs.flatMap((ref, at): Root[] => {
    const tree = sourceTree(context, ref, each)
    if (tree === undefined) return []
    const name = ref.of === 'input' ? squeeze(names.get(ref.input) ?? '') : ''
    // What stands in the list that is gone through is offered as a field of its item.
    const skip = ref.of === 'input' && scope !== undefined && scope.input === ref.input ? `${scope.path}[]` : undefined
    return [{ ref, tree, index: completionIndex(tree), name, isBare: at === 0, skip }]
  })
}

type Search = { readonly typed: string; readonly found: readonly Candidate[]; readonly byRank: ReadonlyMap<number, readonly Candidate[]> }

function listAll(roots: readonly Root[]): readonly Candidate[] {
  const all: Candidate[] = []
  for (const root of roots) for (const one of root.index.fields) if (!isSkipped(root, one)) all.push({ root, one, order: all.length })
  return all
}

function search(typed: string, among: readonly Candidate[]): Search {
  const query = readTyped(typed)
  const byRank = new Map<number, Candidate[]>()
  const found: Candidate[] = []
  for (const candidate of among) {
    const fit = rankField(candidate.one, query, candidate.root)
    if (fit === undefined) continue
    found.push(candidate)
    const rank = candidate.one.isInList ? fit + IN_LIST : fit
    const same = byRank.get(rank)
    if (same === undefined) byRank.set(rank, [candidate])
    else if (same.length < MOST_WEIGHED) same.push(candidate)
  }
  return { typed, found, byRank }
}

function offerFound(setting: CompletionSetting, roots: readonly Root[], { typed, found, byRank }: Search, weigh: Scales): Completions {
  const deep = completePath(setting, roots, typed, byRank)
  const shown = [...deep]
  for (const rank of [...byRank.keys()].sort((a, b) => a - b)) {
    const same = byRank.get(rank) ?? []
    const how = isFoundByName(rank) ? 'named' : 'weak'
    for (const { root, one } of inOrder(same, weigh).slice(0, setting.most - shown.length)) shown.push(toCompletion(setting, root, one.field, how))
    if (shown.length >= setting.most) break
  }
  return { shown: shown.slice(0, setting.most), total: found.length + deep.length }
}

/** The likeliest first, then the nearest to the root. */
function inOrder(same: readonly Candidate[], weigh: Scales): readonly Candidate[] {
  if (same.length < 2) return same
  return same.toSorted((a, b) => weigh(b) - weigh(a) || a.one.names.length - b.one.names.length || a.order - b.order)
}

/** A path that goes on where the index ends, in a type inside itself or very deep: the fields below what was typed. */
function completePath(setting: CompletionSetting, roots: readonly Root[], typed: string, found: ReadonlyMap<number, unknown>): Completion[] {
  const cut = typed.trim().lastIndexOf('.')
  if (cut <= 0 || [...found.keys()].some((rank) => rank % IN_LIST < 1_000)) return []
  const parsed = parseSource(setting.context, typed.trim().slice(0, cut), setting.line.each)
  if (!parsed.ok) return []
  const ref = parsed.value
  const root = roots.find((one) => one.ref.of === ref.of && (one.ref.of !== 'input' || (ref.of === 'input' && one.ref.input === ref.input)))
  const parent = root?.tree.find(ref.path)
  if (root === undefined || parent === undefined) return []
  const wanted = squeeze(typed.trim().slice(cut + 1))
  return root.tree
    .children(parent)
    .filter((field) => field.name !== '{}' && field.name !== '[]' && squeeze(field.name).startsWith(wanted))
    .slice(0, setting.most)
    .map((field) => toCompletion(setting, root, field, 'named'))
}

function offerAll(setting: CompletionSetting, roots: readonly Root[], likely: readonly Candidate[]): Completions {
  const shown = likely.map(({ root, one }) => toCompletion(setting, root, one.field, 'likely'))
  const taken = new Set(likely.map(({ one }) => one))
  let total = 0
  for (const root of roots)
    for (const one of root.index.fields) {
      if (one.isInList) continue
      total += 1
      if (shown.length < setting.most && !taken.has(one)) shown.push(toCompletion(setting, root, one.field, 'listed'))
    }
  return { shown, total }
}

function listLikely({ line: { field } }: CompletionSetting, roots: readonly Root[], weigh: Scales): readonly Candidate[] {
  if (field === undefined) return []
  const candidates = roots.flatMap((root) => {
    const shared = countShared(root.index, field)
    return [...shared.keys()]
      .sort((a, b) => (shared.get(b) ?? 0) - (shared.get(a) ?? 0) || a - b)
      .flatMap((order) => ({ root, one: root.index.fields[order], order }))
      .filter((one): one is Candidate => one.one !== undefined && !one.one.isInList && !isSkipped(root, one.one))
      .slice(0, MOST_LIKELY)
  })
  return inOrder(
    candidates.filter(({ one }) => likenessTo(field, one.field) >= LEAST_LIKENESS),
    weigh,
  ).slice(0, MOST_SUGGESTED)
}

/** How many words each field shares with the destination; those of its own name count twice. */
function countShared(index: CompletionIndex, field: Field): ReadonlyMap<number, number> {
  const shared = new Map<number, number>()
  const add = (name: string, weight: number) => {
    for (const key of wordKeys(name)) for (const place of index.byWord.get(key) ?? []) shared.set(place, (shared.get(place) ?? 0) + weight)
  }
  add(field.name, 2)
  if (field.parent !== undefined) add(field.parent.name, 1)
  return shared
}

const lookOfField = new WeakMap<Field, FieldLook>()

function lookOf(field: Field): FieldLook {
  const known = lookOfField.get(field)
  if (known !== undefined) return known
  const { name, facts } = field
  const look: FieldLook = {
    name,
    types: facts.types,
    ...(facts.format === undefined ? {} : { format: facts.format }),
    ...(facts.description === undefined ? {} : { description: facts.description }),
    ...(facts.enum === undefined ? {} : { enum: facts.enum }),
  }
  lookOfField.set(field, look)
  return look
}

/** Names with what they stand in: `BillingEmail` is `billing.email`. */
function likenessTo(field: Field, other: Field): number {
  const alike = likenessOfFields(lookOf(field), lookOf(other), false).likeness
  const [to, from] = [`${field.parent?.name ?? ''} ${field.name}`, `${other.parent?.name ?? ''} ${other.name}`]
  const withParents = Math.max(likenessOfNames(to, from), likenessOfNames(field.name, from), likenessOfNames(to, other.name))
  return 0.75 * alike + 0.25 * withParents
}

/** How likely a field is, worked out once while a cell is open: people type letter by letter. */
type Scales = (candidate: Candidate) => number

/** What is used already, or stands outside the item, is a little less likely. */
function createScales({ context, line, isUsed }: CompletionSetting): Scales {
  const known = new Map<IndexedField, number>()
  return ({ root, one }) => {
    const before = known.get(one)
    if (before !== undefined || line.field === undefined) return before ?? 0
    const whole = wholePath(context, { ...root.ref, path: one.field.path }, line.each)
    const used = whole !== undefined && isUsed(whole) ? 0.05 : 0
    const outside = root.ref.of === 'input' && line.each !== undefined ? 0.05 : 0
    const weight = Math.round((likenessTo(line.field, one.field) - used - outside) * 100) / 100
    known.set(one, weight)
    return weight
  }
}

function isSkipped({ skip }: Root, { field, isInList }: IndexedField): boolean {
  return skip !== undefined && isInList && field.path.startsWith(skip)
}

function toCompletion({ context, line }: CompletionSetting, root: Root, field: Field, how: FoundHow): Completion {
  const ref: SourceRef = { ...root.ref, path: field.path }
  return { ref, field, text: printSource(context, ref, line.each), whole: wholePath(context, ref, line.each), how }
}
