// The only place that makes people's text fit a workbook: what XML cannot hold, what Excel would read as an escape, what it refuses as a sheet name (T-24).

/** UTF-16 units of one cell's text, at most. */
export const LONGEST_CELL = 32_767
const SHORTENED = '… (shortened)'
/** UTF-16 units of a sheet's name, at most. */
const LONGEST_SHEET_NAME = 31

/** C0 controls but tab and line feed, U+FFFE and U+FFFF: XML 1.0 §2.2 allows none of them. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** Comes back as it was from a reader that undoes `_xHHHH_` (ECMA-376, ST_Xstring): line ends become LF, what XML cannot hold is left out, the rest is kept. */
export function toXlsxText(text: string): string {
  return escapeLikeExcel(shownText(text))
}

/** The text as Excel shows it, and as a reader gives it back. */
export function shownText(text: string): string {
  return cutText(plainXmlText(text), LONGEST_CELL)
}

export function plainXmlText(text: string): string {
  return text.replaceAll(LONE_SURROGATE, '\uFFFD').replaceAll(/\r\n?/g, '\n').replaceAll(NOT_XML, '')
}

function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most - SHORTENED.length).replace(/[\uD800-\uDBFF]$/, '') + SHORTENED
}

/** Each underscore that begins something like `_x000D_`, also where two of them share one. */
function escapeLikeExcel(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/**
 * A name that Excel takes and that no other sheet has; adds it to `taken` (lower case). `!` goes too, and what Excel would read as
 * an escape; apostrophes become typographic: programs that do not double them where they name a sheet damage the file.
 */
export function toSheetName(wanted: string, taken: Set<string>): string {
  const plain = plainXmlText(wanted)
    .replaceAll(/[\\/?*:[\]!\t\n]+/g, ' ')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, ' ')
    .replaceAll("'", '’')
    .replaceAll(/ {2,}/g, ' ')
  const base = trimName(plain) === '' ? 'Sheet' : trimName(plain)
  for (let copy = 1; ; copy++) {
    const ending = copy === 1 ? (base.toLowerCase() === 'history' ? ' sheet' : '') : ` (${copy})`
    const name = trimName(base.slice(0, LONGEST_SHEET_NAME - ending.length).replace(/[\uD800-\uDBFF]$/, '')) + ending
    if (name === '' || taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

function trimName(name: string): string {
  return name.trim()
}

/** For page headers and footers, where `&` begins a code; 255 characters at most with the codes. */
export function toFooterText(text: string): string {
  return cutText(plainXmlText(text).replaceAll(/\s+/g, ' '), 80).replaceAll('&', '&&')
}
