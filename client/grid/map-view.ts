// What the grid shows of a field map besides its lines: everything derived that a cell may need, joined by the page.
import type { RowOutcome } from '../../shared/mapping/evaluate-map.ts'
import type { Line, LineAddress } from '../../shared/mapping/line.ts'
import type { MapContext } from '../../shared/mapping/map-context.ts'
import type { Problem } from '../../shared/mapping/problem.ts'
import type { Row } from '../../shared/project/field-map.ts'
import type { FieldPath } from '../../shared/schema/field-path.ts'

export type MapView = {
  readonly context: MapContext
  readonly problemsByLine: ReadonlyMap<LineAddress, readonly Problem[]>
  /** Open questions. */
  readonly questionsByLine: ReadonlyMap<LineAddress, number>
  readonly outcomesByRow: ReadonlyMap<string, RowOutcome>
  /** Rows with a transform, by the path of the object they fill a field of; see `belowKey`. */
  readonly mappedBelow: ReadonlyMap<string, number>
  /** How many `each` rows feed a list, by `belowKey`. */
  readonly partsOf: ReadonlyMap<string, number>
  /** Lines are sorted, and stand without those above them: each shows its whole path. */
  readonly flat?: true
}

/** The same list inside two `each` rows is two places. */
export function belowKey(each: Row | undefined, path: FieldPath): string {
  return `${each?.id ?? ''}:${path}`
}

/** One row of the grid. A new object whenever its line changed; the same object means nothing to draw. */
export type GridLine = {
  readonly address: LineAddress
  readonly line: Line
  /** Shown only because of what stands below it, while lines are filtered. */
  readonly context?: true
}

export function isSameLine(a: Line, b: Line): boolean {
  return (
    a.address === b.address &&
    a.row === b.row &&
    a.kind === b.kind &&
    a.label === b.label &&
    a.depth === b.depth &&
    a.folded === b.folded &&
    a.foldable === b.foldable &&
    a.parent === b.parent &&
    a.field?.node === b.field?.node &&
    a.each === b.each &&
    a.part?.index === b.part?.index &&
    a.part?.of === b.part?.of &&
    a.more?.fields === b.more?.fields &&
    a.more?.readOnly === b.more?.readOnly
  )
}
