// The only place that follows $ref: inside a document, and among the files of one upload. Any other is reported, never fetched (T-18).
import type { Located, SchemaIndex } from './index-schemas.ts'
import { below, decodePercent, fragmentTokens, stepInto, unescapeToken, type Place } from './json-pointer.ts'
import type { LinkedFile, ReadFiles } from './link-files.ts'
import { isRawObject, rawText } from './raw-schema.ts'
import { resolveUri } from './resolve-uri.ts'
import type { ProblemList } from './problem-list.ts'

export type References = {
  /** What `reference`, written in `from`, stands for; undefined when it is nowhere, and then a problem says so. */
  readonly resolve: (reference: string, from: Located) => Located | undefined
  /** The component of that name (`Dog`), as discriminator mappings use it: in the file itself, else in the one that is read. No problem. */
  readonly findNamed: (name: string, from: Located) => Located | undefined
}

/** References through references, at most: what is longer leads nowhere, or in a circle. */
export const MOST_HOPS = 256
export const TOO_MANY_HOPS = `This reference leads back to itself, or through more than ${MOST_HOPS} others. Give the schema a type or fields of its own.`
/** References inside the pointer of a reference inside a pointer, at most. */
const MOST_DETOURS = 32
/** Where named schemas stand, in the formats that refer to them by name. */
const NAMED = [['components', 'schemas'], ['definitions'], ['$defs']] as const

export function createReferences(files: ReadFiles, index: SchemaIndex, problems: ProblemList): References {
  const foundByBase = new Map<string, Map<string, Located | undefined>>()
  const missing = new Set<string>()
  let detours = 0

  function resolve(reference: string, from: Located): Located | undefined {
    const file = files.fileAt(from.place)
    const base = (isRawObject(from.schema) ? index.bases.get(from.schema) : undefined) ?? file.base
    let found = foundByBase.get(base)
    if (found === undefined) foundByBase.set(base, (found = new Map<string, Located | undefined>()))
    const known = found.get(reference)
    if (known !== undefined || found.has(reference)) return known
    const target = lookUp(resolveUri(reference, base), reference, from.place, file)
    found.set(reference, target)
    return target
  }

  function lookUp(uri: string, reference: string, place: Place, from: LinkedFile): Located | undefined {
    const at = uri.indexOf('#')
    const resource = at < 0 ? uri : uri.slice(0, at)
    const fragment = at < 0 ? '' : uri.slice(at + 1)
    const root = findRoot(resource, from)
    if (root === undefined) return findNamed(reference, { schema: undefined, place }) ?? reportMissing(resource, reference, place, from)
    const target =
      fragment === ''
        ? root.located
        : fragment.startsWith('/')
          ? follow(root.located, fragment)
          : (index.anchors.get(`${root.base}#${fragment}`) ?? index.anchors.get(`${from.base}#${fragment}`))
    if (target === undefined) {
      const file = files.fileAt(root.located.place)
      const where = file === from ? 'this document' : `\`${file.name}\``
      problems.add('unresolved-reference', place, `\`${shorten(reference)}\` is not in ${where}. Correct the reference, or import the complete description.`)
    }
    return target
  }

  function findRoot(resource: string, from: LinkedFile): { readonly located: Located; readonly base: string } | undefined {
    const known = index.resources.get(resource)
    if (known !== undefined) return { located: known, base: resource }
    const file = resource === from.base ? from : files.find(resource, from)
    if (file === undefined || file === 'several') return undefined
    // A bundled part of a file is in the index; else the name stands for the whole file.
    return { located: { schema: file.value, place: files.placeOf(file) }, base: file.base }
  }

  /** Once for each missing file, where it is first referred to. */
  function reportMissing(resource: string, reference: string, place: Place, from: LinkedFile): undefined {
    if (missing.has(resource)) return undefined
    missing.add(resource)
    const written = `\`${shorten(reference)}\``
    if (/^data:/i.test(reference)) {
      problems.add('external-reference', place, `${written} holds a document of its own, which is not read. Write the schema into the description.`)
      return undefined
    }
    const file = shorten(decodePercent(resource))
    const why =
      files.find(resource, from) === 'several'
        ? `${written} fits several files of this upload. Name the folder in the reference, or upload the files in their folders.`
        : `${written} points to another file, which is not in this upload; nothing is fetched. Upload this file too.`
    problems.add('external-reference', place, why, file)
    return undefined
  }

  /** Steps through references on the way, so that `#/components/schemas/Order/properties/id` works where Order is itself a reference. */
  function follow(root: Located, fragment: string): Located | undefined {
    let here: Located = root
    const raw = fragment.split('/').slice(1)
    const tokens = fragmentTokens(fragment)
    for (let i = 0; i < tokens.length; i++) {
      // As decoded; else as written, for names that hold a percent sign of their own.
      const decoded = tokens[i] as string
      const spellings = [decoded, unescapeToken(raw[i] as string)]
      let next = stepAny(here, spellings)
      for (let hops = 0; next === undefined; hops++) {
        const target = hops > MOST_DETOURS ? undefined : onward(here)
        if (target === undefined) return undefined
        here = target
        next = stepAny(here, spellings)
      }
      here = next
    }
    return here
  }

  function onward(here: Located): Located | undefined {
    const reference = isRawObject(here.schema) ? rawText(here.schema['$ref']) : undefined
    if (reference === undefined || detours >= MOST_DETOURS) return undefined
    detours += 1
    const target = resolve(reference, here)
    detours -= 1
    return target
  }

  function findNamed(name: string, from: Located): Located | undefined {
    if (/[/#]/.test(name)) return undefined
    for (const file of [files.fileAt(from.place), files.main]) {
      for (const path of NAMED) {
        let here: Located | undefined = { schema: file.value, place: files.placeOf(file) }
        for (const token of [...path, name]) here = here === undefined ? undefined : stepAny(here, [token])
        if (here !== undefined) return here
      }
    }
    return undefined
  }

  return { resolve, findNamed }
}

function stepAny(here: Located, spellings: readonly string[]): Located | undefined {
  for (const token of spellings) {
    const step = stepInto(here.schema, token)
    if (step.found) return { schema: step.value, place: below(here.place, token) }
  }
  return undefined
}

/** A reference is the document's text, and as long as it likes. */
function shorten(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`
}
