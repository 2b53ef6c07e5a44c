// Where the keys of the traceability matrix lead, and which cells of it are drawn. Pure.

export type GridPlace = { readonly line: number; readonly column: number }
export type GridSize = { readonly lines: number; readonly columns: number; /** Lines that are seen at once. */ readonly page: number }

/** Undefined: the key does not move. The first line is 0; the head is no line. */
export function movePlace({ line, column }: GridPlace, key: string, withControl: boolean, { lines, columns, page }: GridSize): GridPlace | undefined {
  const lastLine = Math.max(0, lines - 1)
  const lastColumn = Math.max(0, columns - 1)
  const to = (nextLine: number, nextColumn: number): GridPlace => ({
    line: Math.min(lastLine, Math.max(0, nextLine)),
    column: Math.min(lastColumn, Math.max(0, nextColumn)),
  })
  switch (key) {
    case 'ArrowDown':
      return to(withControl ? lastLine : line + 1, column)
    case 'ArrowUp':
      return to(withControl ? 0 : line - 1, column)
    case 'ArrowRight':
      return to(line, withControl ? lastColumn : column + 1)
    case 'ArrowLeft':
      return to(line, withControl ? 0 : column - 1)
    case 'PageDown':
      return to(line + page, column)
    case 'PageUp':
      return to(line - page, column)
    case 'Home':
      return to(withControl ? 0 : line, 0)
    case 'End':
      return to(withControl ? lastLine : line, lastColumn)
    default:
      return undefined
  }
}

/** From the first to before the last that is seen of `count` pieces of one size, with some to spare. `start`: where the pieces begin. */
export function seenRange(
  from: number,
  length: number,
  size: number,
  count: number,
  spare: number,
  start = 0,
): { readonly first: number; readonly last: number } {
  const first = Math.min(count, Math.max(0, Math.floor((from - start) / size) - spare))
  return { first, last: Math.max(first, Math.min(count, Math.ceil((from + length - start) / size) + spare)) }
}

/** How far a box is scrolled so that a piece is wholly seen: as little as possible. `covered`: pixels at the box's start that something lies over. */
export function scrollFor(at: number, size: number, from: number, length: number, covered: number): number {
  if (at < from + covered) return Math.max(0, at - covered)
  return at + size > from + length ? at + size - length : from
}
