// The only place that opens uploaded spreadsheets: what each file is told by its bytes, and the reader for it called. Runs in the killable child.
import { readFileSync, statSync } from 'node:fs'
import { fail, ok, type Result } from '../../../shared/schema/result.ts'
import type { Sheet, Spreadsheet, SpreadsheetFormat } from '../../../shared/spreadsheet/spreadsheet.ts'
import { isZip } from '../open-zip.ts'
import { readXlsx, type ReadTables } from './read-workbook.ts'
import { readTextTables } from './read-text-tables.ts'
import { SpreadsheetRefusal, countSheets, type SheetCounter } from './sheet-limits.ts'
import type { SpreadsheetError } from './spreadsheet-error.ts'
import type { SpreadsheetProgress, SpreadsheetRequest } from './spreadsheet-protocol.ts'

type Report = (progress: SpreadsheetProgress) => Promise<void>
type Opened = ReadTables & { readonly format: SpreadsheetFormat }

/** Of the whole; the rest is handing over. */
const READ_AT = 0.9

export async function openSpreadsheet(request: SpreadsheetRequest, report: Report = () => Promise.resolve()): Promise<Result<Spreadsheet, SpreadsheetError>> {
  try {
    const files = readAll(request)
    const [first] = files
    if (first === undefined) return fail({ type: 'NoFiles' })
    const count = countSheets(first.name)
    const all = files.reduce((sum, { bytes }) => sum + bytes.length, 1)
    const opened: Opened[] = []
    let before = 0
    for (const { name, bytes } of files) {
      const tell = (sheet: string | undefined, done: number) =>
        report({ stage: 'reading', ...(sheet === undefined ? {} : { sheet: sheet.slice(0, 100) }), fraction: ((before + done * bytes.length) / all) * READ_AT })
      opened.push(await openOne(name, bytes, count, tell))
      before += bytes.length
    }
    const sheets = nameApart(opened.flatMap((one) => one.sheets))
    return ok({ name: first.name, format: opened[0]?.format ?? 'csv', sheets, warnings: [...new Set(opened.flatMap(({ warnings }) => warnings))] })
  } catch (cause) {
    if (cause instanceof SpreadsheetRefusal) return fail(cause.error)
    throw cause
  }
}

async function openOne(
  file: string,
  bytes: Uint8Array,
  count: SheetCounter,
  report: (sheet: string | undefined, done: number) => Promise<void>,
): Promise<Opened> {
  if (isZip(bytes)) return { ...(await readXlsx(file, bytes, count, report)), format: 'xlsx' }
  if (isOldOffice(bytes)) throw new SpreadsheetRefusal(nameOldOffice(file, bytes))
  await report(undefined, 0)
  try {
    return readTextTables(file, bytes, count)
  } catch (cause) {
    // Called a workbook, and neither packed as one nor a text under a wrong name.
    if (cause instanceof SpreadsheetRefusal && cause.error.type === 'NotText' && /\.xls[xm]$/i.test(file))
      throw new SpreadsheetRefusal({ type: 'ZipRefused', file, fault: 'broken' })
    throw cause
  }
}

/** The sizes are asked first: files above the limit are never read. */
function readAll({ files, maxBytes }: SpreadsheetRequest): { readonly name: string; readonly bytes: Uint8Array }[] {
  let left = maxBytes
  return files.map(({ name, path }) => {
    try {
      const { size } = statSync(path)
      if (size > left) throw new SpreadsheetRefusal({ type: 'TooLarge', bytes: maxBytes - left + size, limit: maxBytes })
      left -= size
      return { name, bytes: readFileSync(path) }
    } catch (cause) {
      if (cause instanceof SpreadsheetRefusal) throw cause
      throw new SpreadsheetRefusal({ type: 'UnreadableFile', file: name, reason: cause instanceof Error ? cause.message : String(cause) })
    }
  })
}

/** A compound file, as Office wrote them before 2007, and writes around a file with a password. */
function isOldOffice(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => bytes[i] === byte)
}

function nameOldOffice(file: string, bytes: Uint8Array): SpreadsheetError {
  // Names of the streams inside stand in its directory, two bytes a letter.
  const holds = (stream: string) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return { type: 'NeedsPassword', file }
  if (holds('WordDocument')) return { type: 'NotASpreadsheet', file, found: 'an old Word document' }
  if (holds('PowerPoint Document')) return { type: 'NotASpreadsheet', file, found: 'an old presentation' }
  return { type: 'SaveAsXlsx', file, found: 'an old Excel workbook (.xls)' }
}

/** Names of sheets are how people and choices speak of them: each stands for one. */
export function nameApart(sheets: readonly Sheet[]): Sheet[] {
  const taken = new Set<string>()
  return sheets.map((sheet) => {
    let name = sheet.name
    for (let n = 2; taken.has(name); n++) name = `${sheet.name} (${n})`
    taken.add(name)
    return name === sheet.name ? sheet : { ...sheet, name }
  })
}
