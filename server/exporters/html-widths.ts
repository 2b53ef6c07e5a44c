// The only place that decides how wide the columns of a table on the page are: as wide as they would like, or narrower, but no word of ordinary length is broken.
import { textOf, type Column, type Table } from '../../shared/document/document.ts'

export type Widths = {
  /** Characters that the table would like to be wide, and that it is at least. */
  readonly full: number
  readonly least: number
  /** Of each column, of a hundred. */
  readonly shares: readonly number[]
}

/** The blanks left and right of a cell's text. */
const PADDING = 2.5
/** Longer words are broken, so that a path of many names does not push the rest off the page. */
const LONGEST_WORD = 18
/** How much narrower than it would like to be a column of long texts gets. */
const LEAST_SHARE = 0.6

export function widthsOf({ rows }: Table, columns: readonly Column[]): Widths {
  const wished = columns.map(({ id, title, width }) => {
    let word = longestWord(title) * 1.1
    for (const { cells, tone } of rows) if (word < LONGEST_WORD && tone !== 'group') word = Math.max(word, longestWord(textOf(cells[id])))
    const needed = Math.min(word, LONGEST_WORD) + PADDING
    const full = Math.max(width + PADDING, needed)
    return { full, least: Math.max(needed, full * LEAST_SHARE) }
  })
  const sum = (of: 'full' | 'least') => wished.reduce((all, one) => all + one[of], 0)
  const least = sum('least')
  return { full: Math.round(sum('full')), least: Math.round(least), shares: wished.map((one) => (one.least / least) * 100) }
}

function longestWord(text: string): number {
  return text.split(/\s+/).reduce((most, { length }) => Math.max(most, length), 0)
}
