// The only search over the fields of a description: an index made once a graph, every property definition in it once, at its shortest place.
import { listObjectAddresses } from './envelopes.ts'
import { innerFacts, listFields, listOptions, rootField, type Field } from './fields.ts'
import type { NodeId, ObjectAddress, SchemaGraph, SchemaNode } from './schema-graph.ts'

/** A property definition. `field`: at its shortest place in `object`; its parents are what has to be opened to see it. */
export type IndexedField = {
  /** Undefined in an index of one object. */
  readonly object: ObjectAddress | undefined
  readonly field: Field
  /** What has the property: an object, or a value with variants. */
  readonly owner: SchemaNode
  /** As they are searched: in small letters; the name without `_` and `-`, and as its words between blanks. */
  readonly name: string
  readonly words: string
  readonly path: string
  /** Where the field's own part of the path starts. */
  readonly ownPart: number
  readonly description: string
}

export type FieldIndex = {
  /** Short paths first, then in document order. */
  readonly fields: readonly IndexedField[]
  /** How often each object is a field's value or a record of its own. */
  readonly places: ReadonlyMap<SchemaNode, number>
}

/** `where`: the least of the places in which the words were found. `others`: further places of the same definition. */
export type FieldHit = IndexedField & { readonly where: 'name' | 'path' | 'description'; readonly others: number }
export type FoundFields = { readonly hits: readonly FieldHit[]; readonly total: number }

/** Levels of nesting that are indexed; deeper ones are made up to hurt. */
const MOST_LEVELS = 64
const MOST_WORDS = 12
const MOST_KEPT = 4

const byGraph = new WeakMap<SchemaGraph, FieldIndex>()
const byNode = new WeakMap<SchemaGraph, Map<NodeId, FieldIndex>>()

/** All fields of a description. Made when first asked for, kept with the graph. */
export function indexFields(graph: SchemaGraph): FieldIndex {
  const known = byGraph.get(graph)
  if (known !== undefined) return known
  const named = graph.objects.map(({ name, node }) => ({ object: { kind: 'object', name } as const, node }))
  const bodies = listObjectAddresses(graph).filter(({ address }) => address.kind !== 'object')
  const index = buildIndex(graph, [...named, ...bodies.map(({ address, node }) => ({ object: address, node }))])
  byGraph.set(graph, index)
  return index
}

/** The fields of one object, at their shortest path in it. Made when first asked for, kept with the graph. */
export function indexObject(graph: SchemaGraph, node: NodeId): FieldIndex {
  const known = byNode.get(graph) ?? new Map<NodeId, FieldIndex>()
  byNode.set(graph, known)
  const before = known.get(node)
  if (before !== undefined) return before
  const index = buildIndex(graph, [{ node }])
  // In a description full of circles each object reaches nearly everything: only those looked at last are kept.
  for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size + 1 - MOST_KEPT))) known.delete(oldest)
  known.set(node, index)
  return index
}

/** Level by level from all roots at once, so that the first place found is the shortest, and each definition costs one visit however often it is used. */
function buildIndex(graph: SchemaGraph, roots: readonly { readonly object?: ObjectAddress; readonly node: NodeId }[]): FieldIndex {
  const fields: IndexedField[] = []
  const names = new Map<string, NameForms>()
  const places = new Map<SchemaNode, number>()
  const seen = new Set<SchemaNode>()
  let level = roots.map(({ object, node }) => ({ object, field: rootField(graph, node) }))
  for (const { field } of level) countPlace(graph, field.node, places)
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth++) {
    const next: { object: ObjectAddress | undefined; field: Field }[] = []
    for (const { object, field: parent } of level) {
      const owner = innerFacts(graph, parent.node)
      const fresh = freshNames(graph, owner, seen)
      if (fresh === undefined) continue
      for (const field of listFields(graph, parent)) {
        // What a list of lists opens to is no property; a property of that name is printed in back-quotes.
        const isProperty = !field.path.endsWith('[]') && !field.path.endsWith('{}')
        if (isProperty && !fresh.has(field.name)) continue
        if (isProperty) fields.push(toIndexed(field, owner, object, names))
        if (!field.expandable) continue
        countPlace(graph, field.node, places)
        next.push({ object, field })
      }
    }
    level = next
  }
  return { fields, places }
}

/** The names of an object, or of its variants, that were not indexed yet; undefined where the object itself was. */
function freshNames(graph: SchemaGraph, owner: SchemaNode, seen: Set<SchemaNode>): ReadonlySet<string> | undefined {
  if (seen.has(owner)) return undefined
  seen.add(owner)
  const names = new Set(owner.properties?.map(({ name }) => name))
  for (const { facts } of listOptions(graph, owner)) {
    if (seen.has(facts)) continue
    seen.add(facts)
    for (const { name } of facts.properties ?? []) names.add(name)
  }
  return names
}

function countPlace(graph: SchemaGraph, node: NodeId, places: Map<SchemaNode, number>): void {
  const facts = innerFacts(graph, node)
  places.set(facts, (places.get(facts) ?? 0) + 1)
}

