// Whether every row serves a use case, every use case is served by rows, and every field map is run by a step.
import type { FieldMap, Row } from '../project/field-map.ts'
import { printNumber, type Project } from '../project/project.ts'
import { onMap, onPlace, onRow, type ReviewProblem } from './found.ts'
import { live } from './group.ts'

type Maps = readonly { readonly fieldMap: FieldMap; readonly rows: readonly Row[] }[]

/** `maps`: those that count, with their rows. By map; those of use cases apart. */
export function checkServing(
  project: Pick<Project, 'useCases' | 'steps'>,
  maps: Maps,
): { readonly byMap: ReadonlyMap<string, ReviewProblem[]>; readonly useCases: ReviewProblem[] } {
  const known = new Set(live(project.useCases).map(({ id }) => id))
  const run = new Set(live(project.steps).flatMap((step) => (step.fieldMap !== undefined && known.has(step.useCase) ? [step.fieldMap] : [])))
  const served = new Set<string>()
  const byMap = new Map<string, ReviewProblem[]>()
  for (const { fieldMap, rows } of maps) {
    const found: ReviewProblem[] = []
    const name = `${printNumber('fieldMaps', fieldMap.number)} ${fieldMap.name}`
    const inherited = fieldMap.useCases.filter((id) => known.has(id))
    const idle: Row[] = []
    let mapped = 0
    for (const row of rows) {
      if (row.transform === undefined || row.transform.kind === 'notMapped') continue
      mapped += 1
      const own = row.useCases === undefined ? inherited : row.useCases.filter((id) => known.has(id))
      for (const id of own) served.add(id)
      if (own.length === 0) idle.push(row)
    }
    if (inherited.length === 0 && idle.length === mapped) found.push(onMap(fieldMap, 'map-without-use-case', name, String(mapped)))
    else found.push(...idle.map((row) => onRow(row, 'row-without-use-case', row.destination)))
    if (!run.has(fieldMap.id)) found.push(onMap(fieldMap, 'map-without-step', name))
    byMap.set(fieldMap.id, found)
  }
  const useCases = live(project.useCases)
    .filter(({ id }) => !served.has(id))
    .map(({ id, number, title }) => onPlace('use-case', id, 'use-case-without-rows', `${printNumber('useCases', number)} ${title}`))
  return { byMap, useCases }
}
