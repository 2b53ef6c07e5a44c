// The only command that writes generated code, or checks that what is on the disk is still what the project says.
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { RowFidelity } from '../../shared/codegen/jsonata/fidelity.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { FieldMap } from '../../shared/project/field-map.ts'
import type { Project } from '../../shared/project/project.ts'
import type { Result } from '../../shared/schema/result.ts'
import { TEST_RUNNERS, type TestRunner } from '../../shared/codegen/typescript/tests-file.ts'
import { problemToGap } from '../exporters/exported-gap.ts'
import type { ExportedGap } from '../exporters/export-protocol.ts'
import { exportFlows } from '../exporters/flow-package.ts'
import { exportJsonata } from '../exporters/jsonata-file.ts'
import { exportTypeScript, type ExportError, type TypeScriptOptions } from '../exporters/typescript-package.ts'
import { makeFolder } from '../storage/make-folder.ts'
import { CommandRefusal, printJson, type ExitCode, type Output } from './output.ts'
import { findMap, listMaps, readProject, type ReadProject } from './read-project.ts'

type Flags = {
  readonly out: string
  readonly map?: string
  readonly check?: boolean
  readonly allowGaps?: boolean
  readonly target: string
  readonly tests?: string
  readonly json?: boolean
}
/** `map`: the field map's key, or the flow's (`uc-1`). */
type Gap = { readonly map: string } & Omit<ExportedGap, 'line'>
type GeneratedFile = { readonly path: string; readonly text: string }
/** `fidelity`: how well each row can be said; only of languages that cannot say everything. */
type Generated = { files: GeneratedFile[]; gaps: Gap[]; blocked: boolean; fidelity?: ({ readonly map: string } & RowFidelity)[] }

export async function generate(output: Output, path: string, flags: Flags): Promise<ExitCode> {
  const read = await readProject(path)
  const maps = flags.map === undefined ? listMaps(read.project) : [findMap(read.project, flags.map)]
  if (maps.length === 0) throw new CommandRefusal('the project has no field maps to generate from')
  const { files, gaps, blocked, fidelity } = await generateFor(flags, read, maps)
  for (const gap of gaps) output.message([gap.map, gap.path, gap.message].filter((part) => part !== '').join(': '))
  for (const { map, row, fidelity: how, reason } of fidelity ?? []) if (how !== 'exact') output.message(`${map}: ${row} is ${how}: ${reason}`)
  const extra = fidelity === undefined ? {} : { fidelity }
  // Nothing is written or compared by halves: with gaps in one map, no map is touched.
  if (blocked) {
    output.message('Nothing was written. Settle these gaps, or generate with --allow-gaps.')
    if (flags.json === true) await output.result(printJson({ out: flags.out, files: [], drifted: [], gaps, ...extra }))
    return 1
  }
  const drifted = await listDrifted(flags.out, files)
  if (flags.check !== true) await writeFiles(flags.out, drifted)
  const paths = drifted.map((file) => file.path)
  if (flags.json === true) await output.result(printJson({ out: flags.out, files: files.map((file) => file.path), drifted: paths, gaps, ...extra }))
  else await output.result(paths.map((drift) => `${join(flags.out, drift)}\n`).join(''))
  if (flags.check === true) {
    output.message(
      paths.length === 0 ? `All ${files.length} files are up to date.` : `${paths.length} of ${files.length} files differ: run generate without --check.`,
    )
    return paths.length === 0 ? 0 : 1
  }
  output.message(`${files.length} files, ${paths.length} written.`)
  return 0
}

function generateFor(flags: Flags, read: ReadProject, maps: readonly FieldMap[]): Generated | Promise<Generated> {
  if (flags.target === 'typescript') return generateTypeScript(flags, read, maps)
  if (flags.target !== 'jsonata') throw new CommandRefusal(`"${flags.target}" is not a target: use typescript or jsonata`)
  if (flags.tests !== undefined) throw new CommandRefusal('--tests writes tests of TypeScript: leave it out with --target jsonata')
  return generateJsonata(flags, read, maps)
}

