// The only place that writes people's texts into Markdown (THREATS T-25), as GitHub reads it: in a line, in a cell of a table, as code.

/** One line, or a cell of a table: no mark-up of people's comes through, line ends become `<br>`. */
export function escapeMarkdown(text: string): string {
  return settle(text).split('\n').map(escapeLine).join('<br>')
}

/** As code in a line: nothing in it means anything. */
export function codeMarkdown(text: string): string {
  const settled = settle(text)
  if (settled === '') return ''
  // What cannot stand between backticks in a table stands between tags.
  return /^[^`|\\\n]+$/.test(settled) ? `\`${settled}\`` : `<code>${settled.split('\n').map(escapeLine).join('<br>')}</code>`
}

/** A block of code with a fence that is longer than any in it. */
export function fenceMarkdown(text: string): string {
  const settled = cleanMarkdown(text)
  const longest = Math.max(2, ...(settled.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${settled}${settled.endsWith('\n') || settled === '' ? '' : '\n'}${fence}`
}

/** `written`: Markdown already. The address cannot end the link. */
export function linkMarkdown(written: string, address: string): string {
  return `[${written}](${address.replaceAll(/[()|\\<>`[\]"'\s]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)})`
}

function settle(text: string): string {
  return cleanMarkdown(text).trim()
}

/** What no Markdown holds becomes the replacement character; one kind of line end, and blanks for tabs. */
export function cleanMarkdown(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(NOT_MARKDOWN, '\uFFFD')
}

const NOT_MARKDOWN = /(?![\n])[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** Everything that can begin mark-up. `_` only means something at the edge of a word, and paths are full of it. */
function escapeLine(line: string): string {
  return line
    .trim()
    .replaceAll(/[\\`*[\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=\/\/)|&(?=#?[A-Za-z0-9]+;)|#(?=#*$)|!(?=\[)/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replace(/^[#+=>-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
}
