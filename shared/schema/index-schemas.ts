// The one walk over every schema of a document: counts property definitions, finds $id and anchors, refuses what is too deep.
import { printPlace, type Place } from './json-pointer.ts'
import { eachSubschema, isRawObject, rawText, type RawObject } from './raw-schema.ts'
import { fail, ok, type Result } from './result.ts'
import { MOST_NODES, MOST_SCHEMA_DEPTH, type SchemaReadError } from './schema-read-error.ts'
import { resolveUri } from './resolve-uri.ts'

export type Located = { readonly schema: unknown; readonly place: Place }

export type SchemaIndex = {
  /** Entries of every `properties` object, each once. */
  readonly fieldCount: number
  /** By absolute URI, or whatever the document calls its parts. */
  readonly resources: ReadonlyMap<string, Located>
  /** By `URI#anchor`. */
  readonly anchors: ReadonlyMap<string, Located>
  /** The base URI of schemas inside a part with an `$id` of its own; all others have the document's. */
  readonly bases: ReadonlyMap<object, string>
}

type Step = Located & { readonly depth: number; readonly base: string }

/** `roots`: every schema that does not stand inside another. Own stack: no document can overflow the engine's (T-15). */
export function indexSchemas(roots: Iterable<Located>, documentBase: string): Result<SchemaIndex, SchemaReadError> {
  const resources = new Map<string, Located>()
  const anchors = new Map<string, Located>()
  const bases = new Map<object, string>()
  let fieldCount = 0
  let visited = 0
  const stack: Step[] = []
  for (const root of roots) {
    stack.push({ ...root, depth: 1, base: documentBase })
    for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
      const { schema, place, depth } = step
      if (!isRawObject(schema)) continue
      visited += 1
      if (visited > MOST_NODES) return fail({ type: 'TooManyNodes', limit: MOST_NODES })
      if (depth > MOST_SCHEMA_DEPTH) return fail({ type: 'TooDeep', at: printPlace(place), limit: MOST_SCHEMA_DEPTH })
      const base = noteIdentity(schema, place, step.base)
      if (base !== documentBase) bases.set(schema, base)
      if (isRawObject(schema['properties'])) fieldCount += Object.keys(schema['properties']).length
      eachSubschema(schema, (child, keyword, key) => {
        stack.push({
          schema: child,
          place: key === undefined ? { above: place, token: keyword } : { above: { above: place, token: keyword }, token: key },
          depth: depth + 1,
          base,
        })
      })
    }
  }
  return ok({ fieldCount, resources, anchors, bases })

  function noteIdentity(schema: RawObject, place: Place, outer: string): string {
    const id = rawText(schema['$id'])
    let base = outer
    if (id?.startsWith('#')) anchors.set(`${outer}${id}`, { schema, place })
    else if (id !== undefined) {
      base = resolveUri(id, outer).replace(/#.*$/s, '')
      if (!resources.has(base)) resources.set(base, { schema, place })
    }
    for (const keyword of ['$anchor', '$dynamicAnchor']) {
      const anchor = rawText(schema[keyword])
      if (anchor !== undefined) anchors.set(`${base}#${anchor}`, { schema, place })
    }
    return base
  }
}
