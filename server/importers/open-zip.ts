// The only place that takes zips apart: looked through before anything is unpacked, counted while unpacking (T-12). Runs in the killable child.
import { createRequire } from 'node:module'
import type * as Yauzl from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { ImportError, ZipFault } from './import-error.ts'

export type ZipEntry = { readonly name: string; readonly bytes: Uint8Array }

export const ZIP_LIMITS = { entries: 200, inflated: 100 * 1024 * 1024, ratio: 100, name: 512 } as const
/** With what is not unpacked (folders, what systems add of their own): looked through, no more. */
const MOST_LOOKED_THROUGH = 10_000
/** A few bytes of text may well be packed to nothing. */
const SMALL = 64 * 1024

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))
}

/** Files in the order of the zip's directory. Nothing is ever written under an entry's name (T-19). */
export async function openZip(file: string, bytes: Uint8Array): Promise<Result<ZipEntry[], ImportError>> {
  return openEntries(file, bytes, undefined)
}

/**
 * The parts of an Office file for which `wanted` says yes; it is asked for every part. Only what reads spreadsheets calls it: everywhere else an
 * Office file is refused.
 */
export async function openOfficeFile(
  file: string,
  bytes: Uint8Array,
  wanted: (part: string) => boolean,
): Promise<Result<ZipEntry[], Extract<ImportError, { type: 'ZipRefused' }>>> {
  const opened = await openEntries(file, bytes, wanted)
  if (opened.ok || opened.error.type === 'ZipRefused') return opened as Result<ZipEntry[], Extract<ImportError, { type: 'ZipRefused' }>>
  return fail({ type: 'ZipRefused', file, fault: 'broken' })
}

async function openEntries(file: string, bytes: Uint8Array, wanted: ((part: string) => boolean) | undefined): Promise<Result<ZipEntry[], ImportError>> {
  const refuse = (fault: ZipFault, entry?: string) => fail<ImportError>({ type: 'ZipRefused', file, fault, ...(entry === undefined ? {} : { entry }) })
  // Loaded only when needed: an import of plain files does not wait for it.
  const { fromBufferPromise } = createRequire(import.meta.url)('yauzl') as typeof Yauzl
  let zip: ZipFile
  try {
    // Strict: a backslash in a name is refused, not turned into a slash.
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
    })
  } catch (cause) {
    return refuse(faultOf(cause))
  }
  try {
    if (zip.entryCount > MOST_LOOKED_THROUGH) return refuse('too-many')
    const kept: { entry: Entry; name: string }[] = []
    let announced = 0
    for await (const entry of zip.eachEntry()) {
      const name = cleanName(entry.fileName)
      const shown = name.slice(0, 100)
      if (wanted === undefined && entry.fileName === '[Content_Types].xml') return fail({ type: 'WrongKindOfFile', file, found: 'an Office file' })
      if (isUnsafeName(entry.fileName)) return refuse('bad-name', shown)
      if (name.endsWith('/') || (wanted === undefined ? isSystemFile(name) : !wanted(name))) continue
      if (entry.isEncrypted()) return refuse('encrypted', shown)
      if (!entry.canDecodeFileData()) return refuse('compression', shown)
      if (kept.length === ZIP_LIMITS.entries) return refuse('too-many')
      announced += entry.uncompressedSize
      if (announced > ZIP_LIMITS.inflated) return refuse('too-large', shown)
      if (isTooDense(entry.uncompressedSize, entry.compressedSize)) return refuse('too-dense', shown)
      kept.push({ entry, name })
    }
    let left = ZIP_LIMITS.inflated
    const entries: ZipEntry[] = []
    for (const { entry, name } of kept) {
      const inflated = await inflate(zip, entry, left)
      if (typeof inflated === 'string') return refuse(inflated, name.slice(0, 100))
      if (isZip(inflated)) return refuse('nested', name.slice(0, 100))
      left -= inflated.length
      entries.push({ name, bytes: inflated })
    }
    return entries.length === 0 ? refuse('empty') : ok(entries)
  } catch (cause) {
    return refuse(faultOf(cause))
  } finally {
    zip.close()
  }
}

/** What the directory says of the size is a promise of whoever made the file: the bytes are counted. */
async function inflate(zip: ZipFile, entry: Entry, left: number): Promise<Buffer | ZipFault> {
  const stream = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let count = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    count += chunk.length
    const fault: ZipFault | undefined = count > left ? 'too-large' : isTooDense(count, entry.compressedSize) ? 'too-dense' : undefined
    if (fault !== undefined) {
      stream.destroy()
      return fault
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function isTooDense(inflated: number, packed: number): boolean {
  return inflated > SMALL && inflated > packed * ZIP_LIMITS.ratio
}

function isUnsafeName(name: string): boolean {
  return (
    name === '' ||
    name.length > ZIP_LIMITS.name ||
    name.includes('\u0000') ||
    name.includes('\\') ||
    /^(?:\/|[A-Za-z]:)/.test(name) ||
    name.split('/').includes('..')
  )
}

/** Without characters that change how the others read. */
function cleanName(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
}

/** `__MACOSX/..`, `.DS_Store`, `.git/..`: not part of what people mean to send. */
function isSystemFile(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db')
}

/** The library tells in English what does not fit; only names and encryption have sentences of their own here. */
function faultOf(cause: unknown): ZipFault {
  const message = cause instanceof Error ? cause.message : ''
  if (/encrypt/i.test(message)) return 'encrypted'
  if (/absolute path|relative path|backslash|invalid characters in fileName/i.test(message)) return 'bad-name'
  return 'broken'
}
