// The only place that reads spreadsheets that are text: decoded, told apart by what stands there, then read as CSV, Markdown or HTML.
import type { SpreadsheetFormat } from '../../../shared/spreadsheet/spreadsheet.ts'
import { decodeText } from '../decode-text.ts'
import { hasPipeTable, isCsv, tellAnnounced } from '../tell-syntax.ts'
import { readCsv } from './read-csv.ts'
import { readHtmlTables } from './read-html-tables.ts'
import { readMarkdownTables } from './read-markdown-tables.ts'
import type { ReadTables } from './read-workbook.ts'
import { SpreadsheetRefusal, type SheetCounter } from './sheet-limits.ts'

const OUTSIDE = 'Only the tables are read, not the text around them.'
const NOT_UTF8 =
  'The file does not say how its letters are stored; it was read as Windows-1252 (Western European). If letters look wrong, save it as CSV in UTF-8 and import it again.'

export function readTextTables(file: string, bytes: Uint8Array, count: SheetCounter): ReadTables & { readonly format: SpreadsheetFormat } {
  const { text, warnings } = decode(file, bytes)
  const kind = tellKind(file, text)
  if (kind === 'csv') {
    const { sheet, format } = readCsv(file, bareName(file), text, count)
    if (sheet.rows.length === 0) throw new SpreadsheetRefusal({ type: 'NoTables', file })
    return { sheets: [sheet], format, warnings }
  }
  const read = kind === 'html' ? readHtmlTables(text, count) : readMarkdownTables(text, count)
  if (read.sheets.length === 0) throw new SpreadsheetRefusal({ type: 'NoTables', file })
  return { sheets: read.sheets, format: kind, warnings: [...warnings, ...(read.hasMore ? [OUTSIDE] : [])] }
}

/** Spreadsheet programs still write CSV in the letters of the machine's country and say nothing about it. */
function decode(file: string, bytes: Uint8Array): { readonly text: string; readonly warnings: readonly string[] } {
  const decoded = decodeText(bytes, file)
  if (decoded.ok) return { text: decoded.value.text, warnings: [] }
  const { error } = decoded
  if (error.type === 'WrongKindOfFile') throw new SpreadsheetRefusal({ type: 'NotASpreadsheet', file, found: error.found })
  if (error.type !== 'NotText') throw new SpreadsheetRefusal({ type: 'NotText', file, encoding: 'UTF-8', at: 0 })
  // What no text in any such encoding has.
  if (error.encoding !== 'UTF-8' || bytes.includes(0)) throw new SpreadsheetRefusal({ type: 'NotText', file, encoding: error.encoding, at: error.at })
  return { text: decodeWindows1252(bytes), warnings: [NOT_UTF8] }
}

/** What differs from ISO 8859-1, from 0x80 on. Older Nodes decode it as if nothing did. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.replaceAll(/[\u0080-\u009f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char)
}

function tellKind(file: string, text: string): 'csv' | 'html' | 'markdown' {
  const no = (found: string) => new SpreadsheetRefusal({ type: 'NotASpreadsheet', file, found })
  if (text.trim() === '') throw no('empty')
  const announced = tellAnnounced(text)
  if (announced === 'html' || /\.x?html?$/i.test(file)) return 'html'
  if (/\.(?:md|markdown)$/i.test(file)) return 'markdown'
  const start = text.slice(0, 5_000)
  if (announced === 'xml' && /urn:schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet"/.test(start))
    throw new SpreadsheetRefusal({ type: 'SaveAsXlsx', file, found: 'an Excel 2003 XML file' })
  if (announced === 'xml' && /urn:oasis:names:tc:opendocument/.test(start))
    throw new SpreadsheetRefusal({ type: 'SaveAsXlsx', file, found: 'an OpenDocument file (.fods)' })
  if (/\.(?:csv|tsv|tab)$/i.test(file) || /^sep=.[\r\n]/i.test(start)) return 'csv'
  if (announced === 'xml') throw no('XML')
  if (hasPipeTable(text)) return 'markdown'
  if (/<table[\s>]/i.test(text)) return announced === 'markdown' ? 'markdown' : 'html'
  if (isCsv(text)) return 'csv'
  if (announced === 'json') throw no('JSON')
  throw new SpreadsheetRefusal({ type: 'NoTables', file })
}

/** The file's name without its folders and its last ending. */
function bareName(file: string): string {
  const last = file.split(/[/\\]/).at(-1) ?? file
  return last.replace(/\.[A-Za-z0-9]{1,8}$/, '').slice(0, 200) || 'Table'
}
