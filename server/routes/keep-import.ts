// The only place where an import that was read becomes part of a project: stored content, then the document's own entries.
import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { addObject, setCell, type EditOrigin } from '../../shared/project/edits.ts'
import { placeAt } from '../../shared/project/order-keys.ts'
import type { SampleSet, SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { Project } from '../../shared/project/project.ts'
import { readCollection } from '../../shared/project/project-doc.ts'
import type { ObjectAddress, SchemaFormat } from '../../shared/schema/schema-graph.ts'
import { graphKey, hashContent, uploadKey } from '../content-key.ts'
import type { ImportedSamples, ImportedSampleSet, ImportedSchema } from '../importers/import-schema.ts'
import { keepContent } from '../keep-content.ts'
import { printInPieces } from '../stored-content.ts'
import type { Write } from '../storage/storage.ts'
import type { RouteDeps } from './deps.ts'
import type { UploadSet } from './stored-originals.ts'
import type { UploadedFile } from './uploaded-files.ts'

export type ImportPlace = {
  readonly deps: RouteDeps
  readonly project: string
  /** Id and name of whoever imports. */
  readonly person: string
  readonly personName: string
  readonly files: readonly UploadedFile[]
}
/** An existing system by id, or a new one by name. */
export type SystemChoice = { readonly id: string } | { readonly name: string }

/**
 * `replaces`: the version that this is a newer one of. `completes`: the version whose files were read again together with others; it goes where nothing
 * uses it, else it is replaced.
 */
export type SchemaPlace = {
  readonly system: SystemChoice
  readonly format?: SchemaFormat
  readonly replaces?: string
  readonly completes?: string
  /** What to call the sample sets that come with it; absent: as their files call them. */
  readonly sampleName?: string
}

/** Stores the upload and its graph and adds the schema version, its samples, and the system where it is new. Answers the schema version's id. */
export async function keepSchema(place: ImportPlace, { graph, samples }: ImportedSchema, target: SchemaPlace): Promise<string> {
  const { deps, project, person, personName, files } = place
  const key = await storeUpload(place, graph, target.format)
  const sets: { key: string; set: ImportedSampleSet }[] = []
  for (const set of samples) if (set.records.length > 0) sets.push({ key: await storeSamples(place, set), set })
  const id = deps.newId()
  const newSystem = deps.newId()
  const setIds = sets.map(() => deps.newId())
  await deps.rooms.edit(project, { person, command: deps.newId() }, (doc, origin) => {
    const systems = readCollection(doc, 'systems')
    const choice = target.system
    const known = 'id' in choice ? choice.id : systems.find((system) => system.deleted !== true && system.name === choice.name)?.id
    if (known === undefined && 'name' in choice)
      addObject(doc, 'systems', { id: newSystem, name: choice.name, order: orderAtEnd(doc, 'systems', origin) }, origin)
    const completed = readCollection(doc, 'schemas').find((version) => version.id === target.completes)
    const old = completed !== undefined && usesSchema(readUses(doc), completed.id) ? completed : undefined
    const replaces = target.replaces ?? old?.id ?? completed?.replaces
    const version: SchemaVersion = {
      id,
      system: known ?? newSystem,
      graph: key,
      title: graph.title,
      ...(graph.version === undefined ? {} : { version: graph.version }),
      format: graph.format,
      fileNames: files.map(({ name }) => name),
      importedAt: deps.now().toISOString(),
      importedBy: personName,
      ...(replaces === undefined ? {} : { replaces }),
      order: orderAtEnd(doc, 'schemas', origin),
    }
    addObject(doc, 'schemas', version, origin)
    if (completed !== undefined && old === undefined) setCell(doc, 'schemas', completed.id, 'deleted', true, origin)
    sets.forEach(({ key: setKey, set }, i) =>
      addSampleSet(
        doc,
        { id: setIds[i] ?? '', schema: id, object: set.object, set: setKey, name: target.sampleName ?? set.name, count: set.records.length },
        origin,
      ),
    )
  })
  return id
}

/** Answers the sample set's id. */
export async function keepSamples(place: ImportPlace, samples: ImportedSamples, schema: string, object: ObjectAddress, name: string): Promise<string> {
  const { deps, project, person } = place
  const set = await storeSamples(place, samples)
  const id = deps.newId()
  await deps.rooms.edit(project, { person, command: deps.newId() }, (doc, origin) =>
    addSampleSet(doc, { id, schema, object, set, name, count: samples.records.length }, origin),
  )
  return id
}

/** Whether anything that is not deleted rests on the schema version: field maps, their inputs, steps, sample sets. */
function usesSchema({ fieldMaps, mapInputs, steps, sampleSets }: SchemaUses, schema: string): boolean {
  return (
    fieldMaps.some((map) => map.deleted !== true && map.destination.schema === schema) ||
    mapInputs.some((input) => input.deleted !== true && input.source.schema === schema) ||
    steps.some((step) => step.deleted !== true && (step.schema === schema || step.lookup?.schema === schema)) ||
    sampleSets.some((set) => set.deleted !== true && set.schema === schema)
  )
}

type SchemaUses = Pick<Project, 'fieldMaps' | 'mapInputs' | 'steps' | 'sampleSets'>
type Doc = Parameters<typeof readCollection>[0]

function readUses(doc: Doc): SchemaUses {
  return {
    fieldMaps: readCollection(doc, 'fieldMaps'),
    mapInputs: readCollection(doc, 'mapInputs'),
    steps: readCollection(doc, 'steps'),
    sampleSets: readCollection(doc, 'sampleSets'),
  }
}

function addSampleSet(doc: Doc, set: Omit<SampleSet, 'order'>, origin: EditOrigin): void {
  addObject(doc, 'sampleSets', { ...set, order: orderAtEnd(doc, 'sampleSets', origin) }, origin)
}

async function storeSamples({ deps, project }: ImportPlace, { records, evidence }: ImportedSampleSet): Promise<string> {
  const bytes = await printInPieces({ records, evidence })
  const kept = await keepContent(deps.storage, project, 'samples', await hashContent(bytes), bytes)
  await deps.storage.commit(kept.writes)
  return kept.key
}

/** The graph's key is made from the upload set's: files in another order, under other names or read as another format are another set. */
async function storeUpload({ deps, project, files }: ImportPlace, graph: ImportedSchema['graph'], format: SchemaFormat | undefined): Promise<string> {
  const writes: Write[] = []
  const originals: { name: string; hash: string }[] = []
  for (const file of files) {
    const bytes = await readFile(file.path)
    const hash = await hashContent(bytes)
    originals.push({ name: file.name, hash })
    writes.push(...(await keepContent(deps.storage, project, 'original', hash, bytes)).writes)
  }
  const facts: UploadSet = { files: originals, ...(format === undefined ? {} : { format }) }
  const set = await keepContent(deps.storage, project, 'upload-set', uploadKey(originals.map(({ hash }) => hash)), await printInPieces(facts))
  const kept = await keepContent(deps.storage, project, 'graph', graphKey(set.key), await printInPieces(graph))
  await deps.storage.commit([...writes, ...set.writes, ...kept.writes])
  return kept.key
}

/** The key behind the last object; gives the others new keys where theirs leave no room. */
function orderAtEnd(doc: Doc, home: 'systems' | 'schemas' | 'sampleSets', origin: EditOrigin): string {
  const objects = readCollection(doc, home)
  const { order, rekeyed } = placeAt(objects, objects.length, () => randomInt(2) === 1)
  for (const object of rekeyed) setCell(doc, home, object.id, 'order', object.order, origin)
  return order
}
