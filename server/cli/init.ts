// The only command that makes a project file: two descriptions and the field map between them.
import { randomInt, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { placeAt } from '../../shared/project/order-keys.ts'
import type { SampleSet, SchemaVersion, System } from '../../shared/project/people-and-systems.ts'
import { collections, type Project } from '../../shared/project/project.ts'
import { printProjectFile, type ProjectFile } from '../../shared/project/project-file.ts'
import { listObjectAddresses, type AddressChoice } from '../../shared/schema/envelopes.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { JsonValue } from '../../shared/schema/json-value.ts'
import { graphKey, hashBytes, uploadKey } from '../content-key.ts'
import type { ImportedSampleSet } from '../importers/import-schema.ts'
import { CommandRefusal, printJson, type ExitCode, type Output } from './output.ts'
import { findAddress, importDescription, splitObject } from './read-description.ts'

type Flags = { readonly source: string; readonly destination: string; readonly name?: string; readonly force?: boolean; readonly json?: boolean }
type Side = {
  readonly graph: SchemaGraph
  readonly choice: AddressChoice
  readonly system: System
  readonly schema: SchemaVersion
  /** Samples that the description brings along. */
  readonly samples: readonly { readonly set: SampleSet; readonly content: ProjectFile['samples'][string] }[]
}

export async function init(output: Output, out: string, flags: Flags): Promise<ExitCode> {
  if (existsSync(out) && flags.force !== true) throw new CommandRefusal(`${out} exists already: choose another name, or replace it with --force`)
  const randomBit = () => randomInt(2) === 1
  const first = placeAt([], 0, randomBit).order
  const second = placeAt([{ id: '', order: first }], 1, randomBit).order
  const source = await readSide(output, flags.source, 'source', first)
  const destination = await readSide(output, flags.destination, 'destination', second)
  const project = joinSides(source, destination, flags.name, first)
  const text = printProjectFile({
    format: 'crosswalk-project',
    formatVersion: 1,
    project,
    schemas: { [source.schema.graph]: source.graph, [destination.schema.graph]: destination.graph },
    samples: Object.fromEntries([...source.samples, ...destination.samples].map(({ set, content }) => [set.set, content])),
    records: {},
    baselines: [],
  })
  try {
    // The flag closes the gap between the check above and the writing.
    await writeFile(out, text, { flag: flags.force === true ? 'w' : 'wx' })
  } catch (cause) {
    throw new CommandRefusal(`${out} cannot be written: ${(cause as Error).message}`, { cause })
  }
  const [map] = project.fieldMaps
  const summary = { file: out, name: project.info.name, map: map?.key, source: source.choice.label, destination: destination.choice.label }
  await output.result(flags.json === true ? printJson(summary) : `${out}\n`)
  output.message(`Field map ${map?.key}: from ${source.choice.label} to ${destination.choice.label}.`)
  return 0
}

/** Without `#Object` the likeliest record of the description is taken, and a message says which. */
async function readSide(output: Output, text: string, role: 'source' | 'destination', order: string): Promise<Side> {
  const { file, object } = splitObject(text)
  const { graph, samples } = await importDescription(output, [file])
  const choice = object === undefined || object === '' ? likeliest(output, graph, file, role) : findAddress(graph, object)
  const system: System = { id: randomUUID(), name: graph.title === '' ? basename(file) : graph.title, order }
  const schema: SchemaVersion = {
    id: randomUUID(),
    system: system.id,
    graph: graphKey(uploadKey([hashBytes(await readFile(file))])),
    title: graph.title,
    ...(graph.version === undefined ? {} : { version: graph.version }),
    format: graph.format,
    fileNames: [basename(file)],
    order,
  }
  return { graph, choice, system, schema, samples: samples.filter(({ records }) => records.length > 0).map((set) => toSampleSet(set, schema.id, order)) }
}

function toSampleSet({ object, name, records, evidence }: ImportedSampleSet, schema: string, order: string): Side['samples'][number] {
  // What the child sends is JSON.
  const content = { records: records as JsonValue[], evidence }
  const set = { id: randomUUID(), schema, object, set: hashBytes(JSON.stringify(content)), name, count: records.length, order }
  return { set, content }
}

function likeliest(output: Output, graph: SchemaGraph, file: string, role: 'source' | 'destination'): AddressChoice {
  const choices = listObjectAddresses(graph)
  // A destination is sent to, a source is answered with.
  const wanted = role === 'destination' ? 'request' : 'response'
  const choice = choices.find(({ address }) => address.kind === wanted) ?? choices[0]
  if (choice === undefined) throw new CommandRefusal(`${file} describes no objects`)
  output.message(`Taking ${choice.label} as the ${role}. Another one: --${role} "${file}#OBJECT" ("crosswalk schema ${file} --objects" lists them).`)
  return choice
}

function joinSides(source: Side, destination: Side, name: string | undefined, order: string): Project {
  const empty = Object.fromEntries(Object.keys(collections).map((home) => [home, []])) as unknown as Omit<Project, 'info'>
  const fieldMap = {
    id: randomUUID(),
    number: 1,
    name: `${shortName(source)} to ${shortName(destination)}`,
    key: printKey(`${shortName(source)} to ${shortName(destination)}`),
    destination: { schema: destination.schema.id, object: destination.choice.address },
    useCases: [],
    order,
  }
  const input = {
    id: randomUUID(),
    fieldMap: fieldMap.id,
    name: inputName(shortName(source)),
    source: { schema: source.schema.id, object: source.choice.address },
    order,
  }
  return {
    ...empty,
    info: { name: name ?? `${source.system.name} to ${destination.system.name}` },
    systems: [source.system, destination.system],
    schemas: [source.schema, destination.schema],
    sampleSets: [...source.samples, ...destination.samples].map(({ set }) => set),
    fieldMaps: [fieldMap],
    mapInputs: [input],
  }
}

/** What the record is called: the type's name, else the last word of the envelope or the path. */
function shortName({ graph, choice }: Side): string {
  const named = graph.nodes[choice.node]?.name
  if (named !== undefined) return named
  const words = choice.label.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return words.at(-1) ?? 'record'
}

function printKey(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
  const key = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '')
    .slice(0, 60)
  return key === '' ? 'map' : key
}

function inputName(name: string): string {
  const words = printKey(name).split('-')
  return words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
}
