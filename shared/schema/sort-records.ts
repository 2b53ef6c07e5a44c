// The only place that tells records of different kinds apart: by what their file or wrapper is called, by a field that names the kind, by which names they share.
import type { SourcePlace } from './graph-writer.ts'
import type { RawObject } from './raw-schema.ts'

export type SampleRecord = { readonly record: RawObject; readonly place: SourcePlace }

/** Records that stand together in one list or file. */
export type SampleSource = {
  /** For people: the file's name. */
  readonly file: string
  /** What the wrapper or the file calls them; undefined where it says nothing (`sample1.json`). */
  readonly name?: string
  readonly records: readonly SampleRecord[]
  /** Of a table: the names of its columns, in order. Its rows are one kind, whatever cells are empty. */
  readonly columns?: readonly string[]
}

export type SampleKind = {
  readonly name: string
  readonly files: readonly string[]
  readonly records: readonly SampleRecord[]
  /** Names that the files announce, in order, also where no record has them. */
  readonly columns: readonly string[]
}

/** More kinds than this in one place are no kinds: the names are keys of a map, perhaps. */
const MOST_KINDS = 50
const MOST_SHAPES = 2_000
/** Of the names of the smaller shape, those that both have. */
const SAME_KIND = 0.5
/** Of all names, those that both have: files with different names and the same fields. */
const SAME_FIELDS = 0.9
/** With fewer names of its own, a record is told by nothing. */
const TELLING_NAMES = 3
/** A field that names the kind, in formats of several vendors. */
const KIND_NAMES = ['__typename', 'resourceType', '@type', '_type', 'object'] as const
/** Names that records of any kind have. */
const COMMON =
  /^(_?id|uuid|guid|name|title|type|kind|object|status|state|url|href|self|_?links|meta|meta_?data|description|version|slug|code|livemode|@.*|(date_?)?(created|updated|modified)(_?(at|on|date|time|gmt|utc|by))*)$/i

/** The same for the same files, in the order of the files. `fallback`: for records that nothing names. */
export function sortRecords(sources: readonly SampleSource[], fallback: string): SampleKind[] {
  const groups = new Map<string, { name: string | undefined; sources: SampleSource[] }>()
  for (const source of sources) {
    const key = groupKey(source.name)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { name: source.name, sources: [source] })
    else group.sources.push(source)
  }
  const kinds = [...groups.values()].flatMap(splitGroup)
  return nameKinds(mergeKinds(kinds), fallback)
}

type Member = { readonly file: string; readonly record: SampleRecord }
type Kind = { name: string | undefined; readonly names: Set<string>; readonly members: Member[]; columns: string[] }

function groupKey(name: string | undefined): string {
  const key = (name ?? '').toLowerCase()
  return key.length > 3 && key.endsWith('s') && !key.endsWith('ss') ? (key.endsWith('ies') ? `${key.slice(0, -3)}y` : key.slice(0, -1)) : key
}

function splitGroup({ name, sources }: { name: string | undefined; sources: readonly SampleSource[] }): Kind[] {
  const members = sources.flatMap(({ file, records }) => records.map((record): Member => ({ file, record })))
  const columns = sources.flatMap((source) => source.columns ?? [])
  if (sources.every((source) => source.columns !== undefined)) return [toKind(name, members, columns)]
  const named = splitByKindName(members)
  if (named !== undefined) return named.map(([kind, own]) => toKind(kind, own))
  return splitByNames(members).map((own) => toKind(name, own))
}

/** Where every record says in the same field what it is, and they say different things. */
function splitByKindName(members: readonly Member[]): [string, Member[]][] | undefined {
  for (const field of KIND_NAMES) {
    const byKind = new Map<string, Member[]>()
    for (const member of members) {
      const kind = member.record.record[field]
      if (typeof kind !== 'string' || kind === '' || kind.length > 100) break
      const own = byKind.get(kind)
      if (own === undefined) byKind.set(kind, [member])
      else own.push(member)
    }
    const sorted = [...byKind.values()].reduce((sum, own) => sum + own.length, 0)
    if (sorted === members.length && byKind.size > 1 && byKind.size <= MOST_KINDS) return [...byKind]
  }
  return undefined
}

