// The only place that makes graph nodes of sections: nested tables linked, types and facts as documented.
import type { GraphWriter, SourcePlace } from '../../../shared/schema/graph-writer.ts'
import type { JsonValue } from '../../../shared/schema/json-value.ts'
import type { Mutable } from '../../../shared/schema/merge-parts.ts'
import type { FieldType, NodeId, Property, SchemaNode } from '../../../shared/schema/schema-graph.ts'
import type { Draft } from './drafts.ts'
import { keyOf, type Section } from './sections.ts'
import { isPlainType, type TypeWords } from './type-words.ts'

export type TableWriter = {
  /** The node of an object with the section's fields. */
  readonly objectNode: (section: Section, name?: string) => NodeId
  readonly fieldNode: (draft: Draft, section: Section) => NodeId
}

/** Which section holds the fields of a field, by its links, its type or its name. */
export type Links = {
  readonly find: (draft: Draft, section: Section) => { readonly section: Section; readonly byType: boolean } | undefined
}

type Facts = Mutable<SchemaNode>

export function createTableWriter(writer: GraphWriter, links: Links): TableWriter {
  const fieldNode: TableWriter['fieldNode'] = (draft, section) => writer.node(draft, () => fieldFacts(draft, section), placeOf(draft, section))
  const propertiesOf = (drafts: readonly Draft[], section: Section): Property[] =>
    drafts.map((draft) => ({ name: draft.name, node: fieldNode(draft, section), required: draft.row?.facts.required === true }))
  const objectNode: TableWriter['objectNode'] = (section, name) =>
    writer.node(
      section.root,
      () => ({ types: ['object'], ...(name === undefined ? {} : { name }), properties: propertiesOf(section.root.children, section) }),
      { file: section.file, line: section.line },
    )

  function fieldFacts(draft: Draft, section: Section): SchemaNode {
    const type = draft.row?.type ?? { types: [] }
    const linked = links.find(draft, section)
    const isList = draft.list || type.types.includes('list')
    const own = propertiesOf(draft.children, section)
    const names = new Set(own.map(({ name }) => name))
    const others =
      linked === undefined
        ? []
        : propertiesOf(
            linked.section.root.children.filter(({ name }) => !names.has(name)),
            linked.section,
          )
    const properties = [...own, ...others]
    const facts = rowFacts(draft, type, isList || properties.length > 0 || draft.entry !== undefined)
    if (linked === undefined && properties.length === 0 && type.unknown !== undefined) sayUnknown(draft, section, type.unknown)
    if (linked === undefined && properties.length === 0 && type.item?.unknown !== undefined) sayUnknown(draft, section, type.item.unknown)
    if (isList) {
      facts.types = ['list']
      if (own.length === 0 && linked !== undefined) facts.items = objectNode(linked.section, linked.byType ? linked.section.name : undefined)
      else if (properties.length > 0) facts.items = writer.node(draft.children, () => ({ types: ['object'], properties }))
      else if (type.item !== undefined || facts.enum !== undefined) facts.items = itemNode(type.item, facts)
      delete facts.enum
      return facts
    }
    if (properties.length > 0) {
      facts.types = ['object']
      facts.properties = properties
      if (linked?.byType === true) facts.name = linked.section.name
    }
    if (draft.entry !== undefined) {
      if (properties.length === 0) facts.types = ['map']
      facts.entries = fieldNode(draft.entry, section)
    }
    return facts
  }

  /** What allowed values of a list say is about its items. */
  function itemNode(item: TypeWords | undefined, list: Facts): NodeId {
    const types = item === undefined || item.types.length === 0 ? (['any'] as const) : item.types
    const facts: Facts = {
      types,
      ...(item?.format === undefined ? {} : { format: item.format }),
      ...(item?.maxLength === undefined ? {} : { maxLength: item.maxLength }),
    }
    if (item?.item !== undefined) facts.items = itemNode(item.item, { types: ['any'] })
    if (list.enum !== undefined) facts.enum = list.enum
    return writer.value(facts)
  }

  function sayUnknown(draft: Draft, section: Section, said: string): void {
    const place = placeOf(draft, section)
    writer.problem('unsupported-construct', `${place.file}, line ${place.line}`, `The type "${said}" of ${draft.name} is not known; any value is taken.`)
  }

  return { objectNode, fieldNode }
}

