// The only place that knows how the files of one upload refer to each other: by folder, by bare name, by `$id`. Nothing else is ever opened (T-18).
import { decodePercent, DOCUMENT, rootOf, type Place } from './json-pointer.ts'
import { isRawObject, rawText, type RawObject } from './raw-schema.ts'
import { resolveUri } from './resolve-uri.ts'

/** `name`: its path in the upload, with `/`. `value`: parsed JSON or YAML, unchecked. */
export type JsonFile = { readonly name: string; readonly value: unknown }

export type IdKeyword = '$id' | 'id'
export type LinkedFile = JsonFile & {
  /** What references in it are relative to: its `$id`, else its name. */
  readonly base: string
  readonly idKeyword: IdKeyword
}

export type LinkedFiles = {
  readonly files: readonly LinkedFile[]
  /** The file that a URI without fragment, or a path in the upload, stands for. `several`: more than one fits equally well. */
  readonly find: (resource: string, from: LinkedFile) => LinkedFile | 'several' | undefined
  /** The other files that references in this one lead to, in the order of first sight. */
  readonly refersTo: (file: LinkedFile) => ReadonlySet<LinkedFile>
}

/** What one reading sees: its files, each with the place that stands for the file itself. */
export type ReadFiles = {
  readonly main: LinkedFile
  readonly files: readonly LinkedFile[]
  readonly find: LinkedFiles['find']
  readonly placeOf: (file: LinkedFile) => Place
  readonly fileAt: (place: Place) => LinkedFile
}

const ADDRESS = /^[a-z][a-z0-9+.-]*:|^\/\//i

