// The only place that gathers the schemas which together describe one value: itself, what it refers to, and its allOf.
import type { Located } from './index-schemas.ts'
import { below, type Place } from './json-pointer.ts'
import type { ProblemList } from './problem-list.ts'
import { isRawObject, rawList, refOf, type Dialect, type RawObject } from './raw-schema.ts'
import { isOnlyNull } from './raw-types.ts'
import { MOST_HOPS, type References } from './resolve-reference.ts'

/** One schema that applies. `alternative`: reached through the one option left of a oneOf/anyOf, so it does not speak about null for the whole. */
export type Part = { readonly schema: RawObject; readonly place: Place; readonly alternative: boolean }

export type Parts = {
  /** Nearest first: for descriptions, examples, formats. */
  readonly nearest: readonly Part[]
  /** Inherited first: for the order of fields. */
  readonly inherited: readonly Part[]
}

export type Reading = {
  readonly dialect: Dialect
  readonly references: References
  readonly problems: ProblemList
  /** The names that the document gives to its schemas. By identity, because names are never keys (T-21). */
  readonly names: ReadonlyMap<object, string>
  /** Choices that no document wrote, made of schemas that stand apart: where each of them stands. */
  readonly unions: Map<object, readonly Place[]>
  /** The named schemas whose allOf refers to this one, and those that refer to them, each once. */
  readonly subtypesOf: (schema: object) => readonly (Located & { readonly name: string })[]
}

type Member = Located & { readonly alternative: boolean }
/** `leave`: all its members are gathered. `part` is undefined for a reference whose siblings do not count. */
type Step = { readonly enter: Member } | { readonly leave: RawObject; readonly part: Part | undefined }

/** More than any honest document has; a hostile one gets a problem instead of a long wait. */
const MOST_PARTS = 2_000

/** Iterative, each schema once: an allOf that leads back to itself is reported and ends there. */
export function collectParts(start: readonly Located[], reading: Reading): Parts {
  const single = start[0]
  if (start.length === 1 && single !== undefined && isRawObject(single.schema) && isSimple(single.schema)) {
    const parts: Part[] = [{ schema: single.schema, place: single.place, alternative: false }]
    return { nearest: parts, inherited: parts }
  }
  const { problems } = reading
  const nearest: Part[] = []
  const inherited: Part[] = []
  // Before OpenAPI 3.1 only the description beside $ref is kept, and only where the target has none: so it comes last.
  const last: Part[] = []
  const state = new Map<object, 'open' | 'done'>()
  const stack: Step[] = start.toReversed().map((located) => ({ enter: { ...located, alternative: false } }))
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if ('leave' in step) {
      if (step.part !== undefined) inherited.push(step.part)
      state.set(step.leave, 'done')
      continue
    }
    const { schema, place, alternative } = step.enter
    if (!isRawObject(schema)) {
      if (typeof schema !== 'boolean') problems.add('unsupported-construct', place, 'A schema should stand here, as an object. What stands here is left out.')
      continue
    }
    const before = state.get(schema)
    if (before === 'open') problems.add('unsupported-construct', place, 'This schema leads back to itself by $ref or allOf alone. The circle is left out.')
    if (before !== undefined) continue
    if (nearest.length >= MOST_PARTS) {
      problems.add('not-expanded', place, `More than ${MOST_PARTS} schemas are merged into one here; the others are left out.`)
      break
    }
    state.set(schema, 'open')
    const counts = reading.dialect.refSiblings || refOf(schema) === undefined
    const part: Part = { schema, place, alternative }
    if (counts) nearest.push(part)
    else if (schema['description'] !== undefined) last.push({ schema: { description: schema['description'] }, place, alternative })
    stack.push({ leave: schema, part: counts ? part : undefined })
    for (const member of membersOf(step.enter, reading).toReversed()) stack.push({ enter: member })
  }
  return { nearest: [...nearest, ...last], inherited }
}

/** The name of the type that a value is of: its own, or that of the one thing it refers to without adding fields. */
export function typeName(start: Located, reading: Reading): string | undefined {
  let here = start
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    if (!isRawObject(here.schema)) return undefined
    const name = reading.names.get(here.schema)
    if (name !== undefined) return name
    const members = membersOf(here, reading)
    const only = members[0]
    if (only === undefined || members.length > 1 || here.schema['properties'] !== undefined) return undefined
    here = only
  }
  return undefined
}

/** The options of a oneOf/anyOf that are more than null, where they stand. */
export function optionsOf(schema: RawObject, place: Place, keyword: 'oneOf' | 'anyOf', reading: Reading): Located[] {
  const options: Located[] = []
  if (schema[keyword] === undefined) return options
  const apart = reading.unions.get(schema)
  rawList(schema[keyword]).forEach((option, i) => {
    if (!isOnlyNull(option)) options.push({ schema: option, place: apart?.[i] ?? below(place, keyword, String(i)) })
  })
  return options
}

function membersOf(located: Located & { readonly alternative?: boolean }, reading: Reading): Member[] {
  const { schema, place } = located
  const alternative = located.alternative === true
  const members: Member[] = []
  if (!isRawObject(schema) || isSimple(schema)) return members
  const reference = refOf(schema)
  if (reference !== undefined) {
    const target = reading.references.resolve(reference, located)
    if (target !== undefined) members.push({ ...target, alternative })
    if (!reading.dialect.refSiblings) return members
  }
  rawList(schema['allOf']).forEach((member, i) => members.push({ schema: member, place: below(place, 'allOf', String(i)), alternative }))
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const options = optionsOf(schema, place, keyword, reading)
    if (options.length === 1) members.push({ ...(options[0] as Located), alternative: true })
  }
  return members
}

const COMPOSING = new Set(['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'oneOf', 'anyOf'])

/** Nearly all schemas of a document are: nothing else applies to their value. */
function isSimple(schema: RawObject): boolean {
  return !Object.keys(schema).some(isComposing)
}

function isComposing(keyword: string): boolean {
  return COMPOSING.has(keyword)
}
