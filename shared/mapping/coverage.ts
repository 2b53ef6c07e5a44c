// How much of both sides is decided: the only place that counts fields (README, decisions: counting).
import type { FieldPath } from '../schema/field-path.ts'
import type { Field } from '../schema/fields.ts'
import type { Row } from '../project/field-map.ts'
import type { SourceRef } from '../transform/transform.ts'
import { fieldTree, listPathsAbove, type FieldTree } from './field-tree.ts'
import { findItemScope, inputTree, insideOf, pathFromRoot } from './item-scope.ts'
import type { MapContext } from './map-context.ts'
import { listMapSources } from './row-sources.ts'

export type SourceCoverage = { readonly input: string; readonly used: number; readonly leftOut: number; readonly undecided: number; readonly total: number }
/** `gaps`: required and undecided; they are part of `undecided`. */
export type DestinationCoverage = {
  readonly mapped: number
  readonly notMapped: number
  readonly gaps: number
  readonly undecided: number
  readonly total: number
}
export type Coverage = { readonly source: readonly SourceCoverage[]; readonly destination: DestinationCoverage }

type Decision = 'yes' | 'no'

export function countCoverage(context: MapContext): Coverage {
  return { source: context.inputs.map(({ input }) => countSource(context, input.id)), destination: countDestination(context) }
}

function countSource(context: MapContext, input: string): SourceCoverage {
  const count = { used: 0, 'left-out': 0, undecided: 0 }
  for (const state of listSourceStates(context, input).values()) count[state] += 1
  const { used, undecided } = count
  return { input, used, leftOut: count['left-out'], undecided, total: used + count['left-out'] + undecided }
}

export type SourceState = 'used' | 'left-out' | 'undecided'

/** Every field of an input that is counted, with what is decided about it: what the coverage is the sum of. */
export function listSourceStates(context: MapContext, input: string): ReadonlyMap<FieldPath, SourceState> {
  const decisions = new Map<FieldPath, Decision>()
  for (const decision of context.decisions) if (decision.input === input) decisions.set(decision.path, 'no')
  for (const path of listUsedPaths(context, input)) decisions.set(path, 'yes')
  const tree = inputTree(context, input)
  const states = new Map<FieldPath, SourceState>()
  if (tree !== undefined)
    countFields(
      tree,
      tree.root,
      decisions,
      insides(decisions),
      undefined,
      (field) => field.writeOnly,
      (field, state) => states.set(field.path, state === 'yes' ? 'used' : state === 'no' ? 'left-out' : 'undecided'),
    )
  return states
}

function countDestination(context: MapContext): DestinationCoverage {
  const count = { mapped: 0, 'not-mapped': 0, gap: 0, undecided: 0 }
  for (const state of listDestinationStates(context).values()) count[state] += 1
  const undecided = count.undecided + count.gap
  return {
    mapped: count.mapped,
    notMapped: count['not-mapped'],
    gaps: count.gap,
    undecided,
    total: count.mapped + count['not-mapped'] + undecided,
  }
}

/** `gap`: undecided and required. */
export type DestinationState = 'mapped' | 'not-mapped' | 'undecided' | 'gap'

/** Every field that is counted, with what is decided about it: what the coverage is the sum of. */
export function listDestinationStates(context: MapContext): ReadonlyMap<FieldPath, DestinationState> {
  const decisions = new Map<FieldPath, Decision>()
  for (const { destination, transform } of context.rows) {
    if (transform === undefined) continue
    if (transform.kind !== 'notMapped') decisions.set(destination, 'yes')
    else if (!decisions.has(destination)) decisions.set(destination, 'no')
  }
  const { graph, root } = context.destination
  const states = new Map<FieldPath, DestinationState>()
  if (graph === undefined || root === undefined) return states
  const tree = fieldTree(graph, root.node)
  countFields(
    tree,
    tree.root,
    decisions,
    insides(decisions),
    undefined,
    (field) => field.readOnly,
    (field, state) => states.set(field.path, state === 'yes' ? 'mapped' : state === 'no' ? 'not-mapped' : field.required ? 'gap' : 'undecided'),
  )
  return states
}

/** Direct fields of `parent` and of everything opened by a decision inside it; what is not opened counts as one. */
function countFields(
  tree: FieldTree,
  parent: Field,
  decisions: ReadonlyMap<FieldPath, Decision>,
  inside: ReadonlySet<FieldPath>,
  inherited: Decision | undefined,
  isSkipped: (field: Field) => boolean,
  count: (field: Field, state: Decision | undefined) => void,
): void {
  for (const field of tree.children(parent)) {
    const own = decisions.get(field.path)
    if (isSkipped(field) && own === undefined && !inside.has(field.path)) continue
    if (!inside.has(field.path)) count(field, own ?? inherited)
    // "Used" or "mapped" on a list or object means the whole as far as nothing below says otherwise; opened, each field is decided on its own.
    else countFields(tree, field, decisions, inside, own === 'no' ? 'no' : inherited, isSkipped, count)
  }
}

function insides(decisions: ReadonlyMap<FieldPath, Decision>): ReadonlySet<FieldPath> {
  return new Set([...decisions.keys()].flatMap(listPathsAbove))
}

/** Paths from the input's root, of the sources of all rows and of their conditions. */
export function listUsedPaths(context: MapContext, input: string): FieldPath[] {
  const paths = new Set<FieldPath>()
  for (const { ref, each } of listMapSources(context)) {
    const whole = wholePath(context, ref, each)
    if (whole !== undefined && whole.input === input && whole.path !== '') paths.add(whole.path)
  }
  return [...paths]
}

/** A source as a path from the root of its input, through every list above. */
export function wholePath(context: MapContext, ref: SourceRef, each?: Row): { input: string; path: FieldPath } | undefined {
  if (ref.of === 'input') return { input: ref.input, path: ref.path }
  const inside = insideOf(context, undefined, each)
  const scope = inside === undefined ? undefined : findItemScope(context, inside)
  const path = scope === undefined ? undefined : pathFromRoot(scope, ref.path)
  return scope === undefined || path === undefined ? undefined : { input: scope.input, path }
}
