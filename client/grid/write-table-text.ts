// Writes cells as spreadsheets read them from the clipboard: as tab-separated text and as an HTML table. Pure.
import { withPlainLineEnds, type TextTable } from './read-table-text.ts'

/** As Excel writes it, so that `readTableText` gives the cells back, also after a text editor changed the line ends. */
export function writeTableText(table: TextTable): string {
  const text = table.map((row) => row.map(writeCell).join('\t')).join('\r\n')
  // A last row of nothing would be taken for the line end of the row before; one cell alone is pasted into chats, where a line end is in the way.
  const last = table.at(-1)
  return last?.length === 1 && last[0] === '' ? `${text}\r\n` : text
}

function writeCell(cell: string): string {
  const text = withPlainLineEnds(cell)
  return /[\t\n]/.test(text) || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text
}

/** Without formulas, styles or scripts: each cell is text, also one that begins with `=`. */
export function writeTableHtml(table: TextTable): string {
  const rows = table.map((row) => `<tr>${row.map((cell) => `<td${AS_TEXT}>${escapeHtml(cell)}</td>`).join('')}</tr>`)
  return `<meta charset="utf-8"><table>${rows.join('')}</table>`
}

/** Excel would calculate `=12.5`, and read `1-2` as a date; line ends stay in their cell. */
const AS_TEXT = ` style="mso-number-format:'\\@';white-space:pre-wrap"`

function escapeHtml(text: string): string {
  return withPlainLineEnds(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br style="mso-data-placement:same-cell">')
}
