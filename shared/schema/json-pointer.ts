// The only place that reads and prints JSON pointers (RFC 6901), also as URI fragments.

/**
 * Where a value stands in a document. A linked list, so that a walk over a large document makes no strings until somebody asks.
 * The topmost one's token is the file's name, or '' for the document that is read.
 */
export type Place = { readonly above?: Place; readonly token: string }

export const DOCUMENT: Place = { token: '' }

/** A printed pointer is for people: longer ones are cut in the middle of nowhere useful anyway. */
const LONGEST_POINTER = 300

export function below(place: Place, first: string, second?: string, third?: string): Place {
  const once: Place = { above: place, token: first }
  if (second === undefined) return once
  const twice: Place = { above: once, token: second }
  return third === undefined ? twice : { above: twice, token: third }
}

/** `#/paths/~1Invoices/post`; `#` is the whole document; `common.yaml#/Money` in another file. */
export function printPlace(place: Place): string {
  const { file, tokens } = splitPlace(place)
  return file.slice(0, LONGEST_POINTER) + printPointer(tokens)
}

/** The file's name, '' for the document that is read, and the way down inside it. */
export function splitPlace(place: Place): { readonly file: string; readonly tokens: readonly string[] } {
  const tokens: string[] = []
  let at = place
  for (; at.above !== undefined; at = at.above) tokens.push(at.token)
  return { file: at.token, tokens: tokens.reverse() }
}

/** The topmost place: what stands for the file itself. */
export function rootOf(place: Place): Place {
  let at = place
  while (at.above !== undefined) at = at.above
  return at
}

export function printPointer(tokens: readonly string[], longest = LONGEST_POINTER): string {
  let text = '#'
  for (const token of tokens) {
    text += `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (text.length > longest) return `${text.slice(0, longest)}…`
  }
  return text
}

/** The tokens of a printed pointer (`#/a~1b`): nothing is percent-decoded, because printing encodes nothing. */
export function pointerTokens(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescapeToken)
}

/** The tokens of a URI fragment without its `#`: percent-decoded first, then `~1` and `~0`. A broken percent sequence stays as written. */
export function fragmentTokens(fragment: string): string[] {
  return fragment
    .split('/')
    .slice(1)
    .map((token) => unescapeToken(decodePercent(token)))
}

export function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** The value one step below, by own property or list index only: `constructor` is a name like any other. */
export function stepInto(value: unknown, token: string): { readonly found: boolean; readonly value?: unknown } {
  if (Array.isArray(value)) {
    const index = /^(0|[1-9]\d{0,8})$/.test(token) ? Number(token) : -1
    return index >= 0 && index < value.length ? { found: true, value: value[index] } : { found: false }
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return { found: false }
  return { found: true, value: (value as Record<string, unknown>)[token] }
}

/** A broken percent sequence stays as written. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
