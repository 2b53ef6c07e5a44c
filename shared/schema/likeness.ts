// How alike two names, and two fields, are: from 0 to 1. The only place for it (DESIGN §9.13).
import type { JsonValue } from './json-value.ts'
import type { FieldType } from './schema-graph.ts'
import { matchBest } from './match-best.ts'
import { kindredGroups, knownWords, oppositeGroups } from './name-words.ts'

/** Longer names are compared by their beginning. */
const MOST_LETTERS = 64
const LIKENESS_OF_KINDRED = 0.7
/** What is left where something says that two names stand side by side. */
const UNLIKE = 0.6

/** Words of a name, in small letters and written out: `placedAt`, `placed_at` and `Placed At` give the same, `qty` gives `quantity`. */
export function wordsOfName(name: string): string[] {
  return [...knownWords(name)]
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
  return Math.min(0.96, differInNumbers(a, b) || areOpposites(a, b) ? either * UNLIKE : either)
}

/** Each has a word that stands against one of the other's: `first_name` and `last_name`. */
function areOpposites(a: readonly string[], b: readonly string[]): boolean {
  return a.some((word) => {
    const groups = b.includes(word) ? undefined : oppositeGroups.get(word)
    if (groups === undefined) return false
    return b.some(
      (other) => !a.includes(other) && oppositeGroups.get(other)?.some((group) => groups.includes(group)) === true && likenessOfWord(word, other) === 0,
    )
  })
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
  if (`${short}s` === long || `${short}es` === long || (short.endsWith('y') && `${short.slice(0, -1)}ies` === long)) return 0.95
  const groups = kindredGroups.get(a)
  if (groups !== undefined && kindredGroups.get(b)?.some((group) => groups.includes(group)) === true) return LIKENESS_OF_KINDRED
  if (short.length >= 3 && long.startsWith(short)) return 0.8
  // So many letters differ already by the lengths.
  if (short.length < 4 || short.length < 0.7 * long.length) return 0
  const letters = likenessOfLetters(a, b)
  return letters >= 0.7 ? letters * 0.9 : 0
}

// Two rows are enough, and the same two every time: names are compared by the hundred thousand.
const rows = [new Uint16Array(MOST_LETTERS + 1), new Uint16Array(MOST_LETTERS + 1)] as const

/** 1 less the share of letters to change. */
function likenessOfLetters(a: string, b: string): number {
  const [left, right] = [Math.min(a.length, MOST_LETTERS), Math.min(b.length, MOST_LETTERS)]
  const longest = Math.max(left, right)
  if (longest === 0) return 1
  let [row, next]: [Uint16Array, Uint16Array] = [rows[0], rows[1]]
  for (let j = 0; j <= right; j++) row[j] = j
  for (let i = 1; i <= left; i++) {
    const letter = a.charCodeAt(i - 1)
    next[0] = i
    for (let j = 1; j <= right; j++) {
      const change = (row[j - 1] ?? 0) + (letter === b.charCodeAt(j - 1) ? 0 : 1)
      const shift = 1 + Math.min(row[j] ?? 0, next[j - 1] ?? 0)
      next[j] = change < shift ? change : shift
    }
    ;[row, next] = [next, row]
  }
  return 1 - (row[right] ?? longest) / longest
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

const NOT_ALIKE: FieldLikeness = { likeness: 0, reasons: [] }

/** What is compared of a look, taken apart once. */
type Parts = { readonly text: ReadonlySet<string>; readonly plain: string; readonly values?: ReadonlySet<string>; readonly fields?: ReadonlySet<string> }
const partsOfLooks = new WeakMap<FieldLook, Parts>()

function partsOf(look: FieldLook): Parts {
  const known = partsOfLooks.get(look)
  if (known !== undefined) return known
  const words = plainWords(look.description ?? '')
  const parts: Parts = {
    text: new Set(words),
    plain: words.join(' '),
    ...(look.enum === undefined ? {} : { values: new Set(look.enum.slice(0, MOST_VALUES).map((value) => JSON.stringify(value))) }),
    ...(look.fields === undefined ? {} : { fields: new Set(look.fields.slice(0, MOST_FIELD_NAMES)) }),
  }
  partsOfLooks.set(look, parts)
  return parts
}

/**
 * `samePlace`: both stand in the same object. Reasons in words, strongest first.
 * `least`: what cannot reach it is 0, without looking closer; comparing many is much faster then.
 */
export function likenessOfFields(a: FieldLook, b: FieldLook, samePlace: boolean, least = 0): FieldLikeness {
  const [left, right] = [partsOf(a), partsOf(b)]
  const reasons: string[] = []
  let weight = WEIGHTS.name
  let sum = 0
  const add = (part: Exclude<keyof typeof WEIGHTS, 'name'>, score: number, same: string, like?: readonly [number, string]) => {
    weight += WEIGHTS[part]
    sum += WEIGHTS[part] * score
    if (score === 1) reasons.push(same)
    else if (like !== undefined && score >= like[0]) reasons.push(like[1])
  }
  if (samePlace) add('place', 1, 'same place')
  add('type', likenessOfTypes(a.types, b.types), 'same type')
  if (a.format !== undefined && b.format !== undefined) add('format', a.format === b.format ? 1 : 0, 'same format')
  if (left.plain !== '' && right.plain !== '')
    add('description', left.plain === right.plain ? 1 : Math.min(0.99, shareOf(left.text, right.text)), 'same description', [0.6, 'like description'])
  if (left.values !== undefined && right.values !== undefined && left.values.size + right.values.size > 0)
    add('values', shareOf(left.values, right.values), 'same values', [0.5, 'like values'])
  if (left.fields !== undefined && right.fields !== undefined && left.fields.size + right.fields.size > 0)
    add('fields', shareOf(left.fields, right.fields), 'same fields', [0.5, 'like fields'])
  if ((sum + WEIGHTS.name) / weight < least) return NOT_ALIKE
  const name = likenessOfNames(a.name, b.name)
  const likeness = Math.round(((sum + WEIGHTS.name * name) / weight) * 100) / 100
  return { likeness, reasons: [...(name === 1 ? ['same words'] : name >= 0.6 ? ['like name'] : []), ...reasons] }
}

function likenessOfTypes(a: readonly FieldType[], b: readonly FieldType[]): number {
  if (a.includes('any') || b.includes('any')) return 0.5
  const common = a.filter((type) => b.includes(type)).length
  if (common > 0) return (2 * common) / (a.length + b.length)
  const isNumber = (types: readonly FieldType[]) => types.includes('number') || types.includes('integer')
  if (isNumber(a) && isNumber(b)) return 0.8
  const isText = (types: readonly FieldType[]) => types.includes('text')
  return (isNumber(a) && isText(b)) || (isText(a) && isNumber(b)) ? 0.3 : 0
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
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const one of a) if (b.has(one)) common += 1
  return (2 * common) / (a.size + b.size)
}
