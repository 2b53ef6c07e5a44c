// The only place that knows the session cookie: its name, attributes and how it is read.
import { SESSION_SECONDS } from './sessions.ts'
import type { Settings } from './config.ts'

/** On https the name has the prefix that browsers tie to this host and to TLS. */
function cookieName(settings: Settings): string {
  return isHttps(settings) ? '__Host-crosswalk' : 'crosswalk'
}

export function readSessionCookie(settings: Settings, header: string | undefined): string | undefined {
  const name = cookieName(settings)
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined && value !== '') return value
  }
  return undefined
}

export function printSessionCookie(settings: Settings, token: string): string {
  return `${cookieName(settings)}=${token}; Max-Age=${SESSION_SECONDS}; Path=/; HttpOnly; SameSite=Lax${isHttps(settings) ? '; Secure' : ''}`
}

export function printEndedCookie(settings: Settings): string {
  return `${cookieName(settings)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${isHttps(settings) ? '; Secure' : ''}`
}

function isHttps(settings: Settings): boolean {
  return settings.publicUrl?.startsWith('https:') === true
}
