// The only place where the exporting child opens what the server stores, which is always gzip: the server itself only passes the bytes on.
import { gunzipSync } from 'node:zlib'

/** As the storage port calls them. */
export type PackedContent = { readonly kind: string; readonly key: string; readonly bytes: Uint8Array }

/** `read` and `readBytes`: undefined where it was not sent. Throws for what is not gzip, or not JSON. */
export type OpenedContent = {
  readonly keys: (kind: string) => readonly string[]
  readonly read: (kind: string, key: string) => unknown
  readonly readBytes: (kind: string, key: string) => Uint8Array | undefined
}

/** Each is opened once, when it is first asked for. */
export function openContent(content: readonly PackedContent[]): OpenedContent {
  const packed = new Map(content.map((one) => [nameOf(one.kind, one.key), one.bytes]))
  const opened = new Map<string, unknown>()
  const readBytes = (kind: string, key: string) => {
    const bytes = packed.get(nameOf(kind, key))
    return bytes === undefined ? undefined : gunzipSync(bytes)
  }
  return {
    keys: (kind) => content.flatMap((one) => (one.kind === kind ? [one.key] : [])),
    readBytes,
    read: (kind, key) => {
      const name = nameOf(kind, key)
      if (!opened.has(name)) {
        const bytes = readBytes(kind, key)
        opened.set(name, bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8')))
      }
      return opened.get(name)
    },
  }
}

function nameOf(kind: string, key: string): string {
  return `${kind} ${key}`
}
