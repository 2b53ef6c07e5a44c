// The one walk over every schema of a document: counts property definitions, finds $id and anchors, refuses what is too deep.
import { printPlace, type Place } from './json-pointer.ts'
import type { LinkedFile } from './link-files.ts'
import type { ProblemList } from './problem-list.ts'
import { eachSubschema, isPlainSchema, isRawObject, rawText, type RawObject } from './raw-schema.ts'
import { MOST_NODES, MOST_SCHEMA_DEPTH, type SchemaReadError } from './schema-read-error.ts'
import { resolveUri } from './resolve-uri.ts'

export type Located = { readonly schema: unknown; readonly place: Place }

export type SchemaIndex = {
  /** Entries of every `properties` object, each once. */
  readonly fieldCount: () => number
  /** By absolute URI, or whatever the documents call their parts. */
  readonly resources: ReadonlyMap<string, Located>
  /** By `URI#anchor`. */
  readonly anchors: ReadonlyMap<string, Located>
  /** The base URI of schemas inside a part with an `$id` of its own; all others have their file's. */
  readonly bases: ReadonlyMap<object, string>
  /** `roots`: every schema of the file that does not stand inside another. */
  readonly add: (roots: Iterable<Located>, file: LinkedFile) => SchemaReadError | undefined
}

/** A schema inside `above`, or (without `above`) at `place`. Places are printed for few, so they are made for few. */
type Step = {
  readonly schema: RawObject
  readonly place: Place | undefined
  readonly above: Step | undefined
  readonly keyword: string
  readonly key: string | undefined
  readonly depth: number
  readonly base: string
}

/** Own stack: no document can overflow the engine's (T-15). */
export function createSchemaIndex(problems: ProblemList): SchemaIndex {
  const resources = new Map<string, Located>()
  const anchors = new Map<string, Located>()
  const bases = new Map<object, string>()
  let fieldCount = 0
  let visited = 0

  function add(roots: Iterable<Located>, file: LinkedFile): SchemaReadError | undefined {
    const stack: Step[] = []
    let above: Step | undefined
    let base = file.base
    const visit = (schema: RawObject, keyword: string, key: string | undefined) => {
      const depth = (above?.depth ?? 0) + 1
      if (base === file.base && depth <= MOST_SCHEMA_DEPTH && isPlainSchema(schema)) visited += 1
      else stack.push({ schema, place: undefined, above, keyword, key, depth, base })
    }
    for (const { schema: root, place } of roots) {
      if (!isRawObject(root)) continue
      stack.push({ schema: root, place, above: undefined, keyword: '', key: undefined, depth: 1, base: file.base })
      for (above = stack.pop(); above !== undefined; above = stack.pop()) {
        const { schema } = above
        visited += 1
        if (visited > MOST_NODES) return { type: 'TooManyNodes', limit: MOST_NODES }
        if (above.depth > MOST_SCHEMA_DEPTH) return { type: 'TooDeep', at: printPlace(placeOf(above)), limit: MOST_SCHEMA_DEPTH }
        base = noteIdentity(schema, above, file)
        if (base !== file.base) bases.set(schema, base)
        const properties = schema['properties']
        if (isRawObject(properties)) fieldCount += Object.keys(properties).length
        const first = stack.length
        eachSubschema(schema, visit)
        reverseFrom(stack, first)
      }
    }
    return undefined
  }

  function noteIdentity(schema: RawObject, step: Step, file: LinkedFile): string {
    const id = rawText(schema[file.idKeyword])
    let { base } = step
    if (id?.startsWith('#') === true) note(anchors, `${base}${id}`, step)
    else if (id !== undefined) {
      const hash = id.indexOf('#')
      if (schema !== file.value) base = resolveUri(hash < 0 ? id : id.slice(0, hash), base)
      note(resources, base, step)
      // Draft-04 to 07 may name a part and an anchor in it at once: `order.json#line`.
      if (hash >= 0 && hash < id.length - 1) note(anchors, `${base}${id.slice(hash)}`, step)
    }
    const { $anchor: anchor, $dynamicAnchor: dynamic } = schema
    if (typeof anchor === 'string') note(anchors, `${base}#${anchor}`, step)
    if (typeof dynamic === 'string' && dynamic !== anchor) note(anchors, `${base}#${dynamic}`, step)
    return base
  }

  /** The first of a name counts: a later one would change what an earlier reference means. */
  function note(found: Map<string, Located>, uri: string, step: Step): void {
    const before = found.get(uri)
    if (before === undefined) found.set(uri, { schema: step.schema, place: placeOf(step) })
    else if (before.schema !== step.schema)
      problems.add('unsupported-construct', placeOf(step), `\`${uri.slice(0, 200)}\` is the id of another schema too. References lead to the first of them.`)
  }

  return { fieldCount: () => fieldCount, resources, anchors, bases, add }
}

/** What was pushed in document order is popped in it. */
function reverseFrom(stack: Step[], first: number): void {
  for (let low = first, high = stack.length - 1; low < high; low++, high--) {
    const step = stack[low] as Step
    stack[low] = stack[high] as Step
    stack[high] = step
  }
}

function placeOf(step: Step): Place {
  const between: Step[] = []
  let at = step
  for (; at.above !== undefined; at = at.above) between.push(at)
  let place = at.place ?? { token: '' }
  for (const { keyword, key } of between.reverse()) {
    place = { above: place, token: keyword }
    if (key !== undefined) place = { above: place, token: key }
  }
  return place
}
