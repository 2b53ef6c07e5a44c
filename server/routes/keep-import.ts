// The only place where an import that was read becomes part of a project: stored content, then the document's own entries.
import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { addObject, setCell, type EditOrigin } from '../../shared/project/edits.ts'
import { placeAt } from '../../shared/project/order-keys.ts'
import { readCollection } from '../../shared/project/project-doc.ts'
import type { ObjectAddress, SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { graphKey, hashContent, uploadKey } from '../content-key.ts'
import type { ImportedSamples } from '../importers/import-schema.ts'
import { keepContent } from '../keep-content.ts'
import { printInPieces } from '../stored-content.ts'
import type { Write } from '../storage/storage.ts'
import type { RouteDeps } from './deps.ts'
import type { UploadedFile } from './uploaded-files.ts'

export type ImportPlace = { readonly deps: RouteDeps; readonly project: string; readonly person: string; readonly files: readonly UploadedFile[] }
/** An existing system by id, or a new one by name. */
export type SystemChoice = { readonly id: string } | { readonly name: string }

/** Stores the upload and its graph and adds the schema version, and the system where it is new. Answers the schema version's id. */
export async function keepSchema(place: ImportPlace, graph: SchemaGraph, system: SystemChoice): Promise<string> {
  const key = await storeUpload(place, graph)
  return addSchemaVersion(place, graph, key, system)
}

/** Samples that are the schema: a schema version of its own, with the records as its first sample set. */
export async function keepSampleSchema(place: ImportPlace, samples: ImportedSamples, system: SystemChoice, name: string): Promise<string> {
  const key = await storeUpload(place, samples.graph)
  const schema = await addSchemaVersion(place, samples.graph, key, system)
  const object = samples.graph.objects[0]
  if (object !== undefined) await keepSamples(place, samples, schema, { kind: 'object', name: object.name }, name)
  return schema
}

/** Answers the sample set's id. */
export async function keepSamples(
  { deps, project, person }: ImportPlace,
  samples: ImportedSamples,
  schema: string,
  object: ObjectAddress,
  name: string,
): Promise<string> {
  const bytes = await printInPieces({ records: samples.records, evidence: samples.evidence })
  const kept = await keepContent(deps.storage, project, 'samples', await hashContent(bytes), bytes)
  await deps.storage.commit(kept.writes)
  const id = deps.newId()
  await deps.rooms.edit(project, { person, command: deps.newId() }, (doc, origin) =>
    addObject(
      doc,
      'sampleSets',
      { id, schema, object, set: kept.key, name, count: samples.records.length, order: orderAtEnd(doc, 'sampleSets', origin) },
      origin,
    ),
  )
  return id
}

async function storeUpload({ deps, project, files }: ImportPlace, graph: SchemaGraph): Promise<string> {
  const writes: Write[] = []
  const originals: { name: string; hash: string }[] = []
  for (const file of files) {
    const bytes = await readFile(file.path)
    const hash = await hashContent(bytes)
    originals.push({ name: file.name, hash })
    writes.push(...(await keepContent(deps.storage, project, 'original', hash, bytes)).writes)
  }
  const upload = uploadKey(originals.map(({ hash }) => hash))
  const set = await keepContent(deps.storage, project, 'upload-set', upload, await printInPieces({ files: originals }))
  const kept = await keepContent(deps.storage, project, 'graph', graphKey(upload), await printInPieces(graph))
  await deps.storage.commit([...writes, ...set.writes, ...kept.writes])
  return kept.key
}

async function addSchemaVersion({ deps, project, person, files }: ImportPlace, graph: SchemaGraph, key: string, choice: SystemChoice): Promise<string> {
  const id = deps.newId()
  const newSystem = deps.newId()
  await deps.rooms.edit(project, { person, command: deps.newId() }, (doc, origin) => {
    const systems = readCollection(doc, 'systems')
    const known = 'id' in choice ? choice.id : systems.find((system) => system.deleted !== true && system.name === choice.name)?.id
    if (known === undefined && 'name' in choice)
      addObject(doc, 'systems', { id: newSystem, name: choice.name, order: orderAtEnd(doc, 'systems', origin) }, origin)
    const version = {
      id,
      system: known ?? newSystem,
      graph: key,
      title: graph.title,
      ...(graph.version === undefined ? {} : { version: graph.version }),
      format: graph.format,
      fileNames: files.map(({ name }) => name),
      importedAt: deps.now().toISOString(),
      order: orderAtEnd(doc, 'schemas', origin),
    }
    addObject(doc, 'schemas', version, origin)
  })
  return id
}

/** The key behind the last object; gives the others new keys where theirs leave no room. */
function orderAtEnd(doc: Parameters<typeof readCollection>[0], home: 'systems' | 'schemas' | 'sampleSets', origin: EditOrigin): string {
  const objects = readCollection(doc, home)
  const { order, rekeyed } = placeAt(objects, objects.length, () => randomInt(2) === 1)
  for (const object of rekeyed) setCell(doc, home, object.id, 'order', object.order, origin)
  return order
}
