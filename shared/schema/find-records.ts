// The only place that finds the records in a parsed document of samples: a list, one record, or what thin wrappers hold.
import { isRawObject, type RawObject } from './raw-schema.ts'

export type FoundRecords = {
  readonly records: readonly RawObject[]
  /** The way to each record from the document's root, for the source view. */
  readonly tokens: readonly (readonly string[])[]
  /** The name that the wrapper gives them: `orders` of `{ "orders": [...] }`. */
  readonly name?: string
  /** What stands beside them in the wrappers and is left out. */
  readonly beside: readonly string[]
  /** Entries of the list that are no objects, and are left out. */
  readonly skipped: number
}

/** Several where a document holds several lists of records and nothing else. `nothing`: what it holds instead, in words. */
export type RecordSearch = { readonly found: readonly FoundRecords[] } | { readonly nothing: string }

/** Wrappers inside wrappers, at most: `{ data: { result: { orders: [...] } } }`. */
const MOST_WRAPPERS = 8

/** Names of a list that say nothing about what is in it. */
const NAMELESS = new Set(
  'data items item results result records record rows row values value entries entry list content contents hits docs documents elements element objects nodes node edges collection payload body response responses root export feed members member resources embedded'.split(
    ' ',
  ),
)
/** Names that only an answer about records has, never a record of its own beside one list. */
const OF_AN_ANSWER = new Set(
  'page pages pageno pagenumber pagesize perpage pagecount itemcount totalcount totalpages totalitems totalresults totalrecords totalelements recordcount resultcount hasmore hasnext hasnextpage next nextpage nextpagetoken nextlink nexturl previous prev previouspage nextcursor previouscursor cursor pagination paging pageinfo offset limit links meta responsemetadata odatacontext odatacount odatanextlink odatametadata providername requestid took timedout success ok resultcode responsestatus errors warnings apiversion synctoken first last schemalocation'.split(
    ' ',
  ),
)
/** Names that both have: they are of the answer where something else says so. */
const OF_BOTH = new Set(
  'id status code message messages total count size type object kind url href self version date datetime datetimeutc timestamp time created generated generatedat name title description server xmlns'.split(
    ' ',
  ),
)
const GOOD_STATUS = /^(ok|success|succeeded|successful|200|true)$/i

export function findRecords(document: unknown): RecordSearch {
  let value = document
  let name: string | undefined
  const tokens: string[] = []
  const beside: string[] = []
  for (let level = 0; level < MOST_WRAPPERS; level++) {
    if (Array.isArray(value)) return foundList(value, tokens, name, beside)
    if (!isRawObject(value)) return { nothing: value === null ? 'nothing but null' : 'a single value' }
    const names = Object.keys(value)
    if (names.length === 0) return { nothing: level === 0 ? 'an empty object' : `an empty object at ${tokens.join('.')}` }
    const wrapped = findWrapped(value, names, name)
    if (wrapped === undefined) {
      const lists = level === 0 ? severalLists(value, names) : undefined
      return lists ?? { found: [{ records: [value], tokens: [tokens], ...named(name), beside, skipped: 0 }] }
    }
    for (const other of names) if (other !== wrapped) beside.push(other)
    tokens.push(wrapped)
    if (!isNameless(wrapped)) name = wrapped
    value = value[wrapped]
  }
  return { nothing: `wrappers inside wrappers, more than ${MOST_WRAPPERS}` }
}

/** Names that say nothing about their records: `data`, `items`. */
export function isNameless(name: string): boolean {
  return NAMELESS.has(plain(name))
}

function foundList(list: readonly unknown[], tokens: readonly string[], name: string | undefined, beside: readonly string[]): RecordSearch {
  const records: RawObject[] = []
  const places: string[][] = []
  // `edges` of GraphQL connections hold their records one step further down.
  const nodes =
    list.length > 0 && list.every((item) => isRawObject(item) && isRawObject(item['node']) && Object.keys(item).every((key) => /^(node|cursor)$/.test(key)))
  for (const [i, item] of list.entries()) {
    const record = nodes && isRawObject(item) ? item['node'] : item
    if (!isRawObject(record) || Object.keys(record).length === 0) continue
    records.push(record)
    places.push([...tokens, String(i), ...(nodes ? ['node'] : [])])
  }
  if (records.length === 0) {
    const at = tokens.length === 0 ? '' : ` at ${tokens.join('.')}`
    return { nothing: `${list.length === 0 ? 'an empty list' : list.every(isRawObject) ? 'a list of empty objects' : 'a list of plain values'}${at}` }
  }
  return { found: [{ records, tokens: places, ...named(name), beside, skipped: list.length - records.length }] }
}

/** The one member that holds the records, where all others are only about the answer. */
function findWrapped(value: RawObject, names: readonly string[], own: string | undefined): string | undefined {
  const candidates = names.filter((name) => !isOfAnswer(name) && !OF_BOTH.has(plain(name)) && !name.startsWith('@'))
  const [only] = candidates
  if (only === undefined || candidates.length > 1) return undefined
  const inside = value[only]
  const list = Array.isArray(inside)
  if (!list && !isRawObject(inside)) return undefined
  if (list && inside.length > 0 && !inside.some(isRawObject)) return undefined
  if (!list && Object.keys(inside as RawObject).length === 0) return undefined
  if (names.length === 1) return only
  const others = names.filter((name) => name !== only)
  const length = list ? inside.length : -1
  const sure =
    isNameless(only) && plain(only) !== 'items' && plain(only) !== 'item'
      ? true
      : others.some((name) => isOfAnswer(name) || saysAnswer(plain(name), value[name], length)) || (own !== undefined && isPluralOf(own, only))
  return sure ? only : undefined
}

/** `{ "orders": [...], "taxes": [...] }` and nothing else. */
function severalLists(value: RawObject, names: readonly string[]): RecordSearch | undefined {
  if (names.length < 2 || !names.every((name) => Array.isArray(value[name]) && value[name].every(isRawObject))) return undefined
  const found = names.flatMap((name) => {
    const search = foundList(value[name] as unknown[], [name], name, [])
    return 'found' in search ? search.found : []
  })
  return found.length === 0 ? { nothing: 'empty lists' } : { found }
}

function isOfAnswer(name: string): boolean {
  return OF_AN_ANSWER.has(plain(name))
}

function saysAnswer(name: string, value: unknown, length: number): boolean {
  if (name === 'status' || name === 'code' || name === 'message') return GOOD_STATUS.test(String(value))
  return (name === 'total' || name === 'count' || name === 'size') && Number(value) === length
}

/** `orders` of `order`, `entries` of `entry`, `orderList` of `order`. */
export function isPluralOf(many: string, one: string): boolean {
  const [long, short] = [plain(many), plain(one)]
  return (
    long === `${short}s` ||
    long === `${short}es` ||
    (short.endsWith('y') && long === `${short.slice(0, -1)}ies`) ||
    /^(list|collection|set|array)$/.test(long.startsWith(short) ? long.slice(short.length) : '')
  )
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name }
}
