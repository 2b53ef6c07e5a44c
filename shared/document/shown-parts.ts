// Which of a project's parts a specification shows: all of them, or what belongs to the chosen use cases and field maps and what these refer to. The only place for that choice.
import { compareObjects, type Project } from '../project/project.ts'
import type { Question, TestCase } from '../project/review-parts.ts'
import type { Step, UseCase } from '../project/use-case.ts'
import type { ConfigValue, Person, System } from '../project/people-and-systems.ts'
import type { LookupTable } from '../project/lookup-table.ts'
import { live } from '../review/group.ts'
import { parsePlace } from '../review/place.ts'
import { listTablesOf } from '../review/tables-of.ts'
import { chosenMaps, chosenUseCases, compiledMap } from './chosen-maps.ts'
import type { DocumentSource } from './document-options.ts'

export type ShownParts = {
  /** Ids of field maps. */
  readonly maps: ReadonlySet<string>
  readonly useCases: readonly UseCase[]
  /** Of these use cases. */
  readonly steps: readonly Step[]
  readonly testCases: readonly TestCase[]
  readonly tables: readonly LookupTable[]
  readonly configValues: readonly ConfigValue[]
  readonly systems: readonly System[]
  readonly people: readonly Person[]
  readonly questions: readonly Question[]
  /** Whether an address stands at something that is shown. What is no address of ours is shown with everything only. */
  readonly isShown: (address: string) => boolean
}

const known = new WeakMap<DocumentSource, ShownParts>()

/** All lists in their order, without what was deleted. */
export function shownParts(source: DocumentSource): ShownParts {
  const before = known.get(source)
  if (before !== undefined) return before
  const { project, choice } = source
  const parts = choice.maps === undefined && choice.useCases === undefined ? wholeProject(source) : chosenParts(source)
  const isWhole = choice.maps === undefined && choice.useCases === undefined
  const isShown = (address: string) => isWhole || isPartShown(project, parts, address)
  const made = { ...parts, questions: inOrder(project.questions).filter(({ at }) => isShown(at)), isShown }
  known.set(source, made)
  return made
}

type Parts = Omit<ShownParts, 'questions' | 'isShown'>

function wholeProject(source: DocumentSource): Parts {
  const { project } = source
  return {
    maps: new Set(chosenMaps(source).map(({ context }) => context.fieldMap.id)),
    useCases: inOrder(project.useCases),
    steps: inOrder(project.steps),
    testCases: inOrder(project.testCases),
    tables: inOrder(project.lookupTables),
    configValues: inOrder(project.configValues),
    systems: inOrder(project.systems),
    people: inOrder(project.people),
  }
}

function chosenParts(source: DocumentSource): Parts {
  const { project } = source
  const contexts = chosenMaps(source).map(({ context }) => context)
  const maps = new Set(contexts.map(({ fieldMap }) => fieldMap.id))
  const rows = contexts.flatMap((context) => context.rows)
  const useCases = shownUseCases(source, maps)
  const ids = new Set(useCases.map(({ id }) => id))
  const steps = inOrder(project.steps).filter(({ useCase }) => ids.has(useCase))
  const testCases = inOrder(project.testCases).filter(({ fieldMap, useCases: of }) =>
    fieldMap === undefined ? of?.some((id) => ids.has(id)) === true : maps.has(fieldMap),
  )
  const tables = new Set(listTablesOf(rows))
  const configNames = new Set(contexts.flatMap((context) => compiledMap(context).ir.config.map(({ name }) => name)))
  const named = textsIn([steps, testCases])
  const schemas = new Set([...contexts.flatMap(({ fieldMap, inputs }) => [fieldMap.destination.schema, ...inputs.map(({ ref }) => ref.schema)]), ...named])
  const systems = new Set([...named, ...project.schemas.flatMap(({ id, system }) => (schemas.has(id) ? [system] : []))])
  const around = [...inOrder(project.environments), ...inOrder(project.prerequisites)].filter(({ system }) => systems.has(system))
  const shownSystems = inOrder(project.systems).filter(({ id }) => systems.has(id))
  const questions = project.questions.filter(({ at }) => isPartShown(project, { ...EMPTY, maps, useCases, steps, testCases }, at))
  const people = textsIn([project.info, useCases, testCases, rows, around, shownSystems, questions])
  return {
    maps,
    useCases,
    steps,
    testCases,
    tables: inOrder(project.lookupTables).filter(({ id }) => tables.has(id)),
    configValues: inOrder(project.configValues).filter(({ id, name }) => configNames.has(name) || named.has(id)),
    systems: shownSystems,
    people: inOrder(project.people).filter(({ id }) => people.has(id)),
  }
}

const EMPTY: Parts = { maps: new Set(), useCases: [], steps: [], testCases: [], tables: [], configValues: [], systems: [], people: [] }

/** Chosen ones; where only field maps were chosen, those that the maps serve. */
function shownUseCases(source: DocumentSource, maps: ReadonlySet<string>): readonly UseCase[] {
  const { project, choice } = source
  const all = chosenUseCases(source)
  if (choice.useCases !== undefined) return all
  const served = new Set([
    ...live(project.fieldMaps).flatMap(({ id, useCases }) => (maps.has(id) ? useCases : [])),
    ...live(project.rows).flatMap(({ fieldMap, useCases }) => (maps.has(fieldMap) ? (useCases ?? []) : [])),
    ...live(project.steps).flatMap(({ fieldMap, useCase }) => (fieldMap !== undefined && maps.has(fieldMap) ? [useCase] : [])),
  ])
  return all.filter(({ id }) => served.has(id))
}

function isPartShown(project: Project, parts: Parts, address: string): boolean {
  const place = parsePlace(address)
  const has = (list: readonly { readonly id: string }[], id: string) => list.some((one) => one.id === id)
  switch (place?.kind) {
    case 'row': {
      const row = project.rows.find(({ id }) => id === place.row)
      return row !== undefined && parts.maps.has(row.fieldMap)
    }
    case 'field':
    case 'map':
      return parts.maps.has(place.fieldMap)
    case 'use-case':
      return has(parts.useCases, place.id)
    case 'step':
      return has(parts.steps, place.id)
    case 'test-case':
      return has(parts.testCases, place.id)
    case 'lookup':
      return has(parts.tables, place.id)
    case 'config':
      return has(parts.configValues, place.id)
    case 'system':
      return has(parts.systems, place.id)
    case 'prerequisite':
      return has(parts.systems, project.prerequisites.find(({ id }) => id === place.id)?.system ?? '')
    case 'schema':
      return has(parts.systems, project.schemas.find(({ id }) => id === place.id)?.system ?? '')
    case 'profile':
    case 'go-live':
      return true
    case undefined:
      return false
  }
}

/** All texts anywhere inside: ids are among them. */
function textsIn(value: unknown): Set<string> {
  const found = new Set<string>()
  const stack = [value]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') found.add(next)
    else if (typeof next === 'object' && next !== null) stack.push(...Object.values(next).filter((one) => one !== undefined))
  }
  return found
}

export function inOrder<T extends { readonly id: string; readonly order?: string; readonly deleted?: boolean | undefined }>(list: readonly T[]): T[] {
  return live(list).toSorted(compareObjects)
}
