// Where a colleague is, in words and as an address of this project. Presence comes from other browsers: nothing of it is taken on trust.
import { parseLineAddress } from '../../shared/mapping/line.ts'
import { printNumber } from '../../shared/project/project.ts'
import type { CollectionsStore } from '../collab/collections-store.ts'
import type { Other } from '../collab/presence.ts'
import { projectLinks } from './project-links.ts'

const pages: Readonly<Record<string, string>> = {
  '': 'on the project’s home',
  'use-cases': 'in the use cases',
  maps: 'in the field maps',
  schemas: 'in the schemas',
  lookups: 'in the lookup tables',
  config: 'in the config values',
  export: 'on the export page',
}

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
  const part = at.page === home ? '' : at.page.startsWith(`${home}/`) ? at.page.slice(home.length + 1).split('/')[0] : undefined
  return (part === undefined ? undefined : pages[part]) ?? 'in this project'
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
