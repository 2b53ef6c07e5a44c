// The values that a config value may have, as one line of text: separated by commas, in quotes where one holds a comma.
import type { JsonScalar } from '../../shared/schema/json-value.ts'
import { checkScalar, parseScalar, printScalar, type ScalarType } from '../../shared/project/parse-scalar.ts'

export function printAllowed(allowed: readonly JsonScalar[] | undefined): string {
  return (allowed ?? [])
    .map(printScalar)
    .map((text) => (/[",]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(', ')
}

/** `allowed` undefined: any value is. `wrong`: in words; then nothing may be written. */
export function readAllowed(text: string, type: ScalarType): { readonly allowed?: JsonScalar[]; readonly wrong?: string } {
  const parts = splitParts(text)
  if (parts === undefined) return { wrong: 'A quotation mark is missing' }
  const wrong = parts.map((part) => checkScalar(part, type)).find((one) => one !== undefined)
  if (wrong !== undefined) return { wrong }
  const values = [...new Set(parts.map((part) => parseScalar(part, type)))]
  return values.length === 0 ? {} : { allowed: values }
}

function splitParts(text: string): string[] | undefined {
  const parts: string[] = []
  let rest = text.trim()
  while (rest !== '') {
    const isQuoted = rest.startsWith('"')
    const match = isQuoted ? /^"((?:[^"]|"")*)"\s*(?:,|$)/.exec(rest) : /^([^,]*)(?:,|$)/.exec(rest)
    if (match === null) return undefined
    const part = isQuoted ? (match[1] ?? '').replaceAll('""', '"') : (match[1] ?? '').trim()
    if (isQuoted || part !== '') parts.push(part)
    rest = rest.slice(match[0].length).trim()
  }
  return parts
}
