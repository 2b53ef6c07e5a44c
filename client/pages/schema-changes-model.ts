// What the page of a newer version shows and writes, as pure functions: decisions laid over what was found, filters, lines, cells to write.
import type { CellWrite } from '../../shared/project/edits.ts'
import type { SchemaDecision, SchemaVersion } from '../../shared/project/people-and-systems.ts'
import type { AffectedItem, ChangeImpact, Choice, Decided, SchemaImpact } from '../../shared/review/schema-impact.ts'
import type { VersionUsers } from '../../shared/review/version-users.ts'
import type { ChangeKind, SchemaChange } from '../../shared/schema/schema-change.ts'
import { affectsWords, changeWords, placeWords } from './schema-changes-words.ts'

/** What a decision is about: a change, or one item that it affects. */
export type DecisionTarget = { readonly change: string; readonly item?: string }
export type Segment = 'decide' | 'none' | 'all'
export type ChangesView = { readonly segment: Segment; readonly kind: ChangeKind | undefined; readonly search: string; readonly folded: boolean }
/** `counts`: it needs a decision, or needed one before the project moved. */
export type ListLine = { readonly line: 'change'; readonly impact: ChangeImpact; readonly counts: boolean } | { readonly line: 'fold'; readonly count: number }

const keyOf = ({ change, item }: DecisionTarget) => `${change}\n${item ?? ''}`

/** Of two decisions about the same thing, made unseen by each other, the later one holds. */
export function findDecisions(decisions: readonly SchemaDecision[], schema: string): ReadonlyMap<string, SchemaDecision> {
  const found = new Map<string, SchemaDecision>()
  for (const decision of decisions) {
    if (decision.schema !== schema || decision.deleted === true) continue
    const key = keyOf(decision)
    const known = found.get(key)
    if (known === undefined || isLater(decision, known)) found.set(key, decision)
  }
  return found
}

function isLater(a: SchemaDecision, b: SchemaDecision): boolean {
  return (a.at ?? '') === (b.at ?? '') ? a.id > b.id : (a.at ?? '') > (b.at ?? '')
}

/** Lays the decisions as they stand now over what was found; the finding itself takes longer and does not depend on them. */
export function withDecisions(impact: SchemaImpact, decisions: readonly SchemaDecision[], schema: string): SchemaImpact {
  const found = findDecisions(decisions, schema)
  const decidedOf = (target: DecisionTarget, choices: readonly Choice[]): Decided | undefined => {
    const decision = found.get(keyOf(target))
    if (decision === undefined || decision.choice === 'undecided' || decision.choice === 'settled') return undefined
    return choices.some(({ choice }) => choice === decision.choice) ? decision : undefined
  }
  const impacts = impact.impacts.map((one): ChangeImpact => {
    if (one.affected.length === 0) return one
    const change = one.change.id
    const whole = decidedOf({ change }, one.choices)
    const affected = one.affected.map((item): AffectedItem => {
      const { decision: _, ...bare } = item
      const decided = decidedOf({ change, item: item.id }, item.choices) ?? decidedOf({ change }, item.choices)
      return decided === undefined ? bare : { ...bare, decision: decided }
    })
    const { decision: _, ...bare } = one
    return { ...bare, affected, ...(whole === undefined ? {} : { decision: whole }), undecided: affected.some(({ decision }) => decision === undefined) }
  })
  const needed = impacts.filter(({ affected }) => affected.length > 0)
  return { impacts, needed: needed.length, decided: needed.filter(({ undecided }) => !undecided).length }
}

/** Cells that make, change or (without a choice) clear decisions. Two of one target become one. */
export function decisionWrites(
  decisions: readonly SchemaDecision[],
  schema: string,
  targets: readonly DecisionTarget[],
  decided: { readonly choice: Choice['choice']; readonly to?: string } | undefined,
  by: { readonly name: string; readonly at: string; readonly newId: () => string },
): CellWrite[] {
  const known = findDecisions(decisions, schema)
  return targets.flatMap((target): CellWrite[] => {
    const current = known.get(keyOf(target))
    const cell = (object: string, name: string, value: CellWrite['value']): CellWrite => ({ home: 'schemaDecisions', object, cell: name, value })
    const others = decisions.filter(
      ({ id, schema: of, change, item, deleted }) =>
        of === schema && change === target.change && item === target.item && deleted !== true && (decided === undefined || id !== current?.id),
    )
    const gone = others.map(({ id }) => cell(id, 'deleted', true))
    if (decided === undefined) return gone
    const id = current?.id ?? by.newId()
    const made = current === undefined ? [cell(id, 'schema', schema), cell(id, 'change', target.change), cell(id, 'item', target.item)] : []
    return [...gone, ...made, cell(id, 'choice', decided.choice), cell(id, 'to', decided.to), cell(id, 'by', by.name), cell(id, 'at', by.at)]
  })
}

