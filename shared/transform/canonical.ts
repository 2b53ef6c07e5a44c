// The only place that prints canonical JSON and hashes it: the same value gives the same text on any machine.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Keys sorted by code unit, no spaces; members that are undefined are left out. Takes plain JSON without cycles. */
export function printCanonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(printCanonical).join(',')}]`
  const record = value as Readonly<Record<string, unknown>>
  const names = Object.keys(record)
    .filter((name) => record[name] !== undefined)
    .sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${printCanonical(record[name])}`).join(',')}}`
}

/** SHA-256 of the canonical JSON, as 64 hex digits. */
export function hashCanonical(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(printCanonical(value))))
}
