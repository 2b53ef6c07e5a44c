// The only place that reads complex types: their elements, attributes and text, through extensions and restrictions.
import { attributeOf, elementsOf, type XmlElement } from '../xml-element.ts'
import type { ScalarFacts } from './built-in-types.ts'
import { EMPTY_MODEL, type ContentModels, type Model, type Particle } from './content-models.ts'
import { applyFacets, localName, type SimpleTypes } from './simple-types.ts'
import { printPlaceOf, XSD, type Definition, type Report, type SchemaSet } from './schema-set.ts'
import { createSettler, type Settling } from './settle.ts'

const SOAP_ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/'
const WSDL = 'http://schemas.xmlsoap.org/wsdl/'

export type AttributeUse = { readonly name: string; readonly definition: Definition; readonly required: boolean; readonly prohibited: boolean }

export type Content = Model & {
  readonly attributes: readonly AttributeUse[]
  readonly openAttributes: boolean
  /** Of simple content: the text itself. */
  readonly text?: ScalarFacts
  readonly mixed: boolean
  /** Of an array of SOAP's encoding: the name of its item's type, and where it stands. */
  readonly item?: { readonly said: string; readonly from: Definition }
}

const NOTHING: Content = { ...EMPTY_MODEL, attributes: [], openAttributes: false, mixed: false }

export function createComplexTypes(set: SchemaSet, models: ContentModels, scalars: SimpleTypes, report: Report): (definition: Definition) => Content {
  const settleAttributes = createSettler(readAttributeGroup)
  return createSettler(readType)

  function* readType(definition: Definition): Settling<Definition, Content> {
    const { element } = definition
    report1dot1(definition)
    const derived = elementsOf(element).find((child) => child.name === 'simpleContent' || child.name === 'complexContent')
    const step = derived === undefined ? undefined : elementsOf(derived).find((child) => child.name === 'extension' || child.name === 'restriction')
    const isMixed = [element, ...(derived === undefined ? [] : [derived])].some((each) => /^(true|1)$/.test(attributeOf(each, 'mixed') ?? ''))
    const content =
      step === undefined
        ? readOwn(element, definition)
        : step.name === 'extension'
          ? extend(yield* readBase(definition, step), readOwn(step, definition))
          : restrict(yield* readBase(definition, step), readOwn(step, definition), step, definition, derived?.name === 'simpleContent')
    // Every type keeps its inherited fields in memory: a long chain of types costs the square of its length.
    if (models.spend(content.particles.length + content.attributes.length)) return NOTHING
    return isMixed ? { ...content, mixed: true } : content
  }

  function readOwn(around: XmlElement, definition: Definition): Content {
    return { ...NOTHING, ...models.inside(around, definition), ...readAttributes(around, definition) }
  }

  function* readBase(definition: Definition, step: XmlElement): Settling<Definition, Content> {
    const said = attributeOf(step, 'base')
    if (said === undefined) return NOTHING
    const own = definition.redefines !== undefined && localName(said) === attributeOf(definition.element, 'name')
    const found = own
      ? { namespace: definition.document.namespace, definition: definition.redefines }
      : set.find('type', said, { ...definition, element: step })
    if (found.namespace === XSD && localName(said) === 'anyType') return NOTHING
    const base = found.definition
    if (base?.element.name === 'complexType') {
      const content = yield base
      if (content !== undefined) return content as Content
      report('unresolved-reference', printPlaceOf(definition), `The type ${localName(said)} is its own base, in a circle. What it inherits is left out.`)
      return NOTHING
    }
    if (base !== undefined) return { ...NOTHING, text: scalars.facts(base) }
    if (found.namespace === SOAP_ENCODING) return NOTHING
    // A base that is missing: whatever it holds may stand here.
    if (found.namespace !== XSD) return { ...NOTHING, open: true }
    return { ...NOTHING, text: scalars.named(said, { ...definition, element: step }) ?? { types: ['text'] } }
  }

  function readAttributes(around: XmlElement, from: Definition): Pick<Content, 'attributes' | 'openAttributes'> {
    const reading = listAttributes(around, from)
    let step = reading.next()
    while (step.done !== true) step = reading.next(settleAttributes(step.value))
    return step.value
  }

  function* readAttributeGroup(group: Definition): Settling<Definition, Pick<Content, 'attributes' | 'openAttributes'>> {
    return yield* listAttributes(group.element, group)
  }

  function* listAttributes(around: XmlElement, from: Definition): Settling<Definition, Pick<Content, 'attributes' | 'openAttributes'>> {
    const attributes = new Map<string, AttributeUse>()
    let openAttributes = false
    for (const child of elementsOf(around)) {
      if (child.namespace !== XSD) continue
      if (child.name === 'anyAttribute') openAttributes = true
      else if (child.name === 'attribute') {
        const use = readAttribute(child, from)
        if (use !== undefined) attributes.set(use.name, use)
      } else if (child.name === 'attributeGroup') {
        const said = attributeOf(child, 'ref') ?? ''
        const own = from.redefines !== undefined && attributeOf(from.element, 'name') === localName(said)
        const group = own ? from.redefines : set.find('attributeGroup', said, { ...from, element: child }).definition
        const inside = group === undefined ? undefined : yield group
        if (inside === undefined) continue
        const { attributes: more, openAttributes: open } = inside as Pick<Content, 'attributes' | 'openAttributes'>
        if (models.spend(more.length)) return { attributes: [], openAttributes }
        for (const use of more) attributes.set(use.name, use)
        openAttributes ||= open
      }
    }
    return { attributes: [...attributes.values()], openAttributes }
  }

  function readAttribute(element: XmlElement, from: Definition): AttributeUse | undefined {
    const name = attributeOf(element, 'name') ?? localName(attributeOf(element, 'ref') ?? '')
    const use = attributeOf(element, 'use')
    if (name === '') return undefined
    return { name, definition: set.definitionOf(from.document, element), required: use === 'required', prohibited: use === 'prohibited' }
  }

  function restrict(base: Content, own: Content, step: XmlElement, definition: Definition, simple: boolean): Content {
    const attributes = joinAttributes(base.attributes, own.attributes)
    const openAttributes = own.openAttributes
    if (simple) {
      const inner = elementsOf(step).find((child) => child.name === 'simpleType')
      const text = inner === undefined ? (base.text ?? { types: ['text'] as const }) : scalars.facts(set.definitionOf(definition.document, inner))
      const { name, ...rest } = applyFacets(text, step)
      void name
      return { ...NOTHING, text: rest, attributes, openAttributes }
    }
    const before = new Map(base.particles.map((each) => [each.name, each]))
    const particles = own.particles.map((each): Particle => {
      const inherits = before.get(each.name)?.definition
      return inherits === undefined || inherits === each.definition ? each : { ...each, inherits }
    })
    return { ...own, particles, attributes, openAttributes, ...findArrayItem(own, definition) }
  }

  /** `<attribute ref="soapenc:arrayType" wsdl:arrayType="tns:Line[]"/>`, or a sequence of one repeated element, which is a field of its own. */
  function findArrayItem(own: Content, from: Definition): Pick<Content, 'item'> {
    for (const { definition } of own.attributes) {
      const said = definition.element.attributes.find(({ name, namespace }) => name === 'arrayType' && namespace === WSDL)?.value
      if (said !== undefined) return { item: { said: said.replace(/\[[^\]]*\]\s*$/, ''), from: { ...from, element: definition.element } } }
    }
    return {}
  }

  function report1dot1(definition: Definition): void {
    for (const { name, namespace } of elementsOf(definition.element))
      if (namespace === XSD && name === 'assert') report('unsupported-construct', printPlaceOf(definition), 'A rule of this type (`xs:assert`) is not shown.')
  }
}

