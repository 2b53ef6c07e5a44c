// Which places a question can be about or hold up, found by what people know of them: number, name, path. Pure.
import { ROOT_PATH } from '../schema/field-path.ts'
import { fieldAddress, rowAddress } from '../mapping/line.ts'
import { printNumber, type Project } from '../project/project.ts'
import { live } from './group.ts'
import { placeAddress } from './place.ts'

export type FoundPlace = { readonly address: string; readonly name: string }

/** A project never changes. */
const known = new WeakMap<Project, readonly FoundPlace[]>()

/** Use cases, steps, field maps, test cases, lookup tables, customers, systems, then rows; nothing deleted. */
export function listPlaces(project: Project): readonly FoundPlace[] {
  const before = known.get(project)
  if (before !== undefined) return before
  const useCases = live(project.useCases)
  const numbers = new Map(useCases.map((one) => [one.id, printNumber('useCases', one.number)]))
  const maps = live(project.fieldMaps).filter(({ archived }) => archived !== true)
  const names = new Map(maps.map((map) => [map.id, map.name]))
  const places = [
    ...useCases.map((one) => ({ address: placeAddress('use-case', one.id), name: `${printNumber('useCases', one.number)} ${one.title}` })),
    ...live(project.steps).flatMap((step) => {
      const of = numbers.get(step.useCase)
      return of === undefined ? [] : [{ address: placeAddress('step', step.id), name: `Step of ${of}: ${step.title}` }]
    }),
    ...maps.map((map) => ({ address: fieldAddress(map.id, ROOT_PATH), name: `${printNumber('fieldMaps', map.number)} ${map.name}` })),
    ...live(project.testCases).map((one) => ({ address: placeAddress('test-case', one.id), name: `${printNumber('testCases', one.number)} ${one.title}` })),
    ...live(project.lookupTables).map((one) => ({ address: placeAddress('lookup', one.id), name: `${printNumber('lookupTables', one.number)} ${one.name}` })),
    ...live(project.customerProfiles).map((one) => ({ address: placeAddress('profile', one.id), name: `Customer ${one.name}` })),
    ...live(project.systems).map((one) => ({ address: placeAddress('system', one.id), name: `System ${one.name}` })),
    ...live(project.rows).flatMap((row) => {
      const of = names.get(row.fieldMap)
      return of === undefined ? [] : [{ address: rowAddress(row), name: `${printNumber('rows', row.number)} ${row.destination} (${of})` }]
    }),
  ]
  known.set(project, places)
  return places
}

/** Those that hold every word, the ones that begin with the text first; at most `most`. */
export function findPlaces(project: Project, text: string, most: number): FoundPlace[] {
  const wanted = text.trim().toLowerCase()
  const words = wanted.split(/\s+/)
  const found = listPlaces(project).filter(({ name }) => {
    const low = name.toLowerCase()
    return words.every((word) => low.includes(word))
  })
  const first = found.filter(({ name }) => name.toLowerCase().startsWith(wanted))
  return first.length >= most ? first.slice(0, most) : [...first, ...found.filter((one) => !first.includes(one))].slice(0, most)
}
