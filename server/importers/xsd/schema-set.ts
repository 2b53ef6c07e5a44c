// The only place that joins the schema documents of an upload: includes, imports, redefinitions, and whom a name means.
import type { SchemaProblemCode } from '../../../shared/schema/schema-graph.ts'
import { attributeOf, elementsOf, type XmlElement } from '../xml-element.ts'
import { builtInType } from './built-in-types.ts'
import { createFileFinder } from './find-file.ts'

export const XSD = 'http://www.w3.org/2001/XMLSchema'
/** Namespaces that every reader knows: nobody uploads them. */
const KNOWN_NAMESPACES = new Set([XSD, 'http://www.w3.org/XML/1998/namespace', 'http://schemas.xmlsoap.org/soap/encoding/', 'http://schemas.xmlsoap.org/wsdl/'])
/** Definitions of documents without a namespace that are included into several. */
const MOST_COPIES = 1_000_000
/** Schemas of one upload; a WSDL may hold many. */
const MOST_SOURCES = 1_000

/** An `xs:schema` element: a file, or a part of a WSDL. */
export type SchemaSource = { readonly file: string; readonly root: XmlElement }
export type DefinitionKind = 'element' | 'attribute' | 'type' | 'group' | 'attributeGroup'

/** A source in one namespace: a document without a namespace takes on that of each document that includes it. */
export type SchemaDocument = {
  readonly file: string
  readonly root: XmlElement
  readonly namespace: string
  /** Its namespace is that of the including document. */
  readonly adopted: boolean
  readonly own: ReadonlyMap<DefinitionKind, ReadonlyMap<string, Definition>>
  readonly definitions: Map<XmlElement, Definition>
  readonly visible: SchemaDocument[]
}

/** One component, global or local. The same element of the same document is always the same definition, so it can be a key. */
export type Definition = {
  readonly element: XmlElement
  readonly document: SchemaDocument
  /** Of `xs:redefine`: what stood there before, which its own base means. */
  redefines?: Definition
  replacedBy?: Definition
}

export type Report = (code: SchemaProblemCode, at: string, message: string, file?: string) => void
export type FoundName = { readonly namespace: string; readonly name: string; readonly definition?: Definition }

export type SchemaSet = {
  /** First those that no other refers to, which the upload is about; then in the order of the files. Without those that others adopt. */
  readonly documents: readonly SchemaDocument[]
  readonly definitionOf: (document: SchemaDocument, element: XmlElement) => Definition
  /** Whom a name inside a value means, e.g. `types:Order`. Reports what is not there, once. */
  readonly find: (kind: DefinitionKind, name: string, from: Definition) => FoundName
  /** For names from outside the schemas (WSDL). */
  readonly findGlobal: (kind: DefinitionKind, namespace: string, name: string) => Definition | undefined
  readonly globals: (kind: DefinitionKind) => Definition[]
}

const KINDS: ReadonlyMap<string, DefinitionKind> = new Map([
  ['element', 'element'],
  ['attribute', 'attribute'],
  ['complexType', 'type'],
  ['simpleType', 'type'],
  ['group', 'group'],
  ['attributeGroup', 'attributeGroup'],
])

