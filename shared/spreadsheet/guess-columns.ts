// What each column of a sheet most likely means, by its title and by what stands in it. The only place that guesses at columns.
import { kindOfTitle, meaningOf, sideOfTitle, type TitleKind, type TitleSide } from './column-titles.ts'
import type { ColumnMeaning } from './foreign-choice.ts'
import { isStronglyPath, parseForeignPaths, type ForeignPath } from './foreign-path.ts'

/** Whether a path, its names joined by `/`, is a field of the schemas. */
export type KnownNames = { readonly source: (name: string) => boolean; readonly destination: (name: string) => boolean }

/** 0 to 1: texts whose first path is known; 0 where most are no paths. */
export function knownShare(paths: readonly (readonly ForeignPath[] | undefined)[], isKnown: (name: string) => boolean): number {
  const names = paths.flatMap((path) => (path?.[0] === undefined ? [] : [path[0].names.join('/')]))
  return names.length === 0 || names.length < paths.length / 2 ? 0 : names.filter(isKnown).length / paths.length
}

export type ColumnTexts = { readonly title: string; readonly texts: readonly string[] }

/** More columns of paths than this are a crosswalk of many systems: only a person leaves those out that nobody chose. */
const MOST_PATHS = 6

type Looked = ColumnTexts & {
  readonly kind: TitleKind | undefined
  readonly side: TitleSide | undefined
  readonly group: string
  /** 0 to 1: texts that are paths, and that can be nothing else. */
  readonly paths: number
  readonly strong: number
  readonly known: Readonly<Record<TitleSide, number>>
  readonly filled: number
}

export function guessColumns(
  columns: readonly ColumnTexts[],
  names: KnownNames,
  direction: { readonly from: string; readonly to: string } | undefined,
): ColumnMeaning[] {
  const most = Math.max(20, Math.min(100, Math.floor(MOST_LOOKED_AT / Math.max(1, columns.length))))
  const looked = columns.map((column): Looked => look(column, names, direction, most))
  const sidesOfGroups = guessGroups(looked)
  const paths = choosePaths(looked, sidesOfGroups)
  const isCrosswalk =
    looked.filter(({ paths: share, filled, kind }) => share >= 0.6 && filled > 0 && (kind === undefined || kind === 'path')).length > MOST_PATHS
  return looked.map((column, at) => {
    if (column.filled === 0) return 'unknown'
    if (at === paths.source) return 'source'
    if (at === paths.destination) return 'destination'
    const side = column.side ?? sidesOfGroups.get(column.group) ?? nearestSide(at, paths)
    const { kind } = column
    // Beside forty systems `File Format` is one of them; a title of a word or two is a fact.
    if (isCrosswalk && column.group === '' && column.paths >= 0.3 && column.title.trim().split(/\s+/).length > 2) return 'unknown'
    if (kind === undefined || kind === 'path' || kind === 'code') return !isCrosswalk && kind === undefined && looksLikeProse(column.texts) ? 'note' : 'unknown'
    return meaningOf(kind, side)
  })
}

/** Texts of all columns together: of hundreds of columns fewer of each. */
const MOST_LOOKED_AT = 6_000

function look({ title, texts }: ColumnTexts, names: KnownNames, direction: { readonly from: string; readonly to: string } | undefined, most: number): Looked {
  const parts = title.split(' / ')
  const filled = texts.filter((text) => text.trim() !== '')
  const sample = filled.slice(0, most)
  const paths = sample.map((text) => parseForeignPaths(text))
  const share = (count: number) => (sample.length === 0 ? 0 : count / sample.length)
  // A column without a title is called by its letter, which says nothing.
  const own = /^Column [A-Z]{1,3}$/.test(parts.at(-1) ?? '') ? '' : (parts.at(-1) ?? title)
  return {
    title,
    texts: filled,
    // `Attribute/ Data Type`: what is named first.
    kind: kindOfTitle(own.split(/\/(?=\s)/)[0] ?? own) ?? kindOfTitle(own) ?? (own === '' ? undefined : kindOfTitle(title)),
    side: sideOfTitle(own) ?? sideOfTitle(title) ?? sideOfDirection(title, direction),
    group: parts.length > 1 ? (parts[0] ?? '') : '',
    paths: share(paths.filter((path) => path !== undefined).length),
    strong: share(sample.filter(isStronglyPath).length),
    known: { source: knownShare(paths, names.source), destination: knownShare(paths, names.destination) },
    filled: filled.length,
  }
}

/** `UBL->EBI` as the sheet's name: what begins with UBL is the source. */
function sideOfDirection(title: string, direction: { readonly from: string; readonly to: string } | undefined): TitleSide | undefined {
  if (direction === undefined) return undefined
  const begins = (name: string) => name.length > 1 && title.toLowerCase().includes(name.toLowerCase())
  if (begins(direction.from) === begins(direction.to)) return undefined
  return begins(direction.from) ? 'source' : 'destination'
}

