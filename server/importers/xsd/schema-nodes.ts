// The only place that makes graph nodes of XML Schema components.
import type { GraphWriter, SourcePlace } from '../../../shared/schema/graph-writer.ts'
import type { NodeId, Property, SchemaNode, Variants } from '../../../shared/schema/schema-graph.ts'
import { TEXT_NAME } from '../../../shared/schema/type-texts.ts'
import { joinSentences } from '../join-sentences.ts'
import { attributeOf, elementsOf } from '../xml-element.ts'
import type { ScalarFacts } from './built-in-types.ts'
import type { AttributeUse, Content } from './complex-types.ts'
import type { Particle } from './content-models.ts'
import { listDerivedTypes } from './derived-types.ts'
import { readDocumentation } from './documentation.ts'
import { readValue, type SimpleTypes } from './simple-types.ts'
import { refOf, XSD, type Definition, type SchemaSet } from './schema-set.ts'

const MOST_NESTED_LISTS = 8
const TEXT: ScalarFacts = { types: ['text'] }

/** Facts of a type without those of the element that has it. `notes` are told after any description. */
type TypeFacts = { readonly facts: SchemaNode; readonly notes: readonly string[] }
type TypeOf = { readonly complex: Definition } | { readonly scalar: ScalarFacts }

export type SchemaNodes = {
  readonly ofElement: (definition: Definition) => NodeId
  readonly ofComplexType: (definition: Definition) => NodeId
  /** Of a type by its name, for WSDL. */
  readonly ofTypeName: (said: string, from: Definition) => NodeId
  readonly factsOfElement: (definition: Definition) => SchemaNode
  readonly factsOfComplexType: (definition: Definition) => SchemaNode
  /** The named complex type of a global element, if it has one. */
  readonly complexTypeOf: (element: Definition) => Definition | undefined
}

