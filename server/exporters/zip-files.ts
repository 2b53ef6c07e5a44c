// The only place that packs generated files into a zip: always the same bytes for the same files.
import { strToU8, zipSync, type Zippable } from 'fflate'

/** The earliest day that a zip can hold; a real time would change the bytes from run to run. Local parts, as the format has no zone. */
export const FIXED_TIME = new Date(1980, 0, 1)

export function zipFiles(files: readonly { readonly path: string; readonly text: string }[]): Uint8Array {
  const entries: Zippable = {}
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    entries[path] = [strToU8(text), { mtime: FIXED_TIME, level: 6, os: 3, attrs: 0o644 << 16 }]
  return zipSync(entries)
}