/** Largest shapes first, each to the kind that it shares most with, so that the order of the records changes nothing. */
function splitByNames(members: readonly Member[]): Member[][] {
  const shapes = new Map<string, { names: string[]; members: Member[] }>()
  for (const member of members) {
    const names = Object.keys(member.record.record).toSorted()
    const key = names.join('\u0000')
    const shape = shapes.get(key)
    if (shape !== undefined) shape.members.push(member)
    else if (shapes.size >= MOST_SHAPES) return [[...members]]
    else shapes.set(key, { names: names.filter((name) => !COMMON.test(name)), members: [member] })
  }
  const clusters: { names: Set<string>; members: Member[] }[] = []
  const ordered = [...shapes].toSorted(([a, { names: left }], [b, { names: right }]) => right.length - left.length || (a < b ? -1 : 1))
  for (const [, { names, members: own }] of ordered) {
    let best = clusters[0]
    let most = -1
    for (const cluster of clusters) {
      const shared = names.filter((name) => cluster.names.has(name)).length
      const alike = names.length === 0 ? 0 : shared / Math.min(names.length, cluster.names.size)
      if (alike > most) {
        most = alike
        best = cluster
      }
    }
    if (best === undefined || (most < SAME_KIND && names.length >= TELLING_NAMES)) {
      if (clusters.length >= MOST_KINDS) return [[...members]]
      clusters.push({ names: new Set(names), members: [...own] })
      continue
    }
    for (const name of names) best.names.add(name)
    best.members.push(...own)
  }
  const place = new Map(members.map((member, i) => [member, i]))
  const inOrder = clusters.map((cluster) => cluster.members.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)))
  return inOrder.toSorted(([a], [b]) => (a === undefined ? 0 : (place.get(a) ?? 0)) - (b === undefined ? 0 : (place.get(b) ?? 0)))
}

function toKind(name: string | undefined, members: readonly Member[], columns: readonly string[] = []): Kind {
  const names = new Set<string>()
  for (const { record } of members) for (const key of Object.keys(record.record)) names.add(key)
  return { name, names, members: [...members], columns: [...columns] }
}

/** Records that nothing names join the kind that they look like; so do files of other names with the very same fields. */
function mergeKinds(kinds: readonly Kind[]): Kind[] {
  const merged: Kind[] = []
  for (const kind of [...kinds.filter(({ name }) => name !== undefined), ...kinds.filter(({ name }) => name === undefined)]) {
    const like = merged.length > MOST_KINDS * 4 ? undefined : merged.find((other) => isLike(kind, other))
    if (like === undefined) {
      merged.push(kind)
      continue
    }
    for (const name of kind.names) like.names.add(name)
    like.members.push(...kind.members)
    like.columns.push(...kind.columns)
    if (kind.name !== undefined && like.name !== undefined) like.name = commonName(like.name, kind.name)
  }
  return merged
}

function isLike(kind: Kind, other: Kind): boolean {
  const shared = [...kind.names].filter((name) => other.names.has(name)).length
  if (kind.name === undefined && other.name !== undefined) {
    const telling = (names: ReadonlySet<string>) => [...names].filter((name) => !COMMON.test(name))
    const [mine, theirs] = [telling(kind.names), telling(other.names)]
    const common = mine.filter((name) => other.names.has(name)).length
    return mine.length > 0 && common / Math.min(mine.length, theirs.length) >= SAME_KIND
  }
  const all = kind.names.size + other.names.size - shared
  return kind.name !== other.name && kind.names.size > TELLING_NAMES && shared / all >= SAME_FIELDS
}

/** `customer` of `customer-anna` and `customer-bob`; else the first of them. */
function commonName(a: string, b: string): string {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  const start = a.slice(0, length).replace(/[^\p{L}\p{N}]*$/u, '')
  const cut = (whole: string) => whole.length > start.length && /[\p{L}\p{N}]/u.test(whole[start.length] ?? '')
  return start.length >= 3 && !cut(a) && !cut(b) ? start : a
}

function nameKinds(kinds: readonly Kind[], fallback: string): SampleKind[] {
  const taken = new Set<string>()
  return kinds.map(({ name, members, columns }) => {
    const wanted = name ?? fallback
    let unique = wanted
    for (let i = 2; taken.has(unique); i++) unique = `${wanted} ${i}`
    taken.add(unique)
    return { name: unique, files: [...new Set(members.map(({ file }) => file))], records: members.map(({ record }) => record), columns: [...new Set(columns)] }
  })
}

/** Words of a file's name that say how it came about, not what is in it. */
const OF_FILES =
  /^(\d+|v\d+|[0-9a-f]{8,}|list|lists|all|sample|samples|example|examples|response|responses|request|requests|resp|req|get|post|put|patch|delete|test|tests|testdata|export|exports|page|data|json|xml|csv|ndjson|jsonl|payload|body|record|records|file|input|output|copy|new|final|untitled|pasted|clipboard|text|upload|result|results|item|items|full|mock|dummy|fixture|dump)$/i

/** `orders` of `exports/orders_3_list.json`; undefined where the file's name says nothing. */
export function nameOfFile(file: string): string | undefined {
  const base = (file.split(/[/\\]/).at(-1) ?? file).replace(/\.[A-Za-z0-9]{1,8}$/, '').slice(0, 200)
  const parts = base.split(/([^\p{L}\p{N}]+)/u)
  let start = 0
  let end = parts.length
  const saysNothing = (part: string | undefined) => part === undefined || part === '' || OF_FILES.test(part)
  while (end > start && saysNothing(parts[end - 1])) end -= 2
  while (start < end && saysNothing(parts[start])) start += 2
  // `order12` and `order13` are both orders.
  const name = parts
    .slice(start, Math.max(start, end))
    .join('')
    .replace(/(\p{L})[\s_-]*\d+$/u, '$1')
  return name === '' ? undefined : name
}