export function linkFiles(files: readonly JsonFile[]): LinkedFiles {
  const linked = files.map((file): LinkedFile => {
    const idKeyword = idKeywordOf(file.value)
    const id = isRawObject(file.value) ? rawText(file.value[idKeyword]) : undefined
    const named = file.name.replace(/[%#?]/g, encodeURIComponent)
    return { ...file, idKeyword, base: id === undefined || id.startsWith('#') ? named : withoutFragment(resolveUri(id, named)) }
  })
  const byName = new Map<string, LinkedFile>()
  const byBareName = new Map<string, LinkedFile[]>()
  const byId = new Map<string, LinkedFile>()
  for (const file of linked) {
    if (!byName.has(file.name)) byName.set(file.name, file)
    if (!byId.has(file.base)) byId.set(file.base, file)
    const bare = file.name.split('/').at(-1) ?? ''
    const same = byBareName.get(bare)
    if (same === undefined) byBareName.set(bare, [file])
    else same.push(file)
  }
  // One file refers to no other: nothing to look for.
  const found = linked.length === 1 ? undefined : new Map(linked.map((file) => [file, scan(file)]))
  const byPart = new Map<string, LinkedFile>()
  for (const [file, { ids }] of found ?? []) for (const id of ids) if (!byPart.has(id)) byPart.set(id, file)

  const find: LinkedFiles['find'] = (resource, from) => {
    if (/^data:/i.test(resource)) return undefined
    const exact = byId.get(resource) ?? byName.get(resource) ?? byName.get(decodePercent(resource).replace(/^\//, ''))
    if (exact !== undefined) return exact
    const parts = decodePercent(resource.replace(/\?.*$/s, ''))
      .split(/[/\\]/)
      .filter((part) => part !== '' && part !== '.' && part !== '..')
    // A file that says another folder means another file than itself; an address may be its own.
    const same = (byBareName.get(parts.at(-1) ?? '') ?? []).filter((file) => file !== from || ADDRESS.test(resource))
    const [first, second] = same.map((file) => ({ file, fit: fitOf(file.name, parts) })).toSorted((a, b) => b.fit - a.fit)
    return first === undefined ? undefined : second !== undefined && second.fit === first.fit ? 'several' : first.file
  }
  const edges = new Map<LinkedFile, ReadonlySet<LinkedFile>>()
  const refersTo: LinkedFiles['refersTo'] = (file) => {
    const known = edges.get(file)
    if (known !== undefined) return known
    const others = new Set<LinkedFile>()
    for (const uri of found?.get(file)?.references ?? []) {
      const other = byPart.get(uri) ?? find(uri, file)
      if (other !== undefined && other !== 'several' && other !== file) others.add(other)
    }
    edges.set(file, others)
    return others
  }
  return { files: linked, find, refersTo }
}

/** Of `own`, those that no other file refers to; where all are referred to, all. */
export function rootFiles(own: readonly LinkedFile[], { files, refersTo }: LinkedFiles): LinkedFile[] {
  const referred = new Set<LinkedFile>()
  for (const file of files) for (const other of refersTo(file)) referred.add(other)
  const roots = own.filter((file) => !referred.has(file))
  return roots.length > 0 ? roots : [...own]
}

/** The roots (at least one) and all that they lead to. `alone`: the one root's own places are printed without its name. */
export function filesToRead(roots: readonly LinkedFile[], { find, refersTo }: LinkedFiles, alone: boolean): ReadFiles {
  const [main] = roots
  if (main === undefined) throw new Error('there is no file to read')
  const reached = new Set(roots)
  // A set is gone through to its end, also where it grows meanwhile.
  for (const file of reached) for (const other of refersTo(file)) reached.add(other)
  const places = new Map<LinkedFile, Place>()
  const fileByRoot = new Map<Place, LinkedFile>()
  const placeOf = (file: LinkedFile): Place => {
    const known = places.get(file)
    if (known !== undefined) return known
    const place = file === main && alone ? DOCUMENT : { token: file.name }
    places.set(file, place)
    fileByRoot.set(place, file)
    return place
  }
  for (const file of reached) placeOf(file)
  return { main, files: [...reached], find, placeOf, fileAt: (place) => (places.size === 1 ? main : (fileByRoot.get(rootOf(place)) ?? main)) }
}

/** Draft-04 says `id` where later ones say `$id`. A document that says no version may mean either. */
function idKeywordOf(document: unknown): IdKeyword {
  if (!isRawObject(document)) return '$id'
  const stated = rawText(document['$schema'])
  if (stated !== undefined) return /draft-0[34]/.test(stated) ? 'id' : '$id'
  const mayBeOld = document['$id'] === undefined && document['openapi'] === undefined && document['swagger'] === undefined
  return mayBeOld && (isRawObject(document['properties']) || isRawObject(document['definitions'])) && rawText(document['id']) !== undefined ? 'id' : '$id'
}

/** Every `$ref` and `$id` of a file, wherever it stands. Own stack; a part that stands in several places is looked at once. */
function scan(file: LinkedFile): { readonly references: ReadonlySet<string>; readonly ids: readonly string[] } {
  const references = new Set<string>()
  const ids: string[] = []
  const seen = new Set<object>()
  const stack: { value: unknown; base: string }[] = [{ value: file.value, base: file.base }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value } = next
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    let { base } = next
    if (isRawObject(value)) {
      const id = value === file.value ? undefined : rawText(value[file.idKeyword])
      if (id !== undefined && !id.startsWith('#')) {
        base = withoutFragment(resolveUri(id, base))
        ids.push(base)
      }
      for (const reference of referencesIn(value)) if (!reference.startsWith('#')) references.add(withoutFragment(resolveUri(reference, base)))
    }
    const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    for (let i = children.length - 1; i >= 0; i--) if (typeof children[i] === 'object') stack.push({ value: children[i], base })
  }
  return { references, ids }
}

function referencesIn(value: RawObject): string[] {
  const texts = [value['$ref'], value['$dynamicRef'], value['$recursiveRef']]
  if (isRawObject(value['mapping']) && value['propertyName'] !== undefined) texts.push(...Object.values(value['mapping']).filter(isFileReference))
  return texts.filter((text) => typeof text === 'string')
}

function isFileReference(text: unknown): boolean {
  return typeof text === 'string' && /[/#]|\.(json|ya?ml)$/i.test(text)
}

/** How many folders fit, from the end. */
function fitOf(name: string, parts: readonly string[]): number {
  const own = name.split('/')
  let fit = 0
  while (fit < own.length && fit < parts.length && own[own.length - 1 - fit] === parts[parts.length - 1 - fit]) fit += 1
  return fit
}

function withoutFragment(uri: string): string {
  const at = uri.indexOf('#')
  return at < 0 ? uri : uri.slice(0, at)
}
