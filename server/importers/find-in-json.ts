// The only place that finds where a value stands in a JSON text. Iterative: nesting costs nothing.

/** Offsets in UTF-16 units; of a member `from` is the beginning of its name. */
export type TextRange = { readonly from: number; readonly to: number }

/** `tokens`: the way to the value, names and indexes. Of equal names the last counts, as for JSON.parse. The text must be JSON. */
export function findInJson(text: string, tokens: readonly string[]): TextRange | undefined {
  let value = skipSpace(text, 0)
  let from = value
  for (const token of tokens) {
    const member = text[value] === '{' ? findMember(text, value, token) : text[value] === '[' ? findItem(text, value, token) : undefined
    if (member === undefined) return undefined
    from = member.from
    value = member.value
  }
  return { from, to: endOfValue(text, value) }
}

type Member = { readonly from: number; readonly value: number }

function findMember(text: string, open: number, name: string): Member | undefined {
  let found: Member | undefined
  let at = skipSpace(text, open + 1)
  while (at < text.length && text[at] === '"') {
    const end = endOfText(text, at)
    const value = skipSpace(text, skipSpace(text, end) + 1)
    if (nameOf(text, at, end) === name) found = { from: at, value }
    at = skipSpace(text, endOfValue(text, value))
    if (text[at] !== ',') break
    at = skipSpace(text, at + 1)
  }
  return found
}

function findItem(text: string, open: number, token: string): Member | undefined {
  if (!/^(?:0|[1-9]\d{0,8})$/.test(token)) return undefined
  let at = skipSpace(text, open + 1)
  for (let left = Number(token); at < text.length && text[at] !== ']'; left--) {
    if (left === 0) return { from: at, value: at }
    at = skipSpace(text, endOfValue(text, at))
    if (text[at] !== ',') break
    at = skipSpace(text, at + 1)
  }
  return undefined
}

function nameOf(text: string, from: number, to: number): string {
  const written = text.slice(from, to)
  return written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1)
}

function endOfValue(text: string, from: number): number {
  let depth = 0
  let at = from
  while (at < text.length) {
    const char = text[at]
    if (char === '"') at = endOfText(text, at)
    else if (char === '{' || char === '[') {
      depth += 1
      at += 1
      continue
    } else if (char === '}' || char === ']') {
      depth -= 1
      at += 1
    } else if (char === ',' || char === ':' || isSpace(char)) {
      at += 1
      continue
    } else at = endOfWord(text, at)
    if (depth <= 0) return at
  }
  return at
}

/** Behind the closing quote. */
function endOfText(text: string, open: number): number {
  let at = open + 1
  while (at < text.length) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return text.length
    let slashes = 0
    while (quote - slashes > at && text[quote - slashes - 1] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
    at = quote + 1
  }
  return at
}

function endOfWord(text: string, from: number): number {
  let at = from
  while (at < text.length && !',]}'.includes(text[at] ?? '') && !isSpace(text[at])) at += 1
  return at
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text[at])) at += 1
  return at
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t'
}
