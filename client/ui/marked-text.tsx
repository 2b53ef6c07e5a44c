// The only place that marks what a search found in a text.
import type { ReactNode } from 'react'

/** `words` in small letters. Where they overlap, the longer mark holds. */
export function MarkedText({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const ranges = findRanges(text, words)
  if (ranges.length === 0) return text
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of ranges) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return [...parts, text.slice(at)]
}

/** From and to of every mark, in order, none touching another. Nothing where small letters have another length than the text. */
export function findRanges(text: string, words: readonly string[]): [number, number][] {
  const small = text.toLowerCase()
  if (small.length !== text.length) return []
  const found: [number, number][] = []
  for (const word of words) {
    if (word === '') continue
    for (let at = small.indexOf(word); at >= 0 && found.length < MOST_MARKS; at = small.indexOf(word, at + word.length)) found.push([at, at + word.length])
  }
  return mergeRanges(found)
}

/** In order, and without one inside or beside another. */
export function mergeRanges(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const merged: [number, number][] = []
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

const MOST_MARKS = 50
