// Gathers what is found while a field map is compiled: each finding once, in the order of the rows.
import type { Row } from '../project/field-map.ts'
import { ROOT_PATH, type FieldPath } from '../schema/field-path.ts'
import type { FormulaFinding } from '../transform/formula/ast.ts'
import { fieldAddress, rowAddress } from './line.ts'
import type { MapContext } from './map-context.ts'
import { mapRules, type MapProblemCode } from './map-rules.ts'
import type { Problem } from './problem.ts'

/** A part of a map that is no row: its errors are told under its own code, and keep it out as they would a row. `name`: as people know it. */
export type MapPart = { readonly id: string; readonly code: 'applies-when-unclear' | 'runs-unclear' | 'invariant-unclear'; readonly name: string }

export type ProblemList = {
  readonly add: (row: Row, code: MapProblemCode, ...names: string[]) => void
  readonly addFormula: (row: Row, text: string, finding: FormulaFinding) => void
  readonly addToPart: (part: MapPart, code: MapProblemCode, ...names: string[]) => void
  readonly addFormulaToPart: (part: MapPart, text: string, finding: FormulaFinding) => void
  /** For a line that is not stored. `each`: the row it stands in. */
  readonly addToField: (path: FieldPath, each: Row | undefined, code: MapProblemCode, ...names: string[]) => void
  readonly addToMap: (code: MapProblemCode, ...names: string[]) => void
  /** Rows and parts of the map that take part in nothing, with the first reason. */
  readonly leftOut: ReadonlyMap<string, MapProblemCode>
  readonly list: () => Problem<MapProblemCode>[]
  /** How often something was told, the same more than once too. */
  readonly told: () => number
}

export function createProblemList(context: MapContext): ProblemList {
  const found = new Map<string, Problem<MapProblemCode>>()
  const leftOut = new Map<string, MapProblemCode>()
  let told = 0
  const put = (at: string, row: number | null, code: MapProblemCode, names: readonly string[], more: Partial<Problem> = {}) => {
    told += 1
    const message = mapRules[code].say(...names)
    found.set(`${at} ${code} ${message} ${more.formula?.span.from ?? ''}`, { severity: mapRules[code].severity, ...more, code, at, row, message })
  }
  const leaveOut = (id: string, code: MapProblemCode, because: MapProblemCode) => {
    if (mapRules[because].leavesOut && !leftOut.has(id)) leftOut.set(id, code)
  }
  const mapAddress = fieldAddress(context.fieldMap.id, ROOT_PATH)
  const add = (row: Row, code: MapProblemCode, names: readonly string[], more?: Partial<Problem>) => {
    put(rowAddress(row), row.number ?? null, code, names, more)
    leaveOut(row.id, code, code)
  }
  const addToPart = (part: MapPart, code: MapProblemCode, names: readonly string[], more?: Partial<Problem>) => {
    const isError = mapRules[code].severity === 'error'
    put(mapAddress, null, isError ? part.code : 'map-part-warning', [mapRules[code].say(...names), part.name], more)
    leaveOut(part.id, part.code, code)
  }
  return {
    add: (row, code, ...names) => add(row, code, names),
    addFormula: (row, text, finding) => add(row, codeOf(finding), [finding.message], { formula: { text, span: finding.span, fixes: finding.fixes } }),
    addToPart: (part, code, ...names) => addToPart(part, code, names),
    addFormulaToPart: (part, text, finding) =>
      addToPart(part, codeOf(finding), [finding.message], { formula: { text, span: finding.span, fixes: finding.fixes } }),
    addToField: (path, each, code, ...names) => put(fieldAddress(context.fieldMap.id, path, each), null, code, names),
    addToMap: (code, ...names) => put(mapAddress, null, code, names),
    leftOut,
    told: () => told,
    list() {
      const rank = new Map(context.rows.map((row, index) => [rowAddress(row), index]))
      return [...found.values()].sort((a, b) => (rank.get(a.at) ?? -1) - (rank.get(b.at) ?? -1))
    },
  }
}

function codeOf(finding: FormulaFinding): MapProblemCode {
  return finding.severity === 'error' ? 'formula-error' : 'formula-warning'
}