/** What a move left to be looked at: kept as it was, or undecided. */
export function toSettle(past: readonly SchemaDecision[]): readonly SchemaDecision[] {
  return past.filter(({ item, choice }) => item !== undefined && (choice === 'keep' || choice === 'undecided'))
}

export function settleWrites(decisions: readonly SchemaDecision[], by: string, at: string): CellWrite[] {
  return decisions.flatMap(({ id }) =>
    Object.entries({ choice: 'settled', by, at }).map(([cell, value]) => ({ home: 'schemaDecisions' as const, object: id, cell, value })),
  )
}

/** Choices that every one of the chosen changes has and that need nothing more to be said. */
export function sharedChoices(impacts: readonly ChangeImpact[]): readonly Choice[] {
  const [first, ...rest] = impacts.filter(({ affected }) => affected.length > 0)
  return (first?.choices ?? []).filter(
    ({ choice, needs }) => needs === undefined && rest.every((one) => one.choices.some((other) => other.choice === choice && other.needs === undefined)),
  )
}

/** Items whose own decision is another than that of their change. */
export function countExceptions({ affected, decision }: ChangeImpact): number {
  return affected.filter((item) => item.decision !== undefined && item.decision.id !== decision?.id && item.decision.choice !== decision?.choice).length
}

export type MoveState = 'waits' | 'moved' | 'left'

/** `left`: the project has moved, and something that came later, or came back, still uses the older version. */
export function moveStateOf({ movedBy }: Pick<SchemaVersion, 'movedBy'>, { maps, steps }: VersionUsers): MoveState {
  return movedBy === undefined ? 'waits' : maps + steps > 0 ? 'left' : 'moved'
}

/** Once the project has moved nothing is affected any more: then what was decided tells. */
export type Counts = (impact: ChangeImpact) => boolean

export function whatCounts(decisions: readonly SchemaDecision[], schema: string, moved: boolean): Counts {
  if (!moved) return ({ affected }) => affected.length > 0
  const decided = new Set(decisions.filter((decision) => decision.schema === schema && decision.deleted !== true).map(({ change }) => change))
  return ({ affected, change }) => affected.length > 0 || decided.has(change.id)
}

export function inSegment(counts: boolean, segment: Segment): boolean {
  return segment === 'all' || counts === (segment === 'decide')
}

/** In the order of the kinds. */
export function countKinds(impacts: readonly ChangeImpact[]): ReadonlyMap<ChangeKind, number> {
  const counts = new Map<ChangeKind, number>()
  for (const { change } of impacts) counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1)
  return counts
}

/** Under what needs a decision stands, folded or not, what has no effect. */
export function listChangeLines(impacts: readonly ChangeImpact[], view: ChangesView, counts: Counts): ListLine[] {
  const words = view.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const shown = impacts.filter((one) => (view.kind === undefined || one.change.kind === view.kind) && matches(one, words))
  const lines = (list: readonly ChangeImpact[]) => list.map((impact): ListLine => ({ line: 'change', impact, counts: counts(impact) }))
  if (view.segment !== 'decide') return lines(shown.filter((one) => inSegment(counts(one), view.segment)))
  const none = shown.filter((one) => !counts(one))
  return [...lines(shown.filter(counts)), ...(none.length === 0 ? [] : [{ line: 'fold', count: none.length } as const]), ...(view.folded ? [] : lines(none))]
}

function matches(impact: ChangeImpact, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const all = searchText(impact)
  return words.every((word) => all.includes(word))
}

/** Made once for each change: people search letter by letter, and there may be thousands. */
const searchTexts = new WeakMap<SchemaChange, string>()

function searchText({ change, affected }: ChangeImpact): string {
  const known = searchTexts.get(change)
  if (known !== undefined) return known
  const { from, to } = placeWords(change)
  const text = [changeWords(change.kind), from?.owner, from?.path, to?.owner, to?.path, change.words, affectsWords(affected)]
  const items = affected.map(({ number, label }) => `${number} ${label}`)
  const made = [...text, ...items].join(' ').toLowerCase()
  searchTexts.set(change, made)
  return made
}

/** The next one after `at` that has no decision, from the start again after the last. */
export function findNextUndecided(lines: readonly ListLine[], at: number): number | undefined {
  for (let step = 1; step <= lines.length; step++) {
    const here = (at + step + lines.length) % lines.length
    const line = lines[here]
    if (line?.line === 'change' && line.impact.undecided) return here
  }
  return undefined
}
