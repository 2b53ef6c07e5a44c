// The only place that reads content models: which elements a type may hold, and how often, through sequences, choices and groups.
import { attributeOf, elementsOf, type XmlElement } from '../xml-element.ts'
import { printPlaceOf, refOf, XSD, type Definition, type Report, type SchemaSet } from './schema-set.ts'
import { createSettler, type Settling } from './settle.ts'

/** An element that may stand in a type. `most` is Infinity where nothing bounds it. */
export type Particle = {
  readonly name: string
  readonly namespace: string
  /** The `xs:element` here: its own declaration, or a reference. */
  readonly definition: Definition
  readonly least: number
  readonly most: number
  /** Of a restriction: the same element in the base, for what is not written again. */
  readonly inherits?: Definition
}

export type Model = {
  readonly particles: readonly Particle[]
  /** What a list of fields cannot say, for people: "Exactly one of: card; iban." */
  readonly notes: readonly string[]
  /** Elements that are not described may stand here too. */
  readonly open: boolean
}

export const EMPTY_MODEL: Model = { particles: [], notes: [], open: false }
/** Fields of all types and groups of an upload, inherited ones counted wherever they are inherited. */
export const MOST_PARTICLES = 1_000_000
const MOST_SUBSTITUTES = 200
const MOST_NOTED = 12
const MOST_NOTES = 10
const MOST_OCCURS = 1_000_000_000

export type ContentModels = {
  /** Of the `xs:sequence`, `xs:all`, `xs:choice` or `xs:group` directly inside `around`. */
  readonly inside: (around: XmlElement, from: Definition) => Model
  /** Counts fields that stand in memory; true when there are too many. */
  readonly spend: (particles: number) => boolean
  readonly exceeded: () => boolean
}

export function createContentModels(set: SchemaSet, report: Report): ContentModels {
  let spent = 0
  const spend = (particles: number): boolean => {
    spent += particles
    return spent > MOST_PARTICLES
  }
  let substitutes: ReadonlyMap<Definition, readonly Definition[]> | undefined
  const settleGroup = createSettler(function* (group: Definition): Settling<Definition, Model> {
    return yield* readInside(group.element, group)
  })

  function* readInside(around: XmlElement, from: Definition): Settling<Definition, Model> {
    for (const child of elementsOf(around))
      if (child.namespace === XSD && ['sequence', 'all', 'choice', 'group'].includes(child.name)) return yield* readParticle(child, from)
    return EMPTY_MODEL
  }

  /** Levels of one file are bounded by the parser; groups of groups are settled without the stack. */
  function* readParticle(element: XmlElement, from: Definition): Settling<Definition, Model> {
    const [least, most] = readOccurs(element)
    if (most === 0) return EMPTY_MODEL
    switch (element.name) {
      case 'element':
        return repeat(readElement(element, from), least, most)
      case 'any':
        return { ...EMPTY_MODEL, open: true }
      case 'group':
        return repeat(yield* readGroup(element, from), least, most)
      case 'sequence':
      case 'all':
      case 'choice': {
        const parts: Model[] = []
        for (const child of elementsOf(element)) if (child.namespace === XSD) parts.push(yield* readParticle(child, from))
        if (spend(parts.reduce((sum, part) => sum + part.particles.length, 0))) return EMPTY_MODEL
        return repeat(element.name === 'choice' ? choose(parts, least > 0 && most === 1, most === 1) : concatenate(parts), least, most)
      }
      default:
        return EMPTY_MODEL
    }
  }

  function* readGroup(element: XmlElement, from: Definition): Settling<Definition, Model> {
    const said = attributeOf(element, 'ref')
    if (said === undefined) return EMPTY_MODEL
    const own = from.redefines !== undefined && attributeOf(from.element, 'name') === said.slice(said.indexOf(':') + 1).trim()
    const group = own ? from.redefines : set.find('group', said, { ...from, element }).definition
    if (group === undefined) return EMPTY_MODEL
    const model = yield group
    if (model !== undefined) return model as Model
    report('unresolved-reference', printPlaceOf({ ...from, element }), `The group ${said} holds itself, in a circle. It is left out there.`)
    return EMPTY_MODEL
  }

  function readElement(element: XmlElement, from: Definition): Model {
    const definition = set.definitionOf(from.document, element)
    const said = refOf(definition)
    const one = (each: Definition, name: string, namespace: string): Model => ({
      ...EMPTY_MODEL,
      particles: [{ name, namespace, definition: each, least: 1, most: 1 }],
    })
    if (said === undefined) {
      const name = attributeOf(element, 'name')
      return name === undefined ? EMPTY_MODEL : one(definition, name, from.document.namespace)
    }
    const found = set.find('element', said, definition)
    const own = one(definition, found.name, found.namespace)
    const head = found.definition
    const members = head === undefined ? [] : substitutesOf(head)
    if (head === undefined || members.length === 0) return own
    const options = members.map((member) => one(member, attributeOf(member.element, 'name') ?? '', member.document.namespace))
    return choose(attributeOf(head.element, 'abstract') === 'true' ? options : [own, ...options], true, true)
  }

  /** The elements that may stand for this one, also by way of others; without abstract ones. */
  function substitutesOf(head: Definition): Definition[] {
    substitutes ??= indexSubstitutes(set)
    const found = new Set<Definition>([head])
    for (const each of found) for (const member of substitutes.get(each) ?? []) found.add(member)
    found.delete(head)
    const usable = [...found].filter(({ element }) => attributeOf(element, 'abstract') !== 'true')
    if (usable.length <= MOST_SUBSTITUTES) return usable
    report('not-expanded', printPlaceOf(head), `${usable.length} elements may stand for this one; the first ${MOST_SUBSTITUTES} are listed.`)
    return usable.slice(0, MOST_SUBSTITUTES)
  }

  return {
    inside(around, from) {
      const reading = readInside(around, from)
      let step = reading.next()
      while (step.done !== true) step = reading.next(settleGroup(step.value))
      return step.value
    },
    spend,
    exceeded: () => spent > MOST_PARTICLES,
  }
}

