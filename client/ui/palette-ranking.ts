// What the palette lists for what was typed: the only place that ranks. Pure; thousands of entries per keystroke.

export type PaletteEntry = {
  /** For ever the same for the same thing: what was used lately is remembered by it. */
  readonly key: string
  readonly title: string
  /** Title and note are paths. */
  readonly isPath?: true
  /** Quiet, after the title: a path, a purpose. */
  readonly note?: string
  /** At the right: keys, a number. */
  readonly aside?: string
  /** Further words it is found by. */
  readonly also?: string
  /** Why it cannot be done now. */
  readonly whyNot?: string
  readonly run: () => void
}

export type PaletteGroup = {
  readonly heading: string
  /** How many are listed before anything is typed. */
  readonly atOnce: number
  readonly entries: readonly PaletteEntry[]
  /** Thousands of entries: asked for once the palette is on the screen, and listed after the others. */
  readonly later?: () => readonly PaletteEntry[]
}

/** `total`: how many were found, of which `entries` are listed. */
export type RankedGroup = { readonly heading: string; readonly entries: readonly PaletteEntry[]; readonly total: number }

/** An entry's texts in small letters, made once when the palette opens. */
type Prepared = { readonly entry: PaletteEntry; readonly title: Haystack; readonly rest: Haystack }
type Haystack = { readonly small: string; readonly text: string }
export type PreparedGroup = { readonly group: PaletteGroup; readonly entries: readonly Prepared[] }

const MOST_LISTED = 8
const MOST_RECENT = 6
const RECENT = 'Recently used'

export function prepareGroups(groups: readonly PaletteGroup[]): readonly PreparedGroup[] {
  return groups.map((group) => ({
    group,
    entries: group.entries.map((entry) => ({
      entry,
      title: haystack(entry.title),
      rest: haystack([entry.aside, entry.note, entry.also].filter((text) => text !== undefined).join(' ')),
    })),
  }))
}

/** `recent`: keys of what was used lately, the latest first. Groups stand by their best entry. */
export function rankGroups(groups: readonly PreparedGroup[], query: string, recent: readonly string[]): readonly RankedGroup[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return listUnasked(groups, recent)
  const bonus = new Map(recent.map((key, at) => [key, Math.max(0, 18 - at)]))
  return groups
    .map(({ group, entries }, at) => ({ at, ...rankEntries(group.heading, entries, words, bonus) }))
    .filter((ranked) => ranked.total > 0)
    .sort((a, b) => b.best - a.best || a.at - b.at)
    .map(({ heading, entries, total }) => ({ heading, entries, total }))
}

function rankEntries(heading: string, entries: readonly Prepared[], words: readonly string[], bonus: ReadonlyMap<string, number>) {
  const found: { readonly entry: PaletteEntry; readonly score: number }[] = []
  for (const prepared of entries) {
    const score = scoreEntry(prepared, words)
    if (score > 0) found.push({ entry: prepared.entry, score: score + (bonus.get(prepared.entry.key) ?? 0) })
  }
  // Entries of the same score stay in the order they were given in.
  found.sort((a, b) => b.score - a.score)
  return { heading, entries: found.slice(0, MOST_LISTED).map(({ entry }) => entry), total: found.length, best: found[0]?.score ?? 0 }
}

function listUnasked(groups: readonly PreparedGroup[], recent: readonly string[]): readonly RankedGroup[] {
  const byKey = new Map(groups.flatMap(({ group }) => group.entries.map((entry) => [entry.key, entry])))
  const used = recent.flatMap((key) => byKey.get(key) ?? []).slice(0, MOST_RECENT)
  const listed = groups.map(({ group }) => ({ heading: group.heading, entries: group.entries.slice(0, group.atOnce), total: group.entries.length }))
  return [...(used.length === 0 ? [] : [{ heading: RECENT, entries: used, total: used.length }]), ...listed.filter(({ entries }) => entries.length > 0)]
}

/** 0: not every word is there. */
function scoreEntry({ entry, title, rest }: Prepared, words: readonly string[]): number {
  let score = 0
  for (const word of words) {
    const best = Math.max(scoreWord(title, word), scoreWord(rest, word) * 0.6) || scoreInitials(title, word)
    if (best === 0) return 0
    score += best
  }
  return Math.max(1, score / words.length - Math.min(6, title.text.length * 0.06) - (entry.whyNot === undefined ? 0 : 8))
}

function scoreWord({ small, text }: Haystack, word: string): number {
  let best = 0
  for (let at = small.indexOf(word); at >= 0; at = small.indexOf(word, at + 1)) {
    const begins = isStart(text, at)
    const ends = at + word.length === small.length || isStart(text, at + word.length)
    const score = begins && ends ? (at === 0 ? 100 : 90) : begins ? (at === 0 ? 85 : 70) : 40
    if (score > best) best = score
    if (best >= 90) break
  }
  return best
}

/** The letters stand in order, each at the start of a word or right behind the one before: `fd` and `fidow` for "Fill down". */
function scoreInitials({ small, text }: Haystack, word: string): number {
  if (word.length < 2) return 0
  const matches = (letter: number, from: number): boolean => {
    if (letter === word.length) return true
    if (letter > 0 && small[from] === word[letter] && matches(letter + 1, from + 1)) return true
    for (let at = small.indexOf(word[letter] ?? '', from); at >= 0; at = small.indexOf(word[letter] ?? '', at + 1))
      if (isStart(text, at) && matches(letter + 1, at + 1)) return true
    return false
  }
  return word.length <= LONGEST_INITIALS && matches(0, 0) ? 20 : 0
}

/** Longer words would take too long to look for in this way, and nobody types so many first letters. */
const LONGEST_INITIALS = 8

/** A letter or digit after something else, or a capital inside a name: `billing.firstName` has three. */
function isStart(text: string, at: number): boolean {
  if (at === 0) return true
  const before = text.charCodeAt(at - 1)
  const here = text.charCodeAt(at)
  if (!isWordCode(here)) return true
  return !isWordCode(before) || (isCapital(here) && !isCapital(before)) || isDigit(here) !== isDigit(before)
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || isCapital(code) || isDigit(code) || code > 127
}
function isCapital(code: number): boolean {
  return code >= 65 && code <= 90
}
function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Where small letters have another length, positions of both would differ: the small ones stand for both. */
function haystack(text: string): Haystack {
  const small = text.toLowerCase()
  return { small, text: small.length === text.length ? text : small }
}
