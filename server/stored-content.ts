// The only place that turns content into stored bytes and back: JSON printed in pieces, packed off the main thread, so that a
// large schema holds up nobody. What is stored is always gzip, which browsers take as it is.
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'

const runGzip = promisify(gzip)
const runGunzip = promisify(gunzip)

/** UTF-16 units printed between two looks at other work: a few milliseconds. */
const PIECE = 256 * 1024

export function packBytes(bytes: Uint8Array): Promise<Uint8Array> {
  return runGzip(bytes, { level: 6 })
}

export function unpackBytes(packed: Uint8Array): Promise<Uint8Array> {
  return runGunzip(packed)
}

export async function unpackJson(packed: Uint8Array): Promise<unknown> {
  const bytes = await unpackBytes(packed)
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
}

/** The same text as JSON.stringify gives, for plain JSON. Waits now and then, so the value must not change meanwhile. */
export async function printInPieces(value: unknown): Promise<Buffer> {
  const printed: string[] = []
  let size = 0
  const add = async (text: string) => {
    printed.push(text)
    size += text.length
    if (size < PIECE) return
    size = 0
    await new Promise((resolve) => setImmediate(resolve))
  }
  await printValue(value, 2, add)
  return Buffer.from(printed.join(''))
}

/** Of one value: more are printed piece by piece, wherever they stand. */
const LONG_LIST = 2_000

function holdsLongList(value: unknown): boolean {
  const isLong = (list: unknown) => Array.isArray(list) && list.length > LONG_LIST
  return isLong(value) || (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).some(isLong))
}

/** The upper levels piece by piece; below, a value is small enough to be printed at once. */
async function printValue(value: unknown, levels: number, add: (text: string) => Promise<void>): Promise<void> {
  const further = levels > 0 || holdsLongList(value)
  if (!further || typeof value !== 'object' || value === null) return add(JSON.stringify(value))
  const isList = Array.isArray(value)
  const entries = isList ? value.map((item) => ['', item] as const) : Object.entries(value).filter(([, item]) => item !== undefined)
  let separator = isList ? '[' : '{'
  for (const [name, item] of entries) {
    await add(isList ? separator : `${separator}${JSON.stringify(name)}:`)
    await printValue(item, Math.max(0, levels - 1), add)
    separator = ','
  }
  await add(entries.length === 0 ? (isList ? '[]' : '{}') : isList ? ']' : '}')
}
