// The only command that writes a project as a file for people or programs.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AUDIENCES, type Audience, type DocumentChoice } from '../../shared/document/document-options.ts'
import type { SpecDocument } from '../../shared/document/document.ts'
import { printProjectFile } from '../../shared/project/project-file.ts'
import { exportJsonata } from '../exporters/jsonata-file.ts'
import { CommandRefusal, printJson, type ExitCode, type Output } from './output.ts'
import { findMap, findUseCase, listMaps, readProject, type ReadProject } from './read-project.ts'
import { sourceOfFile } from './source-of-file.ts'

type Flags = {
  readonly format: string
  readonly out?: string
  readonly map: readonly string[]
  readonly useCase: readonly string[]
  readonly for: string
  readonly protect?: boolean
  readonly roundTrip?: boolean
  readonly raw?: boolean
  readonly allowGaps?: boolean
  readonly showValues?: boolean
  readonly json?: boolean
}

const FORMATS = ['xlsx', 'html', 'md', 'csv', 'jsonata', 'json'] as const
type Format = (typeof FORMATS)[number]
/** Made from the specification's document, so that all of them say the same. */
const FOR_PEOPLE: readonly Format[] = ['xlsx', 'html', 'md', 'csv']

type File = { readonly path: string; readonly content: string | Uint8Array }

export async function exportProject(output: Output, path: string, flags: Flags): Promise<ExitCode> {
  const format = readFormat(flags)
  refuseWrongFlags(format, flags)
  const read = await readProject(path)
  const files = await exportTo(output, format, read, flags)
  if (files === undefined) return 1
  const { out } = flags
  if (out === undefined) await print(output, format, files, flags)
  else await write(output, format, out, files, flags)
  return 0
}

function readFormat({ format }: Flags): Format {
  if (format === 'typescript') throw new CommandRefusal('TypeScript is written by `crosswalk generate PROJECT --out FOLDER`')
  const found = FORMATS.find((one) => one === format)
  if (found === undefined) throw new CommandRefusal(`"${format}" is not a format: use ${FORMATS.slice(0, -1).join(', ')} or ${FORMATS.at(-1)}`)
  return found
}

/** What would be ignored without a word is refused. */
function refuseWrongFlags(format: Format, flags: Flags): void {
  const only = (given: boolean | undefined, flag: string, formats: readonly Format[], otherwise = '') => {
    if (given === true && !formats.includes(format)) throw new CommandRefusal(`${flag} is for ${formats.join(', ')} and not for ${format}${otherwise}`)
  }
  only(flags.map.length > 0, '--map', [...FOR_PEOPLE, 'jsonata'], ': a project file is always the whole project')
  only(flags.useCase.length > 0, '--use-case', FOR_PEOPLE)
  only(flags.for !== 'engineers', '--for', FOR_PEOPLE)
  only(flags.showValues, '--show-values', FOR_PEOPLE)
  only(flags.protect, '--protect', ['xlsx'])
  only(flags.roundTrip, '--round-trip', ['csv'], format === 'xlsx' ? ': every workbook can be imported again' : '')
  only(flags.raw, '--raw', ['csv'])
  only(flags.allowGaps, '--allow-gaps', ['jsonata'])
  if (flags.raw === true && flags.roundTrip === true)
    throw new CommandRefusal('--raw is for programs and --round-trip for people who edit the file in a spreadsheet program: choose one')
  if (format === 'jsonata' && flags.map.length > 1)
    throw new CommandRefusal('an expression is one field map: give --map once, or write all with `crosswalk generate --target jsonata`')
  if (format === 'xlsx' && flags.out === undefined) throw new CommandRefusal('a workbook cannot be printed: say where it goes with --out FILE.xlsx')
}

/** Undefined: something is in the way, and was told. */
async function exportTo(output: Output, format: Format, read: ReadProject, flags: Flags): Promise<readonly File[] | undefined> {
  if (format === 'json') return [{ path: '', content: printProjectFile(read.file) }]
  if (format === 'jsonata') {
    const text = exportToJsonata(output, read, flags)
    return text === undefined ? undefined : [{ path: '', content: text }]
  }
  const { buildDocument } = await import('../../shared/document/build-document.ts')
  const { withOutcomes } = await import('../../shared/document/case-results.ts')
  const document = buildDocument(await withOutcomes(sourceOfFile(read, readChoice(read, flags))))
  if (format === 'md') return await exportToMarkdown(document, flags.out)
  const { renderDocument } = await import('../exporters/write-document.ts')
  const { bytes } = await renderDocument(document, {
    as: format,
    protect: flags.protect === true,
    roundTrip: flags.roundTrip === true,
    raw: flags.raw === true,
  })
  return [{ path: '', content: bytes }]
}

function readChoice({ project }: ReadProject, flags: Flags): DocumentChoice {
  const audience = AUDIENCES.find((one: Audience) => one === flags.for)
  if (audience === undefined) throw new CommandRefusal(`"${flags.for}" are no readers that are known: use --for ${AUDIENCES.join(' or --for ')}`)
  return {
    audience,
    ...(flags.map.length === 0 ? {} : { maps: flags.map.map((name) => findMap(project, name).id) }),
    ...(flags.useCase.length === 0 ? {} : { useCases: flags.useCase.map((name) => findUseCase(project, name).id) }),
    showValues: flags.showValues === true,
  }
}

/** A folder of files, or all in one where the name says so or it is printed. */
async function exportToMarkdown(document: SpecDocument, out: string | undefined): Promise<readonly File[]> {
  const { renderMarkdown, renderMarkdownFile } = await import('../exporters/markdown-files.ts')
  if (out === undefined || /\.(md|markdown)$/i.test(out)) return [{ path: '', content: renderMarkdownFile(document) }]
  return renderMarkdown(document).map(({ path, text }) => ({ path, content: text }))
}

async function print(output: Output, format: Format, files: readonly File[], { json }: Flags): Promise<void> {
  const text = files.map(({ content }) => (typeof content === 'string' ? content : Buffer.from(content).toString('utf8'))).join('')
  await output.result(json === true && format !== 'json' ? printJson({ format, text }) : text)
}

async function write(output: Output, format: Format, out: string, files: readonly File[], { json }: Flags): Promise<void> {
  for (const { path, content } of files) {
    const file = path === '' ? out : join(out, path)
    try {
      if (path !== '') await mkdir(dirname(file), { recursive: true })
      await writeFile(file, content)
    } catch (cause) {
      throw new CommandRefusal(`${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    }
  }
  const bytes = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)
  const several = files.some(({ path }) => path !== '')
  if (json === true) await output.result(printJson({ file: out, format, bytes, ...(several ? { files: files.map(({ path }) => path) } : {}) }))
  else output.message(several ? `Wrote ${files.length} files to ${out}.` : `Wrote ${out}.`)
}

/** Undefined: gaps are in the way, and were told. */
function exportToJsonata(output: Output, { project, findGraph }: ReadProject, flags: Flags): string | undefined {
  const [first, ...others] = listMaps(project)
  const [name] = flags.map
  if (name === undefined && others.length > 0)
    throw new CommandRefusal('the project has several field maps: say which with --map, or write all with `crosswalk generate`')
  const map = name === undefined ? first : findMap(project, name)
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
