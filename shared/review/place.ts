// The places in a project that problems, questions, waivers and open points stand at: the only reader and printer of their addresses.
import { parseLineAddress } from '../mapping/line.ts'
import type { Project } from '../project/project.ts'
import { printNumber } from '../project/project.ts'
import { ROOT_PATH, type FieldPath } from '../schema/field-path.ts'

/** `row:<id>`, `field:<mapId>:<path>` (README, decisions: a line's address); a map itself is the field of its root. */
export const PLACE_KINDS = ['use-case', 'step', 'test-case', 'lookup', 'config', 'profile', 'system', 'prerequisite', 'schema', 'go-live'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export type Place =
  | { readonly kind: 'row'; readonly row: string }
  | { readonly kind: 'field'; readonly fieldMap: string; readonly path: FieldPath; readonly each?: string }
  | { readonly kind: 'map'; readonly fieldMap: string }
  | { readonly kind: PlaceKind; readonly id: string }

export function placeAddress(kind: PlaceKind, id: string): string {
  return `${kind}:${id}`
}

/** Undefined: no address of ours. */
export function parsePlace(address: string): Place | undefined {
  const colon = address.indexOf(':')
  const kind = PLACE_KINDS.find((one) => one === address.slice(0, colon))
  if (kind !== undefined) return { kind, id: address.slice(colon + 1) }
  const line = parseLineAddress(address)
  if (line === undefined) return undefined
  if (line.kind === 'row') return line
  if (line.path === ROOT_PATH && line.each === undefined) return { kind: 'map', fieldMap: line.fieldMap }
  return { kind: 'field', fieldMap: line.fieldMap, path: line.path, ...(line.each === undefined ? {} : { each: line.each }) }
}

/** As people know it: `R-14 Invoice.Date`, `UC-1 Invoice each paid order`, `step 3 of UC-1: Send the invoice`. */
export function describePlace(project: Project, address: string): string {
  const place = parsePlace(address)
  switch (place?.kind) {
    case 'row': {
      const row = project.rows.find(({ id }) => id === place.row)
      return row === undefined ? 'a row that is gone' : `${printNumber('rows', row.number)} ${row.destination}`
    }
    case 'field': {
      const map = project.fieldMaps.find(({ id }) => id === place.fieldMap)
      return `${place.path} of ${map?.name ?? 'a field map that is gone'}`
    }
    case 'map': {
      const map = project.fieldMaps.find(({ id }) => id === place.fieldMap)
      return map === undefined ? 'a field map that is gone' : `${printNumber('fieldMaps', map.number)} ${map.name}`
    }
    case 'use-case': {
      const useCase = project.useCases.find(({ id }) => id === place.id)
      return useCase === undefined ? 'a use case that is gone' : `${printNumber('useCases', useCase.number)} ${useCase.title}`
    }
    case 'step': {
      const step = project.steps.find(({ id }) => id === place.id)
      if (step === undefined) return 'a step that is gone'
      const of = project.useCases.find(({ id }) => id === step.useCase)
      const at = project.steps.filter((one) => one.useCase === step.useCase && one.deleted !== true).indexOf(step)
      return `step ${at + 1} of ${printNumber('useCases', of?.number)}: ${step.title}`
    }
    case 'test-case': {
      const testCase = project.testCases.find(({ id }) => id === place.id)
      return testCase === undefined ? 'a test case that is gone' : `${printNumber('testCases', testCase.number)} ${testCase.title}`
    }
    case 'lookup': {
      const table = project.lookupTables.find(({ id }) => id === place.id)
      return table === undefined ? 'a lookup table that is gone' : `${printNumber('lookupTables', table.number)} ${table.name}`
    }
    case 'config':
      return named('config value', project.configValues.find(({ id }) => id === place.id)?.name)
    case 'profile':
      return named('customer', project.customerProfiles.find(({ id }) => id === place.id)?.name)
    case 'system':
      return named('system', project.systems.find(({ id }) => id === place.id)?.name)
    case 'prerequisite':
      return named('prerequisite', project.prerequisites.find(({ id }) => id === place.id)?.title)
    case 'schema':
      return named('schema', project.schemas.find(({ id }) => id === place.id)?.title)
    case 'go-live': {
      const item = project.goLiveItems.find(({ id }) => id === place.id)
      return item === undefined ? 'a go-live item that is gone' : `${printNumber('goLiveItems', item.number)} ${item.title}`
    }
    case undefined:
      return address
  }
}

function named(what: string, name: string | undefined): string {
  return name === undefined ? `a ${what} that is gone` : `${what} ${name}`
}
