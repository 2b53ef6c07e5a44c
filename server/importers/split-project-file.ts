// The only place that takes a project file apart into the project and what lies beside its document, and says where it is more than a server holds.
import { limits } from '../../shared/api/limits.ts'
import { collectionNames } from '../../shared/project/project-doc.ts'
import { findPictureType } from '../../shared/project/picture-type.ts'
import type { ProjectFile } from '../../shared/project/project-file.ts'
import type { Project } from '../../shared/project/project.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { printCanonical } from '../../shared/transform/canonical.ts'
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
  const large = content.find(({ kind, bytes }) => kind === 'record' && bytes.length > limits.record)
  if (large !== undefined) return fail(`Its record "${large.key}" is larger than ${limits.record / 1024 / 1024} MiB.`)
  for (const [key, { base64 }] of Object.entries(file.pictures ?? {})) {
    const bytes = Buffer.from(base64, 'base64')
    if (findPictureType(bytes) === undefined) return fail(`Its picture "${key}" is no PNG, JPEG, GIF or WebP. Take it out, or put a PNG in its place.`)
    if (bytes.length > limits.picture) return fail(`Its picture "${key}" is larger than ${limits.picture / 1024 / 1024} MiB.`)
    content.push({ kind: 'picture', key, bytes })
  }
  return ok({ project, content: [...content, ...listFrozen(file)] })
}

/** Canonical, so that the same state has the same hash wherever it comes from. Of baselines that the project does not have, nothing is kept. */
function listFrozen({ project, baselines }: ProjectFile): FileContent[] {
  const known = new Set(project.baselines.map(({ id }) => id))
  return baselines.flatMap(({ baseline, state }): FileContent[] =>
    known.has(baseline) ? [{ kind: 'baseline', key: baseline, bytes: Buffer.from(printCanonical(state)) }] : [],
  )
}

function listContent(kind: FileContent['kind'], values: Readonly<Record<string, unknown>>): FileContent[] {
  return Object.entries(values).map(([key, value]) => ({ kind, key, bytes: Buffer.from(JSON.stringify(value)) }))
}

function isFlatEnough(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((inner) => isFlatEnough(inner, levels - 1))
}
