// What is gathered while a field map is compiled: the type that its steps share.
import type { Row } from '../project/field-map.ts'
import type { ConfigIr, TableIr } from '../transform/ir.ts'
import type { FormulaFinding } from '../transform/formula/ast.ts'
import type { FormulaPlace } from './formula-scope.ts'
import type { MapContext } from './map-context.ts'
import type { MapProblemCode } from './map-rules.ts'
import type { ProblemList } from './problem-list.ts'
import type { RowMemo } from './row-memo.ts'
import type { SourceUses } from './source-uses.ts'

export type Compilation = {
  readonly context: MapContext
  /** The rows that take part: those that were left out are not among them. */
  readonly rows: readonly Row[]
  readonly problems: ProblemList
  readonly uses: SourceUses
  readonly config: Map<string, ConfigIr>
  readonly tables: Map<string, TableIr>
  /** Absent: every row is compiled anew. */
  readonly memo?: RowMemo
}

/** Who wants something compiled: a row, or a part of the map such as an invariant. */
export type Asker = {
  /** The row whose item its sources are relative to; undefined at the top. */
  readonly each: Row | undefined
  /** What its formulas may name besides. */
  readonly place: FormulaPlace
  readonly report: (code: MapProblemCode, ...names: string[]) => void
  readonly reportFormula: (text: string, finding: FormulaFinding) => void
}
