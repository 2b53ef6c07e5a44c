// The only place where routes look objects up in a live document, and that says what to do about a reference to one that is not there.
import type { RouteError } from '../../shared/api/route-errors.ts'
import { readObject } from '../../shared/project/project-doc.ts'
import type { CollectionName, ObjectOf } from '../../shared/project/project.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { parsePlace, type Place, type PlaceKind } from '../../shared/review/place.ts'
import type { Who } from './route.ts'

/** The document that a room hands to an edit by the server. */
export type LiveDoc = Parameters<typeof readObject>[0]

const words = {
  rows: 'row',
  fieldMaps: 'field map',
  useCases: 'use case',
  steps: 'step',
  testCases: 'test case',
  lookupTables: 'lookup table',
  configValues: 'config value',
  customerProfiles: 'customer profile',
  systems: 'system',
  prerequisites: 'prerequisite',
  schemas: 'schema',
  goLiveItems: 'go-live item',
  people: 'person',
  questions: 'question',
  waivers: 'waiver',
  signOffs: 'signature',
  baselines: 'baseline',
} as const satisfies Partial<Record<CollectionName, string>>
type Known = keyof typeof words

const homeOfPlace: Record<PlaceKind, Known> = {
  'use-case': 'useCases',
  step: 'steps',
  'test-case': 'testCases',
  lookup: 'lookupTables',
  config: 'configValues',
  profile: 'customerProfiles',
  system: 'systems',
  prerequisite: 'prerequisites',
  schema: 'schemas',
  'go-live': 'goLiveItems',
}

/** An object that a request refers to. Deleted: 409, because it can be brought back. */
export function findReferred<C extends Known>(doc: LiveDoc, home: C, id: string): Result<ObjectOf<C>, RouteError> {
  const object = readObject(doc, home, id)
  if (object === undefined) return fail({ type: 'NotFound', what: words[home] })
  if (object.deleted !== true) return ok(object)
  return fail({ type: 'NotPossible', message: `The ${words[home]} was deleted. Bring it back with undo or from the history, or choose another.` })
}

/** An object that the address of a request names. Deleted is gone. */
export function findNamed<C extends Known>(doc: LiveDoc, home: C, id: string): Result<ObjectOf<C>, RouteError> {
  const object = readObject(doc, home, id)
  return object === undefined || object.deleted === true ? fail({ type: 'NotFound', what: words[home] }) : ok(object)
}

/** Why nothing can stand at the address; undefined: it can. */
export function findPlaceFault(doc: LiveDoc, at: string): RouteError | undefined {
  const place = parsePlace(at)
  if (place === undefined)
    return {
      type: 'InvalidRequest',
      message: `${JSON.stringify(at.slice(0, 100))} is no place of a project. Use an address such as \`row:ID\` or \`use-case:ID\`.`,
    }
  for (const [home, id] of listObjects(place)) {
    const found = findReferred(doc, home, id)
    if (!found.ok) return found.error
  }
  return undefined
}

function listObjects(place: Place): (readonly [Known, string])[] {
  if (place.kind === 'row') return [['rows', place.row]]
  if (place.kind === 'map') return [['fieldMaps', place.fieldMap]]
  if (place.kind === 'field') return [['fieldMaps', place.fieldMap], ...(place.each === undefined ? [] : [['rows', place.each] as const])]
  return [[homeOfPlace[place.kind], place.id]]
}

/** What is written with a name needs one. */
export function findNameFault({ person }: Who): RouteError | undefined {
  return person.name === '' ? { type: 'NotPossible', message: 'Say your name first: it stands under what you write. Open the page and enter it.' } : undefined
}
