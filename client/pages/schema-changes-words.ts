// The words of the page of a newer version: kinds, places, what is affected, facts side by side.
import { printObjectAddress, printType } from '../../shared/schema/fields.ts'
import type { AffectedItem, AffectedKind } from '../../shared/review/schema-impact.ts'
import type { VersionUsers } from '../../shared/review/version-users.ts'
import type { ChangeKind, ChangeKindFacts, ChangePlace, SchemaChange } from '../../shared/schema/schema-change.ts'
import type { SchemaDecision, SchemaVersion } from '../../shared/project/people-and-systems.ts'
import { lastNameStart } from '../ui/parts.tsx'
import { printLimits } from './field-tree.ts'

const kindWords: Readonly<Record<ChangeKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  renamed: 'Renamed',
  retyped: 'Retyped',
  'now-required': 'Now required',
  'now-optional': 'Now optional',
  'now-nullable': 'Now nullable',
  'never-null': 'Never null',
  limits: 'Limit',
  enum: 'Enum value',
  'read-only': 'Read-only',
  deprecated: 'Deprecated',
  description: 'Description',
}

export function changeWords(kind: ChangeKind): string {
  return kindWords[kind]
}

/** `owner`: the object type or endpoint that it stands in; '' where it is one itself. */
export type PlaceWords = { readonly owner: string; readonly path: string }

/** Undefined: not there in that version. */
export function placeWords(change: SchemaChange): { readonly from: PlaceWords | undefined; readonly to: PlaceWords | undefined } {
  const here = wordsOfPlace(change, change.place)
  return {
    from: change.kind === 'added' ? undefined : here,
    to: change.kind === 'removed' ? undefined : change.to === undefined ? here : wordsOfPlace(change, change.to),
  }
}

function wordsOfPlace({ what, endpoint }: SchemaChange, { object, path }: ChangePlace): PlaceWords {
  const name = printObjectAddress(object)
  // The endpoint of the change is the old one; where it is now says the place.
  const called = object.kind === 'object' ? (endpoint ?? name) : object.endpoint
  if (what === 'endpoint') return { owner: '', path: called }
  if (what === 'parameter') return { owner: called, path }
  return path === '' ? { owner: '', path: name } : { owner: name, path }
}

const plurals: Readonly<Record<AffectedKind, readonly [one: string, many: string]>> = {
  row: ['row', 'rows'],
  line: ['field to fill', 'fields to fill'],
  lookup: ['lookup', 'lookups'],
  test: ['test', 'tests'],
  map: ['map', 'maps'],
  input: ['input', 'inputs'],
  step: ['step', 'steps'],
  decision: ['left out', 'left out'],
  overlay: ['fact of yours', 'facts of yours'],
}

/** `3 rows, 1 test`. */
export function affectsWords(affected: readonly AffectedItem[]): string {
  return (Object.keys(plurals) as AffectedKind[])
    .flatMap((kind) => {
      const count = affected.filter((item) => item.kind === kind).length
      return count === 0 ? [] : [`${count} ${plurals[kind][count === 1 ? 0 : 1]}`]
    })
    .join(', ')
}

/** `1 row +5`, where there is little room. */
export function affectsShort(affected: readonly AffectedItem[]): string {
  const kinds = new Set(affected.map(({ kind }) => kind))
  if (kinds.size < 2) return affectsWords(affected)
  const first = affected.filter(({ kind }) => kind === affected[0]?.kind)
  return `${affectsWords(first)} +${affected.length - first.length}`
}

/** What a decision came to, once the project has moved. */
export function pastWords({ choice, to }: Pick<SchemaDecision, 'choice' | 'to'>): string {
  const words = { follow: 'Followed', keep: 'Kept', remap: 'Remapped', drop: 'Taken out', undecided: 'Moved undecided', settled: 'Settled' }[choice]
  return to === undefined ? words : `${words} to ${to}`
}

/** `9.3 to 10.2`; where a description has no version, when it was imported must do. */
export function versionWords(schema: Pick<SchemaVersion, 'version' | 'importedAt'>): string {
  if (schema.version !== undefined && schema.version !== '') return schema.version
  return schema.importedAt === undefined ? 'unnamed' : schema.importedAt.slice(0, 10)
}

