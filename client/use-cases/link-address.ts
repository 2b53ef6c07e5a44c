// Which addresses a link may have: the only place that checks them, when they are written and again when they are shown.

const ALLOWED = new Set(['https:', 'mailto:'])
const LONGEST = 2_000

export type CheckedAddress = { readonly address: string } | { readonly wrong: string }

/** An address without a scheme gets https; a name with an @ gets mailto. `wrong`: a sentence for people. */
export function checkAddress(text: string): CheckedAddress {
  const typed = text.trim()
  if (typed === '') return { wrong: 'Type or paste the address of the page.' }
  if (typed.length > LONGEST) return { wrong: `The address is longer than ${LONGEST} characters.` }
  if (/\s/.test(typed)) return { wrong: 'An address has no spaces. Paste it as the browser shows it.' }
  const address = withScheme(typed)
  const parsed = parse(address)
  if (parsed === undefined) return { wrong: 'This is no address. It looks like https://example.com/page.' }
  if (!ALLOWED.has(parsed.protocol)) {
    const scheme = parsed.protocol === 'http:' ? 'http is not encrypted' : `${parsed.protocol} is not one of them`
    return { wrong: `Links begin with https:// or mailto: and ${scheme}.` }
  }
  if (parsed.protocol === 'https:' && (parsed.username !== '' || parsed.password !== ''))
    return { wrong: 'Leave the name and the password out of the address.' }
  if (parsed.protocol === 'https:' && !parsed.hostname.includes('.') && parsed.hostname !== 'localhost')
    return { wrong: 'This is no address. It looks like https://example.com/page.' }
  if (parsed.protocol === 'mailto:' && !/^[^@\s]+@[^@\s]+$/.test(parsed.pathname)) return { wrong: 'A mail address looks like mailto:name@example.com.' }
  return { address }
}

/** What may stand in `href`; undefined: it is shown as text alone. A document may come from anywhere. */
export function findSafeAddress(address: string | undefined): string | undefined {
  const parsed = address === undefined ? undefined : parse(address)
  return parsed !== undefined && ALLOWED.has(parsed.protocol) ? parsed.href : undefined
}

/** What stands for a link without a title: `docs.example.com`, `name@example.com`. */
export function nameAddress(address: string): string {
  const parsed = parse(address)
  if (parsed === undefined) return address
  return parsed.protocol === 'mailto:' ? parsed.pathname : parsed.hostname.replace(/^www\./, '')
}

function withScheme(typed: string): string {
  if (/^[^@/:]+@[^@/:]+\.[^@/:]+$/.test(typed)) return `mailto:${typed}`
  return /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(typed) ? typed : `https://${typed.replace(/^\/\//, '')}`
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
