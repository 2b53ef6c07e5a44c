// What the project says beside what the file says, with the characters that differ marked.
import { markDifference, type MarkedText } from '../ui/mark-difference.ts'

/** Longer texts are not compared character by character while a list is drawn. */
const MOST_COMPARED = 4_000

/** Texts that have nothing in common are not marked: all of both would be. */
export function markSides(ours: string, theirs: string): readonly [MarkedText, MarkedText] {
  if (ours.length > MOST_COMPARED || theirs.length > MOST_COMPARED) return [plain(ours), plain(theirs)]
  const sides = markDifference(ours, theirs)
  const common = sides[0].before.length + sides[0].after.length
  return common * LEAST_COMMON < Math.max(ours.length, theirs.length) ? [plain(ours), plain(theirs)] : sides
}

/** Less than this part of the longer text in common is chance. */
const LEAST_COMMON = 5

function plain(text: string): MarkedText {
  return { before: text, marked: '', after: '' }
}

/** `side`: what is only on this side was taken out, or put in. */
export function Marked({ text: { before, marked, after }, side }: { readonly text: MarkedText; readonly side: 'ours' | 'theirs' }) {
  if (before + marked + after === '') return <span className="t3">empty</span>
  const Tag = side === 'ours' ? 'del' : 'ins'
  return (
    <>
      {before}
      {marked !== '' && <Tag className="import-mark">{marked}</Tag>}
      {after}
    </>
  )
}
