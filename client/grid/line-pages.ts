// Lines in pages: which page a line is on, and how a page is called. Pure.
import type { GridLine } from './map-view.ts'

export const LINES_OF_PAGE = 100

/** Undefined: the line is not there. */
export function pageOf(lines: readonly Pick<GridLine, 'address'>[], address: string | undefined): number | undefined {
  const at = address === undefined ? -1 : lines.findIndex((line) => line.address === address)
  return at < 0 ? undefined : Math.floor(at / LINES_OF_PAGE)
}

/** `Lines 101 to 200 of 512`. */
export function printPage(page: number, lines: number): string {
  if (lines === 0) return 'No lines'
  return `Lines ${page * LINES_OF_PAGE + 1} to ${Math.min(lines, (page + 1) * LINES_OF_PAGE)} of ${lines}`
}
