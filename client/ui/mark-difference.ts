// Which characters of two texts differ: what both begin and end with is the same, the rest is marked. Pure.

/** `marked` may be ''. */
export type MarkedText = { readonly before: string; readonly marked: string; readonly after: string }

/** By characters as people see them, so that no half of one is marked. */
export function markDifference(expected: string, actual: string): readonly [MarkedText, MarkedText] {
  const [left, right] = [[...expected], [...actual]]
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start += 1
  let end = 0
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1
  return [cut(left, start, end), cut(right, start, end)]
}

function cut(text: readonly string[], start: number, end: number): MarkedText {
  return { before: text.slice(0, start).join(''), marked: text.slice(start, text.length - end).join(''), after: text.slice(text.length - end).join('') }
}
