// What a newer schema version means for a project: the only place that joins changes with the rows, lookup tables, test cases and maps they affect.
import type { Project } from '../project/project.ts'
import { compareGraphs } from '../schema/compare-graphs.ts'
import type { SchemaChange } from '../schema/schema-change.ts'
import type { SchemaGraph } from '../schema/schema-graph.ts'
import { gatherItems } from './affected-items.ts'
import type { AffectedItem, AffectedKind, Choice, Decided, FoundItem } from './affected.ts'
import { choicesFor } from './impact-choices.ts'

export type { AffectedItem, AffectedKind, Choice, Decided } from './affected.ts'

export type ChangeImpact = {
  readonly change: SchemaChange
  readonly affected: readonly AffectedItem[]
  /** Choices for all affected items at once: those that every one of them has. */
  readonly choices: readonly Choice[]
  readonly decision?: Decided
  /** Affects something, and at least one item has no decision. */
  readonly undecided: boolean
}

export type SchemaImpact = {
  /** Changes that affect something first, in the order of the document. */
  readonly impacts: readonly ChangeImpact[]
  /** Impacts that need a decision, and those that have all of theirs. */
  readonly needed: number
  readonly decided: number
}

/** `newVersion`: id of a schema version with `replaces`. Graphs as analysts see them, overlays applied. `records`: given and expected of test cases by hash. */
export function findSchemaImpact(
  project: Project,
  newVersion: string,
  before: SchemaGraph,
  after: SchemaGraph,
  findRecord: (hash: string) => unknown,
): SchemaImpact {
  const changes = compareGraphs(before, after)
  const replaces = project.schemas.find(({ id }) => id === newVersion)?.replaces
  const version = project.schemas.find(({ id }) => id === replaces)
  const items = version === undefined ? [] : gatherItems({ project, version, before, after, changes, findRecord }).items
  const decisions = indexDecisions(project, newVersion)
  const byChange = new Map<SchemaChange, FoundItem[]>()
  for (const item of items)
    for (const change of item.changes.keys()) {
      const known = byChange.get(change)
      if (known === undefined) byChange.set(change, [item])
      else known.push(item)
    }
  const impacts = changes.map((change) => impactOf(change, byChange.get(change) ?? [], decisions))
  const needing = impacts.filter(({ affected }) => affected.length > 0)
  return {
    impacts: [...needing, ...impacts.filter(({ affected }) => affected.length === 0)],
    needed: needing.length,
    decided: needing.filter(({ undecided }) => !undecided).length,
  }
}

const KINDS: readonly AffectedKind[] = ['row', 'line', 'lookup', 'test', 'map', 'input', 'step', 'decision', 'overlay']

function impactOf(change: SchemaChange, items: readonly FoundItem[], decisions: Decisions): ChangeImpact {
  const whole = decisions.get(change.id)?.get('')
  const hasLookup = items.some(({ kind }) => kind === 'lookup')
  const affected = items
    .map((item): AffectedItem => {
      const side = item.changes.get(change) ?? 'source'
      const choices = choicesFor({
        change,
        kind: item.kind,
        side,
        throughLookup: hasLookup,
        holdsField: item.held?.has(change) === true,
        alsoUsed: item.alsoUsed?.get(change) ?? [],
      })
      const own = decisions.get(change.id)?.get(item.id)
      // What was chosen for all counts only where the item has that choice.
      const decision = own ?? (whole !== undefined && choices.some(({ choice }) => choice === whole.choice) ? whole : undefined)
      const { id, kind, number, label } = item
      return {
        id,
        kind,
        number,
        label,
        ...(item.fieldMap === undefined ? {} : { fieldMap: item.fieldMap }),
        side,
        choices,
        ...(decision === undefined ? {} : { decision }),
      }
    })
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || numberOf(a) - numberOf(b) || (a.id < b.id ? -1 : 1))
  return {
    change,
    affected,
    choices: commonChoices(affected),
    ...(whole === undefined ? {} : { decision: whole }),
    undecided: affected.some(({ decision }) => decision === undefined || decision.choice === 'undecided'),
  }
}

/** Those that each has, as the first item of each kind words them; what has to be chosen must be the same for all. */
function commonChoices(affected: readonly AffectedItem[]): Choice[] {
  return (affected[0]?.choices ?? []).flatMap((one) => {
    const all = affected.map(({ choices }) => choices.find(({ choice }) => choice === one.choice))
    const asking = all.filter((each) => each?.needs !== undefined)
    return all.includes(undefined) || new Set(asking.map((each) => each?.needs)).size > 1
      ? []
      : [{ ...(asking[0] ?? one), sentence: sentencesOf(affected, one.choice) }]
  })
}

/** What the choice does to each kind of item, what has to be chosen first. */
function sentencesOf(affected: readonly AffectedItem[], choice: Choice['choice']): string {
  const byKind = new Map<AffectedKind, Choice>()
  for (const { kind, choices } of affected) {
    const own = choices.find((one) => one.choice === choice)
    const known = byKind.get(kind)
    if (own !== undefined && (known === undefined || (known.needs === undefined && own.needs !== undefined))) byKind.set(kind, own)
  }
  const all = [...byKind.values()]
  return [...new Set([...all.filter(({ needs }) => needs !== undefined), ...all].map(({ sentence }) => sentence))].join(' ')
}

function numberOf({ number }: AffectedItem): number {
  return Number(/\d+/.exec(number)?.[0] ?? Infinity)
}

/** By change, then by item; '' for all that the change affects. */
type Decisions = ReadonlyMap<string, ReadonlyMap<string, Decided>>

/** Of several about one thing the latest counts, wherever they were written. */
function indexDecisions(project: Project, newVersion: string): Decisions {
  const found = new Map<string, Map<string, Decided>>()
  const own = project.schemaDecisions.filter(({ schema, deleted }) => schema === newVersion && deleted !== true)
  for (const { id, change, item, choice, to, by, at } of own.toSorted((a, b) => compare(a.at ?? '', b.at ?? '') || compare(a.id, b.id))) {
    const ofChange = found.get(change) ?? new Map<string, Decided>()
    found.set(change, ofChange)
    ofChange.set(item ?? '', { id, choice, ...(to === undefined ? {} : { to }), ...(by === undefined ? {} : { by }), ...(at === undefined ? {} : { at }) })
  }
  return found
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
