// The only command that says what a description holds.
import { listObjectAddresses } from '../../shared/schema/envelopes.ts'
import { expandFields, printType, rootField, type Field } from '../../shared/schema/fields.ts'
import { formatNames, type SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { CommandRefusal, printJson, type ExitCode, type Output } from './output.ts'
import { findAddress, parseFormat, readDescription } from './read-description.ts'

type Flags = { readonly json?: boolean; readonly objects?: boolean; readonly object?: string; readonly depth?: string; readonly format?: string }

const DEFAULT_DEPTH = 3
const MOST_DEPTH = 64

export async function schema(output: Output, files: readonly string[], flags: Flags): Promise<ExitCode> {
  if (flags.depth !== undefined && flags.object === undefined) throw new CommandRefusal('--depth goes with --object')
  const depth = flags.depth === undefined ? DEFAULT_DEPTH : Number(flags.depth)
  if (!Number.isInteger(depth) || depth < 1 || depth > MOST_DEPTH) throw new CommandRefusal(`--depth must be a whole number from 1 to ${MOST_DEPTH}`)
  const graph = await readDescription(output, files, flags.format === undefined ? undefined : parseFormat(flags.format))
  if (flags.objects === true) await output.result(printObjects(graph, flags.json === true))
  else if (flags.object === undefined) await output.result(flags.json === true ? printJson(summarise(graph)) : printSummary(graph))
  else await printObject(output, graph, flags.object, depth, flags.json === true)
  return 0
}

function summarise(graph: SchemaGraph): object {
  return {
    format: graph.format,
    title: graph.title,
    version: graph.version ?? null,
    endpoints: graph.endpoints.length,
    objects: graph.objects.length,
    fields: graph.fieldCount,
    problems: graph.problems,
  }
}

function printSummary(graph: SchemaGraph): string {
  const problems = graph.problems.map(({ at, message }) => `  ${at}: ${message}\n`)
  const missing = [...new Set(graph.problems.flatMap(({ file }) => (file === undefined ? [] : [file])))]
  return (
    `${graph.title}${graph.version === undefined ? '' : ` ${graph.version}`}, ${formatNames[graph.format]}\n` +
    `${graph.endpoints.length} endpoints, ${graph.objects.length} objects, ${graph.fieldCount} fields, ${problems.length} problems\n${problems.join('')}` +
    (missing.length === 0 ? '' : `Missing files, to be named too:\n${missing.map((file) => `  ${file}\n`).join('')}`)
  )
}

function printObjects(graph: SchemaGraph, asJson: boolean): string {
  const labels = listObjectAddresses(graph).map(({ label }) => label)
  return asJson ? printJson({ objects: labels }) : labels.map((label) => `${label}\n`).join('')
}

async function printObject(output: Output, graph: SchemaGraph, name: string, depth: number, asJson: boolean): Promise<void> {
  const { label, node } = findAddress(graph, name)
  const { fields, cut } = expandFields(graph, rootField(graph, node), depth)
  if (cut) output.message(`Only the first ${fields.length} fields are listed: choose a smaller --depth.`)
  if (asJson) return output.result(printJson({ object: label, fields: fields.map(fieldToJson), ...(cut ? { cut: true } : {}) }))
  const width = Math.min(60, Math.max(0, ...fields.map(({ path }) => path.length)))
  const lines = fields.map(
    (field) =>
      `${field.path.padEnd(width)}  ${printType(field.facts)}${field.required ? ', required' : ''}${field.readOnly ? ', read-only' : ''}${field.recursive ? ', again' : ''}\n`,
  )
  await output.result(`${label}\n${lines.join('')}`)
}

function fieldToJson(field: Field): object {
  const { facts } = field
  const { format, enum: values, minimum, maximum, minLength, maxLength, pattern, deprecated, description, example } = facts
  const known = { format, enum: values, minimum, maximum, minLength, maxLength, pattern, deprecated, description, example, variants: field.variants }
  return {
    path: field.path,
    type: facts.types.join(' or '),
    required: field.required,
    nullable: facts.nullable === true,
    readOnly: field.readOnly,
    writeOnly: field.writeOnly,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    ...(field.recursive ? { recursive: true } : {}),
  }
}
