// The only place that decides whether a request comes from our own page: host (DNS rebinding) and origin (CSRF, T-30, T-41).
import { isIP } from 'node:net'
import { isLoopback, type Settings } from './config.ts'

type HeaderReader = (name: string) => string | undefined

/**
 * Names under which the server may be asked. Bound to loopback: loopback names only. Bound wider: also any IP address, because
 * only a name can be re-pointed by an attacker. Always the host of `--url`.
 */
export function isOwnHost(settings: Settings, host: string | undefined): boolean {
  if (host === undefined) return false
  const name = hostName(host)
  if (name === undefined) return false
  if (isPublicHost(settings, host)) return true
  if (name === 'localhost' || isLoopback(name)) return true
  return !isLoopback(settings.listen) && isIP(name) !== 0
}

/** `Origin` must be the address the page was loaded from: `--url`, or http and the very host of the request. */
export function isOwnOrigin(settings: Settings, host: string | undefined, origin: string | undefined): boolean {
  if (origin === undefined || host === undefined) return false
  if (origin === settings.publicUrl) return true
  // Behind TLS, a page of the same name without it may be anybody's.
  return !isPublicHost(settings, host) && origin === `http://${host.toLowerCase()}`
}

/** A change needs our own origin, and a content type or header that no foreign form can send. */
export function isOwnChange(settings: Settings, method: string, header: HeaderReader): boolean {
  const sameOrigin = header('origin') === undefined ? header('sec-fetch-site') === 'same-origin' : isOwnOrigin(settings, header('host'), header('origin'))
  if (!sameOrigin) return false
  if (header('x-crosswalk') === '1') return true
  const type = header('content-type')
  // A form cannot send PATCH or DELETE, so without a body these need no further sign.
  if (type === undefined) return method !== 'POST'
  return isJsonType(type)
}

export function isJsonType(type: string): boolean {
  return /^application\/json\s*(;|$)/i.test(type.trim())
}

function isPublicHost(settings: Settings, host: string): boolean {
  return settings.publicUrl !== undefined && host.toLowerCase() === new URL(settings.publicUrl).host
}

function hostName(host: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(host)
  return (match?.[1] ?? match?.[2])?.toLowerCase()
}
