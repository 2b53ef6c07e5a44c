// The only place that takes a project file apart into the project and what lies beside its document, and says where it is more than a server holds.
import { limits } from '../../shared/api/limits.ts'
import { collectionNames } from '../../shared/project/project-doc.ts'
import type { ProjectFile } from '../../shared/project/project-file.ts'
import type { Project } from '../../shared/project/project.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { FileContent } from './project-file-protocol.ts'

export type SplitProject = { readonly project: Project; readonly content: readonly FileContent[] }

/** The error is a sentence for people. */
export function splitProjectFile(file: ProjectFile): Result<SplitProject, string> {
  const { project } = file
  if (project.rows.length > limits.storedRowsMost) return fail(`It has ${project.rows.length} rows; a project holds at most ${limits.storedRowsMost} rows.`)
  if (JSON.stringify(project).length > limits.document)
    return fail(`Its project is larger than the ${limits.document / 1024 / 1024} MiB that a document may hold.`)
  for (const home of collectionNames) {
    const deep = project[home].find((object) => !isFlatEnough(object, limits.nesting + 1))
    if (deep !== undefined) return fail(`In ${home}, a value of "${deep.id}" is nested more than ${limits.nesting} levels deep. Make it flatter.`)
  }
  const content = [...listContent('graph', file.schemas), ...listContent('samples', file.samples), ...listContent('record', file.records)]
  const large = content.find(({ kind, json }) => kind === 'record' && json.length > limits.record)
  if (large !== undefined) return fail(`Its record "${large.key}" is larger than ${limits.record / 1024 / 1024} MiB.`)
  return ok({ project, content })
}

function listContent(kind: FileContent['kind'], values: Readonly<Record<string, unknown>>): FileContent[] {
  return Object.entries(values).map(([key, value]) => ({ kind, key, json: Buffer.from(JSON.stringify(value)) }))
}

function isFlatEnough(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((inner) => isFlatEnough(inner, levels - 1))
}
