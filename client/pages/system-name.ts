// From a file's name to a first name for the system it describes.

/** `woocommerce-v3.openapi.yaml` → `Woocommerce`: a start that people correct. */
export function systemNameOf(fileName: string): string {
  const stem = fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\.(openapi|schema|swagger)?\.?(json|ya?ml|ndjson|jsonl)$/i, '')
    .replace(/[-_.]?(openapi|swagger|schema|api|spec|v?\d+([._]\d+)*)$/gi, '')
  const words = stem.replaceAll(/[-_.]+/g, ' ').trim()
  return words === '' ? '' : words[0]?.toUpperCase() + words.slice(1)
}
