// What a preview sees of a run: each row's outcome for the item that is looked at, and where in the record each row's value stands.
import type { Issue } from '../transform/ir.ts'
import { issueWords } from './issue-words.ts'
import type { RowOutcome } from './row-outcome.ts'

/** How a record is looked at. */
export type Look = {
  /** By the id of an `each` row, or of the map for its runs: whose outcomes are told, counted from 0; the last where there are fewer. Absent: the first in which a row takes part. */
  readonly items?: ReadonlyMap<string, number>
  /** Tell where in the record each row's value stands. */
  readonly origins?: boolean
}

export type Watch = {
  /** By row. */
  readonly values: Map<string, RowOutcome>
  /** In how many items a row took part. */
  readonly counts: Map<string, number>
  readonly items: ReadonlyMap<string, number>
  readonly origins: OriginNotes | undefined
}

/** The row that a value of the record comes from; `issue`: why there is none, in a sentence. By the object or list it stands in, then by name or position. */
export type Origins = ReadonlyMap<object, ReadonlyMap<string | number, Origin>>
export type Origin = { readonly row: string | undefined; readonly issue?: string }

/** `last`: the row that gave or refused the last value. */
type OriginNotes = { readonly places: Map<object, Map<string | number, Origin>>; last: string | undefined }

type Watched = { readonly at: string; readonly isHidden: boolean; readonly watch: Watch | undefined }

export function createWatch(look: Look): Watch {
  return {
    values: new Map(),
    counts: new Map(),
    items: look.items ?? new Map(),
    origins: look.origins === true ? { places: new Map(), last: undefined } : undefined,
  }
}

/** The first outcome of what is looked at stays; the others are only counted. */
export function noteRow({ watch, at, isHidden }: Watched, row: string, outcome: RowOutcome): void {
  if (watch === undefined) return
  if (at !== '') watch.counts.set(row, (watch.counts.get(row) ?? 0) + 1)
  if (!isHidden && !watch.values.has(row)) watch.values.set(row, outcome)
}

/** The first time counts, and only what is looked at. */
export function notePart({ watch, isHidden }: Watched, part: string, outcome: RowOutcome): void {
  if (watch !== undefined && !isHidden && !watch.values.has(part)) watch.values.set(part, outcome)
}

/** Which of so many items is looked at; undefined: none was chosen. */
export function itemShown(watch: Watch | undefined, each: string, count: number): number | undefined {
  const wanted = watch?.items.get(each)
  return wanted === undefined ? undefined : Math.max(0, Math.min(wanted, count - 1))
}

/** The outcomes with their counts. */
export function tellOutcomes({ values, counts }: Watch): ReadonlyMap<string, RowOutcome> {
  for (const [row, count] of counts) {
    const outcome = values.get(row)
    if (outcome !== undefined) values.set(row, { ...outcome, count })
  }
  return values
}

/** The value under a name or position comes from the row that gave the last one. */
export function noteOrigin(watch: Watch | undefined, holder: object, key: string | number, row?: string): void {
  const notes = watch?.origins
  if (notes === undefined) return
  placesIn(notes, holder).set(key, { row: row ?? notes.last })
}

/** Nothing stands there because of an issue. */
export function noteRefusal(watch: Watch | undefined, holder: object, key: string | number, issue: Issue | undefined): void {
  const notes = watch?.origins
  if (notes === undefined || issue === undefined) return
  placesIn(notes, holder).set(key, { row: notes.last, issue: issueWords[issue.code](issue.value) })
}

export function noteGiver(watch: Watch | undefined, row: string | undefined): void {
  if (watch?.origins !== undefined) watch.origins.last = row
}

function placesIn({ places }: OriginNotes, holder: object): Map<string | number, Origin> {
  const known = places.get(holder) ?? new Map<string | number, Origin>()
  places.set(holder, known)
  return known
}
