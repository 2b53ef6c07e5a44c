// Keeps one field map's derived state up to date while people edit. Single changed rows reach the grid within a frame; what
// depends on the whole map (lines, problems, preview, coverage) follows as soon as it can be afforded.
import type { Row } from '../../shared/project/field-map.ts'
import type { Line, LineAddress, LineView } from '../../shared/mapping/line.ts'
import { buildMapContext, type MapContext } from '../../shared/mapping/map-context.ts'
import type { Project } from '../../shared/project/project.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import type { GridLine, MapView } from '../grid/map-view.ts'
import { deriveMap, type DerivedMap, type PreviewSample } from './field-map-page-derive.ts'

export type ProjectSource = { readonly project: () => Project; readonly subscribeAll: (listener: () => void) => () => void }

/** `changes`: rows that changed in place, to be drawn at once; `state` follows later. */
export type ModelListener = { readonly changed?: (lines: readonly GridLine[], view: MapView) => void; readonly derived?: () => void }

export type MapModel = {
  /** With the latest rows. Undefined: the project has no such field map. */
  readonly state: () => DerivedMap | undefined
  /** As it was last worked out whole: the same object until the next time. */
  readonly derived: () => DerivedMap | undefined
  readonly subscribe: (listener: ModelListener) => () => void
  readonly setGraphs: (graphs: ReadonlyMap<string, SchemaGraph>) => void
  readonly setLineView: (change: (view: LineView) => LineView) => void
  readonly setSample: (sample: PreviewSample | undefined) => void
  /** Works out everything now, for an edit that must be seen whole at once (a new line to focus). */
  readonly flush: () => void
  readonly close: () => void
}

/** Deriving may take this share of the time at most, so that typing and the edits of others stay quick on large maps. */
const SHARE = 0.25
const LONGEST_WAIT = 2_000

export type Scheduler = { readonly frame: (work: () => void) => () => void; readonly later: (work: () => void, wait: number) => () => void; readonly clock: () => number }

export function createMapModel(source: ProjectSource, mapId: string, scheduler: Scheduler, firstGraphs: ReadonlyMap<string, SchemaGraph>): MapModel {
  const listeners = new Set<ModelListener>()
  let graphs = firstGraphs
  let lineView: LineView = { opened: new Set(), folded: new Set() }
  let sample: PreviewSample | undefined
  let state: DerivedMap | undefined
  let whole: DerivedMap | undefined
  let context: MapContext | undefined
  let took = 0
  let cancelFrame: (() => void) | undefined
  let cancelLater: (() => void) | undefined

  const stop = source.subscribeAll(() => {
    cancelFrame ??= scheduler.frame(() => {
      cancelFrame = undefined
      step()
    })
  })

  function step(): void {
    const before = context
    const next = buildMapContext(source.project(), mapId, (key) => graphs.get(key))
    if (before === undefined || next === undefined || state === undefined || isOtherMap(before, next)) return derive()
    const changed = listChangedRows(before.rows, next.rows)
    if (changed === undefined) return derive()
    context = next
    drawRows(state, changed, next)
    deriveLater()
  }

  function drawRows(derived: DerivedMap, changed: readonly Row[], next: MapContext): void {
    const rows = new Map(changed.map((row) => [`row:${row.id}`, row]))
    const view: MapView = { ...derived.view, context: next }
    const drawn: GridLine[] = []
    const lines = derived.lines.map((held) => {
      const row = rows.get(held.address)
      if (row === undefined) return held
      const line: Line = { ...held.line, row }
      drawn.push({ address: held.address, line })
      return { address: held.address, line }
    })
    state = { ...derived, view, lines }
    if (drawn.length > 0) for (const listener of listeners) listener.changed?.(drawn, view)
  }

  function deriveLater(): void {
    cancelLater ??= scheduler.later(derive, Math.min(LONGEST_WAIT, took < 8 ? 0 : took / SHARE))
  }

  function derive(): void {
    cancelLater?.()
    cancelLater = undefined
    context = buildMapContext(source.project(), mapId, (key) => graphs.get(key))
    const started = scheduler.clock()
    state = context === undefined ? undefined : deriveMap(context, lineView, sample, scheduler.clock)
    whole = state
    took = scheduler.clock() - started
    for (const listener of listeners) listener.derived?.()
  }

  derive()
  return {
    state: () => state,
    derived: () => whole,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setGraphs: (next) => {
      if (next === graphs) return
      graphs = next
      derive()
    },
    setLineView: (change) => {
      lineView = change(lineView)
      derive()
    },
    setSample: (next) => {
      sample = next
      derive()
    },
    flush: () => {
      cancelFrame?.()
      cancelFrame = undefined
      derive()
    },
    close: () => {
      stop()
      cancelFrame?.()
      cancelLater?.()
      listeners.clear()
    },
  }
}

/** Anything but rows changed that lines are listed from. Other collections are shared by identity, so a glance is enough. */
function isOtherMap(before: MapContext, next: MapContext): boolean {
  return before.fieldMap !== next.fieldMap || before.inputs.length !== next.inputs.length || before.inputs.some((input, at) => input.input !== next.inputs[at]?.input || input.root?.node !== next.inputs[at]?.root?.node) || before.destination.graph !== next.destination.graph || before.project.questions !== next.project.questions
}

/** Undefined: rows came, went or moved, so the lines are others. */
export function listChangedRows(before: readonly Row[], next: readonly Row[]): Row[] | undefined {
  if (before.length !== next.length) return undefined
  const changed: Row[] = []
  for (let at = 0; at < next.length; at++) {
    const was = before[at] as Row
    const is = next[at] as Row
    if (was === is) continue
    if (was.id !== is.id || was.destination !== is.destination || was.parent !== is.parent || was.order !== is.order || isEach(was) !== isEach(is)) return undefined
    changed.push(is)
  }
  return changed
}

function isEach(row: Row): boolean {
  return row.transform?.kind === 'each'
}

/** Opens or folds one line. */
export function withFold(view: LineView, address: LineAddress, fold: boolean): LineView {
  const opened = new Set(view.opened)
  const folded = new Set(view.folded)
  if (fold) {
    opened.delete(address)
    folded.add(address)
  } else {
    folded.delete(address)
    opened.add(address)
  }
  return { opened, folded }
}
