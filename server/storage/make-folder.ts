// The only place that makes folders with those above them.
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Folder by folder: Node's `recursive` never comes back where the system says that a folder is missing which it lets nobody make
 * (`/proc`). Throws what the system says.
 */
export function makeFolder(folder: string, mode?: number): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder), mode)
  mkdirSync(folder, { mode })
}
