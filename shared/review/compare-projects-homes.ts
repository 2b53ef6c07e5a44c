// What a comparison calls the objects of each collection, under which heading it tells them, and where they stand: the only such table.
import { fieldAddress, rowAddress } from '../mapping/line.ts'
import { numberPrefix, printNumber, type CollectionName, type NumberedCollection, type ObjectOf, type Project } from '../project/project.ts'
import { printObjectAddress } from '../schema/fields.ts'
import { ROOT_PATH } from '../schema/field-path.ts'
import { describePlace, placeAddress } from './place.ts'

/** What a change is told under. `id`: of the use case or field map. In the order people read them. */
export const GROUP_KINDS = [
  'project',
  'systems',
  'schemas',
  'use-case',
  'map',
  'lookups',
  'config',
  'tests',
  'questions',
  'waivers',
  'sign-offs',
  'go-live',
  'views',
] as const
export type GroupKind = (typeof GROUP_KINDS)[number]
export type GroupPlace = { readonly of: GroupKind; readonly id?: string }

/** Baselines are no part of what they freeze. */
export type ComparedHome = Exclude<CollectionName, 'baselines'>

export type Find = <C extends CollectionName>(home: C, id: string | undefined) => ObjectOf<C> | undefined

type HomeWords<C extends CollectionName> = {
  /** One of them, in words. */
  readonly one: string
  readonly group: (object: ObjectOf<C>) => GroupPlace
  readonly name: (object: ObjectOf<C>, find: Find, project: Project) => string
  /** Address of shared/review/place.ts; absent where none is the object's own. */
  readonly place: (object: ObjectOf<C>) => string | undefined
  /** What it is ordered in by people, besides its collection. Absent: it has no order that anybody sees. */
  readonly list?: (object: ObjectOf<C>) => string
}

const under = (of: GroupKind) => () => ({ of })
const ofUseCase = ({ useCase }: { readonly useCase: string }): GroupPlace => ({ of: 'use-case', id: useCase })
const ofMap = ({ fieldMap }: { readonly fieldMap: string }): GroupPlace => ({ of: 'map', id: fieldMap })
const mapPlace = (map: string) => fieldAddress(map, ROOT_PATH)
const whole = () => ''
const nowhere = () => undefined
const gone = 'something that is gone'