function extend(base: Content, own: Content): Content {
  const particles = [...base.particles]
  const find = createSearch(base.particles, own.particles.length)
  for (const each of own.particles) {
    const at = find(each)
    const before = particles[at]
    if (before === undefined) particles.push(each)
    else particles[at] = { ...before, least: before.least + each.least, most: before.most + each.most }
  }
  return {
    ...base,
    particles,
    notes: [...new Set([...base.notes, ...own.notes])].slice(0, 10),
    open: base.open || own.open,
    attributes: joinAttributes(base.attributes, own.attributes),
    openAttributes: base.openAttributes || own.openAttributes,
  }
}

/** Where the same element stands, or -1. For a few questions a table costs more than looking: chains of types are long, their steps short. */
function createSearch(particles: readonly Particle[], questions: number): (wanted: Particle) => number {
  if (questions <= 8) return (wanted) => particles.findIndex(({ name, namespace }) => name === wanted.name && namespace === wanted.namespace)
  const table = new Map(particles.map(({ name, namespace }, at) => [`${namespace} ${name}`, at]))
  return ({ name, namespace }) => table.get(`${namespace} ${name}`) ?? -1
}

/** A later one of the same name counts, where the earlier one stood. */
function joinAttributes(before: readonly AttributeUse[], after: readonly AttributeUse[]): readonly AttributeUse[] {
  if (after.length === 0) return before
  if (before.length === 0) return after
  const byName = new Map(before.map((each) => [each.name, each]))
  for (const each of after) byName.set(each.name, each)
  return [...byName.values()]
}
