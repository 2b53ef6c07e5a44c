// The only place that adds a project to the server: an empty one, a copy of another, or one from a project file.
import type { EditOrigin } from '../shared/project/edits.ts'
import { setInfo } from '../shared/project/edits.ts'
import type { ProjectFile } from '../shared/project/project-file.ts'
import { projectToDoc } from '../shared/project/project-to-doc.ts'
import type { Project } from '../shared/project/project.ts'
import type { RouteDeps } from './routes/deps.ts'
import { packBytes, printInPieces } from './stored-content.ts'
import type { BlobKind, ProjectRecord, Write } from './storage/storage.ts'

type Deps = Pick<RouteDeps, 'storage' | 'rooms' | 'now' | 'newId'>

export async function addEmptyProject(deps: Deps, person: string, name: string, purpose: string | undefined): Promise<ProjectRecord> {
  const record = await createRecord(deps, name, purpose ?? '', [])
  await deps.rooms.edit(record.id, originOf(deps, person), (doc, origin) => setInfo(doc, { name, ...(purpose === undefined ? {} : { purpose }) }, origin))
  return findRecord(deps, record.id)
}

/** The copy has the original's ids and numbers; its history begins anew. */
export async function duplicateProject(deps: Deps, person: string, from: string, name: string): Promise<ProjectRecord> {
  const project = await deps.rooms.readProject(from)
  const links = await deps.storage.listLinkedBlobs(from)
  return fillProject(deps, person, { ...project, info: { ...project.info, name } }, links, [])
}

export async function addProjectFile(deps: Deps, person: string, file: ProjectFile): Promise<ProjectRecord> {
  const blobs = [
    ...Object.entries(file.schemas).map(([key, value]) => ({ kind: 'graph' as const, key, value: value as unknown })),
    ...Object.entries(file.samples).map(([key, value]) => ({ kind: 'samples' as const, key, value: value as unknown })),
    ...Object.entries(file.records).map(([key, value]) => ({ kind: 'record' as const, key, value: value as unknown })),
  ]
  const writes: Write[] = []
  for (const { kind, key, value } of blobs) writes.push({ write: 'put-blob', kind, key, bytes: await packBytes(await printInPieces(value)) })
  return fillProject(deps, person, file.project, blobs, writes)
}

async function fillProject(
  deps: Deps,
  person: string,
  project: Project,
  links: readonly { readonly kind: BlobKind; readonly key: string }[],
  writes: readonly Write[],
): Promise<ProjectRecord> {
  const id = deps.newId()
  const linking: Write[] = links.map(({ kind, key }) => ({ write: 'link-blob', project: id, kind, key }))
  const record = await createRecord(deps, project.info.name, project.info.purpose ?? '', [...writes, ...linking], id)
  await deps.rooms.edit(record.id, originOf(deps, person), (doc, origin) => projectToDoc(project, doc, origin))
  return findRecord(deps, record.id)
}

async function createRecord(deps: Deps, name: string, purpose: string, writes: readonly Write[], id = deps.newId()): Promise<ProjectRecord> {
  const time = deps.now().toISOString()
  const project: ProjectRecord = { id, name, purpose, archived: false, createdAt: time, changedAt: time, fieldMaps: 0, useCases: 0, epoch: 0 }
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