export function createSchemaSet(uploaded: readonly SchemaSource[], report: Report): SchemaSet {
  const sources = uploaded.slice(0, MOST_SOURCES)
  if (sources.length < uploaded.length) report('not-expanded', '#', `${uploaded.length} schemas are uploaded; the first ${MOST_SOURCES} are read.`)
  const { documents, all, targets, incomplete } = loadDocuments(sources, report)
  const byNamespace = groupBy(all, ({ namespace }) => namespace)
  const reachable = new Map<SchemaDocument, Map<string, readonly SchemaDocument[]>>()
  const completed = new Set<readonly SchemaDocument[]>()
  const reported = new Set<string>()

  const findIn = (candidates: readonly SchemaDocument[], kind: DefinitionKind, name: string): Definition | undefined => {
    for (const document of candidates) {
      const found = document.own.get(kind)?.get(name)
      if (found !== undefined) return latest(found)
    }
    return undefined
  }
  const candidatesOf = (document: SchemaDocument, namespace: string): readonly SchemaDocument[] => {
    let near = reachable.get(document)
    if (near === undefined) {
      near = reachableFrom(document)
      reachable.set(document, near)
    }
    const found = near.get(namespace) ?? []
    if (completed.has(found)) return found
    // Behind them those that nobody includes or imports: better found than missed.
    const complete = [...new Set([...found, ...(byNamespace.get(namespace) ?? [])])]
    near.set(namespace, complete)
    completed.add(complete)
    return complete
  }
  const redefine = () => {
    for (const document of all)
      for (const { definition, kind, target } of listRedefinitions(document, targets)) {
        const before = findIn(candidatesOf(target, document.namespace), kind, attributeOf(definition.element, 'name') ?? '')
        if (before === undefined || before === definition) continue
        definition.redefines = before
        if (before.redefines !== definition) before.replacedBy = definition
      }
  }
  redefine()

  return {
    documents,
    definitionOf,
    find(kind, said, from) {
      const { namespace, name } = readQualifiedName(said, from)
      const definition = findIn(candidatesOf(from.document, namespace), kind, name)
      if (definition !== undefined) return { namespace, name, definition }
      // Often forgotten: a prefix, or its declaration, where the target namespace is meant.
      const meant = namespace === '' ? findIn(candidatesOf(from.document, from.document.namespace), kind, name) : undefined
      if (meant !== undefined) return { namespace: from.document.namespace, name, definition: meant }
      const key = `${kind} ${namespace} ${name}`
      // What a missing file may define is told with the file.
      const known = KNOWN_NAMESPACES.has(namespace) && !(namespace === XSD && kind === 'type' && builtInType(name) === undefined)
      if (!incomplete.has(namespace) && !known && !reported.has(key)) {
        reported.add(key)
        report('unresolved-reference', printPlaceOf(from), `No uploaded file defines the ${kind} ${name}${namespace === '' ? '' : ` of ${namespace}`}.`)
      }
      return { namespace, name }
    },
    findGlobal: (kind, namespace, name) => findIn(byNamespace.get(namespace) ?? [], kind, name),
    globals: (kind) => documents.flatMap((document) => [...(document.own.get(kind)?.values() ?? [])]).filter((each) => latest(each) === each),
  }
}

/** Whom an element or attribute refers to. One with a name of its own refers to nobody, so that references are never chained. */
export function refOf({ element }: Definition): string | undefined {
  return attributeOf(element, 'name') === undefined ? attributeOf(element, 'ref') : undefined
}

export function printPlaceOf({ document, element }: Definition): string {
  return `${document.file}, line ${element.line}`
}

function definitionOf(document: SchemaDocument, element: XmlElement): Definition {
  const known = document.definitions.get(element)
  if (known !== undefined) return known
  const made: Definition = { element, document }
  document.definitions.set(element, made)
  return made
}

function readQualifiedName(said: string, { element, document }: Definition): { namespace: string; name: string } {
  const text = said.trim()
  const at = text.indexOf(':')
  const prefix = at < 0 ? '' : text.slice(0, at)
  const declared = element.namespaces.get(prefix) ?? ''
  return { namespace: declared === '' && prefix === '' && document.adopted ? document.namespace : declared, name: text.slice(at + 1) }
}

/** The redefinition that stands for a definition now. Bounded: two files may redefine each other. */
function latest(definition: Definition): Definition {
  let here = definition
  for (let hops = 0; hops < 16 && here.replacedBy !== undefined; hops++) here = here.replacedBy
  return here
}

function reachableFrom(document: SchemaDocument): Map<string, readonly SchemaDocument[]> {
  const seen = new Set([document])
  // Grows while it is gone through.
  for (const each of seen) for (const next of each.visible) seen.add(next)
  return groupBy(seen, ({ namespace }) => namespace)
}

function groupBy<T>(all: Iterable<T>, keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const group = groups.get(keyOf(each))
    if (group === undefined) groups.set(keyOf(each), [each])
    else group.push(each)
  }
  return groups
}

/** What each `xs:redefine` points to, in each namespace. */
type Targets = ReadonlyMap<XmlElement, readonly SchemaDocument[]>

function listRedefinitions(document: SchemaDocument, targets: Targets): { definition: Definition; kind: DefinitionKind; target: SchemaDocument }[] {
  return elementsOf(document.root)
    .filter(isRedefinition)
    .flatMap((child) => {
      const target = targets.get(child)?.find((each) => each.namespace === document.namespace)
      if (target === undefined) return []
      return elementsOf(child).flatMap((each) => {
        const kind = KINDS.get(each.name)
        return kind === undefined ? [] : [{ definition: definitionOf(document, each), kind, target }]
      })
    })
}

function isRedefinition({ namespace, name }: XmlElement): boolean {
  return namespace === XSD && (name === 'redefine' || name === 'override')
}

