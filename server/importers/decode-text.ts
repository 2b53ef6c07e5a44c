// The only place that turns the bytes of an uploaded file into text: strictly, once.
import { Buffer, isUtf8 } from 'node:buffer'
import { fail, ok, type Result } from '../../shared/schema/result.ts'
import type { ImportError } from './import-error.ts'

export type DecodedText = { readonly text: string; readonly encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | OldEncoding }

/** Read where an XML declaration names them: that is said by the file, not guessed. */
const OLD_ENCODINGS = [
  'ISO-8859-1',
  'ISO-8859-2',
  'ISO-8859-15',
  'WINDOWS-1250',
  'WINDOWS-1251',
  'WINDOWS-1252',
  'SHIFT_JIS',
  'EUC-JP',
  'GB18030',
  'GBK',
  'BIG5',
  'EUC-KR',
  'KOI8-R',
] as const
type OldEncoding = (typeof OLD_ENCODINGS)[number]

/** `what`: in words, with what to upload instead. */
const FOREIGN: readonly { readonly starts: readonly number[]; readonly what: string }[] = [
  { starts: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive or an Office file' },
  { starts: [0x1f, 0x8b], what: 'a gzip archive' },
  { starts: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document' },
  { starts: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
  { starts: [0xff, 0xd8, 0xff], what: 'a picture' },
  { starts: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Office file' },
]

/** By its byte order mark, else UTF-8, else as an XML declaration says. A byte that is no text refuses the file: a guess would garble names. */
export function decodeText(bytes: Uint8Array, file: string): Result<DecodedText, ImportError> {
  const foreign = FOREIGN.find(({ starts }) => starts.every((byte, i) => bytes[i] === byte))
  if (foreign !== undefined) return fail({ type: 'WrongKindOfFile', file, found: foreign.what })
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'UTF-16LE' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'UTF-16BE' : 'UTF-8'
  const text = encoding === 'UTF-8' ? decodeUtf8(bytes) : decodeStrictly(bytes, encoding)
  const declared = text === undefined && encoding === 'UTF-8' ? declaredEncoding(bytes) : undefined
  const old = declared === undefined ? undefined : decodeStrictly(bytes, declared)
  if (declared !== undefined && old !== undefined) return ok({ text: old, encoding: declared })
  if (text === undefined) return fail({ type: 'NotText', file, encoding, at: encoding === 'UTF-8' ? badByte(bytes) : 0 })
  return ok({ text, encoding })
}

/** Checked first, then decoded without further checks: several times faster than a strict decoder on large files. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', marked ? 3 : 0)
}

/** `<?xml version="1.0" encoding="ISO-8859-1"?>` */
function declaredEncoding(bytes: Uint8Array): OldEncoding | undefined {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  const named = /^<\?xml [^>]{0,100}encoding=["']([A-Za-z0-9_.-]{1,40})["']/.exec(beginning)?.[1]?.toUpperCase()
  return OLD_ENCODINGS.find((name) => name === named)
}

function decodeStrictly(bytes: Uint8Array, encoding: 'UTF-16LE' | 'UTF-16BE' | OldEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Offset of the first byte that is not UTF-8, by halving: decoding is fast, and this runs once, on failure. */
function badByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    try {
      // `stream`: a character cut by the end is no fault.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  // The decoder stops at the byte after a beginning that nothing follows: the beginning is the bad one.
  for (let back = 1; back <= 3; back++) if ((bytes[good - back] ?? 0) >= 0xc0) return (bytes[good - back] ?? 0) >= 0xe0 || back === 1 ? good - back : good
  return good
}
