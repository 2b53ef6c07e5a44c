// The only command that maps records: a stream of JSON lines in, a result for each line out.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import type { ConfigValue, CustomerProfile } from '../../shared/project/people-and-systems.ts'
import { printNumber, type Project } from '../../shared/project/project.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { CommandRefusal, type ExitCode, type Output } from './output.ts'
import { findMap, readProject, readText, unreadable } from './read-project.ts'

type Flags = {
  readonly map: string
  readonly config?: string
  readonly customer?: string
  readonly input?: string
  readonly now?: string
  readonly json?: boolean
}

/** The result is JSON lines with and without `--json`. Exit code 1 when a record gave issues. */
export async function run(output: Output, path: string, flags: Flags): Promise<ExitCode> {
  const { project, findGraph } = await readProject(path)
  const context = buildMapContext(project, findMap(project, flags.map).id, findGraph)
  if (context === undefined || context.missing.length > 0)
    throw new CommandRefusal(`the field map cannot run: ${context?.missing.join(' ') ?? 'it is not there'}`)
  const { ir, problems } = compileMap(context)
  for (const row of ir.leftOut) {
    const why = problems.find((problem) => problem.code === row.code && problem.row === row.number)?.message ?? row.code
    output.message(`${printNumber('rows', row.number ?? undefined)} is left out: ${why}`)
  }
  const profile = flags.customer === undefined ? undefined : findProfile(project, flags.customer)
  const config = await readConfig(project, profile?.id, flags.config)
  const env = { config, now: readNow(flags.now), ...(profile === undefined ? {} : { profile: profile.name }) }
  const map = createMapper(ir)

  const names = context.inputs.map(({ input }) => input.name)
  let records = 0
  let failed = 0
  for await (const { text, number } of readLines(flags.input)) {
    const result = map(readInputs(text, number, names), env)
    records += 1
    if (!result.ok) failed += 1
    await output.result(`${JSON.stringify(result)}\n`)
  }
  output.message(`${records} records, ${records - failed} mapped, ${failed} with issues.`)
  return failed > 0 ? 1 : 0
}

/** Named inputs (`{"order": {...}}`), or the bare record where the map has one input. */
function readInputs(text: string, line: number, names: readonly string[]): ReadonlyMap<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new CommandRefusal(`line ${line} of the input is not JSON: ${(cause as Error).message}`, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CommandRefusal(`line ${line} of the input is not a JSON object`)
  const keys = Object.keys(value)
  const [only] = names
  if (names.length === 1 && only !== undefined && !(keys.length === 1 && keys[0] === only)) return new Map([[only, value]])
  const unknown = keys.find((key) => !names.includes(key))
  if (unknown !== undefined) throw new CommandRefusal(`line ${line} of the input has "${unknown}", and the field map's inputs are ${names.join(', ')}`)
  return new Map(Object.entries(value))
}

/** Lines with something on them, with their number from 1. */
async function* readLines(file: string | undefined): AsyncGenerator<{ text: string; number: number }> {
  const input = file === undefined || file === '-' ? process.stdin : createReadStream(file)
  let broken: Error | undefined
  input.once('error', (cause: Error) => {
    broken = cause
  })
  let number = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
      if (text.trim() !== '') yield { text, number }
    }
  } catch (cause) {
    broken ??= cause as Error
  }
  if (broken !== undefined) throw unreadable(file ?? 'standard input', broken)
}

function findProfile(project: Project, name: string): CustomerProfile {
  const profiles = project.customerProfiles.filter((profile) => profile.deleted !== true)
  const found = profiles.find((profile) => profile.name === name || profile.id === name)
  if (found !== undefined) return found
  throw new CommandRefusal(
    `there is no customer profile "${name}". ${profiles.length === 0 ? 'The project has none' : `There are:\n${profiles.map((profile) => `  ${profile.name}`).join('\n')}`}`,
  )
}

/** By name; the file wins over the profile, the profile over the defaults. */
async function readConfig(project: Project, profile: string | undefined, file: string | undefined): Promise<ReadonlyMap<string, JsonScalar>> {
  const known = project.configValues.filter((value) => value.deleted !== true)
  const config = new Map<string, JsonScalar>()
  for (const value of known) if (value.default !== undefined) config.set(value.name, value.default)
  for (const own of project.profileValues) {
    const value = known.find(({ id }) => id === own.config)
    if (own.deleted !== true && own.profile === profile && value !== undefined) config.set(value.name, own.value)
  }
  if (file === undefined) return config
  for (const [name, value] of Object.entries(parseConfig(await readText(file), file))) config.set(name, checkConfig(known, name, value, file))
  return config
}

function parseConfig(text: string, file: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (cause) {
    throw new CommandRefusal(`${file} is not JSON: ${(cause as Error).message}`, { cause })
  }
  throw new CommandRefusal(`${file} must hold one JSON object with config values by name`)
}

function checkConfig(known: readonly ConfigValue[], name: string, value: unknown, file: string): JsonScalar {
  const config = known.find((each) => each.name === name)
  if (config === undefined)
    throw new CommandRefusal(`${file}: there is no config value "${name}". There are:\n${known.map((each) => `  ${each.name}`).join('\n')}`)
  const fits = {
    text: typeof value === 'string',
    secret: typeof value === 'string',
    number: typeof value === 'number',
    integer: Number.isInteger(value),
    boolean: typeof value === 'boolean',
  }[config.type]
  if (!fits) throw new CommandRefusal(`${file}: the config value "${name}" must be ${config.type === 'secret' ? 'text' : config.type}`)
  return value as JsonScalar
}

function readNow(text: string | undefined): string {
  const time = text === undefined ? new Date() : new Date(text)
  if (Number.isNaN(time.getTime())) throw new CommandRefusal(`"${text}" is not a time: use ISO 8601, for example 2026-11-22T09:00:00Z`)
  return time.toISOString()
}
