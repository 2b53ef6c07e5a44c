// The only place that reads and prints JSON pointers (RFC 6901), also as URI fragments.

/** Where a value stands in a document. A linked list, so that a walk over a large document makes no strings until somebody asks. */
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

/** `#/paths/~1Invoices/post`; `#` is the whole document. */
export function printPlace(place: Place): string {
  const tokens: string[] = []
  for (let at: Place | undefined = place; at?.above !== undefined; at = at.above) tokens.push(at.token)
  return printPointer(tokens.reverse())
}

export function printPointer(tokens: readonly string[]): string {
  let text = '#'
  for (const token of tokens) {
    text += `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (text.length > LONGEST_POINTER) return `${text.slice(0, LONGEST_POINTER)}…`
  }
  return text
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

function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
