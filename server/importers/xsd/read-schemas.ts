// The only place that reads a set of XML Schema documents into a graph: files of their own, or parts of a WSDL.
import type { GraphWriter } from '../../../shared/schema/graph-writer.ts'
import type { NamedObject, SchemaNode } from '../../../shared/schema/schema-graph.ts'
import { LONGEST_NAME } from '../../../shared/schema/schema-read-error.ts'
import { attributeOf, elementsOf, type XmlElement } from '../xml-element.ts'
import { createComplexTypes } from './complex-types.ts'
import { createContentModels } from './content-models.ts'
import { createSchemaNodes, type SchemaNodes } from './schema-nodes.ts'
import { createSchemaSet, printPlaceOf, XSD, type Definition, type SchemaSet, type SchemaSource } from './schema-set.ts'
import { createSimpleTypes } from './simple-types.ts'

export type SchemaReading = {
  readonly set: SchemaSet
  readonly nodes: SchemaNodes
  /** Global elements and complex types that hold something. */
  readonly objects: () => NamedObject[]
  readonly fieldCount: number
  /** Inheritance and groups that multiply beyond all bounds: the graph is not whole. */
  readonly exceeded: () => boolean
}

export function readSchemas(sources: readonly SchemaSource[], writer: GraphWriter): SchemaReading {
  const set = createSchemaSet(sources, writer.problem)
  const models = createContentModels(set, writer.problem)
  const scalars = createSimpleTypes(set, writer.problem)
  const contentOf = createComplexTypes(set, models, scalars, writer.problem)
  const nodes = createSchemaNodes(set, contentOf, scalars, writer)
  return {
    set,
    nodes,
    objects: () => listObjects(set, nodes, writer, models.exceeded),
    fieldCount: sources.reduce((sum, { root }) => sum + countFields(root), 0),
    exceeded: models.exceeded,
  }
}

function listObjects(set: SchemaSet, nodes: SchemaNodes, writer: GraphWriter, exceeded: () => boolean): NamedObject[] {
  const objects = new Map<string, NamedObject>()
  const complexTypes = new Map<string, Definition | undefined>()
  const add = (definition: Definition, facts: SchemaNode, node: string, clashes: (name: string) => string) => {
    if (!holdsSomething(facts)) return
    const own = attributeOf(definition.element, 'name') ?? ''
    const name = objects.has(own) ? clashes(own) : own
    if (objects.has(name)) return
    if (name.length > LONGEST_NAME) return writer.problem('name-too-long', printPlaceOf(definition), `A name of ${name.length} characters is left out.`)
    objects.set(name, { name, node, ...(facts.description === undefined ? {} : { description: facts.description }) })
  }
  const inNamespace = ({ document }: Definition) => (document.namespace === '' ? document.file : document.namespace)

  for (const definition of set.globals('element')) {
    if (exceeded()) break
    if (attributeOf(definition.element, 'abstract') === 'true') continue
    const complex = nodes.complexTypeOf(definition)
    if (complex === undefined) continue
    add(definition, nodes.factsOfElement(definition), nodes.ofElement(definition), (name) => `${name} (${inNamespace(definition)})`)
    complexTypes.set(attributeOf(definition.element, 'name') ?? '', complex)
  }
  for (const definition of set.globals('type')) {
    if (definition.element.name !== 'complexType') continue
    // `<element name="Order" type="Order"/>` is one object.
    if (complexTypes.get(attributeOf(definition.element, 'name') ?? '') === definition) continue
    if (exceeded()) break
    const node = nodes.ofComplexType(definition)
    add(definition, nodes.factsOfComplexType(definition), node, (name) =>
      objects.has(`${name} (type)`) ? `${name} (type, ${inNamespace(definition)})` : `${name} (type)`,
    )
  }
  return [...objects.values()]
}

function holdsSomething(facts: SchemaNode): boolean {
  return (facts.properties?.length ?? 0) > 0 || facts.entries !== undefined
}

/** Elements and attributes that are declared or referred to inside something, each once. */
function countFields(root: XmlElement): number {
  let count = 0
  const stack = [root]
  for (let next = stack.pop(); next !== undefined; next = stack.pop())
    for (const child of elementsOf(next)) {
      if (isField(child) && next !== root) count += 1
      stack.push(child)
    }
  return count
}

function isField(element: XmlElement): boolean {
  if (element.namespace !== XSD) return false
  if (element.name === 'attribute') return attributeOf(element, 'use') !== 'prohibited'
  return element.name === 'element' && attributeOf(element, 'maxOccurs') !== '0'
}
