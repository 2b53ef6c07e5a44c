// The only place that adds a project to the server: an empty one, a copy of another, or one from a project file.
import type { EditOrigin } from '../../shared/project/edits.ts'
import { setInfo, writeCells } from '../../shared/project/edits.ts'
import { listProjectWrites } from '../../shared/project/project-writes.ts'
import type { ProjectFile } from '../../shared/project/project-file.ts'
import type { Project } from '../../shared/project/project.ts'
import { ok, type Result } from '../../shared/schema/result.ts'
import { hashContent } from '../content-key.ts'
import { splitProjectFile, type SplitProject } from '../importers/split-project-file.ts'
import { keepContent } from '../keep-content.ts'
import type { RouteDeps } from './deps.ts'
import { renameContent, renameFrozen, renameStates } from './rename-content.ts'
import type { BlobKind, ProjectRecord, Write } from '../storage/storage.ts'

type Deps = Pick<RouteDeps, 'storage' | 'rooms' | 'now' | 'newId'>

export async function addEmptyProject(deps: Deps, person: string, name: string, purpose: string | undefined): Promise<ProjectRecord> {
  const record = await createRecord(deps, name, purpose ?? '', [])
  await deps.rooms.edit(record.id, originOf(deps, person), (doc, origin) => setInfo(doc, { name, ...(purpose === undefined ? {} : { purpose }) }, origin))
  return findRecord(deps, record.id)
}

/** The copy has the original's ids and numbers, baselines and pictures included; its history begins anew. */
export async function duplicateProject(deps: Deps, person: string, from: string, name: string): Promise<ProjectRecord> {
  const project = await deps.rooms.readProject(from)
  const id = deps.newId()
  const links = (await deps.storage.listLinkedBlobs(from)).map(({ kind, key }): Write => ({ write: 'link-blob', project: id, kind, key }))
  return fillProject(deps, person, id, { ...project, info: { ...project.info, name } }, links)
}

/** A file of our own (the demo project). What people upload is read in a child instead. */
export async function addProjectFile(deps: Deps, person: string, file: ProjectFile): Promise<Result<ProjectRecord, string>> {
  const split = splitProjectFile(file)
  return split.ok ? ok(await addImportedProject(deps, person, split.value)) : split
}

/** Approvals, waivers and signatures come along: the server writes them as the file has them. */
export async function addImportedProject(deps: Deps, person: string, { project, content }: SplitProject): Promise<ProjectRecord> {
  const id = deps.newId()
  const writes: Write[] = []
  const keys = new Map<string, string>()
  for (const { kind, key, bytes } of content.filter((one) => one.kind !== 'baseline')) {
    const kept = await keepContent(deps.storage, id, kind, key, bytes)
    if (kept.key !== key) keys.set(`${kind} ${key}`, kept.key)
    writes.push(...kept.writes)
  }
  const keyOf = (kind: BlobKind, key: string) => keys.get(`${kind} ${key}`) ?? key
  const states = new Map<string, string>()
  for (const { key: baseline, bytes } of content.filter((one) => one.kind === 'baseline')) {
    const frozen = keys.size === 0 ? bytes : renameFrozen(bytes, keyOf)
    // Never under the name that the file gives it: a signature stands for the state of that hash.
    const kept = await keepContent(deps.storage, id, 'baseline', await hashContent(frozen), frozen)
    states.set(baseline, kept.key)
    writes.push(...kept.writes)
  }
  return fillProject(deps, person, id, renameStates(renameContent(project, keyOf), states), writes)
}

/** In pieces, with others' work in between. Archived until it is whole, so that nobody takes a part of it for the project when the server ends meanwhile. */
async function fillProject(deps: Deps, person: string, id: string, project: Project, writes: readonly Write[]): Promise<ProjectRecord> {
  await createRecord(deps, project.info.name, project.info.purpose ?? '', writes, id, true)
  const origin = originOf(deps, person)
  for (const piece of listProjectWrites(project)) await deps.rooms.edit(id, origin, (doc, by) => writeCells(doc, piece, by))
  await deps.storage.commit([{ write: 'change-project', id, changes: { archived: false } }])
  return findRecord(deps, id)
}

async function createRecord(deps: Deps, name: string, purpose: string, writes: readonly Write[], id = deps.newId(), archived = false): Promise<ProjectRecord> {
  const time = deps.now().toISOString()
  const project: ProjectRecord = { id, name, purpose, archived, createdAt: time, changedAt: time, fieldMaps: 0, useCases: 0, epoch: 0 }
  await deps.storage.commit([{ write: 'create-project', project }, ...writes])
  return project
}

async function findRecord(deps: Deps, id: string): Promise<ProjectRecord> {
  const record = await deps.storage.findProject(id)
  if (record === undefined) throw new Error(`project ${id} vanished while it was made`)
  return record
}

function originOf(deps: Deps, person: string): EditOrigin {
  return { person, command: deps.newId() }
}
