// Values of the history in words, as they read in the project of today, and where what was changed is shown.
import { createRowWords } from '../../shared/codegen/row-words.ts'
import type { Project } from '../../shared/project/project.ts'
import { comparedHomes, nameOf, numberOf, oneOf, placeOf, type ComparedHome } from '../../shared/review/compare-projects-homes.ts'
import { createSide, printCell, type Side } from '../../shared/review/compare-projects-words.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { CollectionsStore } from '../collab/collections-store.ts'
import type { PrintHistoryCell } from './describe-history.ts'
import { placeLink } from './place-link.ts'
import { projectLinks } from './project-links.ts'

export function createHistoryPrinter(project: Project, findGraph: (key: string) => SchemaGraph | undefined): PrintHistoryCell {
  const side = createSide(project, createRowWords(project, findGraph))
  return (address, cell, value) => {
    const { home, id } = splitAddress(address)
    if (home === 'info') return printCell(side, 'info', project.info, cell, value)
    if (!isCompared(home)) return ''
    const object = side.find(home, id)
    // The value of then in the object of now: a row's rule is told with the fields that its map has today.
    return object === undefined ? '' : printCell(side, home, { ...object, [cell]: value }, cell, value)
  }
}

/** `R-14 Name`, `Signature Ana Duarte: B-3`; undefined: it is not in the project, or is no part of what is compared. */
export function createHistoryNames(project: Project): (address: string) => string | undefined {
  const side = createSide(project)
  return (address) => {
    const { home, id } = splitAddress(address)
    return isCompared(home) ? nameNow(side, home, id) : undefined
  }
}

function nameNow<C extends ComparedHome>(side: Side, home: C, id: string): string | undefined {
  const object = side.find(home, id)
  return object === undefined ? undefined : `${numberOf(home, object) ?? oneOf(home)} ${nameOf(home, object, side.find, side.project)}`
}

/** Undefined: it is gone, or has no page. `project`: its id; `object`: its address in the history, or its collection and id. */
export function historyLink(
  project: string,
  value: Pick<Project, 'rows' | 'steps' | 'prerequisites'>,
  store: Pick<CollectionsStore, 'find'>,
  address: string,
): string | undefined {
  const links = projectLinks(project)
  const { home, id } = splitAddress(address)
  if (home === 'info') return links.home
  if (home === 'baselines') return links.history
  if (!isCompared(home)) return undefined
  const at = placeNow(store, home, id)
  if (at === undefined) return undefined
  return home === 'questions' ? links.question(id) : placeLink(project, value, at)
}

/** Undefined: it is gone, or has no place of its own. */
function placeNow<C extends ComparedHome>(store: Pick<CollectionsStore, 'find'>, home: C, id: string): string | undefined {
  const object = store.find(home, id)
  return object === undefined || ('deleted' in object && object.deleted === true) ? undefined : placeOf(home, object)
}

function splitAddress(address: string): { readonly home: string; readonly id: string } {
  const at = address.indexOf(':')
  return { home: address.slice(0, at), id: address.slice(at + 1) }
}

function isCompared(home: string): home is ComparedHome {
  return comparedHomes.some((one) => one === home)
}
