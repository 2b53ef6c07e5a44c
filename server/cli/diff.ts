// The command that compares: two versions of a description here, two states of a project in diff-projects.ts.
import { existsSync } from 'node:fs'
import { compareGraphs } from '../../shared/schema/compare-graphs.ts'
import { printObjectAddress } from '../../shared/schema/fields.ts'
import type { SchemaChange } from '../../shared/schema/schema-change.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { diffProjects, isProjectSide } from './diff-projects.ts'
import { CommandRefusal, printJson, type ExitCode, type Output } from './output.ts'
import { readDescription } from './read-description.ts'

type Flags = { readonly json?: boolean; readonly breaking?: boolean }

/** `diff [schema] OLD NEW`, several files of a side between commas or in a zip; `diff [project] A B`, a side being FILE or FILE@BASELINE. */
export async function diff(output: Output, words: readonly string[], flags: Flags): Promise<ExitCode> {
  const [first, ...rest] = words
  if (first === 'project' && !existsSync(first)) return diffProjects(output, rest, refuseBreaking(flags))
  if (words.length === 2 && (await Promise.all(words.map(isProjectSide))).every(Boolean)) return diffProjects(output, words, refuseBreaking(flags))
  const [old, now, ...more] = first === 'schema' && words.length > 2 ? rest : words
  if (old === undefined || now === undefined || more.length > 0)
    throw new CommandRefusal(
      'give the old description and the new one: crosswalk diff OLD NEW (several files of one side with commas between them, or as a zip)',
    )
  const before = await readDescription(output, filesOf(old))
  const after = await readDescription(output, filesOf(now))
  const changes = compareGraphs(before, after)
  const breaking = changes.filter(isBreaking)
  const shown = flags.breaking === true ? breaking : changes
  await output.result(flags.json === true ? printJson({ breaking: breaking.length, changes: shown }) : printChanges(before, after, shown, breaking.length))
  return breaking.length > 0 ? 1 : 0
}

function refuseBreaking(flags: Flags): Flags {
  if (flags.breaking === true) throw new CommandRefusal('--breaking is about descriptions of systems: leave it out to compare two states of a project')
  return flags
}

/** A file whose own name has a comma is found first. */
function filesOf(text: string): string[] {
  return existsSync(text) ? [text] : text.split(',').filter((file) => file !== '')
}

function isBreaking({ breaksReading, breaksSending }: SchemaChange): boolean {
  return breaksReading || breaksSending
}

function printChanges(before: SchemaGraph, after: SchemaGraph, changes: readonly SchemaChange[], breaking: number): string {
  const head = `${printVersion(before)} to ${printVersion(after)}: ${count(changes.length, 'change', 'changes')}, ${breaking === 0 ? 'nothing breaks' : `${breaking} ${breaking === 1 ? 'breaks' : 'break'} something`}`
  const groups = new Map<string, SchemaChange[]>()
  for (const change of changes) {
    const group = groupOf(change)
    groups.set(group, [...(groups.get(group) ?? []), change])
  }
  const width = Math.min(60, Math.max(0, ...changes.map((change) => nameOf(change).length)))
  const parts = [...groups].map(([group, own]) => `\n${group}\n${own.map((change) => printChange(change, width)).join('')}`)
  return `${head}\n${parts.join('')}`
}

function printChange(change: SchemaChange, width: number): string {
  const { kind, likeness, reasons = [], breaksReading, breaksSending } = change
  const like = likeness === undefined ? '' : `, likeness ${likeness.toFixed(2)}${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}`
  const breaks = breaksReading && breaksSending ? 'breaks reading and sending' : breaksReading ? 'breaks reading' : breaksSending ? 'breaks sending' : ''
  return `  ${kind.padEnd(12)}  ${nameOf(change).padEnd(width)}  ${change.words}${like}${breaks === '' ? '' : `  [${breaks}]`}\n`
}

/** What a change is told under: the object or body, the endpoint. */
function groupOf({ what, endpoint, place }: SchemaChange): string {
  return what === 'endpoint' || what === 'parameter' ? (endpoint ?? '') : printObjectAddress(place.object)
}

function nameOf({ what, place }: SchemaChange): string {
  if (what === 'endpoint') return '(endpoint)'
  if (what === 'parameter') return `${place.path} (parameter)`
  return place.path === '' ? '(whole)' : place.path
}

function printVersion({ title, version }: SchemaGraph): string {
  return version === undefined ? title : `${title} ${version}`
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
