// Words in a business text that read like a system's insides: the only place that knows how they look. A hint, never a refusal.

export type TechnicalKind = 'endpoint' | 'method' | 'address' | 'path' | 'field'
export type TechnicalWord = { readonly kind: TechnicalKind; readonly word: string }

/** Names that end like a file or a place on the web are no field paths. */
const NO_FIELD_ENDS = new Set(
  'com org net io eu de fr es it nl pt pl uk us co app dev shop cloud example test local ai js ts csv tsv xls xlsx pdf txt json xml zip png jpg html doc docx'.split(
    ' ',
  ),
)

const METHODS = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS'
const endpoint = new RegExp(`(?<![\\w/])(?:${METHODS})\\s+\\/[\\w{}:.~%/?=&-]*`)
const address = /\bhttps?:\/\/\S+/i
/** A slash that begins a word, with a name behind it: `/orders/{id}`, not `and/or`, `24/7` or `40 /day`. */
const path = /(?<=^|[\s("'“‘])(?<!\d\s)\/(?:[a-z]|\{)[\w{}:.~%-]*(?:\/[\w{}:.~%-]+)*/i
/** In capitals and no sentence in capitals: a call. */
const method = new RegExp(`(?<![\\w/])(?:${METHODS})(?=\\s+(?:request|call|endpoint|to\\b|on\\b))|(?<![\\w/])(?:POST|PUT|PATCH)(?![\\w-])`)
const listField = /[A-Za-z_]\w*\[\](?:\.[A-Za-z_]\w*(?:\[\])?)*/
const snake = /\b[a-z]\w*_\w*[a-z0-9]\b/
const dotted = /\b[A-Za-z]\w+(?:\.[A-Za-z]\w+)+\b/g
const camel = /\b[a-z]{3,}(?:[A-Z][a-z]+)+\b/

/** The first one; undefined: the text reads like business. */
export function findTechnicalWord(text: string): TechnicalWord | undefined {
  const found = (kind: TechnicalKind, pattern: RegExp): TechnicalWord[] => {
    const match = pattern.exec(text)
    return match === null ? [] : [{ kind, word: match[0].replace(/[.,;:!?)"'”’]+$/, '') }]
  }
  const isShouted = text === text.toUpperCase()
  return [
    ...found('endpoint', endpoint),
    ...found('address', address),
    ...found('path', path),
    ...(isShouted ? [] : found('method', method)),
    ...found('field', listField),
    ...found('field', snake),
    ...findDotted(text),
    ...found('field', camel),
  ][0]
}

function findDotted(text: string): TechnicalWord[] {
  for (const [word] of text.matchAll(dotted)) {
    const names = word.split('.')
    const last = names.at(-1) ?? ''
    // "closed.The next": a sentence whose space was forgotten.
    const isSentence = names.slice(1).some((name, at) => /^[A-Z][a-z]/.test(name) && /^[a-z]/.test(names[at] ?? ''))
    if (!NO_FIELD_ENDS.has(last.toLowerCase()) && !isSentence) return [{ kind: 'field', word }]
  }
  return []
}

const kindWords: Readonly<Record<TechnicalKind, string>> = {
  endpoint: 'an endpoint',
  method: 'a call to a system',
  address: 'a web address',
  path: 'the path of an endpoint',
  field: 'the name of a field',
}

/** A sentence about it; undefined where there is nothing to say. */
export function hintTechnical(text: string): string | undefined {
  const found = findTechnicalWord(text)
  if (found === undefined) return undefined
  const better = found.kind === 'address' ? 'Add it as a link below' : found.kind === 'field' ? 'It belongs into a field map' : 'It belongs into the steps'
  return `“${found.word}” reads like ${kindWords[found.kind]}. ${better}; say here what people get.`
}
