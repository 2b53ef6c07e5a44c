// The only place that decides under which key content is stored. A key from outside is a wish: the same key with other content is
// another project's, and neither may ever show or replace the other's.
import { hashContent } from './content-key.ts'
import { packBytes, unpackBytes } from './stored-content.ts'
import type { BlobKind, Storage, Write } from './storage/storage.ts'

/** `key`: under which the content will be found, once the writes are committed. */
export type KeptContent = { readonly key: string; readonly writes: readonly Write[] }

/** `wish` where it is free or holds just this, else a key made from the content. */
export async function keepContent(storage: Pick<Storage, 'findBlob'>, project: string, kind: BlobKind, wish: string, bytes: Uint8Array): Promise<KeptContent> {
  const packed = await packBytes(bytes)
  let key = wish
  for (let tries = 1; !(await isFreeFor(storage, kind, key, bytes)); tries++) key = await hashContent(Buffer.concat([Buffer.from(`${tries}\n`), bytes]))
  return {
    key,
    writes: [
      { write: 'put-blob', kind, key, bytes: packed },
      { write: 'link-blob', project, kind, key },
    ],
  }
}

async function isFreeFor(storage: Pick<Storage, 'findBlob'>, kind: BlobKind, key: string, bytes: Uint8Array): Promise<boolean> {
  const stored = await storage.findBlob(kind, key)
  if (stored === undefined) return true
  const found = Buffer.from(await unpackBytes(stored))
  // A record is stored as it was sent, spaces and all, and comes back from a project file without them.
  return found.equals(bytes) || (kind === 'record' && JSON.stringify(JSON.parse(found.toString('utf8'))) === Buffer.from(bytes).toString('utf8'))
}
