// The only place where commands read descriptions of systems and find an object in them by what a person typed.
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { listObjectAddresses, type AddressChoice } from '../../shared/schema/envelopes.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { describeImportError } from '../importers/import-error.ts'
import { importSchema, type ImportProgress } from '../importers/import-schema.ts'
import { CommandRefusal, type Output } from './output.ts'

const stages: Readonly<Partial<Record<ImportProgress['stage'], string>>> = { parsing: 'Reading', building: 'Following references', 'handing-over': 'Finishing' }
const MOST_SUGGESTED = 12

/** Throws CommandRefusal with the sentence of the import error. */
export async function readDescription(output: Output, files: readonly string[]): Promise<SchemaGraph> {
  for (const file of files) if (!existsSync(file)) throw new CommandRefusal(`there is no file ${file}`)
  const graph = await importSchema(
    files.map((file) => ({ name: basename(file), path: resolve(file) })),
    { onProgress: ({ stage }) => process.stderr.isTTY && stages[stage] !== undefined && output.message(`${stages[stage]} ...`) },
  )
  if (!graph.ok) throw new CommandRefusal(describeImportError(graph.error))
  return graph.value.graph
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
