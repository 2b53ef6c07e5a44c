// The only place that prepares the linked files of one description for its reader, and puts the graph together at the end.
import type { Reading } from './collect-parts.ts'
import { bareFileName, kindOfFile, listDefinitions, listSchemas, type Definition, type FileKind } from './file-shape.ts'
import type { GraphParts, SourcePlace, WrittenGraph } from './graph-writer.ts'
import { createSchemaIndex, type Located } from './index-schemas.ts'
import { below, printPointer, splitPlace, type Place } from './json-pointer.ts'
import type { LinkedFile, ReadFiles } from './link-files.ts'
import { createNodeBuilder, type BuiltNodes, type NodeBuilder } from './node-builder.ts'
import { createProblemList } from './problem-list.ts'
import { isRawObject, rawList, rawObject, rawText, refOf, type Dialect } from './raw-schema.ts'
import { readNamedObjects } from './read-named-objects.ts'
import { createReferences, type References } from './resolve-reference.ts'
import { ok, type Result } from './result.ts'
import { READER_VERSION, type NodeId, type SchemaGraph, type SchemaNode } from './schema-graph.ts'
import type { SchemaReadError } from './schema-read-error.ts'

export type Started = {
  readonly reading: Reading
  readonly builder: NodeBuilder
  /** Of the definitions in the files that the reader knows. */
  readonly ownNames: readonly string[]
  /** `roots`: objects that stand before the definitions of the files. */
  readonly finish: (parts: Omit<GraphParts, 'objects' | 'fieldCount'>, roots?: readonly Definition[]) => Result<WrittenGraph, SchemaReadError>
}

/** `kinds`: what the files are that the reader knows; the others are looked at. */
export function startReading(files: ReadFiles, kinds: ReadonlyMap<LinkedFile, FileKind>, dialect: Dialect): Result<Started, SchemaReadError> {
  const problems = createProblemList()
  const index = createSchemaIndex(problems)
  const kindOf = (file: LinkedFile) => kinds.get(file) ?? kindOfFile(file.value)
  for (const file of files.files) {
    const refused = index.add(listSchemas(file.value, files.placeOf(file), kindOf(file)), file)
    if (refused !== undefined) return { ok: false, error: refused }
  }
  const references = createReferences(files, index, problems)
  const own = files.files.filter((file) => kinds.has(file)).flatMap((file) => listDefinitions(file.value, files.placeOf(file), kindOf(file)))
  const others = files.files.filter((file) => !kinds.has(file)).flatMap((file) => definitionsOfOther(file, files.placeOf(file), kindOf(file)))
  const names = new Map<object, string>()
  const giveName = (schema: unknown, name: string) => {
    if (isRawObject(schema) && !names.has(schema)) names.set(schema, name)
  }
  for (const { schema, name } of own) giveName(schema, name)
  // A component that only refers to another file lends it its name: `Order: { $ref: ./order.yaml }`.
  if (files.files.length > 1)
    for (const located of own) {
      const reference = isRawObject(located.schema) ? refOf(located.schema) : undefined
      const target = reference === undefined || reference.startsWith('#') ? undefined : references.resolve(reference, located)
      if (target !== undefined) giveName(target.schema, located.name)
    }
  for (const { schema, name } of others) giveName(schema, name)

  const reading: Reading = { dialect, references, problems, names, unions: new Map(), subtypesOf: createSubtypes([...own, ...others], references) }
  const builder = createNodeBuilder(reading)
  return ok({
    reading,
    builder,
    ownNames: own.map(({ name }) => name),
    finish(parts, roots = []) {
      const named: { name: string; node: NodeId }[] = []
      const listed = new Set<NodeId>()
      const takenNames = new Set<string>()
      const list = (name: string, node: NodeId) => {
        named.push({ name, node })
        listed.add(node)
        takenNames.add(name)
      }
      const ownNodes = own.map((definition) => ({ name: definition.name, node: builder.nodeOf(definition) }))
      const otherNodes = others.map((definition) => ({ ...definition, node: builder.nodeOf(definition) }))
      const defined = new Set([...ownNodes, ...otherNodes].map(({ node }) => node))
      // A root that only refers to a type with a name is that type.
      for (const root of roots) {
        const node = builder.nodeOf(root)
        if (!defined.has(node) && !listed.has(node)) list(root.name, node)
      }
      for (const { name, node } of ownNodes) list(name, node)
      for (const { name, place, node } of otherNodes) {
        if (!listed.has(node)) list(takenNames.has(name) ? `${name} (${files.fileAt(place).name})` : name, node)
      }
      const built = builder.finish()
      if (!built.ok) return built
      // A record of so many names takes long to make, and not everybody needs it.
      let nodes: SchemaGraph['nodes'] | undefined
      const graph: SchemaGraph = {
        readerVersion: READER_VERSION,
        format: parts.format,
        title: parts.title,
        ...(parts.version === undefined ? {} : { version: parts.version }),
        servers: parts.servers ?? [],
        endpoints: parts.endpoints ?? [],
        objects: readNamedObjects(named, built.value.find, problems),
        get nodes() {
          return (nodes ??= toRecord(built.value))
        },
        fieldCount: index.fieldCount(),
        problems: problems.list(),
      }
      return ok({ graph, places: lazyPlaces(built.value.ids, builder.placeOf, files.main.name), eachNode: () => eachNode(built.value) })
    },
  })
}