export function createSchemaNodes(set: SchemaSet, contentOf: (definition: Definition) => Content, scalars: SimpleTypes, writer: GraphWriter): SchemaNodes {
  const typeFacts = new Map<Definition, TypeFacts>()
  const elementFacts = new Map<Definition, SchemaNode>()
  const lists = new Map<Definition, Map<string, NodeId>>()
  const itemNodes = new Map<ScalarFacts, NodeId>()
  let anything: NodeId | undefined
  let derived: ReadonlyMap<Definition, readonly Definition[]> | undefined

  const ofComplexType = (definition: Definition): NodeId => writer.node(definition, () => told(readType(definition)), placeOf(definition))

  /** An element that says nothing of its own is its type: a circle of types then closes where people expect it. */
  function ofElement(definition: Definition, inherits?: Definition): NodeId {
    const { element } = definition
    const said = refOf(definition)
    if (said !== undefined) {
      const target = set.find('element', said, definition).definition
      if (target !== undefined && target !== definition && readDocumentation(element) === undefined) return ofElement(target)
    } else if (saysNothing(definition) && inherits === undefined) {
      const type = typeOf(definition)
      if ('complex' in type && attributeOf(type.complex.element, 'name') !== undefined) return ofComplexType(type.complex)
    }
    return writer.node(definition, () => readElement(definition, inherits), placeOf(definition))
  }

  function readElement(definition: Definition, inherits?: Definition): SchemaNode {
    const known = elementFacts.get(definition)
    if (known !== undefined) return known
    const facts = readElementFacts(definition, inherits)
    elementFacts.set(definition, facts)
    return facts
  }

  function readElementFacts(definition: Definition, inherits?: Definition): SchemaNode {
    const said = refOf(definition)
    const target = said === undefined ? definition : set.find('element', said, definition).definition
    const own = describe(definition, inherits)
    if (target === undefined) return { types: ['any'], ...(own === undefined ? {} : { description: own }) }
    const type = typeOf(target)
    const { facts, notes } = 'complex' in type ? readType(type.complex) : readScalar(type.scalar)
    const global = target.document.own.get('element')?.get(attributeOf(target.element, 'name') ?? '') === target
    const name = facts.name ?? (global && 'complex' in type ? attributeOf(target.element, 'name') : undefined)
    return {
      ...told({ facts, notes }, own),
      ...(name === undefined ? {} : { name }),
      ...(/^(true|1)$/.test(attributeOf(target.element, 'nillable') ?? '') ? { nullable: true } : {}),
      ...readGiven(target, facts),
    }
  }

  /** What is written here, else where it refers to, else at the same element of the base. */
  function describe(definition: Definition, inherits?: Definition): string | undefined {
    const own = readDocumentation(definition.element)
    if (own !== undefined) return own
    const said = refOf(definition)
    const target = said === undefined ? undefined : set.find('element', said, definition).definition
    return (target === undefined ? undefined : readDocumentation(target.element)) ?? (inherits === undefined ? undefined : readDocumentation(inherits.element))
  }

  function typeOf(definition: Definition): TypeOf {
    const seen = new Set<Definition>()
    let here: Definition | undefined = definition
    while (here !== undefined && !seen.has(here)) {
      seen.add(here)
      const at: Definition = here
      const said = attributeOf(at.element, 'type')
      if (said !== undefined) return namedType(said, at)
      for (const child of elementsOf(at.element)) {
        if (child.namespace === XSD && child.name === 'complexType') return { complex: set.definitionOf(at.document, child) }
        if (child.namespace === XSD && child.name === 'simpleType') return { scalar: scalars.facts(set.definitionOf(at.document, child)) }
      }
      // Without a type, an element has that of the one it may stand for.
      const [head] = (attributeOf(at.element, 'substitutionGroup') ?? '').trim().split(/\s+/)
      here = head === undefined || head === '' ? undefined : set.find('element', head, at).definition
    }
    return { scalar: { types: ['any'] } }
  }

  function namedType(said: string, from: Definition): TypeOf {
    const { definition } = set.find('type', said, from)
    if (definition?.element.name === 'complexType') return { complex: definition }
    return { scalar: scalars.named(said, from) ?? { types: ['any'] } }
  }

  function readType(definition: Definition): TypeFacts {
    const known = typeFacts.get(definition)
    if (known !== undefined) return known
    const content = contentOf(definition)
    const name = attributeOf(definition.element, 'name')
    const description = readDocumentation(definition.element)
    const own = { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) }
    const read = readContent(definition, content, own)
    typeFacts.set(definition, read)
    return read
  }

  function readContent(definition: Definition, content: Content, own: Pick<SchemaNode, 'name' | 'description'>): TypeFacts {
    if (content.item !== undefined) return { facts: { types: ['list'], items: ofTypeName(content.item.said, content.item.from), ...own }, notes: [] }
    const properties = listProperties(content)
    // Text without attributes is a plain value.
    if (content.text !== undefined && properties.length === 1) {
      const { facts, notes } = readScalar(content.text)
      return { facts: { ...facts, ...own }, notes }
    }
    const variants = attributeOf(definition.element, 'abstract') === 'true' ? readVariants(definition) : undefined
    if (variants !== undefined) properties.push(typeAttribute(variants))
    const facts: SchemaNode = {
      types: properties.length === 0 && content.open ? ['map'] : ['object'],
      ...own,
      ...(properties.length > 0 || !content.open ? { properties } : {}),
      ...(content.open ? { entries: (anything ??= writer.value({ types: ['any'] })) } : {}),
      ...(variants === undefined ? {} : { variants }),
    }
    const notes = content.openAttributes && !content.open ? [...content.notes, 'Other attributes may stand here too.'] : content.notes
    return { facts, notes }
  }

  /** Elements in order, then the text, then attributes. A name that is taken gets its prefix, or `@`. */
  function listProperties(content: Content): Property[] {
    const properties = new Map<string, Property>()
    const add = (name: string, node: NodeId, required: boolean) => properties.set(name, { name, node, required })
    for (const each of content.particles) add(properties.has(each.name) ? prefixedName(each) : each.name, ofParticle(each), each.least > 0)
    if (content.text !== undefined) add(TEXT_NAME, writer.value(told(readScalar(content.text))), content.text.minLength !== 0)
    else if (content.mixed) add(TEXT_NAME, writer.value({ types: ['text'] }), false)
    for (const use of content.attributes) if (!use.prohibited) add(properties.has(use.name) ? `@${use.name}` : use.name, ofAttribute(use), use.required)
    return [...properties.values()]
  }

  function ofParticle({ definition, least, most, inherits }: Particle): NodeId {
    const node = ofElement(definition, inherits)
    if (most <= 1) return node
    const known = lists.get(definition) ?? new Map<string, NodeId>()
    lists.set(definition, known)
    const key = `${least} ${most}`
    let list = known.get(key)
    if (list === undefined) {
      const description = describe(definition, inherits)
      const limits = { ...(least > 0 ? { minItems: least } : {}), ...(most === Infinity ? {} : { maxItems: most }) }
      list = writer.value({ types: ['list'], ...(description === undefined ? {} : { description }), ...limits, items: node }, placeOf(definition))
      known.set(key, list)
    }
    return list
  }

  function ofAttribute({ definition }: AttributeUse): NodeId {
    return writer.node(
      definition,
      () => {
        const said = refOf(definition)
        const target = said === undefined ? definition : set.find('attribute', said, definition).definition
        const type = target === undefined ? { scalar: TEXT } : typeOf(target)
        const scalar = 'scalar' in type ? type.scalar : TEXT
        const untyped = target !== undefined && attributeOf(target.element, 'type') === undefined && scalar.types.includes('any')
        const { facts, notes } = readScalar(untyped ? TEXT : scalar)
        const description = readDocumentation(definition.element) ?? (target === undefined ? undefined : readDocumentation(target.element))
        return {
          ...told({ facts, notes }, description),
          ...(target === undefined ? {} : readGiven(target, facts)),
          ...readGiven(definition, facts),
        }
      },
      placeOf(definition),
    )
  }

  /** A list's item gets a node of its own. */
  function readScalar({ item, codes, ...facts }: ScalarFacts, level = 0): TypeFacts {
    const notes = codes === undefined ? [] : [codes]
    if (item === undefined || level >= MOST_NESTED_LISTS) return { facts, notes }
    let node = itemNodes.get(item)
    if (node === undefined) {
      node = writer.value(told(readScalar(item, level + 1)))
      itemNodes.set(item, node)
    }
    return { facts: { ...facts, items: node }, notes }
  }

  function readVariants(definition: Definition): Variants | undefined {
    derived ??= listDerivedTypes(set)
    const found = new Set<Definition>([definition])
    for (const each of found) for (const next of derived.get(each) ?? []) found.add(next)
    const usable = [...found].filter(({ element }) => element !== definition.element && attributeOf(element, 'abstract') !== 'true')
    if (usable.length === 0) return undefined
    if (usable.length > MOST_VARIANTS)
      writer.problem('not-expanded', printPlace(definition), `${usable.length} types stand for this one; the first ${MOST_VARIANTS} are listed.`)
    const labels = new Set<string>()
    const options = usable.slice(0, MOST_VARIANTS).flatMap((each) => {
      const label = attributeOf(each.element, 'name') ?? ''
      if (labels.has(label)) return []
      labels.add(label)
      return [{ label, node: ofComplexType(each), discriminatorValue: label }]
    })
    return { kind: 'oneOf', discriminator: TYPE_ATTRIBUTE, options }
  }

  function typeAttribute({ options }: Variants): Property {
    const node = writer.value({
      types: ['text'],
      enum: options.map(({ label }) => label),
      description: 'Which of the types this is. In the file: the attribute `xsi:type`, with the prefix of the type.',
    })
    return { name: TYPE_ATTRIBUTE, node, required: true }
  }

  function ofTypeName(said: string, from: Definition): NodeId {
    const type = namedType(said, from)
    return 'complex' in type ? ofComplexType(type.complex) : writer.value(told(readScalar(type.scalar)))
  }

  return {
    ofElement,
    ofComplexType,
    ofTypeName,
    factsOfElement: readElement,
    factsOfComplexType: (definition) => told(readType(definition)),
    complexTypeOf(element) {
      const type = typeOf(element)
      return 'complex' in type ? type.complex : undefined
    },
  }
}

