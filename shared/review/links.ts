// What refers to what in a project, both ways: the only place that gathers the links between use cases, steps, field maps, rows, lookup
// tables, config values, customers, test cases and questions. Links are stored once and the reverse is worked out here.
import { fieldAddress, rowAddress } from '../mapping/line.ts'
import type { Row } from '../project/field-map.ts'
import type { Project } from '../project/project.ts'
import { ROOT_PATH } from '../schema/field-path.ts'
import { live } from './group.ts'
import { parsePlace, placeAddress } from './place.ts'
import { addressesOfRow } from './questions.ts'
import { referencesIn, type References } from './references.ts'

export const LINK_KINDS = ['use-case', 'step', 'map', 'row', 'field', 'lookup', 'config', 'profile', 'test-case', 'question'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** `addresses`: as in shared/review/place.ts, and `question:<id>`. In the project's order, each once. */
export type LinkGroup = { readonly kind: LinkKind; readonly addresses: readonly string[] }

export type LinkIndex = {
  /** Grouped in the order of LINK_KINDS; empty groups are left out. Nothing deleted is listed. */
  readonly linksOf: (address: string) => readonly LinkGroup[]
}

export function questionAddress(id: string): string {
  return `question:${id}`
}

/** A project never changes. */
const known = new WeakMap<Project, LinkIndex>()

/** Built once for a project. */
export function linksIn(project: Project): LinkIndex {
  const before = known.get(project)
  if (before !== undefined) return before
  const index = buildLinks(project)
  known.set(project, index)
  return index
}

/** If A lists B, then B lists A. */
export function buildLinks(project: Project): LinkIndex {
  const there = listAddresses(project)
  const links = new Map<string, Set<string>>()
  const note = (from: string, to: string) => {
    const list = links.get(from)
    if (list === undefined) links.set(from, new Set([to]))
    else list.add(to)
  }
  const join = (a: string, b: string) => {
    if (a === b || !there.has(a) || !there.has(b)) return
    note(a, b)
    note(b, a)
  }
  linkMaps(project, join)
  linkSteps(project, join)
  linkRows(project, join)
  linkCases(project, join)
  linkQuestions(project, join)
  return {
    linksOf: (address) => {
      const all = [...(links.get(address) ?? [])]
      return LINK_KINDS.flatMap((kind) => {
        const addresses = all.filter((one) => kindOf(one) === kind)
        return addresses.length === 0 ? [] : [{ kind, addresses }]
      })
    },
  }
}

type Join = (a: string, b: string) => void

const mapAddress = (map: string) => fieldAddress(map, ROOT_PATH)

/** Fields without a row are there as long as their map is: they are no objects. */
function listAddresses(project: Project): { readonly has: (address: string) => boolean } {
  const maps = new Set(live(project.fieldMaps).map(({ id }) => id))
  const all = new Set([
    ...live(project.useCases).map(({ id }) => placeAddress('use-case', id)),
    ...live(project.steps).map(({ id }) => placeAddress('step', id)),
    ...live(project.lookupTables).map(({ id }) => placeAddress('lookup', id)),
    ...live(project.configValues).map(({ id }) => placeAddress('config', id)),
    ...live(project.customerProfiles).map(({ id }) => placeAddress('profile', id)),
    ...live(project.testCases).map(({ id }) => placeAddress('test-case', id)),
    ...live(project.questions).map(({ id }) => questionAddress(id)),
  ])
  for (const row of project.rows) if (row.deleted !== true && maps.has(row.fieldMap)) all.add(rowAddress(row))
  return {
    has: (address) => {
      if (all.has(address)) return true
      const place = address.startsWith('field:') ? parsePlace(address) : undefined
      return (place?.kind === 'map' || place?.kind === 'field') && maps.has(place.fieldMap)
    },
  }
}

function linkMaps(project: Project, join: Join): void {
  const configs = configsByName(project)
  for (const map of live(project.fieldMaps)) {
    const at = mapAddress(map.id)
    for (const useCase of map.useCases) join(at, placeAddress('use-case', useCase))
    joinReferences(at, referencesIn(map.appliesWhen), configs, join)
  }
  for (const invariant of live(project.invariants)) joinReferences(mapAddress(invariant.fieldMap), referencesIn({ formula: invariant.formula }), configs, join)
  for (const input of live(project.mapInputs)) if (input.fromStep !== undefined) join(mapAddress(input.fieldMap), placeAddress('step', input.fromStep))
}

function linkSteps(project: Project, join: Join): void {
  const configs = configsByName(project)
  for (const step of live(project.steps)) {
    const at = placeAddress('step', step.id)
    join(at, placeAddress('use-case', step.useCase))
    if (step.fieldMap !== undefined) join(at, mapAddress(step.fieldMap))
    for (const part of [step.parameters, step.condition, step.lookup, step.update]) {
      const references = referencesIn(part)
      joinReferences(at, references, configs, join)
      for (const input of references.inputs) join(at, placeAddress('step', input))
    }
  }
}

/** A row serves the use cases of its map, unless it names others. */
function linkRows(project: Project, join: Join): void {
  const configs = configsByName(project)
  const ofMap = new Map(live(project.fieldMaps).map((map) => [map.id, map.useCases]))
  for (const row of project.rows) {
    if (row.deleted === true) continue
    const at = rowAddress(row)
    join(at, mapAddress(row.fieldMap))
    for (const useCase of row.useCases ?? ofMap.get(row.fieldMap) ?? []) join(at, placeAddress('use-case', useCase))
    joinReferences(at, referencesOfRow(row), configs, join)
  }
}

/** Kept for the objects that rows are: they stay the same until a cell changes. */
const ofRows = new WeakMap<Row, References>()

function referencesOfRow(row: Row): References {
  const before = ofRows.get(row)
  if (before !== undefined) return before
  const found = referencesIn([row.transform ?? null, row.when ?? null])
  ofRows.set(row, found)
  return found
}

function linkCases(project: Project, join: Join): void {
  for (const one of live(project.testCases)) {
    const at = placeAddress('test-case', one.id)
    for (const useCase of one.useCases ?? []) join(at, placeAddress('use-case', useCase))
    if (one.fieldMap !== undefined) join(at, mapAddress(one.fieldMap))
    for (const row of one.rows ?? []) join(at, rowAddress({ id: row }))
    for (const { config } of one.config ?? []) join(at, placeAddress('config', config))
    if (one.profile !== undefined) join(at, placeAddress('profile', one.profile))
  }
}

/** Where it stands, and what waits for it; at a field, its row once there is one. */
function linkQuestions(project: Project, join: Join): void {
  const questions = live(project.questions)
  const fields = new Set(questions.flatMap(({ at, blocks = [] }) => [at, ...blocks]).filter((address) => address.startsWith('field:')))
  const rowAt = new Map<string, string>()
  for (const row of fields.size === 0 ? [] : project.rows) {
    if (row.deleted === true) continue
    const [at = '', field = ''] = addressesOfRow(row)
    if (fields.has(field) && !rowAt.has(field)) rowAt.set(field, at)
  }
  for (const question of questions)
    for (const address of [question.at, ...(question.blocks ?? [])]) join(questionAddress(question.id), rowAt.get(address) ?? address)
}

function configsByName({ configValues }: Project): ReadonlyMap<string, string> {
  return new Map(live(configValues).map(({ id, name }) => [name, id]))
}

function joinReferences(at: string, { tables, configs, names }: References, byName: ReadonlyMap<string, string>, join: Join): void {
  for (const table of tables) join(at, placeAddress('lookup', table))
  for (const config of configs) join(at, placeAddress('config', config))
  for (const name of names) join(at, placeAddress('config', byName.get(name) ?? ''))
}

export function kindOf(address: string): LinkKind | undefined {
  if (address.startsWith('question:')) return 'question'
  const kind = parsePlace(address)?.kind
  return LINK_KINDS.find((one) => one === kind)
}
