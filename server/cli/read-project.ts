// The only place where commands read a project file and find a field map or a customer profile in it.
import { readFile } from 'node:fs/promises'
import type { FieldMap } from '../../shared/project/field-map.ts'
import type { CustomerProfile } from '../../shared/project/people-and-systems.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import type { UseCase } from '../../shared/project/use-case.ts'
import { parseProjectFile, type ProjectFile } from '../../shared/project/project-file.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { CommandRefusal } from './output.ts'

export type ReadProject = { readonly file: ProjectFile; readonly project: Project; readonly findGraph: (key: string) => SchemaGraph | undefined }

export async function readProject(path: string): Promise<ReadProject> {
  const parsed = parseProjectFile(await readText(path))
  if (!parsed.ok) throw new CommandRefusal(`${path}: ${parsed.error.message}`)
  const file = parsed.value
  return { file, project: file.project, findGraph: (key) => (Object.hasOwn(file.schemas, key) ? file.schemas[key] : undefined) }
}

export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

/** What to tell of a file that could not be opened or read. */
export function unreadable(path: string, cause: unknown): CommandRefusal {
  const { code, message } = cause as NodeJS.ErrnoException
  return new CommandRefusal(
    code === 'ENOENT' ? `there is no file ${path}` : code === 'EISDIR' ? `${path} is a folder, not a file` : `${path} cannot be read: ${message}`,
    { cause },
  )
}

/** Those that are neither deleted nor archived. */
export function listMaps(project: Project): FieldMap[] {
  return project.fieldMaps.filter((map) => map.deleted !== true && map.archived !== true)
}

/** By key, name or number (`M-2`). Throws CommandRefusal that lists the known ones. */
export function findMap(project: Project, text: string): FieldMap {
  const maps = listMaps(project)
  const found =
    maps.find(({ key }) => key === text) ??
    maps.find(({ name }) => name === text) ??
    maps.find(({ number }) => number !== undefined && printNumber('fieldMaps', number) === text)
  if (found !== undefined) return found
  throw new CommandRefusal(`there is no field map "${text}". ${listKnown(maps.map(({ key, name }) => `${key} (${name})`))}`)
}

/** By name or id. Throws CommandRefusal that lists the known ones. */
export function findProfile(project: Project, name: string): CustomerProfile {
  const profiles = project.customerProfiles.filter((profile) => profile.deleted !== true)
  const found = profiles.find((profile) => profile.name === name || profile.id === name)
  if (found !== undefined) return found
  throw new CommandRefusal(`there is no customer profile "${name}". ${listKnown(profiles.map((profile) => profile.name))}`)
}

/** By number (`UC-1`) or title. Throws CommandRefusal that lists the known ones. */
export function findUseCase(project: Project, text: string): UseCase {
  const useCases = project.useCases.filter((useCase) => useCase.deleted !== true)
  const found = useCases.find(({ number }) => number !== undefined && printNumber('useCases', number) === text) ?? useCases.find(({ title }) => title === text)
  if (found !== undefined) return found
  throw new CommandRefusal(`there is no use case "${text}". ${listKnown(useCases.map(({ number, title }) => `${printNumber('useCases', number)} ${title}`))}`)
}

/** What there is in place of what was asked for. */
export function listKnown(names: readonly string[]): string {
  return names.length === 0 ? 'The project has none.' : `There are:\n${names.map((name) => `  ${name}`).join('\n')}`
}

/** The present where nothing is said. */
export function readNow(text: string | undefined): string {
  const time = text === undefined ? new Date() : new Date(text)
  if (Number.isNaN(time.getTime())) throw new CommandRefusal(`"${text}" is not a time: use ISO 8601, for example 2026-11-22T09:00:00Z`)
  return time.toISOString()
}
