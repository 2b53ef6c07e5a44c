// The only place that opens uploaded files: zips taken apart, bytes decoded, syntax told by what stands there. Runs in the killable child.
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import { decodeText } from './decode-text.ts'
import type { OpenedFile } from './format-reader.ts'
import type { ImportError } from './import-error.ts'
import { isZip, openZip } from './open-zip.ts'
import { parseJson, parseYaml, type ParsedDocument } from './parse-document.ts'
import { hasPipeTable, isCsv, isSqlWithoutTables, looksLikeYaml, tellAnnounced } from './tell-syntax.ts'
import { parseXml } from './xml-element.ts'

export type UploadBytes = { readonly name: string; readonly bytes: Uint8Array }

/** Told before each file is opened: bytes that are done, of all. */
export type OpenProgress = (file: string, done: number, all: number) => Promise<void>

/** Every file of the upload; entries of zips stand under their own paths. */
export async function openFiles(uploads: readonly UploadBytes[], onFile: OpenProgress = () => Promise.resolve()): Promise<Result<OpenedFile[], ImportError>> {
  if (uploads.length === 0) return fail({ type: 'NoFiles' })
  const unpacked = await unpackAll(uploads)
  if (!unpacked.ok) return unpacked
  const all = unpacked.value.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const files: OpenedFile[] = []
  let done = 0
  let passedBy: ImportError | undefined
  for (const { name, bytes, inFolder } of unpacked.value) {
    await onFile(name, done, all)
    const opened = openBytes(name, bytes)
    done += bytes.length
    if (opened.ok) files.push(inFolder ? { ...opened.value, packed: true } : opened.value)
    // Pictures and papers that lie in a zip or a folder beside the description are nothing that it could refer to.
    else if (inFolder && opened.error.type === 'WrongKindOfFile') passedBy ??= opened.error
    else if (inFolder && isFaultOfSyntax(opened.error)) files.push({ name, syntax: 'text', text: '', packed: true, fault: opened.error })
    else return opened
  }
  return files.length > 0 ? ok(files) : fail(passedBy ?? { type: 'NoFiles' })
}

/** `inFolder`: it came with all that lay beside it, in a zip or a folder. */
type Unpacked = UploadBytes & { readonly inFolder: boolean }

/** Two files of one name: the later one stands below the name of its zip, or gets a number. */
async function unpackAll(uploads: readonly UploadBytes[]): Promise<Result<Unpacked[], ImportError>> {
  const files: Unpacked[] = []
  const names = new Set<string>()
  const add = (wanted: string, bytes: Uint8Array, zip?: string) => {
    let name = names.has(wanted) && zip !== undefined ? `${zip}/${wanted}` : wanted
    for (let n = 2; names.has(name); n++) name = `${n}/${wanted}`
    names.add(name)
    files.push({ name, bytes, inFolder: zip !== undefined || wanted.includes('/') })
  }
  for (const { name, bytes } of uploads) {
    if (!isZip(bytes)) {
      add(name, bytes)
      continue
    }
    const entries = await openZip(name, bytes)
    if (!entries.ok) return entries
    for (const entry of entries.value) add(entry.name, entry.bytes, name)
  }
  return ok(files)
}

function openBytes(name: string, bytes: Uint8Array): Result<OpenedFile, ImportError> {
  const decoded = decodeText(bytes, name)
  return decoded.ok ? openText(name, decoded.value.text) : decoded
}

/** One decoded file. Also for tests of readers, which have texts. A page may begin with pictures, tags and front matter, which are nothing broken in it. */
export function openText(name: string, text: string): Result<OpenedFile, ImportError> {
  const opened = openBySyntax(name, text)
  return !opened.ok && isFaultOfSyntax(opened.error) && /\.(?:md|markdown)$/i.test(name) ? ok({ name, syntax: 'markdown', text }) : opened
}

