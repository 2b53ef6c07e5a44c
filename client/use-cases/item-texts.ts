// From pasted text to items of a list: the only place that knows how bullets of other programs look. Pure.

/** So many items come from one paste at most; a spreadsheet is not a list of outcomes. */
export const MOST_PASTED = 200

const bullet = /^\s*(?:[-*•·–‣◦▪]\s+|\(?\d{1,3}[.)]\s+|[a-z][.)]\s+|\[[ xX]?\]\s+)+/

/** One text for each line that has one, without its bullet or number. */
export function readPastedItems(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('\t', ' ').replace(bullet, '').trim())
    .filter((line) => line !== '')
    .slice(0, MOST_PASTED)
}

/** What becomes of the item that text is pasted into, between `before` and `after`; undefined: it is one line, and no list. */
export function pasteIntoItem(before: string, after: string, pasted: string): { readonly texts: readonly string[] } | undefined {
  const lines = readPastedItems(pasted)
  if (lines.length < 2) return undefined
  const texts = lines.map((line, at) => `${at === 0 ? before : ''}${line}${at === lines.length - 1 ? after : ''}`.trim())
  return { texts }
}
