// Writes rows.json: in which file each row's lines stand, and the text to look for there. No line numbers, which every edit above would move.
import { hashCanonical } from '../../transform/canonical.ts'
import { listParts, listRows, type MapIr } from '../../transform/ir.ts'
import type { RowNotes } from './rows-lines.ts'

/** Raised when the same IR gives other text. */
export const OUTPUT_VERSION = 2

/** What stands before the words that end a row's line: the last one in the line, because the words hold none. */
const END = ' // '

/** `anchor`: the row's first line of code, as it stands in the file but for the space before it. One line a row, in the order of their numbers. */
export function writeRows(ir: MapIr, notes: RowNotes, mapper: string): string {
  const code = mapper
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('//') && line.includes(END))
    .map((line) => ({ line, end: line.slice(line.lastIndexOf(END) + END.length) }))
  const rows = [...listParts(ir.destination.node), ...listRows(ir.destination.node)]
  const labels = rows.sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || (a.id < b.id ? -1 : 1)).map((row) => notes(row.id).label)
  const places = [...new Set(labels)].flatMap((row) => {
    const isOwn = new RegExp(`^${row}(?![0-9])`)
    const isShared = new RegExp(`[;,] ${row}(?![0-9])`)
    const anchor = (code.find(({ end }) => isOwn.test(end)) ?? code.find(({ end }) => isShared.test(end)))?.line
    return anchor === undefined ? [] : [JSON.stringify({ row, file: 'mapper.ts', anchor })]
  })
  const head = `  "format": ${OUTPUT_VERSION},\n  "sha256": "${hashCanonical(ir)}",\n`
  return `{\n${head}  "rows": [${places.length === 0 ? '' : `\n    ${places.join(',\n    ')}\n  `}]\n}\n`
}
