// Where a range is after lines or columns came, went or moved. Pure.
import type { Block, Cell, CellRange } from './cell-range.ts'

/** What is selected, and the cell in focus, which lies in it. */
export type Standing = { readonly range: CellRange; readonly focus: Cell }

/** A run of a list: first and last index. */
export type Run = { readonly from: number; readonly to: number }

/** Undefined: all of it is gone, or others that were outside would now lie in it. */
export type Follow = (run: Run) => Run | undefined

/** A new item stands for a vanished one of the same place. */
export function followRuns<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
  placeOf: (item: Item) => string = keyOf,
): Follow {
  let known: ReadonlyMap<string, number> | undefined
  let left: ReadonlySet<string> | undefined
  return (run) => {
    const one = run.from === run.to ? before[run.from] : undefined
    const at = one === undefined ? -1 : after.findIndex((item) => keyOf(item) === keyOf(one))
    if (at >= 0) return { from: at, to: at }
    const whereBefore = (known ??= new Map(before.map((item, index) => [keyOf(item), index])))
    const isLeft = (left ??= new Set(after.map(keyOf)))
    const gone = new Set<string>()
    for (const item of before.slice(run.from, run.to + 1)) if (!isLeft.has(keyOf(item))) gone.add(placeOf(item))
    const wasInside = (item: Item) => {
      const index = whereBefore.get(keyOf(item))
      return index === undefined ? undefined : index >= run.from && index <= run.to
    }
    const isKept = (item: Item) => wasInside(item) ?? (gone.size > 0 && gone.has(placeOf(item)))
    const from = after.findIndex(isKept)
    if (from < 0) return undefined
    const to = after.findLastIndex(isKept)
    return after.slice(from, to + 1).some((item) => wasInside(item) === false) ? undefined : { from, to }
  }
}

/** The two ways a range goes. */
export type Axis = 'line' | 'column'

/** `isOther`: the line in focus is gone, and the one that took its place stands for it. */
export type Followed = { readonly standing: Standing; readonly isOther: boolean }

/** `count`: how many lines or columns there are now. Undefined: none. */
export function followStanding(before: Standing, axis: Axis, follow: Follow, count: number): Followed | undefined {
  if (count === 0) return undefined
  const found = follow({ from: before.focus[axis], to: before.focus[axis] })?.from
  return { standing: standAt(before, axis, follow, found ?? Math.min(before.focus[axis], count - 1)), isOther: found === undefined }
}

function standAt({ range, focus }: Standing, axis: Axis, follow: Follow, at: number): Standing {
  const moved = (cell: Cell, to: number): Cell => ({ ...cell, [axis]: to })
  const kept = moved(focus, at)
  const { shape, anchor, head } = range
  // Whole columns hold whatever lines there are.
  if (shape === 'all' || shape === (axis === 'line' ? 'columns' : 'rows'))
    return { range: { shape, anchor: moved(anchor, at), head: moved(head, at) }, focus: kept }
  const forward = anchor[axis] <= head[axis]
  const run = follow(forward ? { from: anchor[axis], to: head[axis] } : { from: head[axis], to: anchor[axis] })
  if (run === undefined || at < run.from || at > run.to) return { range: { shape: 'cells', anchor: kept, head: kept }, focus: kept }
  return { range: { shape, anchor: moved(anchor, forward ? run.from : run.to), head: moved(head, forward ? run.to : run.from) }, focus: kept }
}

export function followBlock(block: Block, axis: Axis, follow: Follow): Block | undefined {
  const run = follow(axis === 'line' ? { from: block.top, to: block.bottom } : { from: block.left, to: block.right })
  if (run === undefined) return undefined
  return axis === 'line' ? { ...block, top: run.from, bottom: run.to } : { ...block, left: run.from, right: run.to }
}
