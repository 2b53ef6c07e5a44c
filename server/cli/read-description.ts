// The only place where commands read descriptions of systems and find an object in them by what a person typed.
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { listObjectAddresses, type AddressChoice } from '../../shared/schema/envelopes.ts'
import { formatNames, type SchemaFormat, type SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { describeImportError } from '../importers/import-error.ts'
import { importSchema, type ImportedSchema, type ImportFile, type ImportProgress } from '../importers/import-schema.ts'
import { CommandRefusal, type Output } from './output.ts'

const stages: Readonly<Partial<Record<ImportProgress['stage'], string>>> = { parsing: 'Reading', building: 'Following references', 'handing-over': 'Finishing' }
const MOST_SUGGESTED = 12

/** Files of one description, or zips of them. Throws CommandRefusal with the sentence of the import error. */
export async function importDescription(output: Output, files: readonly string[], format?: SchemaFormat): Promise<ImportedSchema> {
  for (const file of files) {
    if (!existsSync(file)) throw new CommandRefusal(`there is no file ${file}`)
    if (statSync(file).isDirectory()) throw new CommandRefusal(`${file} is a folder, not a file: name its files, or pack them into a zip`)
  }
  let told: string | undefined
  const imported = await importSchema(nameFiles(files), {
    ...(format === undefined ? {} : { format }),
    onProgress({ stage }) {
      const text = stages[stage]
      if (!process.stderr.isTTY || text === undefined || text === told) return
      told = text
      output.message(`${text} ...`)
    },
  })
  if (!imported.ok) throw new CommandRefusal(describeImportError(imported.error))
  return imported.value
}

export async function readDescription(output: Output, files: readonly string[], format?: SchemaFormat): Promise<SchemaGraph> {
  return (await importDescription(output, files, format)).graph
}

export function parseFormat(text: string): SchemaFormat {
  const formats = Object.keys(formatNames) as SchemaFormat[]
  const format = formats.find((name) => name === text.toLowerCase())
  if (format === undefined) throw new CommandRefusal(`"${text}" is not a format: use one of ${formats.join(', ')}`)
  return format
}

/** As they refer to each other: their paths below the folder that holds them all. */
function nameFiles(files: readonly string[]): ImportFile[] {
  const paths = files.map((file) => resolve(file))
  let common = dirname(paths[0] ?? '')
  while (!paths.every((path) => path.startsWith(common === sep ? sep : `${common}${sep}`))) common = dirname(common)
  return paths.map((path) => ({ name: paths.length === 1 ? basename(path) : relative(common, path).split(sep).join('/'), path }))
}

/** `FILE#Object`; a file whose own name has a # is found first. */
export function splitObject(text: string): { readonly file: string; readonly object: string | undefined } {
  if (existsSync(text)) return { file: text, object: undefined }
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (existsSync(text.slice(0, at))) return { file: text.slice(0, at), object: text.slice(at + 1) }
  }
  const at = text.indexOf('#')
  return at < 0 ? { file: text, object: undefined } : { file: text.slice(0, at), object: text.slice(at + 1) }
}

/** By label (`Invoice`, `POST /Invoices request, Invoices[]`), by the type's name, or by endpoint (`POST /Invoices`: its likeliest record). */
export function findAddress(graph: SchemaGraph, text: string): AddressChoice {
  const choices = listObjectAddresses(graph)
  const wanted = text.toLowerCase()
  const found =
    choices.find(({ label }) => label === text) ??
    choices.find(({ label }) => label.toLowerCase() === wanted) ??
    choices.find(({ address }) => address.kind !== 'object' && address.endpoint.toLowerCase() === wanted) ??
    choices.find(({ address }) => address.kind !== 'object' && `${address.endpoint} ${address.kind}`.toLowerCase() === wanted) ??
    choices.find(({ node }) => graph.nodes[node]?.name?.toLowerCase() === wanted)
  if (found !== undefined) return found
  const alike = choices.filter(({ label }) => label.toLowerCase().includes(wanted))
  const shown = (alike.length > 0 ? alike : choices).slice(0, MOST_SUGGESTED).map(({ label }) => `  ${label}`)
  throw new CommandRefusal(
    choices.length === 0
      ? 'the description has no objects'
      : `there is no object "${text}". ${alike.length > 0 ? 'Did you mean one of these' : `Some of the ${choices.length} there are`}:\n${shown.join('\n')}`,
  )
}
