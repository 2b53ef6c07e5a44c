// How alike two names, and two fields, are: from 0 to 1. The only place for it (DESIGN §9.13).
import type { JsonValue } from './json-value.ts'
import type { FieldType } from './schema-graph.ts'
import { matchBest } from './match-best.ts'

/** What short forms stand for. Only those that mean one thing in field names. */
const LONG_FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acct: 'account',
    addr: 'address',
    amt: 'amount',
    attr: 'attribute',
    bal: 'balance',
    cat: 'category',
    cd: 'code',
    cust: 'customer',
    curr: 'currency',
    desc: 'description',
    descr: 'description',
    disc: 'discount',
    dob: 'birthdate',
    dt: 'date',
    ext: 'external',
    ident: 'id',
    identifier: 'id',
    img: 'image',
    inv: 'invoice',
    lang: 'language',
    loc: 'location',
    max: 'maximum',
    min: 'minimum',
    msg: 'message',
    nbr: 'number',
    no: 'number',
    nr: 'number',
    num: 'number',
    org: 'organization',
    organisation: 'organization',
    pct: 'percent',
    percentage: 'percent',
    phon: 'phone',
    pmt: 'payment',
    prod: 'product',
    pwd: 'password',
    qty: 'quantity',
    ref: 'reference',
    stat: 'status',
    tel: 'phone',
    telephone: 'phone',
    mobile: 'phone',
    ts: 'timestamp',
    uri: 'url',
    usr: 'user',
    val: 'value',
    zip: 'postcode',
    postal: 'postcode',
  }),
)

/** Words that often stand for one another; less than the same. */
const KINDRED: readonly (readonly string[])[] = [
  ['tax', 'vat', 'gst', 'duty'],
  ['id', 'number', 'code', 'key', 'reference'],
  ['total', 'amount', 'sum', 'value'],
  ['price', 'cost', 'amount', 'rate'],
  ['customer', 'client', 'buyer', 'contact', 'account'],
  ['company', 'organization', 'business', 'firm'],
  ['name', 'title', 'label'],
  ['description', 'note', 'comment', 'remark', 'memo', 'text'],
  ['date', 'time', 'timestamp', 'at', 'on'],
  ['created', 'create', 'creation', 'added'],
  ['updated', 'modified', 'changed', 'update'],
  ['state', 'province', 'region'],
  ['state', 'status'],
  ['city', 'town', 'locality'],
  ['postcode', 'code'],
  ['url', 'link', 'href'],
  ['email', 'mail'],
  ['item', 'line', 'position', 'entry'],
  ['kind', 'type', 'category', 'class'],
  ['quantity', 'count', 'number'],
  ['first', 'given'],
  ['last', 'family', 'surname'],
  ['shipping', 'delivery', 'shipment'],
  ['discount', 'rebate', 'reduction'],
  ['image', 'picture', 'photo'],
]
const LIKENESS_OF_KINDRED = 0.7
const kindredGroups = new Map<string, number[]>()
for (const [group, words] of KINDRED.entries()) for (const word of words) kindredGroups.set(word, [...(kindredGroups.get(word) ?? []), group])

/** Longer names are compared by their beginning. */
const MOST_LETTERS = 64
const MOST_WORDS = 24
const MOST_KEPT = 50_000
const readNames = new Map<string, readonly string[]>()

/** Words of a name, in small letters and written out: `placedAt`, `placed_at` and `Placed At` give the same, `qty` gives `quantity`. */
export function wordsOfName(name: string): string[] {
  return [...knownWords(name)]
}

function knownWords(name: string): readonly string[] {
  const known = readNames.get(name)
  if (known !== undefined) return known
  const words = name
    .slice(0, 4 * MOST_LETTERS)
    // Acronyms first: `HTTPStatus` is two words, and so is `lineItem`; digits are a word of their own.
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{L})(\p{N})/gu, '$1 $2')
    .replaceAll(/(\p{N})(\p{L})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => LONG_FORMS.get(word) ?? word)
  if (readNames.size >= MOST_KEPT) readNames.clear()
  readNames.set(name, words)
  return words
}

/** 1 for the same words in the same order; the same whichever name stands first. */
export function likenessOfNames(a: string, b: string): number {
  return likenessOfWords(knownWords(a), knownWords(b))
}

function likenessOfWords(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0
  const left = a.join('')
  const right = b.join('')
  if (left === right) return a.length === b.length && a.every((word, i) => word === b[i]) ? 1 : 0.97
  const overlap = overlapOf(a, b)
  const letters = likenessOfLetters(left, right)
  const either = Math.max(0.8 * overlap + 0.2 * letters, 0.9 * letters)
  // `address1` and `address2` stand side by side; one is not the other's new name.
  return Math.min(0.96, differInNumbers(a, b) ? either * 0.6 : either)
}

function differInNumbers(a: readonly string[], b: readonly string[]): boolean {
  const numbers = (words: readonly string[]) => words.filter((word) => /^\p{N}+$/u.test(word)).join(' ')
  const [left, right] = [numbers(a), numbers(b)]
  return left !== '' && right !== '' && left !== right
}

/** The share of words that have a partner, each as far as it is like it. */
function overlapOf(a: readonly string[], b: readonly string[]): number {
  const pairs = matchBest(a, b, (x, y) => likenessOfWord(x, y), 0.5)
  return (2 * pairs.reduce((sum, { score }) => sum + score, 0)) / (a.length + b.length)
}

function likenessOfWord(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (`${short}s` === long || `${short}es` === long) return 0.95
  const groups = kindredGroups.get(a)
  if (groups !== undefined && kindredGroups.get(b)?.some((group) => groups.includes(group)) === true) return LIKENESS_OF_KINDRED
  if (short.length >= 3 && long.startsWith(short)) return 0.8
  const letters = likenessOfLetters(a, b)
  return short.length >= 4 && letters >= 0.7 ? letters * 0.9 : 0
}

