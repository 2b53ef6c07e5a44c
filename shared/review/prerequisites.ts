// What work on each system waits for: the only place that makes one list of access to environments and of prerequisites, and says in words
// how far each one is. The list on the project's home, the barriers and the Excel sheet of systems are drawn from it.
import type { Environment, Prerequisite, System } from '../project/people-and-systems.ts'
import type { Project } from '../project/project.ts'
import { agoWords, daysBetween, daysPast, dayWords, dueWords } from './progress-days.ts'

export type PrerequisiteState = 'not-needed' | 'not-asked' | 'requested' | 'granted'

/** `sandbox`: access to every environment but production. */
export const PREREQUISITE_COLUMNS = ['sandbox', 'credentials', 'expertise', 'documents', 'production', 'vendor', 'other'] as const
export type PrerequisiteColumn = (typeof PREREQUISITE_COLUMNS)[number]

export type PrerequisiteItem = {
  /** `environment:<id>`, `prerequisite:<id>`, or of what is worked out `<column>:<system id>`. Unique in the list. */
  readonly key: string
  readonly system: System
  readonly column: PrerequisiteColumn
  readonly title: string
  readonly state: PrerequisiteState
  /** Names of people. */
  readonly holder?: string
  readonly approver?: string
  readonly extraCost?: string
  readonly note?: string
  readonly neededBy?: string
  /** Days since it was asked for, while nobody has answered. */
  readonly waiting?: number
  /** Days since it was needed, while it is not there. */
  readonly overdue?: number
  /** How far it is: `requested 9 Nov, 13 days ago`, `held by Priya Nair`. */
  readonly words: string
  /** `6 days late`, `due in 5 days`; empty where nothing is due. */
  readonly due: string
  /** Nobody wrote it as a prerequisite: it follows from the system's experts, schemas and samples, and holds nothing up. */
  readonly implied: boolean
}

/** In the order of systems, then columns, then as people ordered them. `today`: an ISO day. */
export function listPrerequisites(project: Project, today: string): PrerequisiteItem[] {
  const nameOf = peopleByName(project)
  const environments = live(project.environments)
  const prerequisites = live(project.prerequisites)
  return live(project.systems).flatMap((system) => {
    const items = [
      ...environments.filter((one) => one.system === system.id).map((one) => readEnvironment(system, one, nameOf, today)),
      ...prerequisites.filter((one) => one.system === system.id).map((one) => readPrerequisite(system, one, nameOf, today)),
    ]
    const has = (column: PrerequisiteColumn) => items.some((item) => item.column === column)
    const implied = [...listExperts(system, nameOf), ...listDocuments(project, system), ...(has('vendor') ? [] : listVendorPromises(system))]
    const all = [...implied, ...items]
    return PREREQUISITE_COLUMNS.flatMap((column) => all.filter((item) => item.column === column))
  })
}

/** What is not needed does not count. */
export function countReady(items: readonly PrerequisiteItem[]): { readonly ready: number; readonly total: number } {
  const needed = items.filter(({ state }) => state !== 'not-needed')
  return { ready: needed.filter(({ state }) => state === 'granted').length, total: needed.length }
}

/** Asked for by nobody yet, or not granted yet; what is worked out is no obstacle. */
export function isMissing({ state, implied }: PrerequisiteItem): boolean {
  return !implied && (state === 'not-asked' || state === 'requested')
}

/** Columns of which something is needed and nothing is granted: nobody can work on the system without. */
export function listBlockedColumns(items: readonly PrerequisiteItem[], system: string): PrerequisiteColumn[] {
  return (['sandbox', 'credentials'] as const).filter((column) => {
    const needed = items.filter((item) => item.system.id === system && item.column === column && item.state !== 'not-needed')
    return needed.length > 0 && needed.every(isMissing)
  })
}

type NameOf = (person: string | undefined) => string | undefined

export function peopleByName(project: Pick<Project, 'people'>): NameOf {
  const names = new Map(project.people.flatMap(({ id, name, deleted }) => (deleted === true ? [] : [[id, name] as const])))
  return (person) => (person === undefined ? undefined : names.get(person))
}

function readEnvironment(system: System, environment: Environment, nameOf: NameOf, today: string): PrerequisiteItem {
  const { id, access = 'none', approver, extraCost, kind, name, note, neededBy, requestedOn, grantedOn } = environment
  const state = access === 'none' ? 'not-asked' : access
  return {
    key: `environment:${id}`,
    system,
    column: kind === 'production' ? 'production' : 'sandbox',
    title: name,
    ...readState({ state, approver: nameOf(approver), extraCost, note, neededBy, requestedOn, grantedOn }, today),
    implied: false,
  }
}

