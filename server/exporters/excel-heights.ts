// The only place that reckons how tall a row must be and how wide a column: Excel does not measure merged cells, and LibreOffice measures on opening only.
import { TEXT_SIZE } from './excel-styles.ts'

/** Excel's own limit, in points. */
export const TALLEST_ROW = 409
/** Points a line of text takes. */
const LINE_HEIGHT = TEXT_SIZE * 1.32

export type MeasuredText = { readonly text: string; readonly width: number; readonly size?: number | undefined; readonly bold?: boolean | undefined }

/** In points, rather too large than too small. May be more than Excel shows. */
export function heightOf({ text, width, size = TEXT_SIZE, bold }: MeasuredText): number {
  const room = Math.max(1, width * (TEXT_SIZE / size) * (bold === true ? 1.05 : 1.12) - 1)
  if (text.length <= room && !text.includes('\n')) return LINE_HEIGHT * (size / TEXT_SIZE) + 4
  let lines = 0
  for (const line of text.split('\n')) lines += line.length <= room ? 1 : countLines(line, room)
  return lines * LINE_HEIGHT * (size / TEXT_SIZE) + 4
}

export function heightFor(texts: Iterable<MeasuredText>, least = 16): number {
  let height = least
  for (const text of texts) height = Math.max(height, heightOf(text))
  return Math.min(TALLEST_ROW, Math.ceil(height))
}

/** Words are not broken, but a word longer than the line is. */
function countLines(text: string, room: number): number {
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    const length = word.length
    if (used > 0 && used + 1 + length > room) {
      lines += 1
      used = 0
    }
    if (length > room) {
      lines += Math.ceil(length / room) - 1
      used = length % room
    } else used += (used > 0 ? 1 : 0) + length
  }
  return lines
}

/** The longest line, and the longest part of it that cannot be broken, in characters. */
export type Extent = { longest: number; word: number }

export function widen(extent: Extent, text: string): void {
  if (text.length <= extent.word) return
  for (const line of text.split('\n')) {
    if (line.length > extent.longest) extent.longest = line.length
    if (line.length > extent.word) for (const word of line.split(' ')) if (word.length > extent.word) extent.word = word.length
  }
}