const homes: { readonly [C in ComparedHome]: HomeWords<C> } = {
  people: { one: 'Person', group: under('project'), name: ({ name }) => name, place: nowhere, list: whole },
  systems: { one: 'System', group: under('systems'), name: ({ name }) => name, place: ({ id }) => placeAddress('system', id), list: whole },
  environments: {
    one: 'Environment',
    group: under('systems'),
    name: ({ name, system }, find) => `${find('systems', system)?.name ?? gone}: ${name}`,
    place: ({ system }) => placeAddress('system', system),
    list: ({ system }) => system,
  },
  prerequisites: {
    one: 'Prerequisite',
    group: under('systems'),
    name: ({ title, system }, find) => `${find('systems', system)?.name ?? gone}: ${title}`,
    place: ({ id }) => placeAddress('prerequisite', id),
    list: ({ system }) => system,
  },
  schemas: {
    one: 'Schema',
    group: under('schemas'),
    name: ({ title, version }) => `${title} ${version ?? ''}`.trim(),
    place: ({ id }) => placeAddress('schema', id),
    list: whole,
  },
  sampleSets: { one: 'Samples', group: under('schemas'), name: ({ name }) => name, place: ({ schema }) => placeAddress('schema', schema) },
  overlays: {
    one: 'Field fact',
    group: under('schemas'),
    name: ({ object, path, fact }) => `${printObjectAddress(object)} ${path}: ${fact}`,
    place: ({ system }) => placeAddress('system', system),
  },
  schemaDecisions: {
    one: 'Schema decision',
    group: under('schemas'),
    name: ({ change, sentence }) => sentence ?? change,
    place: ({ schema }) => placeAddress('schema', schema),
  },
  configValues: { one: 'Config value', group: under('config'), name: ({ name }) => name, place: ({ id }) => placeAddress('config', id), list: whole },
  customerProfiles: { one: 'Customer', group: under('config'), name: ({ name }) => name, place: ({ id }) => placeAddress('profile', id), list: whole },
  profileValues: {
    one: 'Customer value',
    group: under('config'),
    name: ({ profile, config }, find) => `${find('customerProfiles', profile)?.name ?? gone}: ${find('configValues', config)?.name ?? gone}`,
    place: ({ profile }) => placeAddress('profile', profile),
  },
  useCases: {
    one: 'Use case',
    group: ({ id }) => ({ of: 'use-case', id }),
    name: ({ title }) => title,
    place: ({ id }) => placeAddress('use-case', id),
    list: whole,
  },
  useCaseItems: {
    one: 'Part',
    group: ofUseCase,
    name: ({ part, text }) => `${capital(part)}: ${text}`,
    place: ({ useCase }) => placeAddress('use-case', useCase),
    list: ({ useCase, part }) => `${useCase} ${part}`,
  },
  attachments: {
    one: 'Attachment',
    group: ofUseCase,
    name: ({ title }) => title,
    place: ({ useCase }) => placeAddress('use-case', useCase),
    list: ({ useCase }) => useCase,
  },
  steps: {
    one: 'Step',
    group: ofUseCase,
    name: ({ title }) => title,
    place: ({ id }) => placeAddress('step', id),
    list: ({ useCase }) => useCase,
  },
  fieldMaps: { one: 'Field map', group: ({ id }) => ({ of: 'map', id }), name: ({ name }) => name, place: ({ id }) => mapPlace(id), list: whole },
  mapInputs: { one: 'Input', group: ofMap, name: ({ name }) => name, place: ({ fieldMap }) => mapPlace(fieldMap), list: ({ fieldMap }) => fieldMap },
  invariants: {
    one: 'What must hold',
    group: ofMap,
    name: ({ sentence }) => sentence,
    place: ({ fieldMap }) => mapPlace(fieldMap),
    list: ({ fieldMap }) => fieldMap,
  },
  rows: {
    one: 'Row',
    group: ofMap,
    name: ({ destination }) => (destination === '' ? 'the whole record' : destination),
    place: rowAddress,
    // Only alternatives of one destination and parts of one list have an order of their own.
    list: ({ fieldMap, parent, destination }) => JSON.stringify([fieldMap, parent ?? '', destination]),
  },
  sourceDecisions: {
    one: 'Left-out source',
    group: ofMap,
    name: ({ input, path }, find) => `${find('mapInputs', input)?.name ?? gone}${path === '' ? '' : `.${path}`}`,
    place: ({ fieldMap }) => mapPlace(fieldMap),
  },
  lookupTables: { one: 'Lookup table', group: under('lookups'), name: ({ name }) => name, place: ({ id }) => placeAddress('lookup', id), list: whole },
  lookupEntries: {
    one: 'Entry',
    group: under('lookups'),
    name: ({ table, profile, from }, find) =>
      `${find('lookupTables', table)?.name ?? gone}: ${from === null ? 'null' : String(from)}${profile === undefined ? '' : ` (${find('customerProfiles', profile)?.name ?? gone})`}`,
    place: ({ table }) => placeAddress('lookup', table),
    list: ({ table }) => table,
  },
  testCases: { one: 'Test case', group: under('tests'), name: ({ title }) => title, place: ({ id }) => placeAddress('test-case', id), list: whole },
  testRuns: {
    one: 'Test run',
    group: under('tests'),
    name: ({ testCase, by, at }, find, project) => `${nameWithNumber('testCases', find('testCases', testCase), find, project)}, ${by}, ${at.slice(0, 10)}`,
    place: ({ testCase }) => placeAddress('test-case', testCase),
  },
  questions: { one: 'Question', group: under('questions'), name: ({ text }) => text, place: ({ at }) => at },
  waivers: {
    one: 'Waiver',
    group: under('waivers'),
    name: ({ at, message }, _find, project) => `${describePlace(project, at)}: ${message}`,
    place: ({ at }) => at,
  },
  signOffs: {
    one: 'Signature',
    group: under('sign-offs'),
    name: ({ person, useCase, baseline }, find, project) =>
      `${find('people', person)?.name ?? gone}: ${useCase !== undefined ? nameWithNumber('useCases', find('useCases', useCase), find, project) : printNumber('baselines', find('baselines', baseline)?.number)}`,
    place: ({ useCase }) => (useCase === undefined ? undefined : placeAddress('use-case', useCase)),
  },
  goLiveItems: { one: 'Go-live item', group: under('go-live'), name: ({ title }) => title, place: ({ id }) => placeAddress('go-live', id), list: whole },
  gridViews: { one: 'Saved view', group: under('views'), name: ({ name }) => name, place: nowhere, list: whole },
}

export const comparedHomes: readonly ComparedHome[] = Object.keys(homes).filter((home): home is ComparedHome => Object.hasOwn(homes, home))

export function oneOf(home: ComparedHome): string {
  return homes[home].one
}
/** `3 rows`, `1 person`. */
export function countOf(home: ComparedHome | 'info', number: number): string {
  const one = home === 'info' ? 'project' : homes[home].one.toLowerCase()
  const many = manyWords[one] ?? (one.endsWith('y') ? `${one.slice(0, -1)}ies` : one.endsWith('s') ? one : `${one}s`)
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`
}
const manyWords: Readonly<Record<string, string>> = { person: 'people', 'what must hold': 'rules of what must hold' }

export function groupOf<C extends ComparedHome>(home: C, object: ObjectOf<C>): GroupPlace {
  return homes[home].group(object)
}
export function nameOf<C extends ComparedHome>(home: C, object: ObjectOf<C>, find: Find, project: Project): string {
  return homes[home].name(object, find, project)
}
export function placeOf<C extends ComparedHome>(home: C, object: ObjectOf<C>): string | undefined {
  return homes[home].place(object)
}
/** Undefined: nobody sees in which order it stands. */
export function listOf<C extends ComparedHome>(home: C, object: ObjectOf<C>): string | undefined {
  return homes[home].list?.(object)
}

/** `R-14`; undefined for what has no number. */
export function numberOf<C extends ComparedHome>(home: C, object: ObjectOf<C>): string | undefined {
  return isNumbered(home) ? printNumber(home, 'number' in object ? object.number : undefined) : undefined
}

/** `UC-1 Invoice each paid order`. */
export function nameWithNumber<C extends ComparedHome>(home: C, object: ObjectOf<C> | undefined, find: Find, project: Project): string {
  return object === undefined ? gone : `${numberOf(home, object) ?? ''} ${nameOf(home, object, find, project)}`.trim()
}

function isNumbered(home: CollectionName): home is NumberedCollection {
  return Object.hasOwn(numberPrefix, home)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