function loadDocuments(
  sources: readonly SchemaSource[],
  report: Report,
): { documents: SchemaDocument[]; all: SchemaDocument[]; targets: Targets; incomplete: ReadonlySet<string> } {
  const find = createFileFinder(sources)
  const declaring = groupBy(sources, ({ root }) => attributeOf(root, 'targetNamespace') ?? '')
  const made = new Map<SchemaSource, Map<string, SchemaDocument>>()
  const queue: SchemaDocument[] = []
  const adoptedRoots = new Set<XmlElement>()
  const targets = new Map<XmlElement, SchemaDocument[]>()
  const missing = new Set<string>()
  const incomplete = new Set<string>()
  let copied = 0

  const documentOf = (source: SchemaSource, adopter: string): SchemaDocument => {
    const declared = attributeOf(source.root, 'targetNamespace') ?? ''
    const namespace = declared === '' ? adopter : declared
    const known = made.get(source)?.get(namespace)
    if (known !== undefined) return known
    const adopted = declared === '' && adopter !== ''
    if (adopted) {
      adoptedRoots.add(source.root)
      copied += source.root.children.length
    }
    const document = createDocument(source, namespace, adopted)
    const byNamespace = made.get(source) ?? new Map<string, SchemaDocument>()
    made.set(source, byNamespace.set(namespace, document))
    queue.push(document)
    return document
  }
  const reportMissing = (document: SchemaDocument, child: XmlElement, location: string | undefined, namespace: string, other: boolean) => {
    if (location === undefined && namespace === '') return
    incomplete.add(namespace)
    const key = (location ?? namespace).toLowerCase()
    if (missing.has(key)) return
    missing.add(key)
    const message =
      location === undefined
        ? `No uploaded file defines the namespace ${namespace}. Upload this file too.`
        : other
          ? `The uploaded ${location} is not of the namespace ${namespace}. Upload the file that is.`
          : `${location} is not among the uploaded files. Upload this file too.`
    report('external-reference', `${document.file}, line ${child.line}`, message, location ?? namespace)
  }

  for (const source of sources) documentOf(source, '')
  for (const document of queue) {
    for (const child of elementsOf(document.root)) {
      if (child.namespace !== XSD || !['include', 'import', 'redefine', 'override'].includes(child.name)) continue
      const location = attributeOf(child, 'schemaLocation')?.trim()
      const imports = child.name === 'import'
      const namespace = imports ? (attributeOf(child, 'namespace') ?? '') : document.namespace
      const fits = (source: SchemaSource) => {
        const declared = attributeOf(source.root, 'targetNamespace') ?? ''
        return declared === namespace || (!imports && declared === '')
      }
      const named = location === undefined ? [] : find(location, document.file).filter((source) => source.root !== document.root)
      const found = named.filter(fits)
      // An import may be spread over several files; without a location that fits, all of its namespace are meant.
      const meant =
        found.length > 0 ? found.slice(0, 1) : imports ? (declaring.get(namespace) ?? []).filter((source) => source.root !== document.root) : named.slice(0, 1)
      if (meant.length === 0 && !KNOWN_NAMESPACES.has(namespace)) reportMissing(document, child, location, namespace, named.length > 0)
      for (const source of meant) {
        if (copied > MOST_COPIES) {
          report('not-expanded', document.file, 'Documents without a namespace are included so often that only the first are read.')
          break
        }
        const target = documentOf(source, imports ? '' : document.namespace)
        document.visible.push(target)
        if (!imports) targets.set(child, [...(targets.get(child) ?? []), target])
      }
    }
  }
  const documents = queue.filter(({ adopted, root }) => adopted || !adoptedRoots.has(root))
  const referred = new Set(queue.flatMap(({ visible }) => visible))
  const [inner, outer] = [documents.filter((each) => referred.has(each)), documents.filter((each) => !referred.has(each))]
  return { documents: [...outer, ...inner], all: queue, targets, incomplete }
}

function createDocument({ file, root }: SchemaSource, namespace: string, adopted: boolean): SchemaDocument {
  const own = new Map<DefinitionKind, Map<string, Definition>>()
  const document: SchemaDocument = { file, root, namespace, adopted, own, definitions: new Map(), visible: [] }
  const add = (element: XmlElement) => {
    const kind = element.namespace === XSD ? KINDS.get(element.name) : undefined
    const name = attributeOf(element, 'name')
    if (kind === undefined || name === undefined) return
    const table = own.get(kind) ?? new Map<string, Definition>()
    own.set(kind, table)
    if (!table.has(name)) table.set(name, definitionOf(document, element))
  }
  for (const child of elementsOf(root)) {
    if (isRedefinition(child)) elementsOf(child).forEach(add)
    else add(child)
  }
  return document
}
