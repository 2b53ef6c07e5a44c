// Which field maps and use cases a specification is about, and what is reckoned once for all of its sections.
import { buildMapContext, type MapContext } from '../mapping/map-context.ts'
import { compileMap, type CompiledMap } from '../mapping/compile-map.ts'
import { isOpen } from '../mapping/question-lines.ts'
import type { UseCase } from '../project/use-case.ts'
import { compareObjects, type Project } from '../project/project.ts'
import type { Question } from '../project/review-parts.ts'
import type { DocumentChoice, DocumentSource } from './document-options.ts'
import { listMapLines, type MapSheet } from './map-lines.ts'

const sheets = new WeakMap<DocumentSource, readonly MapSheet[]>()
const compiled = new WeakMap<MapContext, CompiledMap>()
const asked = new WeakMap<Project, ReadonlyMap<string, readonly Question[]>>()

/** Not archived, unless asked for by name; in their order. */
export function chosenMaps(source: DocumentSource): readonly MapSheet[] {
  const known = sheets.get(source)
  if (known !== undefined) return known
  const { project, choice, findGraph } = source
  const wanted = wantedMaps(project, choice)
  const made = project.fieldMaps
    .filter((map) => map.deleted !== true && (map.archived !== true || choice.maps !== undefined) && (wanted === undefined || wanted.has(map.id)))
    .toSorted(compareObjects)
    .flatMap((map): MapSheet[] => {
      const context = buildMapContext(project, map.id, findGraph)
      return context === undefined ? [] : [{ context, lines: listMapLines(context) }]
    })
  sheets.set(source, made)
  return made
}

export function chosenUseCases({ project, choice }: Pick<DocumentSource, 'project' | 'choice'>): readonly UseCase[] {
  const { useCases } = choice
  return project.useCases.filter((one) => one.deleted !== true && (useCases === undefined || useCases.includes(one.id))).toSorted(compareObjects)
}

/** Undefined: all of them. */
function wantedMaps(project: Project, { maps, useCases }: DocumentChoice): ReadonlySet<string> | undefined {
  if (maps !== undefined) return new Set(maps)
  if (useCases === undefined) return undefined
  const isChosen = (ids: readonly string[] | undefined) => ids?.some((id) => useCases.includes(id)) === true
  const wanted = new Set(project.fieldMaps.filter((map) => isChosen(map.useCases)).map(({ id }) => id))
  for (const row of project.rows) if (row.deleted !== true && isChosen(row.useCases)) wanted.add(row.fieldMap)
  for (const step of project.steps) if (step.deleted !== true && step.fieldMap !== undefined && useCases.includes(step.useCase)) wanted.add(step.fieldMap)
  return wanted
}

export function compiledMap(context: MapContext): CompiledMap {
  const known = compiled.get(context) ?? compileMap(context)
  compiled.set(context, known)
  return known
}

/** Not closed for good, by each address that they stand at or keep waiting. */
export function questionsByPlace(project: Project): ReadonlyMap<string, readonly Question[]> {
  const known = asked.get(project)
  if (known !== undefined) return known
  const places = new Map<string, Question[]>()
  for (const question of project.questions) {
    if (question.deleted === true) continue
    for (const at of new Set([question.at, ...(isOpen(question) ? (question.blocks ?? []) : [])])) {
      const list = places.get(at)
      if (list === undefined) places.set(at, [question])
      else list.push(question)
    }
  }
  asked.set(project, places)
  return places
}
