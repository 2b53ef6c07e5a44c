// Spreadsheets read in the test's own process, from bytes: what the child does, without the child.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sheet, Spreadsheet } from '../../../shared/spreadsheet/spreadsheet.ts'
import { openSpreadsheet } from './open-spreadsheet.ts'
import { describeSpreadsheetError } from './spreadsheet-error.ts'

/** Throws the sentence where it cannot be read. */
export async function readBytes(name: string, content: string | Uint8Array): Promise<Spreadsheet> {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-sheet-'))
  try {
    const path = join(folder, 'file')
    writeFileSync(path, content)
    const read = await openSpreadsheet({ files: [{ name, path }], maxBytes: 64 * 1024 * 1024 })
    if (!read.ok) throw new Error(describeSpreadsheetError(read.error))
    return read.value
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Row number → cells. */
export function textsOf(sheet: Sheet | undefined): Record<number, readonly string[]> {
  return Object.fromEntries((sheet?.rows ?? []).map(({ number, cells }) => [number, cells]))
}