function openBySyntax(name: string, text: string): Result<OpenedFile, ImportError> {
  if (text.trim() === '') return fail({ type: 'WrongKindOfFile', file: name, found: 'empty' })
  const announced = tellAnnounced(text)
  if (announced === 'json') return openJson(name, text)
  if (announced === 'xml') {
    const root = parseXml(withoutLateDeclaration(text), name)
    if (root.ok) return ok({ name, syntax: 'xml', text, xml: root.value })
    return root.error.type === 'NotXml' && isDtd(text) ? fail({ type: 'WrongKindOfFile', file: name, found: 'a document type definition (DTD)' }) : root
  }
  if (announced !== undefined) return ok({ name, syntax: announced, text })
  return openPlain(name, text)
}

function isDtd(text: string): boolean {
  const begin = text.slice(0, 5_000).replaceAll(/<!--.*?-->/gs, '')
  const declares = begin.search(/<!(?:ELEMENT|ATTLIST|ENTITY)\s/)
  const tag = begin.search(/<[A-Za-z]/)
  return declares >= 0 && (tag < 0 || declares < tag)
}

/** Blank lines before the declaration come from copying; the declaration says nothing that matters here. Places stay the same. */
function withoutLateDeclaration(text: string): string {
  const from = /^\s+(?=<\?xml\s)/.exec(text)?.[0].length
  const end = from === undefined ? -1 : text.indexOf('?>', from)
  return from === undefined || end < 0 ? text : text.slice(0, from) + text.slice(from, end + 2).replace(/[^\r\n]/g, ' ') + text.slice(end + 2)
}

/** A Markdown text may begin with a link in brackets; everything else that begins so and is not JSON is broken JSON. */
function openJson(name: string, text: string): Result<OpenedFile, ImportError> {
  const parsed = parseJson(text, name)
  if (parsed.ok) return ok(valued(name, text, parsed.value))
  return /^\s*\[[^\]\n]{0,500}\]/.test(text) && hasPipeTable(text) ? ok({ name, syntax: 'markdown', text }) : parsed
}

/** A description that is broken YAML is said to be so, whatever tables stand in its texts. */
const DESCRIPTION_KEY = /^["']?(?:openapi|swagger|asyncapi|\$schema|\$id|components|definitions|paths)["']?:/m

/** YAML says yes to nearly every text, so it must look like YAML from its first line, or nothing else may fit. */
function openPlain(name: string, text: string): Result<OpenedFile, ImportError> {
  const yamlFirst = looksLikeYaml(text)
  const early = yamlFirst ? parseYaml(text, name) : undefined
  if (early?.ok === true && isCollection(early.value.value)) return ok(valued(name, text, early.value))
  if (early?.ok === false && (isYamlName(name) || DESCRIPTION_KEY.test(text.slice(0, 2_000)) || !isSyntaxError(early.error))) return early
  if (hasPipeTable(text)) return ok({ name, syntax: 'markdown', text })
  if (isSqlWithoutTables(text)) return ok({ name, syntax: 'text', text })
  if (isCsv(text)) return ok({ name, syntax: 'csv', text })
  const parsed = early ?? parseYaml(text, name)
  if (parsed.ok && isCollection(parsed.value.value)) return ok(valued(name, text, parsed.value))
  return !parsed.ok && (yamlFirst || isYamlName(name)) ? parsed : ok({ name, syntax: 'text', text })
}

function valued(name: string, text: string, { value, syntax }: ParsedDocument): OpenedFile {
  return { name, syntax, text, value }
}

function isYamlName(name: string): boolean {
  return /\.ya?ml$/i.test(name)
}

function isSyntaxError(error: ImportError): boolean {
  return error.type === 'NotYaml' || error.type === 'Truncated'
}

/** What is wrong with the file itself; what is too large or too deep is refused whatever it is for. */
function isFaultOfSyntax({ type }: ImportError): boolean {
  return ['NotJson', 'NotYaml', 'NotXml', 'NotText', 'Truncated', 'DocumentType'].includes(type)
}

function isCollection(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
