// Reads the plain text that spreadsheets put on the clipboard: the only reader of tab-separated text. Pure.

/** Rows of cells; rows may be of different lengths. Line ends inside cells are `\n`. */
export type TextTable = readonly (readonly string[])[]

/**
 * What Excel, Google Sheets and LibreOffice write: tabs between cells, a line end behind each row, quotes around a cell that holds a tab, a
 * line end or a quote. A cell that only begins with a quote (`"EUR" and more`) or stands in quotes without need (`"EUR"`) is taken as it is.
 */
export function readTableText(text: string): TextTable {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  for (;;) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : undefined
    const end = quoted?.end ?? endOfCell(text, at)
    row.push(quoted?.cell ?? text.slice(at, end))
    at = end
    if (text[at] === '\t') {
      at += 1
      continue
    }
    rows.push(row)
    row = []
    if (at >= text.length) return rows
    at += text.startsWith('\r\n', at) ? 2 : 1
    // The last row's own line end begins no other row.
    if (at >= text.length) return rows
  }
}

/** Undefined: the quotes are part of the cell. */
function readQuoted(text: string, start: number): { readonly cell: string; readonly end: number } | undefined {
  let at = start + 1
  for (;;) {
    at = text.indexOf('"', at)
    if (at < 0) return undefined
    if (text[at + 1] !== '"') break
    at += 2
  }
  const end = at + 1
  if (end < text.length && !isCellEnd(text.charCodeAt(end))) return undefined
  const inside = text.slice(start + 1, at)
  if (!/[\t\r\n"]/.test(inside)) return undefined
  return { cell: withPlainLineEnds(inside.replaceAll('""', '"')), end }
}

function endOfCell(text: string, start: number): number {
  let at = start
  while (at < text.length && !isCellEnd(text.charCodeAt(at))) at += 1
  return at
}

function isCellEnd(code: number): boolean {
  return code === 9 || code === 10 || code === 13
}

export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
}

/** The longest row. */
export function widthOfTable(table: TextTable): number {
  return table.reduce((most, row) => Math.max(most, row.length), 0)
}
