// The only place that collects a project with all that lies beside its document: graphs, samples and records by their keys.
import type { ProjectFile } from '../shared/project/project-file.ts'
import type { Project } from '../shared/project/project.ts'
import type { SchemaGraph } from '../shared/schema/schema-graph.ts'
import type { RouteDeps } from './routes/deps.ts'
import { printInPieces, unpackJson } from './stored-content.ts'
import type { BlobKind } from './storage/storage.ts'

type Deps = Pick<RouteDeps, 'storage' | 'rooms'>

export type ProjectContent = { readonly project: Project; readonly graphs: ReadonlyMap<string, SchemaGraph> }

/** The project and the graphs of its schema versions that are not deleted. */
export async function readProjectContent(deps: Deps, id: string): Promise<ProjectContent> {
  const project = await deps.rooms.readProject(id)
  const keys = new Set(project.schemas.filter((schema) => schema.deleted !== true).map((schema) => schema.graph))
  return { project, graphs: (await readBlobs(deps, id, 'graph', keys)) as ReadonlyMap<string, SchemaGraph> }
}

/** Those of the keys that are linked to the project, parsed. */
export async function readBlobs(deps: Deps, id: string, kind: BlobKind, keys: Iterable<string>): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const key of keys) {
    const bytes = (await deps.storage.isBlobLinked(id, kind, key)) ? await deps.storage.findBlob(kind, key) : undefined
    if (bytes !== undefined) found.set(key, await unpackJson(bytes))
  }
  return found
}

/** Given and expected records of the project's test cases, by hash. */
export async function readRecords(deps: Deps, id: string, project: Project): Promise<ProjectFile['records']> {
  const hashes = project.testCases.flatMap(({ given, expected }) => [given, expected]).filter((hash) => hash !== undefined)
  return Object.fromEntries(await readBlobs(deps, id, 'record', new Set(hashes))) as ProjectFile['records']
}

/** What lies beside a project's document, as it is stored: gzip, unread. */
export type StoredContent = { readonly kind: BlobKind; readonly key: string; readonly bytes: Uint8Array }

/** The project as it is now, as JSON and as the value that was printed, and everything stored that it or a baseline of it may name. */
export async function readForChild(
  deps: Deps,
  id: string,
): Promise<{ readonly project: Project; readonly json: Uint8Array; readonly content: StoredContent[] }> {
  const project = await deps.rooms.readProject(id)
  const json = await printInPieces(project)
  const content: StoredContent[] = []
  for (const { kind, key } of await deps.storage.listLinkedBlobs(id)) {
    if (!childKinds.has(kind) || !mayBeNamed(project, kind, key)) continue
    const bytes = await deps.storage.findBlob(kind, key)
    if (bytes !== undefined) content.push({ kind, key, bytes })
  }
  return { project, json, content }
}

const childKinds: ReadonlySet<BlobKind> = new Set(['graph', 'samples', 'record', 'picture', 'baseline'])

/** What a baseline names is known only to who opens it, so with one everything may be. */
function mayBeNamed({ baselines, schemas, sampleSets, testCases, testRuns, attachments }: Project, kind: BlobKind, key: string): boolean {
  if (baselines.length > 0) return true
  switch (kind) {
    case 'graph':
      return schemas.some(({ graph }) => graph === key)
    case 'samples':
      return sampleSets.some(({ set }) => set === key)
    case 'record':
      return testCases.some(({ given, expected }) => given === key || expected === key) || testRuns.some(({ actual }) => actual === key)
    case 'picture':
      return attachments.some(({ picture }) => picture === key)
    case 'baseline':
    case 'original':
    case 'upload-set':
      return false
  }
}
