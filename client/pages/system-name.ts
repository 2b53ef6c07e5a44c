// From a file's name to a first name for the system it describes.

/** Endings of files that people are handed: what a file is, not what it describes. */
const ENDINGS =
  /\.(?:json[5l]?|ndjson|ya?ml|xsd|wsdl|xml|har|sql|ddl|avsc|avdl|avpr|proto|graphqls?|gql|sdl|md|markdown|html?|txt|csv|tsv|zip|postman_collection|postman_environment|introspection|openapi|swagger|schema|png|jpe?g|gif|pdf|docx?|xlsx?)$/i
/** Words at the end that say how it is described, and of which version. */
const WORDS = /(?:^|[-_. ])(?:(?:openapi|swagger|oas)[-_. ]?\d*|postman|collection|introspection|schema|api|spec|docs?|v?\d+(?:[._]\d+)*)$/i
/** Words that stand together in a name, at most, that are taken away. */
const MOST_TAKEN = 8

/** `woocommerce-v3.openapi.yaml` → `Woocommerce`: a start that people correct. */
export function systemNameOf(fileName: string): string {
  let stem = fileName.replace(/^.*[/\\]/, '')
  for (const taken of [ENDINGS, WORDS]) for (let times = 0; times < MOST_TAKEN && taken.test(stem); times++) stem = stem.replace(taken, '')
  const words = stem
    .replace(/^docs?[-_. ]/i, '')
    .replaceAll(/[-_.\s]+/g, ' ')
    .trim()
  return words === '' ? '' : words[0]?.toUpperCase() + words.slice(1)
}