/** 1 less the share of letters to change. */
function likenessOfLetters(a: string, b: string): number {
  const left = [...a.slice(0, MOST_LETTERS)]
  const right = [...b.slice(0, MOST_LETTERS)]
  const longest = Math.max(left.length, right.length)
  if (longest === 0) return 1
  let row = Array.from({ length: right.length + 1 }, (_, i) => i)
  for (const [i, letter] of left.entries()) {
    const next = [i + 1]
    for (const [j, other] of right.entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return 1 - (row[right.length] ?? longest) / longest
}

/** What is known of a field when it is compared with another. What is absent is not compared. */
export type FieldLook = {
  readonly name: string
  readonly types: readonly FieldType[]
  readonly format?: string
  readonly description?: string
  readonly enum?: readonly JsonValue[]
  /** Of an object or a list of objects: names of its fields. */
  readonly fields?: readonly string[]
}

export type FieldLikeness = { readonly likeness: number; readonly reasons: readonly string[] }

/** Fields compared by their names alone, at most: the rest of a longer list says no more. */
const MOST_FIELD_NAMES = 60
const MOST_VALUES = 200
const WEIGHTS = { name: 0.5, description: 0.25, type: 0.1, format: 0.05, values: 0.15, fields: 0.25, place: 0.1 }

/** `samePlace`: both stand in the same object. Reasons in words, strongest first. */
export function likenessOfFields(a: FieldLook, b: FieldLook, samePlace: boolean): FieldLikeness {
  const parts: { readonly weight: number; readonly score: number; readonly reason?: string }[] = []
  const name = likenessOfNames(a.name, b.name)
  parts.push({ weight: WEIGHTS.name, score: name, ...(name === 1 ? { reason: 'same words' } : name >= 0.6 ? { reason: 'like name' } : {}) })
  if (samePlace) parts.push({ weight: WEIGHTS.place, score: 1, reason: 'same place' })
  const type = likenessOfTypes(a.types, b.types)
  parts.push({ weight: WEIGHTS.type, score: type, ...(type === 1 ? { reason: 'same type' } : {}) })
  if (a.format !== undefined && b.format !== undefined)
    parts.push({ weight: WEIGHTS.format, score: a.format === b.format ? 1 : 0, ...(a.format === b.format ? { reason: 'same format' } : {}) })
  const description = likenessOfTexts(a.description, b.description)
  if (description !== undefined)
    parts.push({
      weight: WEIGHTS.description,
      score: description,
      ...(description === 1 ? { reason: 'same description' } : description >= 0.6 ? { reason: 'like description' } : {}),
    })
  const values = shareOf(
    a.enum?.slice(0, MOST_VALUES).map((value) => JSON.stringify(value)),
    b.enum?.slice(0, MOST_VALUES).map((value) => JSON.stringify(value)),
  )
  if (values !== undefined)
    parts.push({ weight: WEIGHTS.values, score: values, ...(values === 1 ? { reason: 'same values' } : values >= 0.5 ? { reason: 'like values' } : {}) })
  const fields = shareOf(a.fields?.slice(0, MOST_FIELD_NAMES), b.fields?.slice(0, MOST_FIELD_NAMES))
  if (fields !== undefined)
    parts.push({ weight: WEIGHTS.fields, score: fields, ...(fields === 1 ? { reason: 'same fields' } : fields >= 0.5 ? { reason: 'like fields' } : {}) })
  const weight = parts.reduce((sum, part) => sum + part.weight, 0)
  const likeness = parts.reduce((sum, part) => sum + part.weight * part.score, 0) / weight
  return {
    likeness: Math.round(likeness * 100) / 100,
    reasons: parts.flatMap(({ reason }) => reason ?? []),
  }
}

function likenessOfTypes(a: readonly FieldType[], b: readonly FieldType[]): number {
  if (a.includes('any') || b.includes('any')) return 0.5
  const share = shareOf(a, b) ?? 0
  if (share > 0) return share
  const isNumber = (types: readonly FieldType[]) => types.includes('number') || types.includes('integer')
  if (isNumber(a) && isNumber(b)) return 0.8
  const isText = (types: readonly FieldType[]) => types.includes('text')
  return (isNumber(a) && isText(b)) || (isText(a) && isNumber(b)) ? 0.3 : 0
}

/** Undefined where either says nothing. */
function likenessOfTexts(a: string | undefined, b: string | undefined): number | undefined {
  if (a === undefined || b === undefined) return undefined
  const [left, right] = [plainWords(a), plainWords(b)]
  if (left.length === 0 || right.length === 0) return undefined
  return left.join(' ') === right.join(' ') ? 1 : Math.min(0.99, shareOf(left, right) ?? 0)
}

const EMPTY_WORDS = new Set(['the', 'a', 'an', 'of', 'is', 'in', 'to', 'for', 'and', 'or', 'this', 'that', 'be', 'it', 'its', 'with', 'by', 'on', 'are', 'as'])

function plainWords(text: string): string[] {
  return text
    .slice(0, 2_000)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !EMPTY_WORDS.has(word))
}

/** Those in both against those in either (twice the common ones by the sum). */
function shareOf(a: readonly string[] | undefined, b: readonly string[] | undefined): number | undefined {
  if (a === undefined || b === undefined || a.length + b.length === 0) return undefined
  const [left, right] = [new Set(a), new Set(b)]
  let common = 0
  for (const one of left) if (right.has(one)) common += 1
  return (2 * common) / (left.size + right.size)
}
