// Cells and facts that several sections are made of: names of people, links to numbered things, places. The only place for these small pieces.
import { printNumber, type Project } from '../project/project.ts'
import { describePlace, parsePlace } from '../review/place.ts'
import { looksLikeSecret } from '../review/prerequisites-secrets.ts'
import type { Cell, Tone } from './document.ts'

export type Fact = { readonly label: string; readonly value: Cell | readonly Cell[] }

/** Undefined where there is nothing to say. */
export function textFact(label: string, text: string | undefined): Fact | undefined {
  return text === undefined || text.trim() === '' ? undefined : { label, value: text }
}

export function listFact(label: string, cells: readonly Cell[]): Fact | undefined {
  return cells.length === 0 ? undefined : { label, value: cells }
}

export function factsOf(facts: readonly (Fact | undefined)[]): Fact[] {
  return facts.filter((one) => one !== undefined)
}

/** An empty text stays empty. */
export function toned(text: string, tone: Tone): Cell {
  return text === '' ? '' : { text, tone }
}

export function personName(project: Project, person: string | undefined): string {
  return project.people.find(({ id, deleted }) => id === person && deleted !== true)?.name ?? ''
}

/** `M-2 Order → Invoice`, linked. */
export function mapCell(project: Project, id: string): Cell {
  const map = project.fieldMaps.find((one) => one.id === id && one.deleted !== true)
  return map === undefined ? 'a field map that is gone' : { text: `${printNumber('fieldMaps', map.number)} ${map.name}`, to: `map:${map.id}` }
}

export function useCaseCell(project: Project, id: string): Cell {
  const useCase = project.useCases.find((one) => one.id === id && one.deleted !== true)
  return useCase === undefined
    ? 'a use case that is gone'
    : { text: `${printNumber('useCases', useCase.number)} ${useCase.title}`, to: `use-case:${useCase.id}` }
}

export function systemCell(project: Project, id: string): Cell {
  const system = project.systems.find((one) => one.id === id && one.deleted !== true)
  return system === undefined ? 'a system that is gone' : { text: system.name, to: `system:${system.id}` }
}

export function customerName(project: Project, profile: string | undefined): string {
  if (profile === undefined) return ''
  return project.customerProfiles.find(({ id, deleted }) => id === profile && deleted !== true)?.name ?? 'a customer that is gone'
}

/** Several things in one cell; the link leads to the first. */
export function joinedCell(cells: readonly Cell[], separator = ', '): Cell {
  const [first] = cells
  if (first === undefined) return ''
  const text = cells.map((cell) => (typeof cell === 'string' ? cell : 'count' in cell ? String(cell.count) : cell.text)).join(separator)
  const to = typeof first === 'object' && 'to' in first ? first.to : undefined
  return to === undefined ? text : { text, to }
}

/** A place as people know it, linked to where the document tells of it. */
export function placeCell(project: Project, at: string): Cell {
  const place = parsePlace(at)
  const text = describePlace(project, at)
  switch (place?.kind) {
    case undefined:
    case 'profile':
      return text
    case 'map':
      return { text, to: `map:${place.fieldMap}` }
    case 'lookup':
      return { text, to: `table:${place.id}` }
    default:
      return { text, to: at }
  }
}

/** A specification goes by mail to people who may not open the project. */
export function withoutSecret(text: string): string {
  return looksLikeSecret(text) ? 'Left out: it looks like a secret' : text
}

/** An address that looks like one of the web is a link; the renderer checks it. */
export function webCell(text: string): Cell {
  return /^https:\/\/\S+$/.test(text.trim()) ? { text, web: text.trim() } : text
}

/** `2026-11-18 11:05` of a time in UTC. */
export function printTime(time: string | undefined): string {
  return time === undefined ? '' : /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(time) ? time.slice(0, 16).replace('T', ' ') : time
}

export function printDay(time: string | undefined): string {
  return time === undefined ? '' : /^\d{4}-\d\d-\d\dT/.test(time) ? time.slice(0, 10) : time
}