function toIndexed(field: Field, owner: SchemaNode, object: ObjectAddress | undefined, names: Map<string, NameForms>): IndexedField {
  const forms = names.get(field.name) ?? formsOf(field.name)
  names.set(field.name, forms)
  return {
    object,
    field,
    owner,
    name: forms.name,
    words: forms.words,
    path: field.path.toLowerCase(),
    ownPart: field.parent?.path.length ?? 0,
    description: field.facts.description?.toLowerCase() ?? '',
  }
}

type NameForms = Pick<IndexedField, 'name' | 'words'>

/** Worked out once for each name: descriptions use the same names again and again. */
function formsOf(name: string): NameForms {
  const words = name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return { name: squeeze(name.toLowerCase()), words: ` ${words.join(' ')} ` }
}

/** How well a word fits, best first. */
const fits = { wholeName: 0, nameWord: 1, nameStart: 2, inName: 3, pathWord: 4, pathStart: 5, inPath: 6, word: 7, wordStart: 8, inText: 9, none: 10 } as const
/** More than the sum of all fits can be. */
const RANK_ROOM = 128

/** What was found last: people type letter by letter. */
const lastSearches = new WeakMap<FieldIndex, { readonly words: readonly string[]; readonly found: Uint32Array }>()

/** Fields in which every word stands, in name, path or description; best first, at most `most` of them. No words: nothing. */
export function searchFields(index: FieldIndex, text: string, most: number): FoundFields {
  const words = readSearchWords(text)
  if (words.length === 0) return { hits: [], total: 0 }
  const asName = words.map(squeeze)
  // The first of each rank, as many as can be asked for: a sort of everything would cost more than the search.
  const byRank: number[][] = []
  const before = lastSearches.get(index)
  // One letter more finds nothing new: only what was found before is looked at.
  const among =
    before !== undefined && before.words.every((word) => squeeze(word) !== '' && words.some((longer) => longer.includes(word))) ? before.found : undefined
  const many = among?.length ?? index.fields.length
  const found = new Uint32Array(many)
  let total = 0
  let kept = 0
  for (let i = 0; i < many; i++) {
    const at = among === undefined ? i : (among[i] as number)
    const rank = rankField(index.fields[at] as IndexedField, words, asName)
    if (rank === undefined) continue
    found[kept++] = at
    // Found by the names above it alone: these are found themselves.
    if (!isFoundItself(index.fields[at] as IndexedField, words, asName)) continue
    total += 1
    const same = (byRank[rank] ??= [])
    if (same.length < most) same.push(at)
  }
  lastSearches.set(index, { words, found: found.subarray(0, kept) })
  const hits: FieldHit[] = []
  // Ranks without a field are holes, which forEach passes over.
  byRank.forEach((same, rank) => {
    for (const at of same.slice(0, most - hits.length)) hits.push(toHit(index, at, Math.floor(rank / RANK_ROOM)))
  })
  return { hits, total }
}

function toHit(index: FieldIndex, at: number, worst: number): FieldHit {
  const one = index.fields[at] as IndexedField
  return {
    ...one,
    where: worst < fits.pathWord ? 'name' : worst < fits.word ? 'path' : 'description',
    others: Math.max(0, (index.places.get(one.owner) ?? 1) - 1),
  }
}

/** As they are looked for; also for marking them where they were found. */
export function readSearchWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
}

/** The worst fit counts first, then the sum of all. Undefined: a word stands nowhere. */
function rankField(field: IndexedField, words: readonly string[], asName: readonly string[]): number | undefined {
  let worst = 0
  let sum = 0
  for (let i = 0; i < words.length; i++) {
    const fit = fitOf(field, words[i] as string, asName[i] as string)
    if (fit === fits.none) return undefined
    if (fit > worst) worst = fit
    sum += fit
  }
  return worst * RANK_ROOM + sum
}

function isFoundItself(field: IndexedField, words: readonly string[], asName: readonly string[]): boolean {
  return words.some(
    (word, i) =>
      (asName[i] !== '' && field.name.includes(asName[i] as string)) ||
      field.description.includes(word) ||
      field.path.lastIndexOf(word) + word.length > field.ownPart,
  )
}

function fitOf(field: IndexedField, word: string, asName: string): number {
  if (asName !== '' && field.name.includes(asName)) {
    if (field.name === asName) return fits.wholeName
    const at = field.words.indexOf(` ${asName}`)
    if (at >= 0) return field.words.includes(` ${asName} `) ? fits.nameWord : fits.nameStart
    return field.name.startsWith(asName) ? fits.nameStart : fits.inName
  }
  const inPath = field.path.indexOf(word)
  if (inPath >= 0) return fits.pathWord + edgeOf(field.path, word, inPath)
  const inText = field.description.indexOf(word)
  return inText < 0 ? fits.none : fits.word + edgeOf(field.description, word, inText)
}

/** 0: a word of its own; 1: the start of one; 2: inside one. Of the first place where it stands. */
function edgeOf(text: string, word: string, at: number): 0 | 1 | 2 {
  if (at > 0 && isWordCharacter(text.charCodeAt(at - 1))) return 2
  const end = at + word.length
  return end < text.length && isWordCharacter(text.charCodeAt(end)) ? 1 : 0
}

/** Letters and digits, and everything beyond ASCII. */
function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code > 127
}

function squeeze(text: string): string {
  return text.replaceAll(/[_-]/g, '')
}
