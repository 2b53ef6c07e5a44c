// Where a place of shared/review/place.ts is shown: the only table from places to pages.
import { fieldAddress } from '../../shared/mapping/line.ts'
import type { Project } from '../../shared/project/project.ts'
import { parsePlace } from '../../shared/review/place.ts'
import { projectLinks } from './project-links.ts'

/** Undefined: there is nothing to go to. `project`: its id; `value`: what is in it. */
export function placeLink(project: string, value: Pick<Project, 'rows' | 'steps' | 'prerequisites'>, address: string): string | undefined {
  const links = projectLinks(project)
  const place = parsePlace(address)
  switch (place?.kind) {
    case 'row': {
      const row = value.rows.find(({ id }) => id === place.row)
      return row === undefined ? undefined : links.map(row.fieldMap, address)
    }
    case 'field':
      return links.map(place.fieldMap, fieldAddress(place.fieldMap, place.path, place.each === undefined ? undefined : { id: place.each }))
    case 'map':
      return links.map(place.fieldMap)
    case 'use-case':
      return links.useCase(place.id)
    case 'step': {
      const step = value.steps.find(({ id }) => id === place.id)
      return step === undefined ? undefined : links.steps(step.useCase, step.id)
    }
    case 'test-case':
      return links.test(place.id)
    case 'lookup':
      return links.lookup(place.id)
    case 'config':
      return links.config
    case 'profile':
      return links.customer(place.id)
    case 'system':
      return links.system(place.id)
    case 'prerequisite': {
      const system = value.prerequisites.find(({ id }) => id === place.id)?.system
      return system === undefined ? undefined : `${links.system(system)}#prerequisite:${place.id}`
    }
    case 'schema':
      return links.schema(place.id)
    case 'go-live':
      return `${links.home}#go-live`
    case undefined:
      return undefined
  }
}
