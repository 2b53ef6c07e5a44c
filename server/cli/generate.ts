// The only command that writes generated code, or checks that what is on the disk is still what the project says.
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { FieldMap } from '../../shared/project/field-map.ts'
import { TEST_RUNNERS, type TestRunner } from '../../shared/codegen/typescript/tests-file.ts'
import { problemToGap } from '../exporters/exported-gap.ts'
import type { ExportedGap } from '../exporters/export-protocol.ts'
import { exportFlows } from '../exporters/flow-package.ts'
import { exportTypeScript, type TypeScriptOptions } from '../exporters/typescript-package.ts'
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

export async function generate(output: Output, path: string, flags: Flags): Promise<ExitCode> {
  if (flags.target !== 'typescript') throw new CommandRefusal(`"${flags.target}" is not a target of this version: use typescript`)
  const read = await readProject(path)
  const maps = flags.map === undefined ? listMaps(read.project) : [findMap(read.project, flags.map)]
  if (maps.length === 0) throw new CommandRefusal('the project has no field maps to generate from')
  const { records } = read.file
  const options: TypeScriptOptions = {
    allowGaps: flags.allowGaps === true,
    tests: readTests(flags.tests),
    findRecord: (hash) => (Object.hasOwn(records, hash) ? records[hash] : undefined),
  }
  const { files, gaps, blocked } = await generateAll(read, maps, options)
  // A flow imports the packages of its maps, so flows are written with all of them.
  const flows = flags.map === undefined ? exportFlows(read.project, read.findGraph, options) : { files: [], problems: [] }
  files.push(...flows.files)
  for (const { flow, message } of flows.problems) gaps.push({ map: flow, row: null, path: '', message })
  for (const gap of gaps) output.message([gap.map, gap.path, gap.message].filter((part) => part !== '').join(': '))
  // Nothing is written or compared by halves: with gaps in one map, no map is touched.
  if (blocked || (flows.problems.length > 0 && flags.allowGaps !== true)) {
    output.message('Nothing was written. Settle these gaps, or generate with --allow-gaps.')
    if (flags.json === true) await output.result(printJson({ out: flags.out, files: [], drifted: [], gaps }))
    return 1
  }
  const drifted = await listDrifted(flags.out, files)
  if (flags.check !== true) await writeFiles(flags.out, drifted)
  const paths = drifted.map((file) => file.path)
  if (flags.json === true) await output.result(printJson({ out: flags.out, files: files.map((file) => file.path), drifted: paths, gaps }))
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

async function generateAll(
  { project, findGraph }: ReadProject,
  maps: readonly FieldMap[],
  options: TypeScriptOptions,
): Promise<{ files: GeneratedFile[]; gaps: Gap[]; blocked: boolean }> {
  const files: GeneratedFile[] = []
  const gaps: Gap[] = []
  let blocked = false
  for (const map of maps) {
    const code = await exportTypeScript(project, map.id, findGraph, options)
    if (!code.ok && code.error.type === 'NoSuchFieldMap') throw new CommandRefusal(`${map.key}: the field map is not in the project`)
    blocked ||= !code.ok
    const problems = code.ok ? code.value.gaps : code.error.type === 'Gaps' ? code.error.gaps : []
    for (const problem of problems) {
      const { row, path, message } = problemToGap(project, problem)
      gaps.push({ map: map.key, row, path, message })
    }
    if (code.ok) files.push(...code.value.files.map(({ path, text }) => ({ path: `${map.key}/${path}`, text })))
  }
  return { files, gaps, blocked }
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