const TYPE_ATTRIBUTE = '@xsi:type'
const MOST_VARIANTS = 200

function told({ facts, notes }: TypeFacts, own?: string): SchemaNode {
  const description = joinSentences(own ?? facts.description, ...notes)
  return description === undefined ? facts : { ...facts, description }
}

function readGiven({ element }: Definition, { types }: SchemaNode): Pick<SchemaNode, 'const' | 'default'> {
  const fixed = attributeOf(element, 'fixed')
  if (fixed !== undefined) return { const: readValue(fixed, types) }
  const given = attributeOf(element, 'default')
  return given === undefined ? {} : { default: readValue(given, types) }
}

function saysNothing({ element }: Definition): boolean {
  return readDocumentation(element) === undefined && element.attributes.every(({ name }) => name !== 'default' && name !== 'fixed' && name !== 'nillable')
}

function prefixedName({ name, namespace, definition }: Particle): string {
  for (const [prefix, bound] of definition.element.namespaces) if (bound === namespace && prefix !== '') return `${prefix}:${name}`
  return `{${namespace}}${name}`
}

function placeOf({ document, element }: Definition): SourcePlace {
  return { file: document.file, line: element.line }
}

function printPlace({ document, element }: Definition): string {
  return `${document.file}, line ${element.line}`
}
