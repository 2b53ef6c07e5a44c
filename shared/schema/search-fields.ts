// The only search over the fields of a description: an index made once a graph, every property definition in it once, at its shortest place.
import { listObjectAddresses } from './envelopes.ts'
import { innerFacts, listFields, listOptions, rootField, type Field } from './fields.ts'
import type { NodeId, ObjectAddress, SchemaGraph, SchemaNode } from './schema-graph.ts'

/** A property definition. `field`: at its shortest place in `object`; its parents are what has to be opened to see it. */
export type IndexedField = {
  /** Undefined in an index of one object. */
  readonly object?: ObjectAddress
  readonly field: Field
  /** What has the property: an object, or a value with variants. */
  readonly owner: SchemaNode
  /** As they are searched: in small letters; the name without `_` and `-`, and as its words between blanks. */
  readonly name: string
  readonly words: string
  readonly path: string
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
  known.set(node, index)
  return index
}

/** Level by level from all roots at once, so that the first place found is the shortest, and each definition costs one visit however often it is used. */
function buildIndex(graph: SchemaGraph, roots: readonly { readonly object?: ObjectAddress; readonly node: NodeId }[]): FieldIndex {
  const fields: IndexedField[] = []
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
        if (isProperty) fields.push(toIndexed(field, owner, object))
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

function toIndexed(field: Field, owner: SchemaNode, object: ObjectAddress | undefined): IndexedField {
  const words = field.name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return {
    ...(object === undefined ? {} : { object }),
    field,
    owner,
    name: squeeze(field.name.toLowerCase()),
    words: ` ${words.join(' ')} `,
    path: field.path.toLowerCase(),
    description: field.facts.description?.toLowerCase() ?? '',
  }
}

/** How well a word fits, best first. */
const fits = { wholeName: 0, nameWord: 1, nameStart: 2, inName: 3, pathWord: 4, pathStart: 5, inPath: 6, word: 7, wordStart: 8, inText: 9, none: 10 } as const
const SORT_ROOM = 2 ** 22

/** Fields in which every word stands, in name, path or description; best first, at most `most` of them. No words: nothing. */
export function searchFields(index: FieldIndex, text: string, most: number): FoundFields {
  const words = readSearchWords(text)
  if (words.length === 0) return { hits: [], total: 0 }
  const asName = words.map(squeeze)
  const found = new Float64Array(index.fields.length)
  let total = 0
  for (let at = 0; at < index.fields.length; at++) {
    const rank = rankField(index.fields[at] as IndexedField, words, asName)
    // The index's own order decides between equals.
    if (rank !== undefined) found[total++] = rank * SORT_ROOM + at
  }
  const best = found.subarray(0, total).sort()
  const hits: FieldHit[] = []
  for (const key of best.subarray(0, most)) {
    const one = index.fields[key % SORT_ROOM] as IndexedField
    const worst = Math.floor(Math.floor(key / SORT_ROOM) / 256)
    hits.push({
      ...one,
      where: worst < fits.pathWord ? 'name' : worst < fits.word ? 'path' : 'description',
      others: Math.max(0, (index.places.get(one.owner) ?? 1) - 1),
    })
  }
  return { hits, total }
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
  return worst * 256 + sum
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
