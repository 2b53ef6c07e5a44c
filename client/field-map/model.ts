// Keeps one field map's derived state up to date while people edit. Single changed rows reach the grid within a frame; what
// depends on the whole map (lines, problems, preview, coverage) follows as soon as it can be afforded.
import type { Row } from '../../shared/project/field-map.ts'
import type { LineAddress, LineView } from '../../shared/mapping/line.ts'
import { buildMapContext, type MapContext } from '../../shared/mapping/map-context.ts'
import type { Project } from '../../shared/project/project.ts'
import type { ReviewProblem } from '../../shared/review/review.ts'
import type { SchemaGraph } from '../../shared/schema/schema-graph.ts'
import { isSamePlace } from '../grid/grid-movement.ts'
import type { GridLine, MapView } from '../grid/map-view.ts'
import type { Analyst } from './analyst.ts'
import { listMap, NO_FINDINGS, reviewedOf, withFindings, withReviewed, type DerivedMap, type Findings, type PreviewSample, type Reviewed } from './derive.ts'
import type { Scheduler } from './scheduler.ts'

export type ProjectSource = { readonly project: () => Project; readonly subscribeAll: (listener: () => void) => () => void }

/** `changes`: rows that changed in place, to be drawn at once; `state` follows later. */
export type ModelListener = { readonly changed?: (lines: readonly GridLine[], view: MapView) => void; readonly derived?: () => void }

export type MapModel = {
  /** With the latest rows. Undefined: the project has no such field map. */
  readonly state: () => DerivedMap | undefined
  /** As it was last worked out whole: the same object until the next time. */
  readonly derived: () => DerivedMap | undefined
  readonly subscribe: (listener: ModelListener) => () => void
  readonly setLineView: (change: (view: LineView) => LineView) => void
  /** Lists what is folded away too, as long as lines are searched. What is folded meanwhile is forgotten after. */
  readonly setEverything: (everything: boolean) => void
  /** What a look at the whole project found, besides what is found here. */
  readonly setReview: (problems: readonly ReviewProblem[]) => void
  readonly setSample: (sample: PreviewSample | undefined) => void
  /** Answered later, from the map as it was last analysed. Gives back how to take the question back. */
  readonly ask: Analyst['question']
  readonly close: () => void
}

/**
 * Findings wait for a pause in the editing: at once on a small map, so that the preview follows typing; on a large one so long
 * that drawing the edits of others comes first. Milliseconds.
 */
const LONGEST_PAUSE = 400
const LONGEST_WAIT = 2_000
/** Where edits never pause, findings may take one part in so many of the time: workers and pages share the processor. */
const PARTS = 10

