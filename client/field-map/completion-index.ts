// The fields of one object as completion searches them: made once a schema, and how well each fits what is typed. Pure.
import type { FieldTree } from '../../shared/mapping/field-tree.ts'
import { printType, type Field } from '../../shared/schema/fields.ts'
import { kindredGroups, knownWords } from '../../shared/schema/name-words.ts'

export type IndexedField = {
  readonly field: Field
  /** In small letters, without blanks, `_` and `-`: the last name, and all names of the path. */
  readonly name: string
  readonly names: readonly string[]
  readonly path: string
  /** The words of the last name between blanks, and their first letters. */
  readonly words: string
  readonly initials: string
  /** Type, format and allowed values, then the description: words between blanks. */
  readonly kind: string
  readonly about: string
  /** Below a list or a map: one value of several. */
  readonly isInList: boolean
}

export type CompletionIndex = {
  /** Nearest to the root first, then in schema order. */
  readonly fields: readonly IndexedField[]
  /** Places in `fields` by the words of a name, and by groups of words that stand for one another. */
  readonly byWord: ReadonlyMap<string, readonly number[]>
}

/** Fields of one object that are offered; deeper ones are reached by typing their path. */
const MOST_INDEXED = 40_000

const indexes = new WeakMap<Field, CompletionIndex>()

/** Made when first asked for, kept with the tree. */
export function completionIndex(tree: FieldTree): CompletionIndex {
  const known = indexes.get(tree.root)
  if (known !== undefined) return known
  const made = buildIndex(tree)
  indexes.set(tree.root, made)
  return made
}

type Walk = { readonly field: Field; readonly names: readonly string[]; readonly isInList: boolean }

function buildIndex(tree: FieldTree): CompletionIndex {
  const fields: IndexedField[] = []
  const byWord = new Map<string, number[]>()
  const forms = new Map<string, NameForms>()
  const queue: Walk[] = [{ field: tree.root, names: [], isInList: false }]
  for (const { field: parent, names, isInList } of queue) {
    if (fields.length >= MOST_INDEXED) break
    const isBelowList = isInList || parent.facts.types.includes('list') || parent.facts.entries !== undefined
    for (const field of tree.children(parent)) {
      if (field.name === '{}' || field.name === '[]') continue
      const form = forms.get(field.name) ?? formsOf(field.name)
      forms.set(field.name, form)
      const own = [...names, form.name]
      for (const key of form.keys) {
        const places = byWord.get(key)
        if (places === undefined) byWord.set(key, [fields.length])
        else places.push(fields.length)
      }
      fields.push(indexField(field, own, form, isBelowList))
      if (field.expandable && !field.recursive) queue.push({ field, names: own, isInList: isBelowList })
    }
  }
  return { fields, byWord }
}

function indexField(field: Field, names: readonly string[], form: NameForms, isInList: boolean): IndexedField {
  const { facts } = field
  return {
    field,
    name: form.name,
    names,
    path: names.join('.'),
    words: form.words,
    initials: form.initials,
    kind: spaced([printType(facts), ...facts.types, facts.format ?? '', ...(facts.enum ?? []).slice(0, 60).map(String)].join(' ')),
    about: spaced(facts.description ?? ''),
    isInList,
  }
}

type NameForms = { readonly name: string; readonly words: string; readonly initials: string; readonly keys: readonly string[] }

function formsOf(name: string): NameForms {
  const words = splitName(name)
  return {
    name: squeeze(name),
    words: ` ${words.join(' ')} `,
    initials: words.length > 1 ? words.map((word) => word[0] ?? '').join('') : '',
    keys: wordKeys(name),
  }
}

/** The words of a name as `byWord` knows them. */
export function wordKeys(name: string): readonly string[] {
  const words = knownWords(name)
  return [...new Set([...words, ...words.flatMap((word) => (kindredGroups.get(word) ?? []).map((group) => `#${group}`))])]
}