async function generateTypeScript(flags: Flags, { project, findGraph, file }: ReadProject, maps: readonly FieldMap[]): Promise<Generated> {
  const { records } = file
  const options: TypeScriptOptions = {
    allowGaps: flags.allowGaps === true,
    tests: readTests(flags.tests),
    findRecord: (hash) => (Object.hasOwn(records, hash) ? records[hash] : undefined),
  }
  const made: Generated = { files: [], gaps: [], blocked: false }
  for (const map of maps) {
    const code = take(made, project, map, await exportTypeScript(project, map.id, findGraph, options))
    if (code !== undefined) made.files.push(...code.files.map(({ path, text }) => ({ path: `${map.key}/${path}`, text })))
  }
  // A flow imports the packages of its maps, so flows are written with all of them.
  const flows = flags.map === undefined ? exportFlows(project, findGraph, options) : { files: [], problems: [] }
  made.files.push(...flows.files)
  for (const { flow, message } of flows.problems) made.gaps.push({ map: flow, row: null, path: '', message })
  if (flows.problems.length > 0 && flags.allowGaps !== true) made.blocked = true
  return made
}

function generateJsonata(flags: Flags, { project, findGraph }: ReadProject, maps: readonly FieldMap[]): Generated {
  const fidelity: ({ readonly map: string } & RowFidelity)[] = []
  const made: Generated = { files: [], gaps: [], blocked: false, fidelity }
  for (const map of maps) {
    const code = take(made, project, map, exportJsonata(project, map.id, findGraph, { allowGaps: flags.allowGaps === true }))
    if (code === undefined) continue
    made.files.push({ path: `${map.key}/mapper.jsonata`, text: code.text })
    fidelity.push(...code.fidelity.map((row) => ({ map: map.key, ...row })))
  }
  return made
}

/** Notes what one map gave; undefined where it is in the way. */
function take<T extends { readonly gaps: readonly Problem[] }>(made: Generated, project: Project, map: FieldMap, code: Result<T, ExportError>): T | undefined {
  if (!code.ok && code.error.type === 'NoSuchFieldMap') throw new CommandRefusal(`${map.key}: the field map is not in the project`)
  made.blocked ||= !code.ok
  for (const problem of code.ok ? code.value.gaps : code.error.type === 'Gaps' ? code.error.gaps : []) {
    const { row, path, message } = problemToGap(project, problem)
    made.gaps.push({ map: map.key, row, path, message })
  }
  return code.ok ? code.value : undefined
}

function readTests(runner = 'none'): TestRunner | 'none' {
  const known = [...TEST_RUNNERS, 'none'] as const
  const found = known.find((one) => one === runner)
  if (found === undefined) throw new CommandRefusal(`"${runner}" is not a test runner of generated code: use ${known.join(', ')}`)
  return found
}

/** Those that are not on the disk or differ from what is there. */
async function listDrifted(out: string, files: readonly GeneratedFile[]): Promise<GeneratedFile[]> {
  const drifted: GeneratedFile[] = []
  for (const file of files) {
    const there = await readFile(placeOf(out, file), 'utf8').catch(() => undefined)
    // A checkout on Windows may have turned the line ends.
    if (there?.replaceAll('\r\n', '\n') !== file.text) drifted.push(file)
  }
  return drifted
}

async function writeFiles(out: string, files: readonly GeneratedFile[]): Promise<void> {
  for (const file of files) {
    const place = placeOf(out, file)
    try {
      makeFolder(dirname(place))
      await writeFile(place, file.text)
    } catch (cause) {
      throw new CommandRefusal(`${place} cannot be written: ${(cause as Error).message}`, { cause })
    }
  }
}

/** A project file is somebody's data: whatever a key in it says, nothing is written outside the folder. */
function placeOf(out: string, file: GeneratedFile): string {
  const root = resolve(out)
  const place = resolve(root, file.path)
  if (!place.startsWith(root.endsWith(sep) ? root : root + sep)) throw new CommandRefusal(`the project wants to write outside of ${out}: ${file.path}`)
  return place
}
