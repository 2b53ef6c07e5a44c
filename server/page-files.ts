// The only place that serves the built page: a fixed manifest read when the server starts, so no request names a path on the disk (T-4A).
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

export type PageFile = { readonly bytes: Uint8Array; readonly type: string; readonly etag: string; readonly immutable: boolean }

/** By the path in a URL. `/` is the page itself. */
export type PageFiles = ReadonlyMap<string, PageFile>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}

/** Files of unknown kinds are left out. An absent folder gives an empty manifest (development: the page comes from Vite). */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = new Map<string, PageFile>()
  for (const entry of entries) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path)
    const url = path.slice(folder.length).split(sep).join('/')
    // Vite puts a hash of the content into the names below assets/.
    const file = { bytes, type, etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32), immutable: url.startsWith('/assets/') }
    files.set(url, file)
    if (url === '/index.html') files.set('/', file)
  }
  return files
}

/** Addresses inside the page (`/p/x/maps/y`) are answered with the page; a file that does not exist is not. */
export function findPageFile(files: PageFiles, path: string): PageFile | undefined {
  return files.get(path) ?? (isReserved(path) || extname(path) !== '' ? undefined : files.get('/'))
}

function isReserved(path: string): boolean {
  return /^\/(api|sync|assets)(\/|$)/.test(path)
}
