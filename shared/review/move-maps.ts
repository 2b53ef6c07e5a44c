// What a move writes into field maps, their sources, rows and what they leave out: the only place for it.
import { ROOT_PATH, type FieldPath } from '../schema/field-path.ts'
import { isBelow } from '../schema/fields.ts'
import { placeManyAt } from '../project/order-keys.ts'
import type { Row } from '../project/field-map.ts'
import { compareObjects } from '../project/project.ts'
import { parseLineAddress } from '../mapping/line.ts'
import type { MapContext } from '../mapping/map-context.ts'
import { findChildIn } from './affected-items.ts'
import { createPathRewriter, type PathVisitor } from './map-paths.ts'
import { movedPaths } from './move-paths.ts'
import type { MoveState } from './move-state.ts'

export type MovedMaps = { readonly maps: number; readonly rewritten: number; readonly ready: number; readonly notMapped: number; readonly retired: number }

const DONE: ReadonlySet<string> = new Set(['approved', 'built', 'tested'])

export function moveMaps(state: MoveState): MovedMaps {
  const counts = { maps: 0, rewritten: 0, ready: 0, notMapped: 0, retired: 0 }
  for (const context of state.contexts) {
    counts.maps += 1
    moveMap(state, context)
    for (const row of context.rows) {
      const { rewritten, ready, ended } = moveRow(state, context, row)
      if (rewritten) counts.rewritten += 1
      if (ready) counts.ready += 1
      if (ended !== undefined) counts[ended] += 1
    }
    addRowsOfLines(state, context)
  }
  return counts
}

function moveMap(state: MoveState, context: MapContext): void {
  const { from, to, index } = state
  const { fieldMap } = context
  const item = `map:${fieldMap.id}`
  const follows = state.follows(item)
  const rewriter = createPathRewriter(context, visitorFor(state, item), findChildIn(index, from.id))
  const cells: Record<string, unknown> = { runsOver: rewriter.runsOver(), runsBy: rewriter.runsBy(), appliesWhen: rewriter.appliesWhen() }
  if (fieldMap.destination.schema === from.id) cells['destination'] = { schema: to.id, object: index.followObject(fieldMap.destination.object, follows) }
  state.write('fieldMaps', fieldMap, cells)
  for (const { invariant, formula } of rewriter.invariants()) state.write('invariants', invariant, { formula })
  for (const { input } of context.inputs)
    if (input.source.schema === from.id)
      state.write('mapInputs', input, { source: { schema: to.id, object: index.followObject(input.source.object, state.follows(`input:${input.id}`)) } })
  for (const decision of context.decisions) {
    const own = createPathRewriter(context, visitorFor(state, `decision:${decision.id}`), findChildIn(index, from.id))
    state.write('sourceDecisions', decision, { path: own.decision(decision) })
  }
}

/** Paths of the version after what was decided for the item. */
function visitorFor(state: MoveState, item: string): PathVisitor {
  const moved = movedPaths(state, item)
  return ({ ref, side }, path) => (ref.schema === state.from.id ? moved(ref.object, path, side) : path)
}

function moveRow(
  state: MoveState,
  context: MapContext,
  row: Row,
): { readonly rewritten: boolean; readonly ready: boolean; readonly ended?: 'notMapped' | 'retired' } {
  const item = `row:${row.id}`
  const decided = state.decisionsOf(item)
  if (decided.length === 0) return { rewritten: false, ready: false }
  const dropped = decided.find(({ decision }) => decision?.choice === 'drop')
  if (dropped?.item.side === 'destination') {
    state.write('rows', row, { deleted: true })
    return { rewritten: false, ready: false, ended: 'retired' }
  }
  const rewriter = createPathRewriter(context, visitorFor(state, item), findChildIn(state.index, state.from.id))
  const rewritten = state.write('rows', row, { destination: rewriter.destination(row), transform: rewriter.transform(row), when: rewriter.when(row) })
  if (dropped !== undefined) {
    const field = dropped.change.place.path
    state.write('rows', row, { transform: { kind: 'notMapped', reason: `${field} was removed in ${state.name}` } })
  }
  const isTouched = decided.some(({ decision }) => decision?.choice === 'follow' || decision?.choice === 'remap' || decision?.choice === 'drop')
  const ready = isTouched && row.status !== undefined && DONE.has(row.status) && state.write('rows', row, { status: 'ready', statusHash: undefined })
  return { rewritten: rewritten && dropped === undefined, ready, ...(dropped === undefined ? {} : { ended: 'notMapped' }) }
}

/** Required fields that nothing fills, and that somebody said are not mapped. */
function addRowsOfLines(state: MoveState, context: MapContext): void {
  const { fieldMap, rows } = context
  const paths = state.input.impact.impacts.flatMap(({ affected }) =>
    affected.flatMap(({ kind, id, decision }) => {
      const at = kind === 'line' && decision?.choice === 'drop' ? parseLineAddress(id) : undefined
      return at !== undefined && at.kind === 'field' && at.fieldMap === fieldMap.id ? [at.path] : []
    }),
  )
  const lines = [...new Set(paths)].flatMap((path) => partsAround(state, context, path).map((parent) => ({ path, parent })))
  const { orders } = placeManyAt(rows.toSorted(compareObjects), rows.length, lines.length, () => false)
  for (const [i, { path, parent }] of lines.entries())
    state.add('rows', {
      fieldMap: fieldMap.id,
      destination: path,
      ...(parent === undefined ? {} : { parent }),
      transform: { kind: 'notMapped', reason: `${state.name} asks for it, and nothing fills it` },
      order: orders[i],
    })
}

/** The `each` rows that fill the list which the path is inside of, nearest; at the top one place without. */
function partsAround({ index }: MoveState, { fieldMap, rows }: MapContext, path: FieldPath): (string | undefined)[] {
  const all = () => true
  const around = rows
    .filter(({ transform }) => transform?.kind === 'each')
    .map((row) => ({ id: row.id, item: `${index.follow(fieldMap.destination.object, row.destination, all) ?? row.destination}[]` as FieldPath }))
    .filter(({ item }) => item !== ROOT_PATH && isBelow(path, item))
  const longest = Math.max(0, ...around.map(({ item }) => item.length))
  return longest === 0 ? [undefined] : around.filter(({ item }) => item.length === longest).map(({ id }) => id)
}
