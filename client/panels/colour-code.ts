// Which parts of a generated line are texts, numbers and calls, for their colours. Pure; the text is never changed.

export type CodePart = { readonly text: string; readonly look?: 'fn' | 'str' | 'num' }

const PART =
  /('(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\/(?![/*\s])(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*(?=[.,)\s]))|(\b\d+(?:\.\d+)?\b)|([A-Za-z_$][\w$]*)(?=\()/g
const KEYWORDS = new Set(['if', 'for', 'while', 'function', 'return', 'switch', 'typeof'])

/** Joined, the parts are the line. */
export function colourCode(line: string): CodePart[] {
  const parts: CodePart[] = []
  let end = 0
  for (const found of line.matchAll(PART)) {
    const [text, string, number, call] = found
    if (call !== undefined && KEYWORDS.has(call)) continue
    if (found.index > end) parts.push({ text: line.slice(end, found.index) })
    parts.push({ text, look: string !== undefined ? 'str' : number !== undefined ? 'num' : 'fn' })
    end = found.index + text.length
  }
  if (end < line.length) parts.push({ text: line.slice(end) })
  return parts
}
