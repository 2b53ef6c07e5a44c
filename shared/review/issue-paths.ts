// Where an issue stands in a record (`order.line_items[0].quantity`), with fields renamed: the only place that takes such places apart.
import { ENTRY, ITEM, printName, type FieldPath } from '../schema/field-path.ts'
import { appendStep, nameStep } from '../schema/compare-units.ts'
import type { ObjectAddress } from '../schema/schema-graph.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { inputNames } from '../mapping/source-text.ts'
import { stepsOf, type FieldPlaces } from './field-places.ts'

type IssuePathNames = {
  /** Whether the description has a value there. */
  readonly has: (input: string, path: FieldPath) => boolean
  /** The name that the field is to have. */
  readonly nameOf: (input: string, path: FieldPath, name: string) => string
}

type Part = { readonly text: string; readonly name?: string }

/** A place in the records that a map is given. `nameOf` is asked for every field of the version on the way. */
export function rewriteIssueOfMap(
  context: MapContext,
  schema: string,
  places: FieldPlaces,
  place: string,
  nameOf: (object: ObjectAddress, path: FieldPath, name: string) => string,
): string {
  const names = inputNames(context)
  const objects = new Map(context.inputs.flatMap(({ input: { id, source } }) => (source.schema === schema ? [[names.get(id), source.object] as const] : [])))
  return rewriteIssuePath(place, {
    has: (input, path) => {
      const object = objects.get(input)
      return object !== undefined && places.spotsAlong(object, path).length === (stepsOf(path)?.length ?? -1) + 1
    },
    nameOf: (input, path, name) => {
      const object = objects.get(input)
      return object === undefined ? name : nameOf(object, path, name)
    },
  })
}

/** A text that is no such place stays as it is. */
function rewriteIssuePath(place: string, { has, nameOf }: IssuePathNames): string {
  const [first, ...rest] = takeApart(place)
  const input = first?.name
  if (first === undefined || input === undefined) return place
  let path = '' as FieldPath
  let written = first.text
  for (const { text, name } of rest) {
    if (name === undefined) {
      // A position; or a key, of a map or of a group of a list's items.
      const item = appendStep(path, ITEM)
      path = has(input, item) ? item : appendStep(path, ENTRY)
      written += text
    } else {
      path = appendStep(path, nameStep(name))
      written += `.${printName(nameOf(input, path, name))}`
    }
  }
  return written
}

/** `[0]` and `["EUR"]` have no name. What cannot be read ends the list with nothing: then nothing is changed. */
function takeApart(place: string): Part[] {
  const parts: Part[] = []
  let at = 0
  while (at < place.length) {
    const start = at
    if (place[at] === '[') {
      at = endOfBracket(place, at)
      if (at < 0) return []
      parts.push({ text: place.slice(start, at) })
      continue
    }
    if (at > 0) {
      if (place[at] !== '.') return []
      at += 1
    }
    const name = readName(place, at)
    if (name === undefined) return []
    at = name.end
    parts.push({ text: place.slice(start, at), name: name.name })
  }
  return parts
}

/** Just behind the bracket; -1 where there is none. A key is written as JSON does. */
function endOfBracket(place: string, start: number): number {
  let inText = false
  for (let at = start + 1; at < place.length; at++) {
    if (inText && place[at] === '\\') at += 1
    else if (place[at] === '"') inText = !inText
    else if (place[at] === ']' && !inText) return at + 1
  }
  return -1
}

function readName(place: string, start: number): { readonly name: string; readonly end: number } | undefined {
  let end = start
  if (place[start] !== '`') {
    while (end < place.length && place[end] !== '.' && place[end] !== '[') end += 1
    return end === start ? undefined : { name: place.slice(start, end), end }
  }
  for (let at = start + 1; at < place.length; at++) {
    if (place[at] !== '`') continue
    if (place[at + 1] !== '`') return { name: place.slice(start + 1, at).replaceAll('``', '`'), end: at + 1 }
    at += 1
  }
  return undefined
}
