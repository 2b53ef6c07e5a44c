// The only place that follows $ref. Only inside the document: a reference to another file or address is reported, never fetched (T-18).
import type { Located, SchemaIndex } from './index-schemas.ts'
import { DOCUMENT, below, fragmentTokens, stepInto, unescapeToken, type Place } from './json-pointer.ts'
import { isRawObject, rawText } from './raw-schema.ts'
import { resolveUri } from './resolve-uri.ts'
import type { ProblemList } from './problem-list.ts'

export type References = {
  /** What `reference`, written in `from`, stands for; undefined when it is nowhere, and then a problem says so. */
  readonly resolve: (reference: string, from: Located) => Located | undefined
}

/** References through references, at most: a longer chain is a circle. */
const MOST_HOPS = 64

export function createReferences(document: unknown, documentBase: string, index: SchemaIndex, problems: ProblemList): References {
  const found = new Map<string, Located | undefined>()

  function resolve(reference: string, from: Located): Located | undefined {
    const base = (isRawObject(from.schema) ? index.bases.get(from.schema) : undefined) ?? documentBase
    const uri = base === '' && reference.startsWith('#') ? reference : resolveUri(reference, base)
    if (found.has(uri)) return found.get(uri)
    const target = lookUp(uri, reference, from.place)
    found.set(uri, target)
    return target
  }

  function lookUp(uri: string, reference: string, place: Place): Located | undefined {
    const at = uri.indexOf('#')
    const resource = at < 0 ? uri : uri.slice(0, at)
    const fragment = at < 0 ? '' : uri.slice(at + 1)
    const root = index.resources.get(resource) ?? (resource === documentBase ? { schema: document, place: DOCUMENT } : undefined)
    if (root === undefined) {
      const target = isRawObject(document) && !/[/:.]/.test(reference) ? named(document, reference) : undefined
      if (target !== undefined) return target
      problems.add(
        'external-reference',
        place,
        `\`${reference}\` points to another file. Nothing is fetched: bundle the description into one file and import that.`,
      )
      return undefined
    }
    const target =
      fragment === ''
        ? root
        : fragment.startsWith('/')
          ? follow(root, fragment)
          : (index.anchors.get(`${resource}#${fragment}`) ?? index.anchors.get(`${documentBase}#${fragment}`))
    if (target === undefined)
      problems.add('unresolved-reference', place, `\`${reference}\` is not in this document. Correct the reference, or import the complete description.`)
    return target
  }

  /** Steps through references on the way, so that `#/components/schemas/Order/properties/id` works where Order is itself a reference. */
  function follow(root: Located, fragment: string): Located | undefined {
    let here: Located = root
    let hops = 0
    const raw = fragment.split('/').slice(1)
    const tokens = fragmentTokens(fragment)
    for (let i = 0; i < tokens.length; i++) {
      // As decoded; else as written, for names that hold a percent sign of their own.
      const spellings = [tokens[i] as string, unescapeToken(raw[i] as string)]
      let next = spellings.map((token) => ({ token, step: stepInto(here.schema, token) })).find(({ step }) => step.found)
      while (next === undefined) {
        const onward = isRawObject(here.schema) ? rawText(here.schema['$ref']) : undefined
        hops += 1
        if (onward === undefined || !onward.startsWith('#/') || hops > MOST_HOPS) return undefined
        const target = plainFollow(root, onward.slice(1))
        if (target === undefined) return undefined
        here = target
        next = spellings.map((token) => ({ token, step: stepInto(here.schema, token) })).find(({ step }) => step.found)
      }
      here = { schema: next.step.value, place: below(here.place, next.token) }
    }
    return here
  }

  return { resolve }
}

function plainFollow(root: Located, fragment: string): Located | undefined {
  let here = root
  for (const token of fragmentTokens(fragment)) {
    const step = stepInto(here.schema, token)
    if (!step.found) return undefined
    here = { schema: step.value, place: below(here.place, token) }
  }
  return here
}

/** A bare name (`Dog`), as discriminator mappings use it. */
function named(document: object, name: string): Located | undefined {
  const schemas = stepInto(stepInto(document, 'components').value, 'schemas').value
  const step = stepInto(schemas, name)
  return step.found ? { schema: step.value, place: below(DOCUMENT, 'components', 'schemas', name) } : undefined
}
