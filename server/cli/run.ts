// The only command that maps records: a stream of JSON lines in, a result for each line out.
import type { Readable } from 'node:stream'
import { compileMap } from '../../shared/mapping/compile-map.ts'
import { createMapper } from '../../shared/mapping/evaluate-map.ts'
import { buildMapContext } from '../../shared/mapping/map-context.ts'
import { configOf } from '../../shared/project/config-of.ts'
import type { ConfigValue } from '../../shared/project/people-and-systems.ts'
import type { Project } from '../../shared/project/project.ts'
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { listLeftOut } from './left-out.ts'
import { CommandRefusal, type ExitCode, type Output } from './output.ts'
import { readLines } from './read-lines.ts'
import { findMap, findProfile, listKnown, readNow, readProject, readText } from './read-project.ts'

type Flags = {
  readonly map: string
  readonly config?: string
  readonly customer?: string
  readonly input?: string
  readonly now?: string
  readonly operation?: string
  readonly json?: boolean
}

/** The result is JSON lines with and without `--json`. Exit code 1 when a record gave issues. */
export async function run(output: Output, path: string, flags: Flags, piped: () => Readable): Promise<ExitCode> {
  const { project, findGraph } = await readProject(path)
  const context = buildMapContext(project, findMap(project, flags.map).id, findGraph)
  if (context === undefined || context.missing.length > 0)
    throw new CommandRefusal(`the field map cannot run: ${context?.missing.join(' ') ?? 'it is not there'}`)
  const compiled = compileMap(context)
  for (const sentence of listLeftOut(compiled)) output.message(sentence)
  const profile = flags.customer === undefined ? undefined : findProfile(project, flags.customer)
  const config = await readConfig(project, profile?.id, flags.config)
  const operation = readOperation(flags.operation)
  const env = { config, now: readNow(flags.now), operation, ...(profile === undefined ? {} : { profile: profile.name }) }
  const map = createMapper(compiled.ir)

  const names = context.inputs.map(({ input }) => input.name)
  let records = 0
  let failed = 0
  let leftOut = 0
  for await (const { text, number } of readLines(flags.input, piped)) {
    const result = map(readInputs(text, number, names), env)
    records += 1
    // A record that the map is not about is no finding.
    if (!result.ok && result.issues.every(({ code }) => code === 'not-applicable')) leftOut += 1
    else if (!result.ok) failed += 1
    await output.result(`${JSON.stringify(result)}\n`)
  }
  const notAbout = leftOut === 0 ? '' : `${leftOut} that the map is not about, `
  output.message(`${records} ${records === 1 ? 'record' : 'records'}: ${records - failed - leftOut} mapped, ${notAbout}${failed} with issues.`)
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

/** By name; the file wins over the profile, the profile over the defaults. */
async function readConfig(project: Project, profile: string | undefined, file: string | undefined): Promise<ReadonlyMap<string, JsonScalar>> {
  const known = project.configValues.filter((value) => value.deleted !== true)
  const config = configOf(project, profile)
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
  if (config === undefined) throw new CommandRefusal(`${file}: there is no config value "${name}". ${listKnown(known.map((each) => each.name))}`)
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

/** Rows for the other one take no part. */
function readOperation(text = 'create'): 'create' | 'update' {
  if (text === 'create' || text === 'update') return text
  throw new CommandRefusal(`"${text}" is not an operation: use create or update`)
}
