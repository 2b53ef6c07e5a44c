// Keeps what is shown of a map's lines while filters, sorting and lines change: applied anew when a person asks, else calm.
import { arrangeLines, type Kept, type LineFacts } from '../grid/arrange-lines.ts'
import { isNarrowed, type Arrangement } from '../grid/arrangement.ts'
import { createLineFacts } from '../grid/line-facts.ts'
import type { GridLine, MapView } from '../grid/map-view.ts'
import type { DerivedMap } from './derive.ts'
import type { MapModel } from './model.ts'
import { listEverything } from './reveal.ts'

/** `left`: lines that are shown although they fit no more. */
export type Showing = { readonly narrowed: boolean; readonly shown: number; readonly total: number; readonly left: number }

export type Arranger = {
  /** What the grid is to draw. Lines that were shown stay unless what narrows them changed. */
  readonly arrange: (derived: DerivedMap, arrangement: Arrangement) => { readonly lines: readonly GridLine[]; readonly view: MapView }
  /** As the grid draws single lines now: sorted lines show their whole paths. */
  readonly viewOf: (view: MapView) => MapView
  /** The next time, lines that fit no more go. */
  readonly forget: () => void
  /** Every line with what it is filtered by, for lists of values. */
  readonly everything: () => { readonly lines: readonly GridLine[]; readonly facts: LineFacts } | undefined
  /** Reads the texts of all lines in the browser's idle time, so that the first letter of a search is as fast as the second. */
  readonly warm: () => void
  readonly showing: () => Showing
  readonly subscribe: (listener: () => void) => () => void
}

export function createArranger(model: Pick<MapModel, 'state'>): Arranger {
  const listeners = new Set<() => void>()
  const factsOf = createLineFacts()
  const flatViews = new WeakMap<MapView, MapView>()
  let showing: Showing = { narrowed: false, shown: 0, total: 0, left: 0 }
  let before: { readonly arrangement: Arrangement; readonly kept: Kept | undefined } | undefined
  let isFlat = false

  function viewOf(view: MapView): MapView {
    if (!isFlat) return view
    const known = flatViews.get(view)
    if (known !== undefined) return known
    const flat: MapView = { ...view, flat: true }
    flatViews.set(view, flat)
    return flat
  }

  function tell(next: Showing): void {
    if (next.narrowed === showing.narrowed && next.shown === showing.shown && next.total === showing.total && next.left === showing.left) return
    showing = next
    for (const listener of listeners) listener()
  }

  function everything(): { readonly lines: readonly GridLine[]; readonly facts: LineFacts } | undefined {
    const state = model.state()
    if (state === undefined) return undefined
    const isWide = before !== undefined && isNarrowed(before.arrangement)
    const lines = isWide ? state.lines : listEverything(state.view.context).map((line): GridLine => ({ address: line.address, line }))
    return { lines, facts: factsOf(state.view) }
  }

  return {
    arrange({ lines, view }, arrangement) {
      isFlat = arrangement.sort !== undefined
      const kept = before !== undefined && isSameNarrowing(before.arrangement, arrangement) ? before.kept : undefined
      const arranged = arrangeLines(lines, arrangement, factsOf(view), kept)
      before = { arrangement, kept: arranged.kept }
      tell({ narrowed: isNarrowed(arrangement), shown: arranged.shown, total: arranged.total, left: arranged.left })
      return { lines: arranged.lines, view: viewOf(view) }
    },
    viewOf,
    forget: () => void (before = undefined),
    everything,
    warm() {
      const all = everything()
      if (all !== undefined) readIdly(all.lines, all.facts)
    },
    showing: () => showing,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Lines read between two looks at the clock. */
const AT_ONCE = 50

function readIdly(lines: readonly GridLine[], facts: LineFacts, from = 0): void {
  if (from >= lines.length) return
  // Not every browser has idle time to give.
  const later: (work: (deadline: Pick<IdleDeadline, 'timeRemaining'>) => void) => void =
    typeof requestIdleCallback === 'function' ? requestIdleCallback : (work) => void setTimeout(() => work({ timeRemaining: () => 4 }))
  later((deadline) => {
    let at = from
    do {
      for (const { line } of lines.slice(at, at + AT_ONCE)) if (line.kind !== 'more') facts.all(line)
      at += AT_ONCE
    } while (at < lines.length && deadline.timeRemaining() > 2)
    readIdly(lines, facts, at)
  })
}

export function isSameNarrowing(a: Arrangement, b: Arrangement): boolean {
  return a.search.trim() === b.search.trim() && a.filters === b.filters && a.decision === b.decision && a.reads === b.reads && a.sort === b.sort
}