function readPrerequisite(system: System, prerequisite: Prerequisite, nameOf: NameOf, today: string): PrerequisiteItem {
  const { id, kind, title, state = 'not-asked', holder, approver, extraCost, note, neededBy, requestedOn, grantedOn } = prerequisite
  return {
    key: `prerequisite:${id}`,
    system,
    column: kind,
    title,
    ...readState(
      { state, holder: nameOf(holder), isHeld: kind === 'credentials', approver: nameOf(approver), extraCost, note, neededBy, requestedOn, grantedOn },
      today,
    ),
    implied: false,
  }
}

type StateCells = {
  readonly state: PrerequisiteState
  readonly holder?: string | undefined
  readonly isHeld?: boolean
  readonly approver?: string | undefined
  readonly extraCost?: string | undefined
  readonly note?: string | undefined
  readonly neededBy?: string | undefined
  readonly requestedOn?: string | undefined
  readonly grantedOn?: string | undefined
}

function readState(cells: StateCells, today: string) {
  const { state, holder, approver, extraCost, note, neededBy, requestedOn } = cells
  const isOpen = state === 'not-asked' || state === 'requested'
  const waiting = state === 'requested' ? daysBetween(requestedOn, today) : undefined
  const overdue = isOpen ? daysPast(neededBy, today) : undefined
  return {
    state,
    ...(holder === undefined ? {} : { holder }),
    ...(approver === undefined ? {} : { approver }),
    ...(extraCost === undefined ? {} : { extraCost }),
    ...(note === undefined ? {} : { note }),
    ...(neededBy === undefined ? {} : { neededBy }),
    ...(waiting === undefined || waiting < 0 ? {} : { waiting }),
    ...(overdue === undefined ? {} : { overdue }),
    words: stateWords(cells, today),
    due: isOpen && neededBy !== undefined ? dueWords(neededBy, today) : '',
  }
}

function stateWords({ state, holder, isHeld = false, requestedOn, grantedOn }: StateCells, today: string): string {
  const by = holder === undefined ? [] : [isHeld ? `held by ${holder}` : holder]
  switch (state) {
    case 'not-needed':
      return 'not needed'
    case 'not-asked':
      return 'not asked for'
    case 'requested': {
      const ago = agoWords(requestedOn, today)
      return requestedOn === undefined ? 'requested' : `requested ${dayWords(requestedOn, today)}${ago === '' ? '' : `, ${ago}`}`
    }
    case 'granted':
      return [...by, ...(grantedOn === undefined ? (by.length > 0 ? [] : ['granted']) : [`granted ${dayWords(grantedOn, today)}`])].join(', ')
  }
}

/** Whoever knows the system is named at the system itself. */
function listExperts(system: System, nameOf: NameOf): PrerequisiteItem[] {
  const names = (system.experts ?? []).flatMap((person) => nameOf(person) ?? [])
  const outside = system.outsideExperts?.trim() ?? ''
  const all = [...names, ...(outside === '' ? [] : [`outside: ${outside}`])]
  return all.length === 0 ? [] : [impliedItem(system, 'expertise', all.join(', '), 'granted', '')]
}

/** A description that was imported is a document that is here; records to look at belong to it. */
function listDocuments(project: Project, system: System): PrerequisiteItem[] {
  const schemas = live(project.schemas).filter((schema) => schema.system === system.id)
  const newest = schemas.findLast((schema) => !schemas.some((other) => other.replaces === schema.id)) ?? schemas.at(-1)
  if (newest === undefined) return []
  const ids = new Set(schemas.map(({ id }) => id))
  const samples = live(project.sampleSets).reduce((sum, set) => (ids.has(set.schema) ? sum + set.count : sum), 0)
  const title = [newest.title, newest.version].filter(Boolean).join(' ')
  const words = samples === 0 ? 'no samples yet' : samples === 1 ? '1 sample record' : `${samples} sample records`
  return [impliedItem(system, 'documents', title, samples === 0 ? 'not-asked' : 'granted', words)]
}

function listVendorPromises(system: System): PrerequisiteItem[] {
  const waitingFor = system.waitingFor?.trim() ?? ''
  return waitingFor === '' ? [] : [impliedItem(system, 'vendor', waitingFor, 'requested', 'waiting', false)]
}

function impliedItem(system: System, column: PrerequisiteColumn, title: string, state: PrerequisiteState, words: string, implied = true): PrerequisiteItem {
  return { key: `${column}:${system.id}`, system, column, title, state, words, due: '', implied }
}

function live<T extends { readonly deleted?: boolean | undefined }>(all: readonly T[]): T[] {
  return all.filter(({ deleted }) => deleted !== true)
}
