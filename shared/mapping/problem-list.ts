// Gathers what is found while a field map is compiled: each finding once, in the order of the rows.
import type { Row } from '../project/field-map.ts'
import type { FieldPath } from '../schema/field-path.ts'
import { fieldAddress, rowAddress } from './line.ts'
import type { MapContext } from './map-context.ts'
import { mapRules, type MapProblemCode } from './map-rules.ts'
import type { Problem } from './problem.ts'

export type ProblemList = {
  readonly add: (row: Row, code: MapProblemCode, ...names: string[]) => void
  /** For a line that is not stored. `each`: the row it stands in. */
  readonly addToField: (path: FieldPath, each: Row | undefined, code: MapProblemCode, ...names: string[]) => void
  readonly addToMap: (code: MapProblemCode, ...names: string[]) => void
  /** Rows that take part in nothing, with the first reason. */
  readonly leftOut: ReadonlyMap<string, MapProblemCode>
  readonly list: () => Problem<MapProblemCode>[]
}

export function createProblemList(context: MapContext): ProblemList {
  const found = new Map<string, Problem<MapProblemCode>>()
  const leftOut = new Map<string, MapProblemCode>()
  const put = (at: string, row: number | null, code: MapProblemCode, names: readonly string[]) => {
    const message = mapRules[code].say(...names)
    found.set(`${at} ${code} ${message}`, { code, severity: mapRules[code].severity, at, row, message })
  }
  return {
    add(row, code, ...names) {
      put(rowAddress(row), row.number ?? null, code, names)
      if (mapRules[code].leavesOut && !leftOut.has(row.id)) leftOut.set(row.id, code)
    },
    addToField: (path, each, code, ...names) => put(fieldAddress(context.fieldMap.id, path, each), null, code, names),
    addToMap: (code, ...names) => put(fieldAddress(context.fieldMap.id, '' as FieldPath), null, code, names),
    leftOut,
    list() {
      const rank = new Map(context.rows.map((row, index) => [rowAddress(row), index]))
      return [...found.values()].sort((a, b) => (rank.get(a.at) ?? -1) - (rank.get(b.at) ?? -1))
    },
  }
}
