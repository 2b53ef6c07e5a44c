// Which steps and field maps cannot go on because something they depend on is missing: access to a system, its documents, a map, a schema.
import { printNumber, type Project } from '../project/project.ts'
import type { Step } from '../project/use-case.ts'
import { isMissing, listBlockedColumns, type PrerequisiteItem } from './prerequisites.ts'
import { listLiveMaps } from './progress.ts'

/** One line for each use case and map, however many of its parts wait. `at`: an address of shared/review/place.ts. */
export type BarredWork = { readonly at: string; readonly title: string; readonly words: string }

export function listBarredWork(project: Project, prerequisites: readonly PrerequisiteItem[]): BarredWork[] {
  return [...listBarredUseCases(project, prerequisites), ...listBarredMaps(project, prerequisites)]
}

const LACK = { sandbox: 'access to', credentials: 'credentials for' } as const

function listBarredUseCases(project: Project, prerequisites: readonly PrerequisiteItem[]): BarredWork[] {
  const lacks = new Map<string, string>()
  for (const { id, name, deleted } of project.systems) {
    if (deleted === true) continue
    const words = listBlockedColumns(prerequisites, id).flatMap((column) => (column === 'sandbox' || column === 'credentials' ? [LACK[column]] : []))
    if (words.length > 0) lacks.set(id, `${words.join(' and ')} ${name}`)
  }
  const maps = new Set(listLiveMaps(project).map(({ id }) => id))
  const reasonsOf = (step: Step): readonly string[] => [
    ...(step.system === undefined ? [] : [lacks.get(step.system)]).filter((words) => words !== undefined),
    ...(step.fieldMap !== undefined && !maps.has(step.fieldMap) ? ['a field map that is gone or archived'] : []),
  ]
  return project.useCases.flatMap((useCase) => {
    if (useCase.deleted === true) return []
    const steps = project.steps.filter((step) => step.useCase === useCase.id && step.deleted !== true)
    const barred = steps.map(reasonsOf).filter((reasons) => reasons.length > 0)
    if (barred.length === 0) return []
    const reasons = [...new Set(barred.flat())]
    return [
      {
        at: `use-case:${useCase.id}`,
        title: `${printNumber('useCases', useCase.number)} ${useCase.title}`,
        words: `${barred.length} of ${steps.length} ${steps.length === 1 ? 'step waits' : 'steps wait'} for ${joinWords(reasons)}`,
      },
    ]
  })
}

function listBarredMaps(project: Project, prerequisites: readonly PrerequisiteItem[]): BarredWork[] {
  const schemas = new Map(project.schemas.flatMap((schema) => (schema.deleted === true ? [] : [[schema.id, schema.system] as const])))
  const withoutDocuments = new Map(
    prerequisites.filter((item) => item.column === 'documents' && isMissing(item)).map(({ system, title }) => [system.id, `${system.name}: ${title}`]),
  )
  return listLiveMaps(project).flatMap((map) => {
    const inputs = project.mapInputs.filter((input) => input.fieldMap === map.id && input.deleted !== true)
    const used = [map.destination.schema, ...inputs.map(({ source }) => source.schema)]
    const gone = used.some((schema) => !schemas.has(schema))
    const documents = new Set(used.flatMap((schema) => withoutDocuments.get(schemas.get(schema) ?? '') ?? []))
    const reasons = [...(gone ? ['a schema that was deleted'] : []), ...documents]
    return reasons.length === 0
      ? []
      : [{ at: `field:${map.id}:`, title: `${printNumber('fieldMaps', map.number)} ${map.name}`, words: `waits for ${joinWords(reasons)}` }]
  })
}

/** `a, b and c`. */
function joinWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}