function toRecord({ ids, find }: BuiltNodes): SchemaGraph['nodes'] {
  const nodes: Record<NodeId, SchemaNode> = {}
  for (const id of ids) {
    const facts = find(id)
    if (facts !== undefined) nodes[id] = facts
  }
  return nodes
}

function* eachNode({ ids, find }: BuiltNodes): Generator<[NodeId, SchemaNode]> {
  for (const id of ids) {
    const facts = find(id)
    if (facts !== undefined) yield [id, facts]
  }
}

/** Looked for when the first base type asks: most descriptions have none. */
function createSubtypes(definitions: readonly Definition[], references: References): Reading['subtypesOf'] {
  let direct: Map<unknown, Definition[]> | undefined
  const listDirect = (): Map<unknown, Definition[]> => {
    const found = new Map<unknown, Definition[]>()
    for (const definition of definitions)
      rawList(rawObject(definition.schema)?.['allOf']).forEach((member, i) => {
        const reference = isRawObject(member) ? refOf(member) : undefined
        const base = reference === undefined ? undefined : references.resolve(reference, { schema: member, place: below(definition.place, 'allOf', String(i)) })
        if (base === undefined) return
        const before = found.get(base.schema)
        if (before === undefined) found.set(base.schema, [definition])
        else before.push(definition)
      })
    return found
  }
  return (schema) => {
    direct ??= listDirect()
    const found = new Set<Definition>()
    for (const subtype of direct.get(schema) ?? []) found.add(subtype)
    // A set is gone through to its end, also where it grows meanwhile.
    for (const subtype of found) for (const further of direct.get(subtype.schema) ?? []) found.add(further)
    return [...found]
  }
}

/** A file that is one schema is a type too, by its title or else by its own name. */
function definitionsOfOther(file: LinkedFile, place: Place, kind: FileKind): Definition[] {
  const inside = listDefinitions(file.value, place, kind)
  if (kind !== 'schema' || !isRawObject(file.value)) return inside
  const whole: Located = { schema: file.value, place }
  return [{ name: rawText(file.value['title']) ?? bareFileName(file.name) ?? file.name, ...whole }, ...inside]
}

/** Pointers are printed when somebody asks: a large document has a hundred thousand of them. */
function lazyPlaces(ids: readonly NodeId[], placeOf: (id: NodeId) => Place | undefined, main: string): ReadonlyMap<NodeId, SourcePlace> {
  const get = (id: NodeId): SourcePlace | undefined => {
    const place = placeOf(id)
    if (place === undefined) return undefined
    const { file, tokens } = splitPlace(place)
    return { file: file === '' ? main : file, pointer: printPointer(tokens, Infinity) }
  }
  let all: Map<NodeId, SourcePlace> | undefined
  const whole = () => {
    if (all !== undefined) return all
    all = new Map<NodeId, SourcePlace>()
    for (const id of ids) {
      const place = get(id)
      if (place !== undefined) all.set(id, place)
    }
    return all
  }
  return {
    get,
    has: (id) => placeOf(id) !== undefined,
    get size() {
      return whole().size
    },
    forEach: (visit, self) => whole().forEach(visit, self),
    entries: () => whole().entries(),
    keys: () => whole().keys(),
    values: () => whole().values(),
    [Symbol.iterator]: () => whole()[Symbol.iterator](),
  }
}
