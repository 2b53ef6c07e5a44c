// The only command that writes a project as a file for people or programs.
import { writeFile } from 'node:fs/promises'
import { printProjectFile } from '../../shared/project/project-file.ts'
import { CommandRefusal, printJson, type ExitCode, type Output } from './output.ts'
import { readProject, type ReadProject } from './read-project.ts'

type Flags = { readonly format: string; readonly out?: string; readonly json?: boolean }

/** A later version has these; they are named so that the answer is not "unknown". */
const LATER = ['html', 'md', 'csv', 'jsonata']

export async function exportProject(output: Output, path: string, flags: Flags): Promise<ExitCode> {
  const { format, out } = flags
  if (LATER.includes(format)) throw new CommandRefusal(`this version exports xlsx and json; ${format} comes with a later version`)
  if (format === 'typescript') throw new CommandRefusal('TypeScript is written by `crosswalk generate PROJECT --out FOLDER`')
  if (format !== 'xlsx' && format !== 'json') throw new CommandRefusal(`"${format}" is not a format: use xlsx or json`)
  if (format === 'xlsx' && out === undefined) throw new CommandRefusal('a workbook cannot be printed: say where it goes with --out FILE.xlsx')
  const read = await readProject(path)
  const content = format === 'json' ? printProjectFile(read.file) : await exportToWorkbook(read)
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

async function exportToWorkbook({ project, findGraph }: ReadProject): Promise<Uint8Array> {
  const { exportWorkbook } = await import('../exporters/excel-workbook.ts')
  return exportWorkbook(project, findGraph, {})
}
