// The only place that takes bodies off the wire: streamed to a private temporary file, counted while reading (T-10), and a
// multipart body split into its files there. A client's file name is only ever a label, never a path (T-19).
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RouteError } from '../../shared/api/route-errors.ts'
import { fail, ok, type Result } from '../../shared/schema/result.ts'

export type UploadedFile = { readonly name: string; readonly path: string; readonly size: number }

/** Lies in a folder of its own until `release`. */
export type UploadedBody = { readonly path: string; release(): Promise<void> }

/** Files lie in a folder of their own until `release`. `takeOver`: from now on only the returned function removes them. */
export type UploadedFiles = {
  /** Also for other files that belong to the work on them. */
  readonly folder: string
  readonly files: readonly UploadedFile[]
  readonly fields: ReadonlyMap<string, string>
  release(): Promise<void>
  takeOver(): () => Promise<void>
}

const LONGEST_FIELD = 64 * 1024
const MOST_FILES = 200

/** A folder under the data folder's `tmp`, only the owner's. */
export async function createUploadFolder(dataFolder: string): Promise<string> {
  const parent = join(dataFolder, 'tmp')
  await mkdir(parent, { recursive: true, mode: 0o700 })
  return mkdtemp(join(parent, 'upload-'))
}

/** What a killed server left. */
export async function removeOldUploads(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, 'tmp'), { recursive: true, force: true })
}

/** The body as one file on disk. */
export async function readUploadedBody(request: Request, dataFolder: string, mostBytes: number): Promise<Result<UploadedBody, RouteError>> {
  const folder = await createUploadFolder(dataFolder)
  const release = () => rm(folder, { recursive: true, force: true })
  const spooled = await spool(request, join(folder, 'body'), mostBytes).catch(async (cause: unknown) => {
    await release()
    throw cause
  })
  if (spooled.ok) return ok({ path: spooled.value, release })
  await release()
  return spooled
}

export async function readUploadedBytes(request: Request, dataFolder: string, mostBytes: number): Promise<Result<Uint8Array, RouteError>> {
  const body = await readUploadedBody(request, dataFolder, mostBytes)
  if (!body.ok) return body
  try {
    return ok(await readFile(body.value.path))
  } finally {
    await body.value.release()
  }
}

export async function readUploadedFiles(request: Request, dataFolder: string, mostBytes: number): Promise<Result<UploadedFiles, RouteError>> {
  const boundary = /^multipart\/form-data\s*;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers.get('content-type') ?? '')
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return fail({ type: 'UnsupportedBody', expected: 'multipart/form-data with one or more parts named `file`' })
  const folder = await createUploadFolder(dataFolder)
  const remove = () => rm(folder, { recursive: true, force: true })
  let release = remove
  try {
    const spooled = await spool(request, join(folder, 'body'), mostBytes)
    const parts = spooled.ok ? splitParts(await readFile(spooled.value), mark) : spooled
    if (!parts.ok) {
      await remove()
      return parts
    }
    await rm(join(folder, 'body'))
    const files: UploadedFile[] = []
    const fields = new Map<string, string>()
    for (const part of parts.value) {
      if (part.fileName === undefined) {
        fields.set(part.name, part.bytes.subarray(0, LONGEST_FIELD).toString('utf8'))
        continue
      }
      const path = join(folder, String(files.length))
      await writeFile(path, part.bytes, { mode: 0o600, flag: 'wx' })
      files.push({ name: cleanFileLabel(part.fileName), path, size: part.bytes.length })
    }
    return ok({
      folder,
      files,
      fields,
      release: () => release(),
      takeOver() {
        release = async () => {}
        return remove
      },
    })
  } catch (cause) {
    await remove()
    throw cause
  }
}

/** A label for people: the last part of the name, without control and direction characters. */
export function cleanFileName(name: string): string {
  const clean = cleanPart(name.split(/[\\/]/).at(-1) ?? '')
  return clean === '' || clean === '..' ? 'file' : clean
}

const MOST_FOLDERS = 32

/** Its folders too where the path is a plain one, relative and downwards: files of one upload refer to each other by them. Of any other the last part. */
export function cleanFileLabel(path: string): string {
  const own = cleanFileName(path)
  const folders = path.split(/[\\/]/).slice(0, -1).map(cleanPart)
  const isPlain = !/^[\\/]|^[a-z]:/i.test(path) && !folders.includes('..') && folders.length <= MOST_FOLDERS
  return isPlain && !/[\\/]$/.test(path) ? [...folders.filter((folder) => folder !== ''), own].join('/') : own
}

/** Empty: nothing of it is left. */
function cleanPart(part: string): string {
  const clean = part.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return clean === '.' ? '' : clean.slice(0, 200)
}

async function spool(request: Request, path: string, mostBytes: number): Promise<Result<string, RouteError>> {
  let count = 0
  const tooLarge = new Error('too large')
  const counter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      count += chunk.length
      done(count > mostBytes ? tooLarge : null, chunk)
    },
  })
  try {
    const body = request.body === null ? Readable.from([]) : Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0])
    await pipeline(body, counter, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
    return ok(path)
  } catch (cause) {
    if (cause === tooLarge) return fail({ type: 'TooLarge', mostBytes })
    if (request.signal.aborted || (cause as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE')
      return fail({ type: 'InvalidRequest', message: 'The upload stopped before its end. Send it again.' })
    throw cause
  }
}

type Part = { readonly name: string; readonly fileName: string | undefined; readonly bytes: Buffer }

/** RFC 7578. Parts are views of the body, not copies. */
function splitParts(body: Buffer, mark: string): Result<Part[], RouteError> {
  const broken = fail<RouteError>({ type: 'InvalidRequest', message: 'The multipart body is broken. Send it again.' })
  const delimiter = Buffer.from(`\r\n--${mark}`)
  const parts: Part[] = []
  // The first delimiter stands at the very beginning, without its line break.
  if (!body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2))) return broken
  let at = delimiter.length - 2
  while (body.toString('latin1', at, at + 2) !== '--') {
    const headEnd = body.indexOf('\r\n\r\n', at)
    const end = headEnd < 0 ? -1 : body.indexOf(delimiter, headEnd + 4)
    if (end < 0) return broken
    const head = body.toString('utf8', at, headEnd)
    const name = /;\s*name="([^"]*)"/i.exec(head)?.[1]
    if (name === undefined) return broken
    parts.push({ name, fileName: /;\s*filename="([^"]*)"/i.exec(head)?.[1], bytes: body.subarray(headEnd + 4, end) })
    if (parts.length > MOST_FILES) return fail({ type: 'InvalidRequest', message: `At most ${MOST_FILES} files can be sent at once.` })
    at = end + delimiter.length
  }
  return ok(parts)
}