function indexSubstitutes(set: SchemaSet): ReadonlyMap<Definition, readonly Definition[]> {
  const members = new Map<Definition, Definition[]>()
  for (const member of set.globals('element'))
    for (const said of (attributeOf(member.element, 'substitutionGroup') ?? '').split(/\s+/)) {
      const head = said === '' ? undefined : set.find('element', said, member).definition
      if (head === undefined || head === member) continue
      const list = members.get(head)
      if (list === undefined) members.set(head, [member])
      else list.push(member)
    }
  return members
}

function readOccurs(element: XmlElement): [number, number] {
  const most = attributeOf(element, 'maxOccurs')?.trim()
  return [readCount(attributeOf(element, 'minOccurs')?.trim()), most === 'unbounded' ? Infinity : readCount(most)]
}

function readCount(said: string | undefined): number {
  return said !== undefined && /^\d{1,9}$/.test(said) ? Number(said) : 1
}

function repeat(model: Model, least: number, most: number): Model {
  if (least === 1 && most === 1) return model
  return {
    // In what repeats, one of several things can come each time: all of them may stand there in the end.
    notes: most > 1 ? [] : least > 0 ? model.notes : model.notes.map((note) => note.replace(/^Exactly /, 'At most ')),
    open: model.open,
    particles: model.particles.map((each) => ({ ...each, least: Math.min(each.least * least, MOST_OCCURS), most: each.most * most })),
  }
}

function concatenate(parts: readonly Model[]): Model {
  return merge(parts, (a, b) => ({ ...a, least: Math.min(a.least + b.least, MOST_OCCURS), most: a.most + b.most }))
}

/** `must`: one of the parts has to stand there. `once`: not again and again. */
function choose(parts: readonly Model[], must: boolean, once: boolean): Model {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0]
  const seen = new Map<string, number>()
  for (const part of parts) for (const each of part.particles) seen.set(keyOf(each), (seen.get(keyOf(each)) ?? 0) + 1)
  const merged = merge(parts, (a, b) => ({ ...a, least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) }))
  return {
    ...merged,
    particles: merged.particles.map((each) => (seen.get(keyOf(each)) === parts.length ? each : { ...each, least: 0 })),
    notes: once ? joinNotes([noteOf(parts, must), ...merged.notes]) : merged.notes,
  }
}

function merge(parts: readonly Model[], join: (a: Particle, b: Particle) => Particle): Model {
  const [first] = parts
  if (first !== undefined && parts.length === 1) return first
  const particles = new Map<string, Particle>()
  for (const part of parts)
    for (const each of part.particles) {
      const before = particles.get(keyOf(each))
      particles.set(keyOf(each), before === undefined ? each : join(before, each))
    }
  return { particles: [...particles.values()], notes: joinNotes(parts.flatMap((part) => part.notes)), open: parts.some((part) => part.open) }
}

function joinNotes(notes: readonly string[]): string[] {
  return [...new Set(notes)].slice(0, MOST_NOTES)
}

function keyOf({ namespace, name }: Particle): string {
  return `${namespace} ${name}`
}

function noteOf(parts: readonly Model[], must: boolean): string {
  const empty = parts.some((part) => part.particles.length === 0 && !part.open)
  const options = parts.filter((part) => part.particles.length > 0 || part.open).map(printOption)
  const listed = options.length > MOST_NOTED ? [...options.slice(0, MOST_NOTED), `${options.length - MOST_NOTED} more`] : options
  return `${must && !empty ? 'Exactly' : 'At most'} one of: ${listed.join('; ')}.`
}

function printOption({ particles }: Model): string {
  const names = particles.slice(0, 4).map(({ name }) => name.slice(0, 80))
  if (names.length === 0) return 'any other element'
  return particles.length > names.length ? `${names.join(', ')} and others` : names.join(' and ')
}