/** `analyst`: closed with the model. */
export function createMapModel(
  source: ProjectSource,
  mapId: string,
  scheduler: Scheduler,
  graphs: ReadonlyMap<string, SchemaGraph>,
  analyst: Analyst,
): MapModel {
  const listeners = new Set<ModelListener>()
  const readContext = () => buildMapContext(source.project(), mapId, (key) => graphs.get(key))
  let lineView: LineView = { opened: new Set(), folded: new Set() }
  /** In place of `lineView`, as long as everything is listed. */
  let wideView: LineView | undefined
  /** The last of this map, and what the whole project's review adds to it. */
  let found: Findings = NO_FINDINGS
  let reviewed: Reviewed = { more: [], waived: new Set() }
  let sample: PreviewSample | undefined
  let context = readContext()
  /** With the latest rows; `whole` is what was last told to everybody. */
  let state = context === undefined ? undefined : listMap(context, lineView)
  let whole = state
  let cancelFrame: (() => void) | undefined
  let cancelAnalysis: (() => void) | undefined
  let waitingSince: number | undefined
  /** What the last analysis took. */
  let took = 0
  let isAnalysing = false
  /** Something changed since the analysis began that is running or was the last. */
  let isStale = false
  let isBehind = false
  let isClosed = false

  // The first change of a frame is drawn at once, so that others see it soonest; what follows in that frame is drawn together.
  const stop = source.subscribeAll(() => {
    isBehind = true
    if (cancelFrame !== undefined) return
    cancelFrame = scheduler.frame(() => {
      cancelFrame = undefined
      catchUp()
    })
    scheduler.soon(catchUp)
  })

  function catchUp(): void {
    if (!isBehind || isClosed) return
    isBehind = false
    step()
  }

  /** Brings the lines up to date: single rows in place where that is enough. */
  function step(): void {
    const before = context
    const next = readContext()
    const changed =
      before === undefined || next === undefined || state === undefined || isOtherMap(before, next) ? undefined : listChangedRows(before.rows, next.rows)
    if (changed === undefined || next === undefined || state === undefined) relist()
    else drawRows(state, changed, next)
    analyseSoon(pause())
  }

  function drawRows(derived: DerivedMap, changed: readonly Row[], next: MapContext): void {
    context = next
    const rows = new Map(changed.map((row) => [`row:${row.id}`, row]))
    const view: MapView = { ...derived.view, context: next }
    const drawn: GridLine[] = []
    const lines = derived.lines.map((held) => {
      const row = rows.get(held.address)
      if (row === undefined) return held
      const line: GridLine = { address: held.address, line: { ...held.line, row } }
      drawn.push(line)
      return line
    })
    state = { ...derived, view, lines }
    if (drawn.length > 0) for (const listener of listeners) listener.changed?.(drawn, view)
  }

  function relist(): void {
    context = readContext()
    tell(context === undefined ? undefined : listMap(context, wideView ?? lineView, state))
  }

  function tell(next: DerivedMap | undefined): void {
    whole = state = next
    for (const listener of listeners) listener.derived?.()
  }

  /** A running analysis is never dropped, or a busy room would never see its problems: what changed meanwhile is found by the next. */
  function analyseSoon(wait: number): void {
    isStale = true
    if (isAnalysing) return
    cancelAnalysis?.()
    waitingSince ??= scheduler.clock()
    cancelAnalysis = scheduler.later(analyse, Math.max(0, Math.min(wait, waitingSince + Math.max(LONGEST_WAIT, PARTS * took) - scheduler.clock())))
  }

  function analyse(): void {
    waitingSince = undefined
    if (context === undefined) return
    isStale = false
    isAnalysing = true
    const started = scheduler.clock()
    analyst.ask(context, sample, (findings) => {
      isAnalysing = false
      took = scheduler.clock() - started
      found = findings
      if (state !== undefined) tell(withFindings(state, withReviewed(findings, reviewed)))
      if (isStale) analyseSoon(pause())
    })
  }

  function pause(): number {
    return Math.min(LONGEST_PAUSE, 2 * took)
  }

  // The grid is painted from the lines alone; problems and preview come with the picture after.
  cancelAnalysis = scheduler.frame(() => analyseSoon(0))
  return {
    state: () => state,
    derived: () => whole,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setLineView: (change) => {
      if (wideView === undefined) lineView = change(lineView)
      else wideView = { ...change(wideView), everything: true }
      relist()
    },
    setEverything: (everything) => {
      if (everything === (wideView !== undefined)) return
      wideView = everything ? { opened: lineView.opened, folded: new Set(), everything: true } : undefined
      relist()
    },
    setReview: (problems) => {
      const next = reviewedOf(problems, mapId)
      if (isSameReviewed(reviewed, next)) return
      reviewed = next
      if (state !== undefined && found !== NO_FINDINGS) tell(withFindings(state, withReviewed(found, reviewed)))
    },
    setSample: (next) => {
      sample = next
      analyseSoon(0)
    },
    ask: analyst.question,
    close: () => {
      isClosed = true
      stop()
      cancelFrame?.()
      cancelAnalysis?.()
      analyst.close()
      listeners.clear()
    },
  }
}

function isSameReviewed(a: Reviewed, b: Reviewed): boolean {
  return JSON.stringify([a.more, [...a.waived]]) === JSON.stringify([b.more, [...b.waived]])
}

/** Anything but rows changed that lines are listed from. Other collections are shared by identity, so a glance is enough. */
function isOtherMap(before: MapContext, next: MapContext): boolean {
  return (
    before.fieldMap !== next.fieldMap ||
    before.inputs.length !== next.inputs.length ||
    before.inputs.some((input, at) => input.input !== next.inputs[at]?.input || input.root?.node !== next.inputs[at]?.root?.node) ||
    before.destination.graph !== next.destination.graph ||
    before.project.questions !== next.project.questions
  )
}

/** Undefined: rows came, went or moved, so the lines are others. */
export function listChangedRows(before: readonly Row[], next: readonly Row[]): Row[] | undefined {
  if (before.length !== next.length) return undefined
  const changed: Row[] = []
  for (let at = 0; at < next.length; at++) {
    const was = before[at] as Row
    const is = next[at] as Row
    if (was === is) continue
    // Lines below an `each` row hold it, and read its list.
    if (isEach(was) && was.transform !== is.transform) return undefined
    if (was.id !== is.id || was.destination !== is.destination || was.parent !== is.parent || was.order !== is.order || isEach(was) !== isEach(is))
      return undefined
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

/** The grid's line may be older than the document: somebody may have stored its first row since it was drawn. */
export function latestLine(model: MapModel, line: GridLine): GridLine {
  const lines = model.state()?.lines ?? []
  return lines.find((one) => one.address === line.address) ?? lines.find((one) => isSamePlace(one, line)) ?? line
}
