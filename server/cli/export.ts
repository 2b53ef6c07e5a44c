// The only command that writes a project as a file for people or programs.
import { writeFile } from 'node:fs/promises'
import { printProjectFile } from '../../shared/project/project-file.ts'
import { CommandRefusal, printJson, type ExitCode, type Output } from './output.ts'
import { exportJsonata } from '../exporters/jsonata-file.ts'
import { findMap, listMaps, readProject, type ReadProject } from './read-project.ts'

type Flags = {
  readonly format: string
  readonly out?: string
  readonly map?: string
  readonly allowGaps?: boolean
  readonly showValues?: boolean
  readonly json?: boolean
}

/** A later version has these; they are named so that the answer is not "unknown". */
const LATER = ['html', 'md', 'csv']

export async function exportProject(output: Output, path: string, flags: Flags): Promise<ExitCode> {
  const { format, out } = flags
  if (LATER.includes(format)) throw new CommandRefusal(`this version exports xlsx, json and jsonata; ${format} comes with a later version`)
  if (format === 'typescript') throw new CommandRefusal('TypeScript is written by `crosswalk generate PROJECT --out FOLDER`')
  if (format !== 'xlsx' && format !== 'json' && format !== 'jsonata') throw new CommandRefusal(`"${format}" is not a format: use xlsx, json or jsonata`)
  if (format === 'xlsx' && out === undefined) throw new CommandRefusal('a workbook cannot be printed: say where it goes with --out FILE.xlsx')
  const read = await readProject(path)
  const content =
    format === 'json' ? printProjectFile(read.file) : format === 'xlsx' ? await exportToWorkbook(read, flags) : exportToJsonata(output, read, flags)
  if (content === undefined) return 1
  if (out === undefined) await output.result(String(content))
  else {
    await writeFile(out, content).catch((cause: Error) => {
      throw new CommandRefusal(`${out} cannot be written: ${cause.message}`, { cause })
    })
    if (flags.json === true) await output.result(printJson({ file: out, format, bytes: Buffer.byteLength(content) }))
    else output.message(`Wrote ${out}.`)
  }
  return 0
}

async function exportToWorkbook({ file, project, findGraph }: ReadProject, flags: Flags): Promise<Uint8Array> {
  const { exportWorkbook } = await import('../exporters/excel-workbook.ts')
  const findEvidence = (set: string) => (Object.hasOwn(file.samples, set) ? file.samples[set]?.evidence : undefined)
  return exportWorkbook(project, findGraph, { findEvidence, showValues: flags.showValues === true })
}

/** Undefined: gaps are in the way, and were told. */
function exportToJsonata(output: Output, { project, findGraph }: ReadProject, flags: Flags): string | undefined {
  const [first, ...others] = listMaps(project)
  if (flags.map === undefined && others.length > 0)
    throw new CommandRefusal('the project has several field maps: say which with --map, or write all with `crosswalk generate`')
  const map = flags.map === undefined ? first : findMap(project, flags.map)
  if (map === undefined) throw new CommandRefusal('the project has no field maps')
  const exported = exportJsonata(project, map.id, findGraph, { allowGaps: flags.allowGaps === true })
  if (!exported.ok) {
    for (const gap of exported.error.type === 'Gaps' ? exported.error.gaps : []) output.message(gap.message)
    output.message('Nothing was written. Settle these gaps, or export with --allow-gaps.')
    return undefined
  }
  for (const { row, fidelity, reason } of exported.value.fidelity) if (fidelity !== 'exact') output.message(`${row} is ${fidelity}: ${reason}`)
  return exported.value.text
}
