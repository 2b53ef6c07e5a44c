// Where a colleague is, in words and as an address of this project. Presence comes from other browsers: nothing of it is taken on trust.
import { parseLineAddress } from '../../shared/mapping/line.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { CollectionsStore } from '../collab/collections-store.ts'
import type { Other } from '../collab/presence.ts'
import { projectLinks } from './project-links.ts'

/** By the first part of an address, then by the first two. */
const pages: Readonly<Record<string, string>> = {
  '': 'on the project’s home',
  'use-cases': 'in the use cases',
  maps: 'in the field maps',
  schemas: 'in the schemas',
  systems: 'in the systems',
  lookups: 'in the lookup tables',
  config: 'in the config values',
  customers: 'in the customers',
  tests: 'in the test cases',
  questions: 'in the questions',
  review: 'in the problems',
  'review/coverage': 'in the coverage',
  'review/traceability': 'in the traceability',
  history: 'in the history',
  export: 'on the export page',
}

const tabs: Readonly<Record<string, string>> = { steps: 'at the steps of ', traceability: 'at the traceability of ' }

/** The window that tells most: a person may have several open. */
export function findWindow(others: readonly Other[], person: string): Other | undefined {
  const own = others.filter((other) => other.user.id === person)
  return own.find((other) => other.at?.line !== undefined) ?? own.find((other) => other.at?.map !== undefined) ?? own[0]
}

/** `in Order → Invoice, at R-14`. */
export function tellWhere(at: Other['at'], project: string, store: Pick<CollectionsStore, 'find'>): string {
  if (at === undefined) return 'in this project'
  const map = at.map === undefined ? undefined : store.find('fieldMaps', at.map)
  if (map !== undefined) {
    const line = at.line === undefined ? '' : nameLine(at.line, store)
    return `in ${map.name}${line === '' ? '' : `, at ${line}`}${at.typing === true ? ', typing' : ''}`
  }
  const { home } = projectLinks(project)
  if (at.page === home) return pages[''] ?? ''
  if (!at.page.startsWith(`${home}/`)) return 'in this project'
  const [part = '', id = '', ...rest] = at.page.slice(home.length + 1).split('/')
  return tellObject(part, decode(id), rest, store) ?? pages[`${part}/${id}`] ?? pages[part] ?? 'in this project'
}

type Store = Pick<CollectionsStore, 'find'>

/** What an address below a page stands for; undefined where it is nothing that a person would name. */
function tellObject(part: string, id: string, rest: readonly string[], store: Store): string | undefined {
  return id === '' ? undefined : objects[part]?.(id, rest[0], store)
}

const objects: Readonly<Record<string, (id: string, tab: string | undefined, store: Store) => string | undefined>> = {
  'use-cases': (id, tab, store) => {
    const useCase = store.find('useCases', id)
    return useCase === undefined ? undefined : `${tabs[tab ?? ''] ?? 'in '}${printNumber('useCases', useCase.number)}`
  },
  tests: (id, _, store) => {
    const testCase = store.find('testCases', id)
    return testCase === undefined ? undefined : `at ${printNumber('testCases', testCase.number)}`
  },
  systems: (id, _, store) => atName(store.find('systems', id)?.name),
  customers: (id, _, store) => atName(store.find('customerProfiles', id)?.name),
  lookups: (id, _, store) => atName(store.find('lookupTables', id)?.name),
  history: (_, to) => (to === undefined ? undefined : 'comparing baselines'),
}

function atName(name: string | undefined): string | undefined {
  return name === undefined || name === '' ? undefined : `at ${name}`
}

/** Another browser may send what is no address. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function nameLine(address: string, store: Pick<CollectionsStore, 'find'>): string {
  const parsed = parseLineAddress(address)
  if (parsed === undefined) return ''
  if (parsed.kind !== 'row') return parsed.path
  const row = store.find('rows', parsed.row)
  return row === undefined ? '' : printNumber('rows', row.number)
}

/** Undefined: nowhere in this project. */
export function pageOf(at: Other['at'], project: string): string | undefined {
  if (at === undefined) return undefined
  const links = projectLinks(project)
  if (at.map !== undefined) return links.map(at.map)
  return at.page === links.home || at.page.startsWith(`${links.home}/`) ? at.page : undefined
}
