// What people hand in for an import: pasted text as a file, and what a file looks like before it is sent. The server alone decides what it is.
import type { SchemaFormat } from '../../shared/schema/schema-graph.ts'

/** Characters of a file that are looked at. */
export const LOOKED_AT = 60_000

/** What begins like this looks like that format; the first that fits. Fixed patterns without nested repeats: the text is anybody's. */
const looks: readonly { readonly format: SchemaFormat; readonly sign: RegExp }[] = [
  { format: 'openapi-3.1', sign: /["']?openapi["']?\s*:\s*["']?3\.[12]/ },
  { format: 'openapi-3.0', sign: /["']?openapi["']?\s*:\s*["']?3\.0/ },
  { format: 'swagger-2.0', sign: /["']?swagger["']?\s*:\s*["']?2\.0/ },
  { format: 'postman', sign: /schema\.(?:get)?postman\.com|"_postman_id"/ },
  { format: 'har', sign: /"log"\s*:\s*\{[^{}]{0,400}"(?:creator|entries|version)"/ },
  { format: 'graphql', sign: /"__schema"\s*:|^\s*(?:schema|type|interface|input|enum|extend type|scalar|union|directive)\s+[@{\w]/m },
  { format: 'wsdl', sign: /<(?:\w+:)?definitions\b[^>]{0,2000}schemas\.xmlsoap\.org\/wsdl/ },
  { format: 'xsd', sign: /<(?:\w+:)?schema\b[^>]{0,2000}www\.w3\.org\/2001\/XMLSchema/ },
  { format: 'protobuf', sign: /^\s*syntax\s*=\s*["']proto[23]["']|^\s*message\s+\w+\s*\{/m },
  { format: 'sql', sign: /\bcreate\s+(?:global\s+|temporary\s+|temp\s+)?table\b/i },
  { format: 'json-schema', sign: /json-schema\.org|"\$defs"\s*:|"definitions"\s*:/ },
  { format: 'avro', sign: /"type"\s*:\s*"record"[^]{0,2000}"fields"\s*:/ },
  { format: 'table', sign: /^\s*\|.*\|\s*$|<table\b/im },
  { format: 'samples', sign: /^\s*[[{<]|^[^\n,;\t]{1,80}[,;\t]/ },
]

/** `head`: the first characters of the file. Undefined: it does not look like anything; the server may still read it. */
export function guessFormat(head: string): SchemaFormat | undefined {
  const text = head.slice(0, LOOKED_AT)
  return looks.find(({ sign }) => sign.test(text))?.format
}

/** A file of what somebody pasted. Its name says what it seems to be, for people; readers go by what it holds. */
export function fileOfText(text: string, name: string): File {
  const first = text.trimStart()[0]
  const ending = first === '{' || first === '[' ? 'json' : first === '<' ? 'xml' : 'txt'
  return new File([text], `${name}.${ending}`, { type: 'text/plain' })
}

/** `3 files, 1.2 MB`. */
export function describeFiles(files: readonly { readonly size: number }[]): string {
  const size = files.reduce((sum, file) => sum + file.size, 0)
  const words = size < 1024 ? `${size} bytes` : size < 1024 * 1024 ? `${Math.round(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`
  return files.length === 1 ? words : `${files.length} files, ${words}`
}

/** Names that fit beside others. */
const MOST_NAMED = 3

/** `a.xsd, b.xsd and 12 more files`. */
export function printFileNames(names: readonly string[]): string {
  const shown = names.length <= MOST_NAMED ? names : names.slice(0, MOST_NAMED - 1)
  const more = names.length - shown.length
  return `${shown.join(', ')}${more === 0 ? '' : ` and ${more.toLocaleString('en-GB')} more files`}`
}