/** Heads over columns: what stands first is the source, what stands last with a path in it the destination, unless a word says otherwise. */
function guessGroups(looked: readonly Looked[]): ReadonlyMap<string, TitleSide> {
  const groups = [...new Set(looked.map(({ group }) => group))].filter((group) => group !== '')
  const withPaths = groups.filter((group) =>
    looked.some((column) => column.group === group && (column.kind === 'path' || column.kind === 'code' || column.strong > 0.5)),
  )
  const sides = new Map<string, TitleSide>()
  for (const group of groups) {
    const own = looked.filter((column) => column.group === group)
    const said = sideOfTitle(group)
    const source = Math.max(0, ...own.map(({ known }) => known.source))
    const destination = Math.max(0, ...own.map(({ known }) => known.destination))
    if (said !== undefined) sides.set(group, said)
    else if (Math.abs(source - destination) > 0.3) sides.set(group, source > destination ? 'source' : 'destination')
  }
  const [first] = withPaths
  const last = withPaths.at(-1)
  if (first !== undefined && last !== undefined && first !== last) {
    const turned = sides.get(first) === 'destination' || sides.get(last) === 'source'
    if (!sides.has(first)) sides.set(first, turned ? 'destination' : 'source')
    if (!sides.has(last)) sides.set(last, turned ? 'source' : 'destination')
  }
  return sides
}

type Paths = { readonly source?: number; readonly destination?: number }

/** The best column of each side; what schemas know counts most, then words, then what it looks like. */
function choosePaths(looked: readonly Looked[], groups: ReadonlyMap<string, TitleSide>): Paths {
  const able = looked.flatMap((column, at) => (column.filled > 0 && (column.paths > 0.3 || column.kind === 'path') && !isFact(column) ? [at] : []))
  const score = (at: number, side: TitleSide) => {
    const column = looked[at]
    if (column === undefined) return -1
    const said = column.side ?? groups.get(column.group)
    const other: TitleSide = side === 'source' ? 'destination' : 'source'
    return (
      column.known[side] * 4 -
      column.known[other] +
      (said === side ? 2 : said === other ? -2 : 0) +
      (column.kind === 'path' ? 1 : 0) +
      column.strong +
      column.paths * 0.5 +
      Math.min(1, column.filled / 20) * 0.2
    )
  }
  const scores = new Map(able.map((at) => [at, { source: score(at, 'source'), destination: score(at, 'destination') }]))
  let best: { paths: Paths; score: number } = { paths: {}, score: -Infinity }
  for (const source of able)
    for (const destination of able) {
      if (source === destination) continue
      // Without any other sign what is read stands left of what is made of it.
      const total = (scores.get(source)?.source ?? 0) + (scores.get(destination)?.destination ?? 0) + (source < destination ? 0.3 : 0)
      if (total > best.score) best = { paths: { source, destination }, score: total }
    }
  if (able.length > 1) return isCertain(looked, best.paths, groups) ? best.paths : certainOnly(looked, best.paths, groups)
  const [only] = able
  const lone = only === undefined ? undefined : looked[only]
  // A lone column of words is a text and no mapping.
  if (only === undefined || lone === undefined || !(isSaid(lone, groups) || lone.strong > 0.5)) return {}
  return score(only, 'source') > score(only, 'destination') ? { source: only } : { destination: only }
}

const MAY_BE_PATHS: ReadonlySet<TitleKind> = new Set(['path', 'code', 'object'])
/** Their cells look like paths, and a title may hold such a word beside another. */
const MAY_LOOK_LIKE_PATHS: ReadonlySet<TitleKind> = new Set(['type', 'description', 'required'])

function isFact({ kind, strong, known }: Looked): boolean {
  if (kind === undefined || MAY_BE_PATHS.has(kind)) return false
  return !MAY_LOOK_LIKE_PATHS.has(kind) || (strong < 0.5 && Math.max(known.source, known.destination) < 0.5)
}

/** In a crosswalk of many systems only what is known or said is chosen: a guess among forty columns helps nobody. */
function isCertain(looked: readonly Looked[], { source, destination }: Paths, groups: ReadonlyMap<string, TitleSide>): boolean {
  const many = looked.filter(({ paths, filled }) => paths >= 0.6 && filled > 0).length > MOST_PATHS
  return !many || [source, destination].every((at) => at !== undefined && isSaid(looked[at], groups))
}

function certainOnly(looked: readonly Looked[], { source, destination }: Paths, groups: ReadonlyMap<string, TitleSide>): Paths {
  return {
    ...(source !== undefined && isSaid(looked[source], groups) ? { source } : {}),
    ...(destination !== undefined && isSaid(looked[destination], groups) ? { destination } : {}),
  }
}

function isSaid(column: Looked | undefined, groups: ReadonlyMap<string, TitleSide>): boolean {
  if (column === undefined) return false
  return column.side !== undefined || groups.has(column.group) || column.kind === 'path' || Math.max(column.known.source, column.known.destination) > 0.3
}

/** Facts stand right of the path they are about. */
function nearestSide(at: number, { source, destination }: Paths): TitleSide | undefined {
  const [s, d] = [source ?? -1, destination ?? -1]
  if (s < 0 && d < 0) return undefined
  if (s < 0) return 'destination'
  if (d < 0) return 'source'
  const [first, second] = s < d ? (['source', 'destination'] as const) : (['destination', 'source'] as const)
  return at >= Math.max(s, d) ? second : at > Math.min(s, d) ? first : first
}

function looksLikeProse(texts: readonly string[]): boolean {
  const sample = texts.slice(0, 50)
  return sample.length > 0 && sample.filter((text) => text.split(/\s+/).length > 4).length > sample.length / 2
}