function placeOf(draft: Draft, section: Section): SourcePlace & { readonly line: number } {
  return { file: section.file, line: draft.row?.line ?? section.line }
}

function rowFacts(draft: Draft, type: TypeWords, holds: boolean): Facts {
  const said = draft.row?.facts ?? {}
  const values = said.enum ?? type.enum
  // Where nothing is said of the type, allowed values are words.
  const types: readonly FieldType[] = type.types.length > 0 ? type.types : values !== undefined && type.unknown === undefined ? ['text'] : ['any']
  const facts: Facts = { types }
  for (const key of ['description', 'pattern', 'minimum', 'maximum', 'minLength', 'readOnly', 'writeOnly', 'deprecated'] as const)
    setFact(facts, key, said[key])
  setFact(facts, 'maxLength', said.maxLength ?? type.maxLength)
  setFact(facts, 'format', said.format ?? type.format)
  setFact(facts, 'multipleOf', type.multipleOf)
  if (said.nullable === true || (said.nullable === undefined && type.nullable === true)) facts.nullable = true
  // Length limits are of texts; in tables of databases a number's length is that of its digits.
  if (!types.includes('text') && !types.includes('any')) {
    delete facts.maxLength
    delete facts.minLength
  }
  if (values !== undefined && values.length > 0) {
    const typed = values.map((value) => typedValue(value, type.item?.types ?? types))
    if (typed.every((value) => value !== undefined)) facts.enum = typed
  }
  if (!holds && said.default !== undefined) setFact(facts, 'default', typedValue(said.default, types))
  if (!holds && said.example !== undefined) setFact(facts, 'example', typedValue(said.example, types))
  return facts
}

function setFact<Key extends keyof Facts>(facts: Facts, key: Key, value: Facts[Key] | undefined): void {
  if (value !== undefined) facts[key] = value
}

/** Undefined where the text is no value of the types. */
function typedValue(text: string, types: readonly FieldType[]): JsonValue | undefined {
  const said = text.trim()
  if (types.includes('text')) return text
  if (types.includes('boolean') && /^(true|false)$/i.test(said)) return said.toLowerCase() === 'true'
  if ((types.includes('number') || types.includes('integer')) && said !== '' && /^-?\d{1,15}(\.\d{1,15})?$/.test(said)) return Number(said)
  return types.includes('any') || types.includes('list') ? text : undefined
}

/** Sections by what links, types and headings call them. The first of a name holds. */
export function createLinks(sections: readonly Section[]): Links {
  const byAnchor = new Map<string, Section>()
  const byKey = new Map<string, Section>()
  for (const section of sections) {
    for (const anchor of section.anchors) if (!byAnchor.has(anchor)) byAnchor.set(anchor, section)
    for (const key of section.keys) if (!byKey.has(key)) byKey.set(key, section)
  }
  return {
    find(draft, section) {
      const type = draft.row?.type
      // A text with a link is a text.
      if (type === undefined || isPlainType(type)) return undefined
      for (const { href, text } of draft.row?.links ?? []) {
        const hash = href.indexOf('#')
        const anchor = hash < 0 ? '' : decode(href.slice(hash + 1))
        const found = byAnchor.get(anchor) ?? (hash < 0 ? undefined : (byAnchor.get(anchor.toLowerCase().replaceAll(/-+/g, '-')) ?? byKey.get(keyOf(text))))
        if (found !== undefined && found !== section) return { section: found, byType: keyOf(type.name ?? '') === keyOf(found.name) }
        // A type that links to its own table is a tree of its own kind.
        if (found === section && type.name !== undefined) return { section: found, byType: true }
      }
      if (type.name !== undefined) {
        const found = byKey.get(keyOf(type.name))
        if (found !== undefined) return { section: found, byType: true }
      }
      if (draft.children.length > 0) return undefined
      // `Order - Billing` below or beside `Order`, for its field `billing`.
      const inside = byKey.get(keyOf(`${section.name} ${draft.name}`)) ?? byKey.get(keyOf(`${section.name.replace(/s$/i, '')} ${draft.name}`))
      if (inside !== undefined && inside !== section) return { section: inside, byType: false }
      const under = byKey.get(keyOf(draft.name))
      const belongs = under !== undefined && under !== section && under.level > section.level && under.above.includes(section.keys[0] ?? '')
      return belongs ? { section: under, byType: false } : undefined
    },
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
