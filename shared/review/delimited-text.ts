// Tables as CSV and for the clipboard, in which no spreadsheet program calculates (THREATS T-23). The only place for this format. Pure.

/** `raw`: for programs: texts as they are, and no mark of UTF-8 in front. */
export type CsvOptions = { readonly raw?: boolean }

/** RFC 4180, with the mark of UTF-8 in front that Excel asks for. */
export function printCsv(table: readonly (readonly string[])[], { raw = false }: CsvOptions = {}): string {
  const print = raw ? quoteCell : (text: string) => quoteCell(safeCell(text))
  return `${raw ? '' : '\uFEFF'}${table.map((row) => `${row.map(print).join(',')}\r\n`).join('')}`
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** For the clipboard: cells keep their line ends and tabs, as spreadsheet programs write them. */
export function printTsv(table: readonly (readonly string[])[]): string {
  return table.map((row) => row.map((text) => printTsvCell(safeCell(text))).join('\t')).join('\r\n')
}

function printTsvCell(text: string): string {
  return /[\t\r\n]/.test(text) || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text
}

/** A text that a spreadsheet program would take for a formula begins with an apostrophe, also behind blanks and in full-width letters. One that begins so already gets another, so that `bareCell` gives back what was there. */
export function safeCell(text: string): string {
  return RISKY.test(text) ? `'${text}` : text
}

/** The text that `safeCell` made safe. */
export function bareCell(text: string): string {
  return text.startsWith("'") && RISKY.test(text) ? text.slice(1) : text
}

const RISKY = /^'*(?:[\s\u0000\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\u0000])/
