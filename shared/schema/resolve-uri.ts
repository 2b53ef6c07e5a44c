// The only place that resolves one URI reference against another (RFC 3986 §5.2, as far as $id and $ref need it). Nothing is fetched.

const SCHEME = /^[a-z][a-z0-9+.-]*:/i

export function resolveUri(reference: string, base: string): string {
  if (reference === '') return withoutFragment(base)
  if (SCHEME.test(reference)) return reference
  if (reference.startsWith('#')) return withoutFragment(base) + reference
  const origin = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?/i.exec(base)?.[0] ?? ''
  if (reference.startsWith('//')) return (/^[a-z][a-z0-9+.-]*:/i.exec(base)?.[0] ?? '') + reference
  if (reference.startsWith('/')) return origin + withoutDots(reference)
  const path = withoutFragment(base).slice(origin.length).replace(/\?.*$/s, '')
  return origin + withoutDots(path.slice(0, path.lastIndexOf('/') + 1) + reference)
}

function withoutFragment(uri: string): string {
  const at = uri.indexOf('#')
  return at < 0 ? uri : uri.slice(0, at)
}

function withoutDots(path: string): string {
  const [bare = '', ...rest] = path.split(/(?=[?#])/)
  const kept: string[] = []
  const parts = bare.split('/')
  parts.forEach((part, index) => {
    if (part === '..') {
      if (kept.length > 1 || (kept.length === 1 && kept[0] !== '')) kept.pop()
    } else if (part !== '.') kept.push(part)
    if ((part === '.' || part === '..') && index === parts.length - 1) kept.push('')
  })
  return kept.join('/') + rest.join('')
}