function splitName(name: string): string[] {
  return name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function spaced(text: string): string {
  return ` ${text.slice(0, 1_000).toLowerCase()} `
}

/** People do not remember case, blanks, `_` and `-`. */
export function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_`-]/g, '')
}

/** What is typed, read once for all fields. */
export type TypedQuery = {
  /** Everything typed as one name or path. */
  readonly whole: string
  /** Parts of a path, where a dot was typed: `bil.em`. */
  readonly parts: readonly string[]
  readonly words: readonly { readonly text: string; readonly squeezed: string }[]
}

export function readTyped(typed: string): TypedQuery {
  const text = typed.trim().replace(/^\$\.?/, '')
  const plain = text.replaceAll(/\[\]|\{\}/g, '')
  return {
    whole: squeeze(plain),
    parts: plain.includes('.') ? plain.split('.').map(squeeze) : [],
    words: text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, 12)
      .map((word) => ({ text: word, squeezed: squeeze(word) })),
  }
}

/** How a word fits, best first. */
const fits = {
  name: 1,
  nameStart: 2,
  nameWord: 3,
  wordStart: 4,
  initials: 5,
  inName: 6,
  above: 7,
  inPath: 8,
  kind: 9,
  about: 10,
  inAbout: 11,
  none: 12,
} as const

/** `name`: how the fields' object is written before them, such as `contact`; a path may be typed with it. `isBare`: it is left out. */
export type IndexRoot = { readonly name: string; readonly isBare: boolean }

/** Smaller is better; the worst of several words counts first, then their sum. Undefined: a word stands nowhere. */
export function rankField(one: IndexedField, typed: TypedQuery, root: IndexRoot): number | undefined {
  const rank = rankAsOne(one, typed, root)
  if (rank !== undefined) return rank
  let worst = 0
  let sum = 0
  for (const word of typed.words) {
    const fit = fitOf(one, word.squeezed, word.text, root.name)
    if (fit === fits.none) return undefined
    if (fit > worst) worst = fit
    sum += fit
  }
  return typed.words.length === 0 ? undefined : worst * ROOM + sum
}

/** Letters from which types and descriptions are searched: fewer stand everywhere. */
const LEAST_IN_TEXT = 3

/** Whatever fits `longer` fits `typed` too, so that only that has to be looked at. */
export function isNarrower(longer: string, typed: string): boolean {
  return longer.startsWith(typed) && typed.trim() !== '' && typed.split(/\s+/).every((word) => word.length >= LEAST_IN_TEXT)
}

/** More than the sum of all fits can be. */
const ROOM = 256

/** Found by the names themselves: what is typed may mean it. */
export function isFoundByName(rank: number): boolean {
  return rank < fits.above * ROOM
}

/** Everything typed as one path: whole, then part by part from its end, then as its start. */
function rankAsOne(one: IndexedField, { whole, parts, words }: TypedQuery, { name: root, isBare }: IndexRoot): number | undefined {
  if (whole === '') return undefined
  if ((isBare && one.path === whole) || (root !== '' && `${root}.${one.path}` === whole)) return 0
  if (parts.length > 0) {
    const fit = fitOfParts(one.names, parts, root)
    return fit === undefined ? undefined : fit * ROOM
  }
  // `Customer ID` for `customer_id`.
  if (words.length > 1 && one.name.startsWith(whole)) return (one.name === whole ? fits.name : fits.nameStart) * ROOM
  return undefined
}

/** `bil.em` for `billing.email`; parts further up count less than those at the end. */
function fitOfParts(names: readonly string[], parts: readonly string[], root: string): number | undefined {
  const all = root === '' ? names : [root, ...names]
  for (let end = all.length; end >= parts.length; end--) {
    const start = end - parts.length
    if (parts.every((part, at) => (all[start + at] as string).startsWith(part))) return end < all.length ? fits.above : start === 0 ? fits.name : fits.nameStart
  }
  return undefined
}

function fitOf(one: IndexedField, word: string, text: string, root: string): number {
  if (word !== '' && one.name.includes(word)) {
    if (one.name === word) return fits.name
    if (one.name.startsWith(word)) return fits.nameStart
    const at = one.words.indexOf(` ${word}`)
    if (at >= 0) return one.words[at + word.length + 1] === ' ' ? fits.nameWord : fits.wordStart
    return fits.inName
  }
  if (word.length > 1 && one.initials.startsWith(word)) return fits.initials
  if (word !== '' && (one.path.includes(word) || root.startsWith(word))) {
    for (let at = 0; at < one.names.length - 1; at++) if ((one.names[at] as string).startsWith(word)) return fits.above
    return root.startsWith(word) ? fits.above : fits.inPath
  }
  if (text.length < LEAST_IN_TEXT) return fits.none
  if (one.kind.includes(` ${text}`)) return fits.kind
  const inAbout = one.about.indexOf(text)
  if (inAbout < 0) return fits.none
  return one.about[inAbout - 1] === ' ' || one.about.includes(` ${text}`, inAbout) ? fits.about : fits.inAbout
}