/** Two versions with the same name are told apart by a word. */
export function versionPair(before: SchemaVersion, after: SchemaVersion): { readonly before: string; readonly after: string } {
  const pair = { before: versionWords(before), after: versionWords(after) }
  return pair.before === pair.after ? { before: `${pair.before} (old)`, after: `${pair.after} (new)` } : pair
}

export type FactRow = { readonly name: string; readonly before: string; readonly after: string; readonly differs: boolean; readonly prose?: boolean }

/** What both versions say, name by name; a fact that neither has is left out. */
export function factRows(change: SchemaChange): FactRow[] {
  const { from, to } = placeWords(change)
  const row = (name: string, read: (facts: ChangeKindFacts) => string, none: string, prose = false): FactRow[] => {
    const [before, after] = [change.before, change.after].map((facts) => (facts === undefined ? '' : read(facts)))
    if ((before ?? '') === '' && (after ?? '') === '') return []
    const text = (facts: ChangeKindFacts | undefined, value: string | undefined) => (facts === undefined ? '' : value === '' ? none : (value ?? ''))
    const differs = change.before !== undefined && change.after !== undefined && before !== after
    return [{ name, before: text(change.before, before), after: text(change.after, after), differs, ...(prose ? { prose } : {}) }]
  }
  const name = (place: typeof from) => (place === undefined ? '' : place.path.slice(lastNameStart(place.path)))
  const [owner, leaf] = [from?.owner !== to?.owner && from !== undefined && to !== undefined, { before: name(from), after: name(to) }]
  return [
    { name: 'Name', ...leaf, differs: from !== undefined && to !== undefined && leaf.before !== leaf.after },
    ...(owner ? [{ name: 'In', before: from?.owner ?? '', after: to?.owner ?? '', differs: true }] : []),
    ...row('Type', (facts) => printType(facts), 'any'),
    ...row('Required', (facts) => (facts.required ? 'yes' : 'no'), 'no'),
    ...row('May be null', (facts) => (facts.nullable === true ? 'yes' : 'no'), 'no'),
    ...row('Format', (facts) => facts.format ?? '', 'none'),
    ...row('Limit', (facts) => printLimits(withoutEnum(facts)), 'none'),
    ...row('Pattern', (facts) => facts.pattern ?? '', 'none'),
    ...row('Values', printValues, 'any'),
    ...row('Read-only', (facts) => (facts.readOnly === true ? 'yes' : ''), 'no'),
    ...row('Write-only', (facts) => (facts.writeOnly === true ? 'yes' : ''), 'no'),
    ...row('Deprecated', (facts) => (facts.deprecated === true ? 'yes' : ''), 'no'),
    ...(change.kind === 'description' ? row('Description', (facts) => facts.description ?? '', 'none', true) : []),
  ]
}

/** A long list is told by its count: what came and went is said below. */
const MOST_VALUES = 6

function printValues({ enum: values = [] }: ChangeKindFacts): string {
  if (values.length > MOST_VALUES) return `${values.length} values`
  return values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ')
}

/** The number of values is no limit to compare: they stand in a line of their own. */
function withoutEnum(facts: ChangeKindFacts): Omit<ChangeKindFacts, 'enum'> {
  const { enum: values, ...rest } = facts
  return values === undefined ? facts : rest
}

/** `Same place, same type: likeness 0.86.` */
export function likenessWords({ likeness, reasons }: SchemaChange): string | undefined {
  if (likeness === undefined) return undefined
  const why = (reasons ?? []).join(', ')
  return `${why === '' ? 'Likeness' : `${why.charAt(0).toUpperCase()}${why.slice(1)}: likeness`} ${likeness.toFixed(2)}. Nothing follows until a person confirms.`
}

/** `1 field map and 2 steps`. */
export function usersWords({ maps, steps }: VersionUsers): string {
  return [...(maps > 0 ? [whatWords(maps, 'field map')] : []), ...(steps > 0 ? [whatWords(steps, 'step')] : [])].join(' and ')
}

export function whatWords(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}
